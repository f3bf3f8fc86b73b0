#include "ui/run_colours.h"

#include <algorithm>
#include <cmath>

namespace db {
namespace {

struct Lab {
  double l, a, b;
};

Lab oklab(ImU32 colour) {
  const auto linear = [](ImU32 byte) {
    const double c = static_cast<double>(byte & 255) / 255;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  const double r = linear(colour >> IM_COL32_R_SHIFT), g = linear(colour >> IM_COL32_G_SHIFT),
               b = linear(colour >> IM_COL32_B_SHIFT);
  const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

using Distances = std::array<std::array<double, kRunColours>, kRunColours>;

// In the light theme; a slot keeps its hue in the dark one.
const Distances& distances() {
  static const Distances table = [] {
    Distances d{};
    for (int i = 0; i < kRunColours; ++i)
      for (int j = 0; j < kRunColours; ++j) {
        const Lab a = oklab(light_theme().run[i]), b = oklab(light_theme().run[j]);
        d[i][j] = std::hypot(a.l - b.l, a.a - b.a, a.b - b.b);
      }
    return d;
  }();
  return table;
}

}  // namespace

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
  return {static_cast<std::uint8_t>(slot), static_cast<Pattern>(pattern_)};
}

}  // namespace db
