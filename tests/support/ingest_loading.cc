#include "tests/support/ingest_loading.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace db::test {

FileId Loading::add(std::string_view path, std::string contents, std::size_t size) {
  size = std::min(size, contents.size());
  const FileId id = store_.add_file(path, size);
  files_[id] = {std::move(contents), size};
  session_.add_file(id, path, size);
  return id;
}

void Loading::grow(FileId id, std::size_t size) {
  File& file = files_[id];
  file.size = std::min(size, file.contents.size());
  store_.file(id).bytes = file.size;
  session_.grow(id, file.size);
}

bool Loading::step(FileId id, std::size_t bytes) {
  const File& file = files_[id];
  const std::uint64_t at = session_.wanted(id);
  if (at >= file.size) return false;
  // A copy of its own, so that sanitizers see what is read beyond it.
  const std::string piece =
      file.contents.substr(static_cast<std::size_t>(at), std::min<std::size_t>(bytes, file.size - at));
  session_.push(id, at, as_bytes(piece));
  deliver(false);
  return true;
}

void Loading::finish(FileId id, std::size_t piece) {
  do {
    while (step(id, piece)) {
    }
  } while (session_.end(id));
  deliver(true);
}

void Loading::finish_all(std::size_t piece) {
  for (const auto& [id, file] : files_) finish(id, piece);
}

void Loading::deliver(bool force) {
  const Bytes packet = session_.packet(force);
  if (packet.empty()) return;
  ++packets_;
  const std::vector<std::byte> copy(packet.begin(), packet.end());
  const auto applied = receiver_.apply(copy, store_);
  INFO((applied ? "" : applied.error().message));
  REQUIRE(applied);
}

const Series* Loading::find(std::string_view run, std::string_view tag) const {
  const RunId* r = store_.find_run(run);
  const TagId* t = store_.find_tag(tag);
  const SeriesId* s = r && t ? store_.find(*r, *t) : nullptr;
  return s ? &store_.series(*s) : nullptr;
}

std::vector<Point> Loading::points(std::string_view run, std::string_view tag, Restarts restarts) const {
  std::vector<Point> points;
  const Series* series = find(run, tag);
  if (!series) return points;
  for_each_rows(*series, restarts, [&](const Rows& rows) {
    for (std::uint32_t row = rows.begin; row < rows.end; ++row)
      points.push_back({rows.block.step(row), rows.block.wall(row), rows.block.value(row)});
  });
  return points;
}

}  // namespace db::test
