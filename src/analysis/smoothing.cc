#include "analysis/smoothing.h"

#include <algorithm>
#include <cmath>

namespace db {
namespace {

constexpr double kNoBiasExponent = 37.5;  // e^-37.5 is below kNoBias

}  // namespace

// w^n <= e^(-n (1 - w)) saves most powers.
double bias_of(double weight, std::uint64_t n) {
  const auto count = static_cast<double>(n);
  return weight == 1 || count * (1 - weight) > kNoBiasExponent ? 0 : std::pow(weight, count);
}

double smoothing_weight(double weight) { return std::isfinite(weight) ? std::clamp(weight, 0.0, 1.0) : 0; }

void smooth(Ema& state, double weight, const double* values, std::size_t n, bool all_finite, double* out) {
  const double rest = 1 - weight;
  double last = state.last;
  std::uint64_t finite = state.finite;
  // w^n, kept by multiplication within one call: its error stays below n * 2^-53.
  double bias = bias_of(weight, finite);
  std::size_t i = 0;
  for (; i < n && (bias > kNoBias || !all_finite); ++i) {
    const double y = values[i];
    if (!std::isfinite(y)) {
      out[i] = y;
      continue;
    }
    last = last * weight + rest * y;
    bias *= weight;
    ++finite;
    out[i] = last / (1 - bias);
  }
  finite += n - i;
  for (; i < n; ++i) {
    last = last * weight + rest * values[i];
    out[i] = last;
  }
  state.last = last;
  state.finite = finite;
}

std::vector<double> smoothed(std::span<const double> values, double weight) {
  std::vector<double> out(values.begin(), values.end());
  if (std::ranges::all_of(values, [&](double v) { return v == values[0]; })) return out;
  Ema state;
  smooth(state, smoothing_weight(weight), values.data(), values.size(), false, out.data());
  return out;
}

}  // namespace db
