#include "format/layout.h"

#include <algorithm>

#include "base/string_pool.h"
#include "format/record.h"

namespace db {

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
  for (const DecodedValue& value : event.values) vary(payload + value.number_place.at, value.number_place.bytes, std::byte{0});
  vary(bytes - kRecordFooterBytes, kRecordFooterBytes, std::byte{0});
  for (std::size_t i = 0; i < bytes; ++i) fixed[i] = record[i] & mask[i];

  const std::size_t count = (bytes + 15) / 16;
  std::vector<Chunk> chunks(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = std::min(i * 16, bytes - 16);
    std::memcpy(&chunks[i].fixed, fixed + at, 16);
    std::memcpy(&chunks[i].mask, mask + at, 16);
  }
  const std::uint64_t hash = hash_bytes(chunks.data(), count * sizeof(Chunk));
  std::uint32_t id = kNone;
  const auto [from, to] = by_hash_.equal_range(hash);
  for (auto known = from; known != to && id == kNone; ++known) {
    const Layout& layout = layouts_[known->second];
    const bool same = layout.record_bytes == bytes &&
                      std::memcmp(&chunks_[layout.chunks_at], chunks.data(), count * sizeof(Chunk)) == 0;
    if (same) id = known->second;
  }
  if (id == kNone) {
    if (layouts_.size() == kMaxLayouts) return;
    id = static_cast<std::uint32_t>(layouts_.size());
    by_hash_.emplace(hash, id);
    layouts_.push_back({.record_bytes = static_cast<std::uint32_t>(bytes),
                        .chunks_at = static_cast<std::uint32_t>(chunks_.size()),
                        .wall_at = payload + event.wall_place.at,
                        .step_at = payload + event.step_place.at,
                        .step_bytes = event.step_place.bytes,
                        .values_at = static_cast<std::uint32_t>(values_.size()),
                        .values = static_cast<std::uint32_t>(event.values.size()),
                        .next = {id, kNone}});  // most often the same follows
    chunks_.insert(chunks_.end(), chunks.begin(), chunks.end());
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

}  // namespace db
