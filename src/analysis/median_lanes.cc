#include "analysis/median_lanes.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace db {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
using Floats [[gnu::vector_size(16)]] = float;

// Puts the lesser into a and the greater into b, in every lane.
void order(Floats& a, Floats& b) {
  const Floats least = b < a ? b : a;  // so written it is one instruction in wasm, too
  b = a < b ? b : a;
  a = least;
}

// Of the values left[0, kCount) of a lane the least goes to the first place and the greatest to the last one.
template <std::size_t kCount>
void part_extremes(Floats* left) {
#pragma clang loop unroll(full)
  for (std::size_t i = 0; i < kCount / 2; ++i) order(left[i], left[kCount - 1 - i]);
#pragma clang loop unroll(full)
  for (std::size_t i = 1; i < (kCount + 1) / 2; ++i) order(left[0], left[i]);
#pragma clang loop unroll(full)
  for (std::size_t i = kCount / 2; i + 1 < kCount; ++i) order(left[i], left[kCount - 1]);
}

// Of more than half of all values neither the least nor the greatest is the median: both go, and another comes.
template <std::size_t kCount>
[[gnu::always_inline]] inline Floats median_of(Floats* left, const Floats* next) {
  part_extremes<kCount>(left);
  if constexpr (kCount == 3) {
    return left[1];
  } else {
    left[kCount - 1] = *next;
    return median_of<kCount - 1>(left + 1, next + 1);
  }
}

// As many infinities above as below, or one more of the first sign, leave the median what it is of n values.
void fill_up(float* values, std::size_t n, float first) {
  for (; n < MedianLanes::kMostValues; ++n, first = -first) values[n] = first;
}

}  // namespace

void MedianLanes::add(std::size_t column, const float* values, std::size_t n, std::size_t stride) {
  if (n == kMostValues && stride == 1) return add_lane(column, values, 1);
  float* const own = own_[lanes_];
  for (std::size_t k = 0; k < n; ++k) own[k] = values[k * stride];
  fill_up(own, n, kInfinity);
  add_lane(column, own, 1);
}

void MedianLanes::add(std::size_t column, std::span<const float> values) {
  for (const float first : {kInfinity, -kInfinity}) {
    float* const own = own_[lanes_];
    std::ranges::copy(values, own);
    fill_up(own, values.size(), first);
    if (values.size() % 2 == 1) return add_lane(column, own, 1);
    add_lane(column, own, 0.5);  // half of the median with one more above and half of that with one more below
  }
}

void MedianLanes::flush() {
  if (lanes_ == 0) return;
  for (std::size_t lane = lanes_; lane < kLanes; ++lane) from_[lane] = from_[0];
  Floats windows[kMostValues];
  std::size_t k = 0;
  for (; k + kLanes <= kMostValues; k += kLanes) {
    Floats a, b, c, d;
    std::memcpy(&a, from_[0] + k, sizeof a);
    std::memcpy(&b, from_[1] + k, sizeof b);
    std::memcpy(&c, from_[2] + k, sizeof c);
    std::memcpy(&d, from_[3] + k, sizeof d);
    const Floats ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
    const Floats ab2 = __builtin_shufflevector(a, b, 2, 6, 3, 7), cd2 = __builtin_shufflevector(c, d, 2, 6, 3, 7);
    windows[k] = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
    windows[k + 1] = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
    windows[k + 2] = __builtin_shufflevector(ab2, cd2, 0, 1, 4, 5);
    windows[k + 3] = __builtin_shufflevector(ab2, cd2, 2, 3, 6, 7);
  }
  for (; k < kMostValues; ++k) windows[k] = Floats{from_[0][k], from_[1][k], from_[2][k], from_[3][k]};
  constexpr std::size_t kFirst = kMostValues / 2 + 2;
  const Floats found = median_of<kFirst>(windows, windows + kFirst);
  for (std::size_t lane = 0; lane < lanes_; ++lane)
    out_[columns_[lane]] += shares_[lane] * static_cast<double>(found[lane]);
  lanes_ = 0;
}

}  // namespace db
