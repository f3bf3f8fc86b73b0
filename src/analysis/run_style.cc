#include "analysis/run_style.h"

#include <algorithm>
#include <vector>

#include "analysis/oklab.h"

namespace db {
namespace {

using Distances = std::array<std::array<double, kRunColours>, kRunColours>;

// In the light theme; a slot keeps its hue in the dark one.
const Distances& distances() {
  static const Distances table = [] {
    Distances d{};
    for (std::size_t i = 0; i < kRunColours; ++i)
      for (std::size_t j = 0; j < kRunColours; ++j) d[i][j] = distance(oklab(kLightRuns[i]), oklab(kLightRuns[j]));
    return d;
  }();
  return table;
}

}  // namespace

bool tree_less(std::string_view a, std::string_view b) {
  return std::ranges::lexicographical_compare(a, b, [](char x, char y) {
    const auto rank = [](char c) { return c == '/' ? 0 : 1 + static_cast<int>(static_cast<unsigned char>(c)); };
    return rank(x) < rank(y);
  });
}

std::array<float, 4> dash_lengths(Pattern pattern) {
  switch (pattern) {
    case Pattern::kSolid:
      return {0, 0, 0, 0};
    case Pattern::kDash:
      return {7, 3, 7, 3};
    case Pattern::kDot:
      return {2, 3, 2, 3};
    case Pattern::kDashDot:
      return {8, 3, 2, 3};
  }
  return {0, 0, 0, 0};
}

std::uint64_t fnv1a_64(std::string_view text) {
  std::uint64_t h = 0xCBF29CE484222325;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return h;
}

RunStyle RunColours::add(std::string_view name) {
  if (taken_.all()) {
    taken_.reset();
    pattern_ = (pattern_ + 1) % kPatterns;
  }
  auto slot = static_cast<int>(fnv1a_64(name) % kRunColours);
  if (taken_[slot]) {
    double best = -1;
    for (int free = 0; free < kRunColours; ++free) {
      if (taken_[free]) continue;
      double nearest = 10;
      for (int other = 0; other < kRunColours; ++other)
        if (taken_[other]) nearest = std::min(nearest, distances()[free][other]);
      if (nearest > best) {
        best = nearest;
        slot = free;
      }
    }
  }
  taken_.set(slot);
  return {.slot = static_cast<std::uint8_t>(slot), .pattern = static_cast<Pattern>(pattern_)};
}

void GroupColours::add(std::span<const std::string_view> names) {
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::ranges::sort(sorted);
  for (const std::string_view name : sorted) {
    if (const auto [at, added] = styles_.try_emplace(std::string(name)); added) at->second = colours_.add(name);
  }
}

RunStyle GroupColours::of(std::string_view name) const {
  const auto at = styles_.find(name);
  return at == styles_.end() ? RunStyle{} : at->second;
}

}  // namespace db
