#include "analysis/smoothing_kinds.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/smoothing.h"

namespace db {

Smoothing sound_smoothing(Smoothing smoothing) {
  double& amount = smoothing.amount;
  if (!std::isfinite(amount) || amount < 0) amount = 0;
  switch (smoothing.kind) {
    case SmoothingKind::kEma:
      amount = smoothing_weight(amount);
      break;
    case SmoothingKind::kTimeEma:
      break;
    case SmoothingKind::kGaussian:
      amount = std::min(amount, kMostSigmaPoints);
      break;
    case SmoothingKind::kMedian:
      amount = 2 * std::floor(std::min(amount, kMostMedianPoints) / 2) + 1;
      if (amount == 1) amount = 0;
      break;
  }
  return smoothing;
}

void smooth_by_time(TimeEma& state, double half_life, const double* values, const double* gaps, std::size_t n,
                    double* out) {
  double gap = 0, kept = 1;
  for (std::size_t i = 0; i < n; ++i) {
    if (gaps[i] != gap) {
      gap = gaps[i];
      kept = std::exp2(-gap / half_life);
    }
    state.sum *= kept;  // also of a row that takes no part: the quotient stays as it is
    state.weight *= kept;
    const double y = values[i];
    if (!std::isfinite(y)) {
      out[i] = y;
      continue;
    }
    state.sum += y;
    state.weight += 1;
    out[i] = state.sum / state.weight;
  }
}

PointWindow::PointWindow(const Smoothing& smoothing) {
  if (smoothing.kind == SmoothingKind::kMedian) {
    radius_ = static_cast<std::size_t>(smoothing.amount) / 2;
    return;
  }
  radius_ = static_cast<std::size_t>(std::ceil(4 * smoothing.amount));
  double sum = 0;
  for (std::size_t k = 0; k <= radius_; ++k) {
    const double z = static_cast<double>(k) / smoothing.amount;
    g_.push_back(std::exp(-0.5 * z * z));
    sums_.push_back(sum += g_.back());
  }
}

void PointWindow::smooth(std::span<const double> points, std::size_t first, std::size_t count, double* out) const {
  if (count == 0) return;
  g_.empty() ? median(points, first, count, out) : gaussian(points, first, count, out);
}

// A few points at once, which the compiler turns into vector code, where none of their neighbours is missing. Every
// point adds up in the same order wherever its piece begins.
void PointWindow::gaussian(std::span<const double> points, std::size_t first, std::size_t count, double* out) const {
  constexpr std::size_t kLanes = 8;
  std::size_t i = 0;
  while (i < count) {
    const std::size_t at = first + i;
    const std::size_t left = std::min(radius_, at), right = std::min(radius_, points.size() - 1 - at);
    if (i + kLanes <= count && left == radius_ && at + kLanes - 1 + radius_ < points.size()) {
      double sums[kLanes];
      const double* const p = points.data() + at;
      for (std::size_t lane = 0; lane < kLanes; ++lane) sums[lane] = p[lane];
      for (std::size_t k = 1; k <= radius_; ++k) {
        const double* const before = p - k;
        const double* const after = p + k;
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
          sums[lane] += g_[k] * before[lane];
          sums[lane] += g_[k] * after[lane];
        }
      }
      for (const double sum : sums) out[i++] = sum / (2 * sums_[radius_] - 1);
      continue;
    }
    double sum = points[at];
    for (std::size_t k = 1; k <= std::max(left, right); ++k) {
      if (k <= left) sum += g_[k] * points[at - k];
      if (k <= right) sum += g_[k] * points[at + k];
    }
    out[i++] = sum / (sums_[left] + sums_[right] - 1);
  }
}

void PointWindow::median(std::span<const double> points, std::size_t first, std::size_t count, double* out) const {
  const auto end_of = [&](std::size_t i) { return std::min(points.size(), first + i + radius_ + 1); };
  std::size_t begin = first > radius_ ? first - radius_ : 0;
  std::vector<double> sorted(points.begin() + static_cast<std::ptrdiff_t>(begin),
                             points.begin() + static_cast<std::ptrdiff_t>(end_of(0)));
  std::ranges::sort(sorted);
  for (std::size_t i = 0;;) {
    const std::size_t n = sorted.size();
    const double upper = sorted[n / 2];
    out[i] = n % 2 == 1 ? upper : std::midpoint(sorted[n / 2 - 1], upper);
    if (++i == count) return;
    const bool leaves = first + i > radius_ + begin, enters = end_of(i) > end_of(i - 1);
    if (leaves && enters) {  // one in the other's place: only what lies between moves
      const double value = points[end_of(i) - 1];
      const auto from = std::ranges::lower_bound(sorted, points[begin++]);
      const auto to = std::ranges::lower_bound(sorted, value);
      if (to > from) {
        *std::move(from + 1, to, from) = value;
      } else {
        std::move_backward(to, from, from + 1);
        *to = value;
      }
    } else if (leaves) {
      sorted.erase(std::ranges::lower_bound(sorted, points[begin++]));
    } else if (enters) {
      const double value = points[end_of(i) - 1];
      sorted.insert(std::ranges::upper_bound(sorted, value), value);
    }
  }
}

}  // namespace db
