// One colour over premultiplied RGBA pixels (8 bits each, red lowest), two channels a multiplication.
#pragma once

#include <algorithm>
#include <cstdint>

namespace db {

struct BlendColour {
  std::uint32_t red_blue, alpha_green;

  static BlendColour of(const float (&colour)[4]) {
    const auto byte = [](float part) { return static_cast<std::uint32_t>(std::clamp(part, 0.0f, 1.0f) * 255 + 0.5f); };
    return {byte(colour[0]) | byte(colour[2]) << 16, byte(colour[1]) | 255u << 16};
  }
  // `alpha`: 0 ... 256. Words are one pixel or a vector of pixels.
  template <typename Words>
  Words over(Words under, Words alpha) const {
    constexpr std::uint32_t kLow = 0x00ff00ff, kHalf = 0x00800080;
    const Words rest = 256 - alpha;
    const Words low = ((under & kLow) * rest + red_blue * alpha + kHalf) >> 8 & kLow;
    const Words high = ((under >> 8 & kLow) * rest + alpha_green * alpha + kHalf) & ~kLow;
    return low | high;
  }
};

}  // namespace db
