#include "ingest/run_series.h"

namespace db {

std::size_t RunSeriesTable::slot_of(std::uint32_t tag) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = (tag * std::size_t{0x9E3779B1}) & mask;
  while (slots_[slot] != 0 && tags_[slots_[slot] - 1] != tag) slot = (slot + 1) & mask;
  return slot;
}

std::uint32_t RunSeriesTable::find(std::uint32_t tag) const {
  return slots_.empty() ? kNone : slots_[slot_of(tag)] - 1;  // a free slot: 0 - 1 = kNone
}

std::uint32_t RunSeriesTable::find_or_add(std::uint32_t tag) {
  const std::uint32_t known = find(tag);
  if (known != kNone) return known;
  if (4 * series_.size() >= 3 * slots_.size()) {
    slots_.assign(slots_.empty() ? 16 : 2 * slots_.size(), 0);
    for (std::uint32_t i = 0; i < tags_.size(); ++i) slots_[slot_of(tags_[i])] = i + 1;
  }
  const std::size_t slot = slot_of(tag);
  series_.emplace_back();
  tags_.push_back(tag);
  slots_[slot] = static_cast<std::uint32_t>(series_.size());
  return slots_[slot] - 1;
}

}  // namespace db
