#include "format/layout.h"

#include <algorithm>

#include "base/string_pool.h"
#include "format/record.h"

namespace db {

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
                        .next = {id, kNone}});  // most often the same follows
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
  std::uint32_t crc = layout.crc;
  const auto add = [&](std::uint32_t at, std::uint32_t bytes, std::uint8_t varying) {
    const auto* table = &of_byte[end - 1 - at];
    for (std::uint32_t i = 0; i < bytes; ++i) crc ^= (*(table - i))[load<std::uint8_t>(record + at + i) & varying];
  };
  add(layout.wall_at, 8, 0xFF);
  add(layout.step_at, layout.step_bytes, 0x7F);
  for (const LayoutValue *v = values(layout), *last = v + layout.values; v != last; ++v) {
    add(v->at, v->type == NumberType::kF32 ? 4 : 8, 0xFF);
  }
  return mask_crc(crc) == load<std::uint32_t>(record + end);
}

}  // namespace db
