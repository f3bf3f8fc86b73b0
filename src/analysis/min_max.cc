#include "analysis/min_max.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace db {
namespace {

// [lanes] numbers in one register; 16 bytes, what wasm has.
template <class T>
struct Lanes {
  static constexpr std::size_t kCount = 16 / sizeof(T);
  using Vector [[gnu::vector_size(16)]] = T;

  static Vector load(const T* from) {
    Vector v;
    std::memcpy(&v, from, sizeof v);
    return v;
  }
  static Vector all(T value) { return value - Vector{}; }
};

template <class T>
MinMax checked(std::span<const T> values) {
  using L = Lanes<T>;
  constexpr T kInf = std::numeric_limits<T>::infinity();
  auto lo = L::all(kInf);
  auto hi = L::all(-kInf);
  std::size_t finite = 0;
  std::size_t i = 0;
  decltype(lo < hi) finite_lanes{};
  for (; i + L::kCount <= values.size(); i += L::kCount) {
    const auto v = L::load(values.data() + i);
    const auto zero = v - v;
    const auto ok = zero == zero;  // false for NaN and infinities
    const auto low = ok ? v : L::all(kInf);
    const auto high = ok ? v : L::all(-kInf);
    lo = low < lo ? low : lo;
    hi = high > hi ? high : hi;
    finite_lanes -= ok;  // true is -1
  }
  MinMax out;
  for (std::size_t k = 0; k < L::kCount; ++k) {
    out.lo = std::min(out.lo, static_cast<double>(lo[k]));
    out.hi = std::max(out.hi, static_cast<double>(hi[k]));
    finite += static_cast<std::size_t>(finite_lanes[k]);
  }
  for (; i < values.size(); ++i) {
    if (!std::isfinite(values[i])) continue;
    out.lo = std::min(out.lo, static_cast<double>(values[i]));
    out.hi = std::max(out.hi, static_cast<double>(values[i]));
    ++finite;
  }
  out.finite = finite;
  return out;
}

template <class T>
void finite(const T* values, std::size_t n, double& lo_out, double& hi_out) {
  using L = Lanes<T>;
  T lo = values[0];
  T hi = values[0];
  std::size_t i = 0;
  if (n >= 2 * L::kCount) {
    auto low = L::load(values);
    auto high = low;
    for (i = L::kCount; i + L::kCount <= n; i += L::kCount) {
      const auto v = L::load(values + i);
      low = v < low ? v : low;
      high = v > high ? v : high;
    }
    for (std::size_t k = 0; k < L::kCount; ++k) {
      lo = low[k] < lo ? low[k] : lo;
      hi = high[k] > hi ? high[k] : hi;
    }
  }
  for (; i < n; ++i) {
    lo = values[i] < lo ? values[i] : lo;
    hi = values[i] > hi ? values[i] : hi;
  }
  if (lo < lo_out) lo_out = lo;
  if (hi > hi_out) hi_out = hi;
}

}  // namespace

MinMax min_max(std::span<const float> values) { return checked(values); }
MinMax min_max(std::span<const double> values) { return checked(values); }
void min_max_finite(const float* values, std::size_t n, double& lo, double& hi) { finite(values, n, lo, hi); }
void min_max_finite(const double* values, std::size_t n, double& lo, double& hi) { finite(values, n, lo, hi); }

}  // namespace db
