// Intervals of an axis and TensorBoard's rules for what a chart shows when nobody has zoomed. Source:
// tensorboard.md 5.2 "Extents", vectors 6.7; `nice` is d3-scale's, with its default of about 10 ticks.
#pragma once

#include <limits>

namespace db {

struct Range {
  double lo = std::numeric_limits<double>::infinity();
  double hi = -std::numeric_limits<double>::infinity();

  bool empty() const { return !(lo <= hi); }
  double size() const { return hi - lo; }
  bool contains(double v) const { return v >= lo && v <= hi; }
  void add(double v) {
    if (v < lo) lo = v;
    if (v > hi) hi = v;
  }
  void add(const Range& r) {
    if (!r.empty()) add(r.lo), add(r.hi);
  }
  bool operator==(const Range&) const = default;
};

// An axis can show it: its ends are finite and doubles tell apart the places between them.
bool drawable(Range view);

// 5 % more on both sides, then out to round numbers. One value: [0, 2v], [2v, 0] or [-1, 1]. Empty: [0, 1].
Range nice_linear(Range data);
// Half of the smallest to twice the largest; `data` holds positive values only. Empty: [1, 10].
Range nice_log(Range data);
// The multiple of 1, 2 or 5 times a power of ten that cuts `size` into about `count` pieces.
double nice_step(double size, int count);

}  // namespace db
