#include "format/layout.h"

#include <algorithm>

#include "base/string_pool.h"
#include "format/record.h"

namespace db {

namespace {

constexpr std::uint64_t step_mask(std::size_t at, std::size_t bytes, std::size_t record_bytes) {
  if (bytes == 0 || bytes > 8 || at + 8 > record_bytes) return 0;
  return 0x7F7F7F7F7F7F7F7F >> 8 * (8 - bytes);
}

// The bits of a varint of which `bytes` holds the first eight bytes, continuation bits cleared.
constexpr Step varint(std::uint64_t bytes) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < 8; ++i) value |= (bytes >> 8 * i & 127) << 7 * i;
  return static_cast<Step>(value);
}

// What bytes of a record, as a little-endian number, add to the checksum that stands at `end`.
std::uint32_t added_crc(std::uint64_t bytes, std::size_t at, std::size_t end) {
  if (end - at > kCrcDistances) return 0;  // is_sound_by_difference does not ask
  std::uint32_t crc = 0;
  for (; bytes != 0; bytes >>= 8, ++at) crc ^= crc32c_of_byte()[end - 1 - at][bytes & 255];
  return crc;
}

}  // namespace

// Where a layout of these chunks stands among the slots, or would stand.
std::size_t LayoutTable::slot_of(const Chunk* chunks, std::size_t count) const {
  const std::size_t mask = slots_.size() - 1, bytes = count * sizeof(Chunk);
  std::size_t slot = hash_bytes(chunks, bytes) & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Layout& layout = layouts_[slots_[slot] - 1];
    const std::size_t its_bytes = (layout.record_bytes + 15) / 16 * sizeof(Chunk);
    if (its_bytes == bytes && std::memcmp(&chunks_[layout.chunks_at], chunks, bytes) == 0) break;
  }
  return slot;
}

void LayoutTable::learn(Bytes record, const DecodedEvent& event, const std::vector<std::uint32_t>& series) {
  const std::size_t bytes = record.size();
  if (bytes > kMaxRecordBytes || bytes < 16) return;
  std::byte fixed[kMaxRecordBytes];
  std::byte mask[kMaxRecordBytes];
  std::fill_n(mask, bytes, std::byte{0xFF});
  const auto vary = [&](std::size_t at, std::size_t count, std::byte kept) { std::fill_n(mask + at, count, kept); };
  const std::uint32_t payload = kRecordHeaderBytes;
  vary(payload + event.wall_place.at, event.wall_place.bytes, std::byte{0});
  vary(payload + event.step_place.at, event.step_place.bytes, std::byte{0x80});
  for (const DecodedValue& value : event.values)
    vary(payload + value.number_place.at, value.number_place.bytes, std::byte{0});
  vary(bytes - kRecordFooterBytes, kRecordFooterBytes, std::byte{0});
  for (std::size_t i = 0; i < bytes; ++i) fixed[i] = record[i] & mask[i];

  const std::uint64_t varying_step = step_mask(payload + event.step_place.at, event.step_place.bytes, bytes);
  const std::size_t count = (bytes + 15) / 16, chunks_at = chunks_.size();
  chunks_.resize(chunks_at + count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = i == 0 ? bytes - 16 : (i - 1) * 16;
    std::memcpy(&chunks_[chunks_at + i].fixed, fixed + at, 16);
    std::memcpy(&chunks_[chunks_at + i].mask, mask + at, 16);
  }
  if (4 * layouts_.size() >= 3 * slots_.size()) {
    slots_.assign(slots_.empty() ? 16 : 2 * slots_.size(), 0);
    for (std::uint32_t i = 0; i < layouts_.size(); ++i) {
      slots_[slot_of(&chunks_[layouts_[i].chunks_at], (layouts_[i].record_bytes + 15) / 16)] = i + 1;
    }
  }
  const std::size_t slot = slot_of(&chunks_[chunks_at], count);
  const bool known = slots_[slot] != 0;
  const auto id = known ? slots_[slot] - 1 : static_cast<std::uint32_t>(layouts_.size());
  if (known || id == kMaxLayouts) {
    chunks_.resize(chunks_at);
    if (!known) return;
  } else {
    slots_[slot] = id + 1;
    layouts_.push_back({.record_bytes = static_cast<std::uint32_t>(bytes),
                        .chunks_at = static_cast<std::uint32_t>(chunks_at),
                        .wall_at = payload + event.wall_place.at,
                        .step_at = payload + event.step_place.at,
                        .step_bytes = event.step_place.bytes,
                        .values_at = static_cast<std::uint32_t>(values_.size()),
                        .values = static_cast<std::uint32_t>(event.values.size()),
                        .crc = crc32c({fixed + payload, bytes - kRecordExtraBytes}),
                        .next = {id, kNone},  // most often the same follows
                        .step_mask = varying_step,
                        .is_plain = varying_step != 0 && count >= 2 && count <= kPlainChunks &&
                                    event.values.size() == 1 && event.values[0].number_type == NumberType::kF32});
    for (std::size_t i = 0; i < event.values.size(); ++i) {
      const DecodedValue& value = event.values[i];
      values_.push_back({payload + value.number_place.at, series[i], value.number_type});
    }
  }
  if (last_ != kNone) {
    std::uint32_t* next = layouts_[last_].next;
    if (next[0] != id) next[1] = next[0], next[0] = id;
  }
  last_ = id;
}

bool LayoutTable::is_sound_by_crc(const std::byte* record, const Layout& layout) const {
  const std::size_t payload_bytes = layout.record_bytes - kRecordExtraBytes;
  const std::byte* payload = record + kRecordHeaderBytes;
  return mask_crc(crc32c({payload, payload_bytes})) == load<std::uint32_t>(payload + payload_bytes);
}

bool LayoutTable::is_sound_by_difference(const std::byte* record, const Layout& layout) const {
  const std::size_t end = layout.record_bytes - kRecordFooterBytes;
  if (end - kRecordHeaderBytes > kCrcDistances) return is_sound_by_crc(record, layout);
  static const auto& of_byte = crc32c_of_byte();
  const auto* const last = &of_byte[end - 1];
  const auto byte = [&](std::uint32_t at, unsigned bits) { return (*(last - at))[bits & 255]; };
  const auto four = [&](std::uint32_t at, std::uint32_t bits) {
    return byte(at, bits) ^ byte(at + 1, bits >> 8) ^ byte(at + 2, bits >> 16) ^ byte(at + 3, bits >> 24);
  };
  std::uint32_t crc = layout.crc;

  const auto wall = load<std::uint64_t>(record + layout.wall_at);
  const auto wall_high = static_cast<std::uint32_t>(wall >> 32);
  if (wall_high != layout.wall_high) new_wall_high(layout, wall_high);
  crc ^= layout.wall_high_crc ^ four(layout.wall_at, static_cast<std::uint32_t>(wall));

  if (layout.step_mask != 0) {
    const std::uint64_t bytes = load<std::uint64_t>(record + layout.step_at) & layout.step_mask;
    if (bytes >> 8 != layout.step_high) new_step_high(layout, bytes);
    crc ^= layout.step_high_crc ^ byte(layout.step_at, bytes & 127);
  } else {
    for (std::uint32_t at = layout.step_at; at < layout.step_at + layout.step_bytes; ++at) {
      crc ^= byte(at, load<std::uint8_t>(record + at) & 127);
    }
  }

  for (const LayoutValue *v = values(layout), *past = v + layout.values; v != past; ++v) {
    crc ^= four(v->at, load<std::uint32_t>(record + v->at));
    if (v->type != NumberType::kF32) crc ^= four(v->at + 4, load<std::uint32_t>(record + v->at + 4));
  }
  return mask_crc(crc) == load<std::uint32_t>(record + end);
}

std::size_t LayoutTable::take_like(const Layout& layout, Bytes bytes, const Columns& out, std::size_t most) const {
  most = std::min(most, bytes.size() / layout.record_bytes);
  switch ((layout.record_bytes + 15) / 16) {
    case 2:
      return take_plain<2>(layout, bytes.data(), out, most);
    case 3:
      return take_plain<3>(layout, bytes.data(), out, most);
    default:
      return take_plain<kPlainChunks>(layout, bytes.data(), out, most);
  }
}

// As match(), is_sound() and step(), with all that the records share in registers.
template <std::size_t kChunks>
std::size_t LayoutTable::take_plain(const Layout& layout, const std::byte* at, const Columns& out,
                                    std::size_t most) const {
  const std::size_t bytes = layout.record_bytes, wall_at = layout.wall_at, step_at = layout.step_at;
  const std::size_t value_at = values(layout)->at;
  const std::uint64_t step_mask = layout.step_mask;
  Chunk chunks[kChunks];
  std::copy_n(chunks_.data() + layout.chunks_at, kChunks, chunks);

  const bool by_crc = crc32c_ways::has_instruction();
  const std::size_t end = bytes - kRecordFooterBytes;
  static const auto& of_byte = crc32c_of_byte();
  const auto* const of_wall = &of_byte[end - 1 - wall_at];
  const auto* const of_step = &of_byte[end - 1 - step_at];
  const auto* const of_value = &of_byte[end - 1 - value_at];
  const auto four = [](const std::array<std::uint32_t, 256>* of, std::uint32_t bits) {
    return of[0][bits & 255] ^ of[-1][bits >> 8 & 255] ^ of[-2][bits >> 16 & 255] ^ of[-3][bits >> 24];
  };
  std::uint64_t step_high = layout.step_high;
  Step step_high_value = layout.step_high_value;
  std::uint32_t wall_high = layout.wall_high;
  std::uint32_t shared_crc = layout.crc ^ layout.step_high_crc ^ layout.wall_high_crc;

  std::size_t row = 0;
  for (; row < most; ++row, at += bytes) {
    Vector different = (load<Vector>(at + bytes - 16) ^ chunks[0].fixed) & chunks[0].mask;
    for (std::size_t i = 1; i < kChunks; ++i) {
      different |= (load<Vector>(at + 16 * (i - 1)) ^ chunks[i].fixed) & chunks[i].mask;
    }
    if (differs(different)) break;
    const auto wall = load<std::uint64_t>(at + wall_at);
    const std::uint64_t step = load<std::uint64_t>(at + step_at) & step_mask;
    const auto value = load<std::uint32_t>(at + value_at);
    if (step >> 8 != step_high || wall >> 32 != wall_high) {
      if (step >> 8 != layout.step_high) new_step_high(layout, step);
      if (wall >> 32 != layout.wall_high) new_wall_high(layout, static_cast<std::uint32_t>(wall >> 32));
      step_high = layout.step_high;
      step_high_value = layout.step_high_value;
      wall_high = layout.wall_high;
      shared_crc = layout.crc ^ layout.step_high_crc ^ layout.wall_high_crc;
    }
    if (by_crc) {
      if (!is_sound_by_crc(at, layout)) break;
    } else {
      const std::uint32_t crc =
          shared_crc ^ four(of_wall, static_cast<std::uint32_t>(wall)) ^ of_step[0][step & 127] ^ four(of_value, value);
      if (mask_crc(crc) != load<std::uint32_t>(at + end)) break;
    }
    out.steps[row] = step_high_value | static_cast<Step>(step & 127);
    out.walls[row] = std::bit_cast<WallTime>(wall);
    out.values[row] = std::bit_cast<float>(value);
  }
  return row;
}

void LayoutTable::new_step_high(const Layout& layout, std::uint64_t bytes) {
  layout.step_high = bytes >> 8;
  layout.step_high_value = varint(layout.step_high << 8);
  layout.step_high_crc = added_crc(layout.step_high, layout.step_at + 1, layout.record_bytes - kRecordFooterBytes);
}

void LayoutTable::new_wall_high(const Layout& layout, std::uint32_t wall_high) {
  layout.wall_high = wall_high;
  layout.wall_high_crc = added_crc(wall_high, layout.wall_at + 4, layout.record_bytes - kRecordFooterBytes);
}

Step LayoutTable::plain_step(const std::byte* record, const Layout& layout) {
  std::uint64_t step = 0;
  for (std::uint32_t i = 0; i < layout.step_bytes; ++i) {
    step |= std::uint64_t{load<std::uint8_t>(record + layout.step_at + i) & 127u} << (7 * i);
  }
  return static_cast<Step>(step);
}

}  // namespace db
