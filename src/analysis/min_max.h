// The least and the greatest finite value of a row of numbers, and how many are finite. Four or two lanes at once by
// clang's vector types: SSE natively, SIMD128 in wasm. About 0.15 ns a float.
#pragma once

#include <cstddef>
#include <limits>
#include <span>

namespace db {

struct MinMax {
  double lo = std::numeric_limits<double>::infinity();
  double hi = -std::numeric_limits<double>::infinity();
  std::size_t finite = 0;
};

MinMax min_max(std::span<const float> values);
MinMax min_max(std::span<const double> values);

// The same for values that are all finite.
void min_max_finite(const float* values, std::size_t n, double& lo, double& hi);
void min_max_finite(const double* values, std::size_t n, double& lo, double& hi);

}  // namespace db
