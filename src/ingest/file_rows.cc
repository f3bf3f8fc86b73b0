#include "ingest/file_rows.h"

#include <algorithm>

namespace db {

std::uint32_t FileRows::add_series(std::uint32_t sender_id) {
  series_.emplace_back().sender_id = sender_id;
  return static_cast<std::uint32_t>(series_.size() - 1);
}

void FileRows::add_blob(std::uint32_t index, Step step, WallTime wall, const BlobRow& blob) {
  FileSeries& s = series_[index];
  if (s.pending == s.capacity || s.rows.type != ValueType::kBlob) make_room(s, ValueType::kBlob);
  s.rows.steps[s.pending] = step;
  s.rows.walls[s.pending] = wall;
  s.rows.blobs[s.pending] = blob;
  if (++s.pending == kBlockRows) send(s);
}

void FileRows::make_room(FileSeries& s, ValueType column) {
  if (s.rows.type != column) send(s);
  s.rows.type = column;
  if (s.pending == s.capacity) s.capacity = std::clamp<std::uint32_t>(4 * s.capacity, 16, kBlockRows);
  s.rows.steps.resize(s.capacity);
  s.rows.walls.resize(s.capacity);
  switch (column) {
    case ValueType::kF32:
      s.rows.f32.resize(s.capacity);
      break;
    case ValueType::kBlob:
      s.rows.blobs.resize(s.capacity);
      break;
    default:
      s.rows.bits.resize(s.capacity);
  }
}

void FileRows::send(FileSeries& s) {
  if (s.pending == 0) return;
  out_.rows(s.sender_id, file_, s.rows, 0, s.pending);
  s.sent += s.pending;
  s.pending = 0;
}

std::uint64_t FileRows::total() const {
  std::uint64_t rows = released_;
  for (const FileSeries& s : series_) rows += s.sent + s.pending;
  return rows;
}

void FileRows::flush(bool all) {
  constexpr std::uint64_t kWorthFraction = 8;
  for (FileSeries& s : series_) {
    if (all || s.pending * kWorthFraction >= s.sent) send(s);
  }
}

void FileRows::release() {
  released_ = total();
  series_ = {};
}

}  // namespace db
