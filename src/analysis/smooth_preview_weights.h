// The weights of averages, made once for all lines that are previewed with them (smooth_preview.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace db {

// Sum of values[i] * weights[i].
double weighted_sum(const float* values, const float* weights, std::size_t n);

// (1 - w) w^j, the last one for j = 0, as far back as they matter.
class AverageWeights {
 public:
  void make(double weight);

  std::size_t count() const { return reversed_.size(); }
  double power(std::uint64_t n) const;
  // Of n rows, the last of which has `after` rows behind it.
  const float* rows(std::size_t n, std::size_t after) const { return reversed_.data() + reversed_.size() - after - n; }

 private:
  double weight_ = -1;
  std::vector<float> reversed_;
};

// Of evenly spaced values, for a centre that may lie between them; their sum is 1.
class GaussianWeights {
 public:
  static constexpr double kDeviations = 3;  // to each side

  // `sigma` in values.
  void make(double sigma);

  std::ptrdiff_t radius() const { return radius_; }
  std::size_t count() const { return 2 * static_cast<std::size_t>(radius_) + 1; }
  // The centre lies `offset` before (below 0: behind) the middle one of count() values, at most a half.
  const float* at(double offset) const;

 private:
  static constexpr int kOffsets = 16;  // more would change nothing that is seen

  double sigma_ = -1;
  std::ptrdiff_t radius_ = 0;
  std::vector<float> weights_;  // kOffsets + 1 rows of count()
};

struct PreviewWeights {
  AverageWeights average;
  GaussianWeights gaussian;
};

}  // namespace db
