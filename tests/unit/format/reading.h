// Drives a RecordReader over a whole file, as a source would.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "format/record_reader.h"

namespace db::test {

struct ReadRecord {
  std::uint64_t offset;
  std::string payload;  // empty for a large one
  bool operator==(const ReadRecord&) const = default;
};

struct ReadDamage {
  std::uint64_t offset;
  std::uint64_t bytes;
  RecordReader::Fault fault;
  bool operator==(const ReadDamage&) const = default;
};

struct Reading {
  std::vector<ReadRecord> records;
  std::vector<ReadDamage> damage;
  std::uint64_t pushed_bytes = 0;
  std::uint64_t pushes = 0;
  bool operator==(const Reading& other) const { return records == other.records && damage == other.damage; }

  void drain(RecordReader& reader) {
    for (;;) {
      switch (reader.next()) {
        case RecordReader::Found::kMore: return;
        case RecordReader::Found::kRecord: records.push_back({reader.record_offset(), std::string(as_text(reader.payload()))}); break;
        case RecordReader::Found::kPiece: break;
        case RecordReader::Found::kLargeEnd: records.push_back({reader.record_offset(), {}}); break;
        case RecordReader::Found::kDamage:
          damage.push_back({reader.damage().offset, reader.damage().bytes, reader.damage().fault});
      }
    }
  }

  // Reads on to the end, in pieces whose sizes `piece` tells.
  void read(RecordReader& reader, std::string_view file, const std::function<std::size_t()>& piece) {
    for (;;) {
      if (reader.wanted() >= file.size()) {
        const bool again = reader.end();
        drain(reader);
        if (!again) return;
        continue;
      }
      const auto at = static_cast<std::size_t>(reader.wanted());
      // A copy of its own, so that sanitizers see every byte read beyond it.
      const std::string bytes(file.substr(at, piece()));
      reader.push(at, as_bytes(bytes));
      ++pushes;
      pushed_bytes += bytes.size();
      drain(reader);
    }
  }
};

inline Reading read_file(std::string_view file, std::size_t piece) {
  Reading reading;
  RecordReader reader(file.size());
  reading.read(reader, file, [piece] { return piece; });
  return reading;
}

}  // namespace db::test
