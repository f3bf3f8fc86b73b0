#include "analysis/smooth_preview_weights.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace db {
namespace {

constexpr double kMatters = 1e-3;
constexpr std::size_t kMostWeights = 16'384;

}  // namespace

double weighted_sum(const float* values, const float* weights, std::size_t n) {
  using Floats [[gnu::vector_size(16)]] = float;
  constexpr std::size_t kAtOnce = 8;
  Floats sums[2]{};
  std::size_t i = 0;
  for (; i + kAtOnce <= n; i += kAtOnce) {
    Floats a[2], b[2];
    std::memcpy(a, values + i, sizeof a);
    std::memcpy(b, weights + i, sizeof b);
    sums[0] += a[0] * b[0];
    sums[1] += a[1] * b[1];
  }
  const Floats all = sums[0] + sums[1];
  float sum = (all[0] + all[1]) + (all[2] + all[3]);
  for (; i < n; ++i) sum += values[i] * weights[i];
  return static_cast<double>(sum);
}

void AverageWeights::make(double weight) {
  if (weight == weight_) return;
  weight_ = weight;
  std::size_t n = 1;
  if (weight > 0) n = static_cast<std::size_t>(std::min(std::ceil(std::log(kMatters) / std::log(weight)), 1e6)) + 1;
  reversed_.resize(std::clamp<std::size_t>(n, 1, kMostWeights));
  double at = 1 - weight;
  for (std::size_t j = 0; j < reversed_.size(); ++j, at *= weight) {
    reversed_[reversed_.size() - 1 - j] = static_cast<float>(at);
  }
}

double AverageWeights::power(std::uint64_t n) const { return std::pow(weight_, static_cast<double>(n)); }

void GaussianWeights::make(double sigma) {
  if (sigma == sigma_) return;
  sigma_ = sigma;
  radius_ = static_cast<std::ptrdiff_t>(std::ceil(kDeviations * sigma));
  weights_.clear();
  weights_.reserve((kOffsets + 1) * count());
  for (int offset = 0; offset <= kOffsets; ++offset) {
    const std::size_t first = weights_.size();
    float sum = 0;
    for (std::ptrdiff_t k = -radius_; k <= radius_; ++k) {
      const double z = (static_cast<double>(k) + static_cast<double>(offset) / kOffsets - 0.5) / sigma;
      sum += weights_.emplace_back(static_cast<float>(std::exp(-0.5 * z * z)));
    }
    for (std::size_t i = first; i < weights_.size(); ++i) weights_[i] /= sum;
  }
}

const float* GaussianWeights::at(double offset) const {
  const auto n = static_cast<std::size_t>(std::lround((std::clamp(offset, -0.5, 0.5) + 0.5) * kOffsets));
  return weights_.data() + n * count();
}

}  // namespace db
