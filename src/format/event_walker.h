// Takes an Event apart that is too large to hold, while its payload goes by in pieces. What is larger than kHeldBytes
// (an image, a graph, a tensor's content) is stepped over, and its reader need not even fetch it; the small things
// around it (tags, metadata, step) are copied. The result is a DecodedEvent that says the same as decode_event's, but
// that a value larger than kHeldBytes is never a single number.
//
// Costs a few kB, or up to kHeldBytes where values of that size come cut in two; and what the values' texts take. An
// event whose texts take more than kMaxTextBytes does not parse.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "format/event_decode.h"

namespace db {

class EventWalker {
 public:
  static constexpr std::uint64_t kHeldBytes = 1 << 20;
  static constexpr std::uint64_t kMaxTextBytes = 256 << 20;

  // A payload of so many bytes begins.
  void begin(std::uint64_t payload_bytes);

  // Bytes of the payload from `at` on. `at` is at most wanted(), or beyond it: then the payload was cut and it is lost.
  void feed(std::uint64_t at, Bytes bytes);

  // Place in the payload of the next byte it needs; payload_bytes: none.
  std::uint64_t wanted() const { return ok_ ? at_ + carry_.size() : end_; }

  // The payload is complete. Null: it is no Event. Valid until begin() or release().
  const DecodedEvent* finish();
  void release();  // frees what it holds

 private:
  enum class Level { kEvent, kTaggedRunMetadata, kSummary, kValue, kTensor };
  struct Frame {
    Level level;
    std::uint64_t end;
  };
  enum class Step { kDone, kMore, kBad };

  Step next_field(Bytes bytes, std::size_t& used);
  Step number_field(std::uint32_t key, std::uint64_t value);
  Step bytes_field(std::uint32_t field, std::uint64_t begin, std::uint64_t size, Bytes held);
  bool wants(std::uint32_t field, std::uint64_t size) const;
  bool leave();
  bool add_value();
  std::string_view keep(std::string_view text);
  void set_kind(EventKind kind);
  Step enter(Level level, std::uint64_t end);

  std::uint64_t at_ = 0;  // of carry_, in the payload
  std::uint64_t end_ = 0;
  bool ok_ = true;
  std::vector<std::byte> carry_;  // the beginning of a field that is not complete
  std::vector<Frame> frames_;
  DecodedEvent event_;
  DecodedValue value_;  // of the frame kValue
  std::deque<std::string> texts_;
  std::uint64_t text_bytes_ = 0;
};

}  // namespace db
