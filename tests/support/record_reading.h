// Drives a RecordReader over a whole file, as a source would; and the slow, obvious reader to hold it against.
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
        case RecordReader::Found::kMore:
          return;
        case RecordReader::Found::kRecord:
          records.push_back({reader.record_offset(), std::string(as_text(reader.payload()))});
          break;
        case RecordReader::Found::kPiece:
          break;
        case RecordReader::Found::kLargeEnd:
          records.push_back({reader.record_offset(), {}});
          break;
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

// The rules of record_reader.h's comment, with the whole file at hand.
inline Reading read_obviously(std::string_view file) {
  Reading reading;
  const auto sound = [&](std::size_t at, std::uint64_t& length) {
    if (file.size() - at < 12 || !record_length_is_sound(as_bytes(file).data() + at)) return false;
    length = record_length(as_bytes(file).data() + at);
    if (!record_fits(length, file.size() - at)) return false;
    const auto payload = as_bytes(file).subspan(at + 12, static_cast<std::size_t>(length));
    return mask_crc(crc32c(payload)) == load<std::uint32_t>(payload.data() + length);
  };
  for (std::size_t at = 0; at < file.size();) {
    std::uint64_t length = 0;
    if (sound(at, length)) {
      reading.records.push_back({at, std::string(file.substr(at + 12, static_cast<std::size_t>(length)))});
      at += static_cast<std::size_t>(length) + 16;
      continue;
    }
    using Fault = RecordReader::Fault;
    Fault fault = Fault::kTruncated;
    if (file.size() - at >= 12) {
      const std::byte* header = as_bytes(file).data() + at;
      if (!record_length_is_sound(header)) {
        fault = Fault::kLengthChecksum;
      } else if (record_fits(record_length(header), file.size() - at)) {
        fault = Fault::kPayloadChecksum;
      }
    }
    std::size_t next = at + 1;
    while (next < file.size() && !sound(next, length)) ++next;
    reading.damage.push_back({at, next - at, fault});
    at = next;
  }
  return reading;
}

}  // namespace db::test
