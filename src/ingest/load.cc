#include "ingest/load.h"

#include "format/gzip.h"
#include "ingest/session.h"
#include "store/logdir_path.h"

namespace db {
namespace {

constexpr std::size_t kReadBytes = 256 << 10;  // stays in the second-level cache
constexpr std::uint64_t kMaxInflatedBytes = std::uint64_t{1} << 32;

class Loading {
 public:
  Loading(const LoadOptions& options, Store& store) : store_(store), session_(options) {}

  void file(const Logdir& logdir, const LogdirEntry& entry) {
    const FileId id = *store_.find_file(entry.path);
    auto opened = open_events(logdir, entry);
    session_.add_file(id, entry.path, opened ? opened->bytes : 0);
    if (opened) {
      FileInfo& info = store_.file(id);
      info.bytes = opened->bytes;
      info.problem = opened->problem;
      const auto done = read(*opened, id);
      if (!done) session_.fail(id, done.error().message);
    } else {
      session_.fail(id, opened.error().message);
    }
  }

  void deliver(bool force) {
    const Bytes packet = session_.packet(force);
    if (!packet.empty()) (void)receiver_.apply(packet, store_);  // our own packet: sound, or a bug that tests find
  }

 private:
  // Reads the file to its end; an error is the source's.
  Result<void> read(EventBytes& file, FileId id) {
    for (;;) {
      const std::uint64_t at = session_.wanted(id);
      if (at >= file.bytes) {
        if (!session_.end(id)) return {};
        continue;
      }
      const std::span room(room_.get(), static_cast<std::size_t>(std::min<std::uint64_t>(kReadBytes, file.bytes - at)));
      const auto n = file.source->read(at, room);
      if (!n) return std::unexpected(n.error());
      if (*n == 0) {  // shorter than it was
        while (session_.end(id)) {
        }
        return {};
      }
      session_.push(id, at, Bytes(room).first(*n));
      deliver(false);
    }
  }

  Store& store_;
  Session session_;
  PacketReceiver receiver_;
  std::unique_ptr<std::byte[]> room_ = std::make_unique_for_overwrite<std::byte[]>(kReadBytes);
};

}  // namespace

Result<EventBytes> open_events(const Logdir& logdir, const LogdirEntry& entry) {
  auto source = logdir.open(entry);
  if (!source) return std::unexpected(source.error());
  const auto bytes = (*source)->bytes();
  if (!bytes) return std::unexpected(bytes.error());
  if (!entry.path.ends_with(".gz")) return EventBytes{std::move(*source), *bytes, {}};
  std::vector<std::byte> packed(static_cast<std::size_t>(*bytes));
  const auto read = (*source)->read(0, packed);
  if (!read) return std::unexpected(read.error());
  packed.resize(*read);
  if (!is_gzip(packed)) return EventBytes{std::move(*source), *bytes, {}};
  Inflated inflated = inflate_gzip(packed, kMaxInflatedBytes);
  const std::uint64_t size = inflated.bytes.size();
  return EventBytes{std::make_unique<MemorySource>(std::move(inflated.bytes)), size, std::move(inflated.problem)};
}

void load_logdir(const Logdir& logdir, const LoadOptions& options, Store& store) {
  for (const LogdirEntry& entry : logdir.entries()) {
    FileInfo& info = store.file(store.add_file(entry.path, entry.bytes));
    if (entry.problem.empty()) continue;
    info.status = FileStatus::kUnreadable;
    info.problem = entry.problem;
  }
  Loading loading(options, store);
  for (const LogdirEntry& entry : logdir.entries()) {
    if (entry.problem.empty() && is_event_file(entry.path) && !is_profile_marker(entry.path))
      loading.file(logdir, entry);
  }
  loading.deliver(true);
}

}  // namespace db
