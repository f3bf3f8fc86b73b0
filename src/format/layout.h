// Layout prediction: scalar records look alike. Of one that was decoded the plain way a layout is made: which of its
// bytes are fixed, and where wall time, step and values lie. A record whose fixed bytes equal a layout's has its
// length, the length's checksum, its tags and types, so three loads take it apart. Which layout to try is predicted:
// the one that followed the last time.
//
// A varint step is fixed in its length: the continuation bits of its bytes belong to the fixed part.
//
// It never decides anything: whatever does not match goes the plain way (format/event_decode). A layout costs twice its
// record's bytes and 110 more; there are at most kMaxLayouts.
#pragma once

#include <cstdint>
#include <vector>

#include "base/crc32c.h"
#include "format/event_decode.h"

namespace db {

struct LayoutValue {
  std::uint32_t at;      // in the record
  std::uint32_t series;  // the caller's number for it
  NumberType type;       // kF32 or kF64
};

class LayoutTable {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};
  static constexpr std::size_t kMaxLayouts = 1 << 16;
  static constexpr std::size_t kMaxRecordBytes = 4096;

  struct Layout {
    std::uint32_t record_bytes;
    std::uint32_t chunks_at;  // in chunks_
    std::uint32_t wall_at;    // in the record
    std::uint32_t step_at;
    std::uint32_t step_bytes;  // 0: the step is absent, and 0
    std::uint32_t values_at;   // in values_
    std::uint32_t values;
    std::uint32_t crc;        // of the payload with all bits that vary cleared
    std::uint32_t next[2];    // what followed, latest first
    std::uint64_t step_mask;  // of eight bytes at step_at, the bits that vary; 0: not eight bytes of the record
    bool is_plain;            // one kF32, a step_mask, and short
    // The upper half of the wall time and all but the first byte of the step vary seldom: as they were the last time,
    // and what they add to the checksum.
    mutable std::uint64_t step_high = 0;
    mutable Step step_high_value = 0;
    mutable std::uint32_t step_high_crc = 0;
    mutable std::uint32_t wall_high = 0;
    mutable std::uint32_t wall_high_crc = 0;
  };

  // The layout that the record at the start of `bytes` bytes has, or null. A match becomes what comes before the next
  // one.
  const Layout* match(const std::byte* at, std::size_t bytes) {
    if (last_ == kNone) return nullptr;
    const Layout* layouts = layouts_.data();
    const std::uint32_t first = layouts[last_].next[0], second = layouts[last_].next[1];
    if (has(at, bytes, layouts[first])) {
      last_ = first;
    } else if (second != kNone && has(at, bytes, layouts[second])) {
      last_ = second;
    } else {
      return nullptr;
    }
    return layouts + last_;
  }

  // Whether the payload's checksum holds, of a record that has the layout.
  bool is_sound(const std::byte* record, const Layout& layout) const {
    return crc32c_ways::has_instruction() ? is_sound_by_crc(record, layout) : is_sound_by_difference(record, layout);
  }
  bool is_sound_by_crc(const std::byte* record, const Layout& layout) const;
  bool is_sound_by_difference(const std::byte* record, const Layout& layout) const;

  // The step of a record that has the layout.
  Step step(const std::byte* record, const Layout& layout) const {
    if (layout.step_mask == 0) return plain_step(record, layout);
    const std::uint64_t bytes = load<std::uint64_t>(record + layout.step_at) & layout.step_mask;
    if (bytes >> 8 != layout.step_high) new_step_high(layout, bytes);
    return layout.step_high_value | static_cast<Step>(bytes & 127);
  }

  // The records that follow one of this layout, each a step and one float, are likely to have it too: take_like() pays.
  bool repeats(const Layout& layout) const {
    return layout.is_plain && &layout == layouts_.data() + last_ && layout.next[0] == last_;
  }

  struct Columns {
    Step* steps;
    WallTime* walls;
    float* values;
  };
  // Takes apart the sound records at the start of `bytes` that have the layout, which repeats(), one behind the other,
  // into columns with room for `most` rows. Returns how many.
  std::size_t take_like(const Layout& layout, Bytes bytes, const Columns& out, std::size_t most) const;

  // A record that did not match was decoded to `event`, and its values are rows of `series` (one for each value). All
  // values must have a number_place, and the event a wall_place.
  void learn(Bytes record, const DecodedEvent& event, const std::vector<std::uint32_t>& series);

  const LayoutValue* values(const Layout& layout) const { return values_.data() + layout.values_at; }

 private:
  using Vector = std::uint64_t __attribute__((vector_size(16)));
  struct Chunk {  // 16 bytes of a record: equal where (record ^ fixed) & mask is 0
    Vector fixed;
    Vector mask;
  };

  bool has(const std::byte* at, std::size_t available, const Layout& layout) const {
    const std::size_t bytes = layout.record_bytes;
    if (available < bytes) return false;
    const Chunk* chunk = chunks_.data() + layout.chunks_at;
    // The last 16 bytes first: they overlap what comes before, unless the size is a multiple of 16.
    Vector different = (load<Vector>(at + bytes - 16) ^ chunk->fixed) & chunk->mask;
    const std::byte* const end = at + bytes - 16;
    for (++chunk; at < end; at += 16, ++chunk) different |= (load<Vector>(at) ^ chunk->fixed) & chunk->mask;
    return !differs(different);
  }

  static constexpr std::size_t kPlainChunks = 4;

  static bool differs(Vector bits) {
#if defined(__wasm_simd128__)
    return __builtin_wasm_any_true_v128(bits);
#else
    return (bits[0] | bits[1]) != 0;
#endif
  }
  template <std::size_t kChunks>
  std::size_t take_plain(const Layout& layout, const std::byte* at, const Columns& out, std::size_t most) const;

  std::size_t slot_of(const Chunk* chunks, std::size_t count) const;
  static Step plain_step(const std::byte* record, const Layout& layout);
  static void new_step_high(const Layout& layout, std::uint64_t bytes);
  static void new_wall_high(const Layout& layout, std::uint32_t wall_high);

  std::vector<Layout> layouts_;
  std::vector<Chunk> chunks_;
  std::vector<LayoutValue> values_;
  std::vector<std::uint32_t> slots_;  // layout + 1, by hash of its chunks; 0: free. Size is a power of two
  std::uint32_t last_ = kNone;
};

}  // namespace db
