// Takes an event file's bytes as they come and finds the records in them.
//
// Push: bytes may arrive in any pieces. A record that lies whole in a piece is used where it lies; only an incomplete
// one is kept (at most kHoldBytes). A larger one is never held: its payload comes out piece by piece (kPiece), and the
// parts that its reader does not look at need not be pushed at all, if that saves `min_skip_bytes`; it is "unchecked"
// then.
//
// Damage: a bad length or payload checksum is reported with its range after the next record has been found whose both
// checksums hold (format/record_search.h); to look for it wanted() may go backward. A length that reaches beyond the
// end of the file waits for the file to grow; at end() the tail is searched, too.
//
// Total work is linear: bytes read again and again for the sake of damage are counted, and when they exceed the file's
// size and kFreeAgainBytes, a record of more than kSmallBytes must prove itself before it is read, and the first one
// that does is taken.
#pragma once

#include <limits>
#include <vector>

#include "format/record.h"
#include "format/record_search.h"

namespace db {

class RecordReader {
 public:
  static constexpr std::uint64_t kHoldBytes = 1 << 20;
  static constexpr std::uint64_t kSmallBytes = 4096;
  static constexpr std::uint64_t kFreeAgainBytes = 1 << 20;
  static constexpr std::uint64_t kNeverSkip = std::numeric_limits<std::uint64_t>::max();

  enum class Found {
    kMore,      // nothing: push from wanted() on
    kRecord,    // a record: payload()
    kPiece,     // a part of a large record's payload: payload() is bytes [piece_at(), ...) of payload_bytes()
    kLargeEnd,  // the large record's payload is complete, and sound unless !checked()
    kDamage,    // damage(); a large record that was under way is void
  };
  enum class Fault { kLengthChecksum, kPayloadChecksum, kTruncated };
  struct Damage {
    std::uint64_t offset;
    std::uint64_t bytes;
    Fault fault;
    bool to_the_end;  // no record was found after it (yet)
  };

  explicit RecordReader(std::uint64_t file_bytes, std::uint64_t min_skip_bytes = kNeverSkip)
      : file_bytes_(file_bytes), min_skip_bytes_(min_skip_bytes) {}

  // Bytes of the file at `offset`, which is at most wanted(); what is not wanted of them is stepped over. They must
  // stay where they are until next() has returned kMore.
  void push(std::uint64_t offset, Bytes bytes);
  Found next();

  // File offset of the next byte it wants; the file's size or more: none.
  std::uint64_t wanted() const;

  // The end of the file is reached and it is not growing just now. True: it wants to read something again. Then, or at
  // last, next() may have damage to report.
  bool end();
  void grow(std::uint64_t file_bytes);

  Bytes payload() const { return payload_; }
  std::uint64_t record_offset() const { return record_; }
  std::uint64_t payload_bytes() const { return length_; }
  std::uint64_t piece_at() const { return piece_at_; }
  bool checked() const { return checked_; }
  const Damage& damage() const { return damage_; }
  std::uint64_t unchecked_bytes() const { return unchecked_bytes_; }
  std::uint64_t file_bytes() const { return file_bytes_; }

  // After kPiece: bytes of the payload before `at` are of no use.
  void skip_payload_to(std::uint64_t at) { skip_to_ = at; }

  // For a faster way through records that look alike: the bytes at hand from the next record's start on (none if the
  // next record is not to be taken from them), and "I have taken whole, sound records of so many bytes".
  Bytes window() const { return mode_ == Mode::kRecords && tail_.empty() ? window_ : Bytes(); }
  void accept(std::size_t bytes) {
    window_ = window_.subspan(bytes);
    at_ += bytes;
  }

 private:
  enum class Mode {
    kRecords,  // at_: next record's start; tail_: what is there of it
    kLarge,    // at_: start of a record whose payload goes by
    kSearch,   // at_: start of the damage
    kWaiting,  // at_: start of a record that reaches beyond the end of the file
    kLost,     // at_: start of damage that reaches to the end of the file
  };

  Found next_record();
  Found next_piece();
  Found finish_large();
  Found take(Bytes payload);
  bool fill(std::size_t bytes);
  void begin_large(std::uint64_t length);
  void begin_search(Fault fault, std::uint64_t from);
  Found search();
  Found go_on_at(std::uint64_t found);
  std::uint64_t position() const;  // file offset of the first byte not pushed yet
  std::uint64_t patience() const;

  std::uint64_t file_bytes_;
  std::uint64_t min_skip_bytes_;
  Mode mode_ = Mode::kRecords;
  std::uint64_t at_ = 0;
  Bytes window_;  // pushed, not used yet
  std::vector<std::byte> tail_;
  bool tail_used_ = false;  // tail_ was the last record given out

  Bytes payload_;
  std::uint64_t record_ = 0;
  std::uint64_t length_ = 0;
  std::uint64_t piece_at_ = 0;
  bool checked_ = true;

  std::uint64_t large_at_ = 0;  // of the payload and its footer: the next byte
  std::uint64_t skip_to_ = 0;
  std::uint32_t crc_ = 0;
  std::byte footer_[kRecordFooterBytes];

  RecordSearch search_;
  Fault fault_ = Fault::kLengthChecksum;
  Damage damage_{};
  bool damage_pending_ = false;
  bool final_ = false;                 // end() since the last grow()
  bool asked_again_ = false;           // end() has asked for bytes, and none have come since
  std::uint64_t proven_ = kNeverSkip;  // start of a record that a search has found sound
  std::uint64_t searched_bytes_ = 0;   // size of the file when its tail was searched in vain
  std::uint64_t read_again_bytes_ = 0;
  std::uint64_t unchecked_bytes_ = 0;
};

}  // namespace db
