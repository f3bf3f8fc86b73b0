// Rows of one file on their way into packets: gathered by series, sent in full blocks where there are enough.
//
// No allocation per row: a series' columns grow from 16 to 64 to 256 rows and are sent when full.
#pragma once

#include <vector>

#include "format/event_decode.h"
#include "store/packet.h"

namespace db {

struct FileSeries {
  std::uint32_t sender_id = 0;
  std::uint32_t pending = 0;  // rows in `rows`, whose columns are sized to `capacity`
  std::uint32_t capacity = 0;
  bool described = false;  // its metadata as this file tells it went out
  std::uint64_t sent = 0;
  PendingRows rows;
};

class FileRows {
 public:
  FileRows(FileId file, PacketWriter& out) : file_(file), out_(out) {}

  std::uint32_t add_series(std::uint32_t sender_id);
  FileSeries& operator[](std::uint32_t index) { return series_[index]; }

  void add_number(std::uint32_t index, Step step, WallTime wall, NumberType type, std::uint64_t bits) {
    FileSeries& s = series_[index];
    const ValueType column = column_of(type);
    if (s.pending == s.capacity || s.rows.type != column) make_room(s, column);
    s.rows.steps[s.pending] = step;
    s.rows.walls[s.pending] = wall;
    if (column == ValueType::kF32) {
      s.rows.f32[s.pending] = std::bit_cast<float>(static_cast<std::uint32_t>(bits));
    } else {
      s.rows.bits[s.pending] = bits;
    }
    if (++s.pending == kBlockRows) send(s);
  }
  // A series with room for capacity - pending > 0 rows of kF32 in its columns. Who writes some tells added().
  FileSeries& room_for_floats(std::uint32_t index) {
    FileSeries& s = series_[index];
    if (s.pending == s.capacity || s.rows.type != ValueType::kF32) make_room(s, ValueType::kF32);
    return s;
  }
  void added(std::uint32_t index, std::uint32_t rows) {
    FileSeries& s = series_[index];
    s.pending += rows;
    if (s.pending == kBlockRows) send(s);
  }
  void add_blob(std::uint32_t index, Step step, WallTime wall, const BlobRow& blob);

  std::uint64_t total() const;  // all rows ever added

  // Sends what is pending: all of it, or that of series for which it is not too small a block.
  void flush(bool all);

  // Forgets all series and frees their room. Nothing may be pending.
  void release();

 private:
  static ValueType column_of(NumberType type) { return static_cast<ValueType>(static_cast<int>(type) - 1); }
  void make_room(FileSeries& series, ValueType column);
  void send(FileSeries& series);

  FileId file_;
  PacketWriter& out_;
  std::vector<FileSeries> series_;
  std::uint64_t released_ = 0;  // rows of series that were forgotten
};

static_assert(static_cast<int>(ValueType::kF32) == static_cast<int>(NumberType::kF32) - 1);
static_assert(static_cast<int>(ValueType::kU64) == static_cast<int>(NumberType::kU64) - 1);

}  // namespace db
