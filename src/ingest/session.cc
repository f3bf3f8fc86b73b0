#include "ingest/session.h"

#include <algorithm>

#include "store/logdir_path.h"

namespace db {
namespace {

constexpr std::size_t kFirstPacketBytes = 16 << 10;
constexpr std::size_t kPacketBytes = 1 << 20;

}  // namespace

Session::Session(LoadOptions options) : context_{.options = options}, due_bytes_(kFirstPacketBytes) {}

void Session::add_file(FileId id, std::string_view path, std::uint64_t bytes) {
  File& file = files_[static_cast<std::uint32_t>(id)];
  file.bytes = bytes;
  if (is_profile_marker(path)) return;
  auto& run = runs_[std::string(run_of_path(path))];
  if (!run) run = std::make_unique<RunSeriesTable>();
  file.run = run.get();
  file.loader = std::make_unique<EventLoader>(id, bytes, *run, context_);
}

Session::File* Session::find(FileId id) {
  const auto at = files_.find(static_cast<std::uint32_t>(id));
  return at == files_.end() ? nullptr : &at->second;
}

// The loader of a file about which there will be something to report.
EventLoader* Session::touch(FileId id) {
  File* file = find(id);
  if (!file || !file->loader || file->loader->is_over()) return nullptr;
  if (!file->changed) changed_.push_back(id);
  file->changed = true;
  return file->loader.get();
}

std::uint64_t Session::wanted(FileId id) const {
  const auto at = files_.find(static_cast<std::uint32_t>(id));
  if (at == files_.end()) return 0;
  const File& file = at->second;
  return file.loader && !file.loader->is_over() ? file.loader->wanted() : file.bytes;
}

void Session::push(FileId id, std::uint64_t offset, Bytes bytes) {
  if (EventLoader* loader = touch(id)) loader->push(offset, bytes);
}

bool Session::end(FileId id) {
  EventLoader* loader = touch(id);
  return loader && loader->end();
}

void Session::grow(FileId id, std::uint64_t bytes) {
  if (File* file = find(id)) file->bytes = std::max(file->bytes, bytes);
  if (EventLoader* loader = touch(id)) loader->grow(bytes);
}

void Session::fail(FileId id, std::string_view why) {
  if (EventLoader* loader = touch(id)) loader->fail(why);
}

Bytes Session::packet(bool force) {
  PacketWriter& out = context_.out;
  if (!force && out.bytes() < due_bytes_) return {};
  due_bytes_ = std::min(kPacketBytes, 2 * due_bytes_);
  for (const FileId id : changed_) {
    File& file = *find(id);
    file.loader->report();
    file.changed = false;
  }
  changed_.clear();
  return out.empty() ? Bytes() : Bytes(out.finish());
}

}  // namespace db
