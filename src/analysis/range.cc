#include "analysis/range.h"

#include <algorithm>
#include <cmath>

namespace db {
namespace {

// A step of d3's: kept as a whole number or as the inverse of one, so that multiples of 0.1 are exact.
struct ExactStep {
  double whole;
  bool inverse;
  double floor(double v) const { return inverse ? std::floor(v * whole) / whole : std::floor(v / whole) * whole; }
  double ceil(double v) const { return inverse ? std::ceil(v * whole) / whole : std::ceil(v / whole) * whole; }
};

ExactStep exact_step(double size, int count) {
  const double raw = size / count;
  const double power = std::floor(std::log10(raw));
  const double error = raw / std::pow(10, power);
  const double factor = error >= std::sqrt(50) ? 10 : error >= std::sqrt(10) ? 5 : error >= std::sqrt(2) ? 2 : 1;
  if (power >= 0) return {factor * std::pow(10, power), false};
  return {std::pow(10, -power) / factor, true};
}

}  // namespace

bool drawable(Range view) {
  const double farthest = std::max(std::fabs(view.lo), std::fabs(view.hi));
  return view.size() > 1e-290 && view.size() < 1e290 && view.size() > farthest * 1e-14;
}

double nice_step(double size, int count) {
  const ExactStep step = exact_step(size, count);
  return step.inverse ? 1 / step.whole : step.whole;
}

Range nice_linear(Range data) {
  if (data.empty()) return {0, 1};
  if (data.lo == data.hi) {
    if (data.lo == 0) return {-1, 1};
    return data.lo < 0 ? Range{2 * data.lo, 0} : Range{0, 2 * data.lo};
  }
  const double pad = data.size() * 0.05;
  Range out{data.lo - pad, data.hi + pad};
  if (!std::isfinite(out.lo) || !std::isfinite(out.hi) || !std::isfinite(out.size())) return data;
  for (int round = 0; round < 2; ++round) {  // a wider range may have a coarser step
    const ExactStep step = exact_step(out.size(), 10);
    if (!std::isfinite(step.whole) || step.whole == 0) break;
    out = {step.floor(out.lo), step.ceil(out.hi)};
  }
  return out;
}

Range nice_log(Range data) {
  if (data.empty()) return {1, 10};
  return {0.5 * data.lo, 2 * data.hi};
}

}  // namespace db
