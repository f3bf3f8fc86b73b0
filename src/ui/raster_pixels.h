// What the rasters of lines, bands and marks share: which points are none, and which pixels a length covers.
#pragma once

#include <algorithm>
#include <cmath>

namespace db {

inline constexpr float kMissingX = 1e29f;  // of a GpuPoint: from here on there is none

// The first pixel whose centre lies at or after `from`, inside 0 ... size. NaN is none: 0.
inline int first_pixel(float from, int size) {
  return from > 0 ? static_cast<int>(std::min(std::ceil(from - 0.5f), static_cast<float>(size))) : 0;
}

}  // namespace db
