// Ways of smoothing beside TensorBoard's (smoothing.h). In all of them values that are not finite pass unchanged and
// take no part, and a series whose values are all equal is its own average. y_j are the finite values, in their order.
//
//   kTimeEma   out_i = sum_{j <= i} y_j 2^(-(x_i - x_j) / h)  /  sum_{j <= i} 2^(-(x_i - x_j) / h)
//              h, the half-life, in steps or seconds: what is h away counts half. On even steps d this is TensorBoard's
//              average with the weight 2^(-d / h); unlike it, it does not depend on how often a run logs. Where x goes
//              back or is not finite, no time passes.
//   kGaussian  out_i = sum_j y_j g(j - i) / sum_j g(j - i),  g(k) = e^(-k^2 / (2 s^2)) for |k| <= ceil(4 s), else 0
//              s, the standard deviation, in points. At the ends the points that are missing are left out of both sums.
//   kMedian    out_i = the median of the points j with |j - i| <= (n - 1) / 2; n, the window, an odd number of points.
//              At the ends of those there are; of an even number the mean of the middle two.
//
// kTimeEma looks back only, as TensorBoard's does; the other two look both ways, so that they do not lag behind.
// Cost a point: kTimeEma 11 ns; kGaussian 10 + 3 s ns; kMedian 30 ns (n = 11) to 700 ns (n = 1,001).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace db {

enum class SmoothingKind : std::uint8_t { kEma, kTimeEma, kGaussian, kMedian };

struct Smoothing {
  SmoothingKind kind = SmoothingKind::kEma;
  double amount = 0;     // weight, half-life, standard deviation or window; 0: none
  bool by_time = false;  // kTimeEma: the half-life is in seconds of wall time, not in steps
  bool operator==(const Smoothing&) const = default;
};
inline constexpr double kMostSigmaPoints = 1000;
inline constexpr double kMostMedianPoints = 10'001;

// What an amount from outside means: none where it is not finite or negative; a weight at most 1, the others at most
// as above; a window of 1 is none, an even one is made odd.
Smoothing sound_smoothing(Smoothing smoothing);

// The state of kTimeEma after a row.
struct TimeEma {
  double sum = 0, weight = 0;
};
// Continues over n rows; gaps[i] is how much x grew from the row before, at least 0. `out` may be `values`.
void smooth_by_time(TimeEma& state, double half_life, const double* values, const double* gaps, std::size_t n,
                    double* out);

// kGaussian and kMedian of points [first, first + count) of `points`, which are finite, and hold all that lie within
// radius() of them and exist.
class PointWindow {
 public:
  PointWindow() = default;
  explicit PointWindow(const Smoothing& smoothing);  // kGaussian or kMedian

  std::size_t radius() const { return radius_; }
  void smooth(std::span<const double> points, std::size_t first, std::size_t count, double* out) const;

 private:
  void gaussian(std::span<const double> points, std::size_t first, std::size_t count, double* out) const;
  void median(std::span<const double> points, std::size_t first, std::size_t count, double* out) const;

  std::size_t radius_ = 0;
  std::vector<double> g_;     // [radius + 1]; empty for kMedian
  std::vector<double> sums_;  // of g_[0 ... k]
};

}  // namespace db
