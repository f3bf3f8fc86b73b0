// TensorBoard's smoothing, exact: an exponential moving average without the bias of its start at 0.
//
//   last = last * w + (1 - w) * y,  n = n + 1,  out = last / (1 - w^n)        (1 - w^n is 1 where w = 1)
//
// Values that are not finite pass unchanged and leave the state alone. A series whose values are all equal is its own
// average (no floating-point noise). Source: tensorboard.md 5.2, vectors 6.6. Over all points, never over a sample.
// Ema holds the state between two pieces of a series, so that a curve can be smoothed from any known point on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace db {

// What a weight from outside means: not finite is 0, else clamped to [0, 1].
double smoothing_weight(double weight);

struct Ema {
  double last = 0;
  std::uint64_t finite = 0;  // values so far that were
};

// w^n, how much of its start at 0 an average still holds after n values; 0 where 1 - w^n is 1 in doubles, as it is
// from kNoBias on.
inline constexpr double kNoBias = 0x1p-54;
double bias_of(double weight, std::uint64_t n);

// Continues the average over values[0, n); `out` may be `values`. `all_finite`: none of them needs to be looked at.
void smooth(Ema& state, double weight, const double* values, std::size_t n, bool all_finite, double* out);

// A whole series, with the rule for equal values.
std::vector<double> smoothed(std::span<const double> values, double weight);

}  // namespace db
