// Finds the next record that proves itself by both its checksums, after damage. The bytes go by once, in any pieces.
//
// Every offset whose 12 bytes are a sound header is a candidate; its payload's checksum is got from the running
// checksum of the whole stream at the payload's two ends, so cost is linear in the bytes, whatever they say. Of the
// candidates that prove themselves the one that starts first wins: a winner waits for earlier ones that are still open.
//
// Two limits, which only a file made for it meets: at most kMaxOpen candidates are open at a time (the one that reaches
// farthest is given up), and a winner waits at most `patience` bytes. A candidate that reaches beyond the end of the
// file is none.
#pragma once

#include <optional>
#include <set>
#include <vector>

#include "base/bytes.h"

namespace db {

class RecordSearch {
 public:
  static constexpr std::size_t kMaxOpen = 1 << 16;

  // Looks at records that start at `from` or later and end within `file_bytes`.
  void begin(std::uint64_t from, std::uint64_t file_bytes, std::uint64_t patience);

  // The file offset of the next byte to push.
  std::uint64_t position() const { return position_; }

  // The bytes at position(). Returns where the found record starts, once it is certain; then the search is over.
  std::optional<std::uint64_t> push(Bytes bytes);

  bool decided() const { return winner_ && candidates_.empty(); }

  // No more bytes will come: what has proved itself so far.
  std::optional<std::uint64_t> finish() const { return winner_; }

  // Bytes read beyond the winner's end while it waited.
  std::uint64_t waited_bytes() const { return winner_ ? last_end_ - winner_end_ : 0; }

 private:
  struct Candidate {
    std::uint64_t end;    // of the payload
    std::uint64_t start;  // of the record
    std::uint32_t crc;    // of the stream up to the payload
    bool operator<(const Candidate& other) const { return end != other.end ? end < other.end : start < other.start; }
  };

  void scan(std::uint64_t at, Bytes bytes);
  void open(std::uint64_t start, std::uint64_t length);
  void close(const Candidate& candidate, std::uint32_t stored_crc);

  std::uint64_t position_ = 0;
  std::uint64_t file_bytes_ = 0;
  std::uint64_t patience_ = 0;
  std::uint64_t next_header_ = 0;  // offset of the next header to look at
  std::vector<std::byte> carry_;   // the bytes before position() that may belong to a header or footer
  std::uint32_t crc_ = 0;          // of the stream up to crc_at_
  std::uint64_t crc_at_ = 0;
  std::set<Candidate> candidates_;  // open ones
  std::optional<std::uint64_t> winner_;
  std::uint64_t winner_end_ = 0;
  std::uint64_t last_end_ = 0;
};

}  // namespace db
