#include "base/string_pool.h"

#include "base/bytes.h"

namespace db {

std::uint64_t hash_bytes(const void* at, std::size_t size) {
  // Multiply and mix, eight bytes at a time: for tables of ours, not against an enemy.
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;
  const auto* bytes = static_cast<const std::byte*>(at);
  std::uint64_t hash = size * kOdd;
  const auto mix = [&hash](std::uint64_t word) {
    hash = (hash ^ word) * kOdd;
    hash ^= hash >> 32;
  };
  for (; size >= 8; size -= 8, bytes += 8) mix(load<std::uint64_t>(bytes));
  std::uint64_t rest = 0;
  if (size > 0) std::memcpy(&rest, bytes, size);
  mix(rest);
  return hash;
}

std::string_view StringPool::text(std::uint32_t id) const {
  const std::uint32_t begin = id == 0 ? 0 : ends_[id - 1];
  return {chars_.data() + begin, ends_[id] - begin};
}

std::uint32_t StringPool::intern(std::string_view wanted) {
  if (4 * ends_.size() >= 3 * slots_.size()) rehash(slots_.empty() ? 64 : 2 * slots_.size());
  std::size_t slot = hash_bytes(wanted.data(), wanted.size()) & (slots_.size() - 1);
  for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1)) {
    if (text(slots_[slot] - 1) == wanted) return slots_[slot] - 1;
  }
  chars_.insert(chars_.end(), wanted.begin(), wanted.end());
  ends_.push_back(static_cast<std::uint32_t>(chars_.size()));
  slots_[slot] = size();
  return size() - 1;
}

void StringPool::rehash(std::size_t slots) {
  slots_.assign(slots, 0);
  for (std::uint32_t id = 0; id < size(); ++id) {
    const std::string_view known = text(id);
    std::size_t slot = hash_bytes(known.data(), known.size()) & (slots - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (slots - 1);
    slots_[slot] = id + 1;
  }
}

}  // namespace db
