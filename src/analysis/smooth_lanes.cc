#include "analysis/smooth_lanes.h"

#include <cmath>
#include <cstring>

namespace db {
namespace {

constexpr std::size_t kPairs = kLanes / 2;
using Doubles [[gnu::vector_size(16)]] = double;
using Floats [[gnu::vector_size(16)]] = float;
using FloatPair [[gnu::vector_size(8)]] = float;

Doubles both(double v) { return Doubles{v, v}; }
Doubles wide(FloatPair pair) { return __builtin_convertvector(pair, Doubles); }

template <class From, class To>
void load_pairs(const From* states, double From::* member, To& out) {
  for (std::size_t k = 0; k < kPairs; ++k) out[k] = Doubles{states[2 * k].*member, states[2 * k + 1].*member};
}

template <class To, class From>
void store_pairs(const From& pairs, To* states, double To::* member) {
  for (std::size_t k = 0; k < kPairs; ++k) {
    states[2 * k].*member = pairs[k][0];
    states[2 * k + 1].*member = pairs[k][1];
  }
}

// Calls step(pair, values of both its lanes) for every row of every pair; what it returns goes to `out`.
template <class Step>
void for_rows(const float* const* values, std::uint32_t n, LaneRows& out, Step&& step) {
  const float* from[kLanes];
  for (std::size_t lane = 0; lane < kLanes; ++lane) from[lane] = values[lane];
  std::uint32_t row = 0;
  const auto put = [&](std::uint32_t at, std::size_t pair, Doubles v) {
    const Doubles result = step(pair, v);
    std::memcpy(&out.rows[at][2 * pair], &result, sizeof result);
  };
  for (; row + 4 <= n; row += 4) {
    for (std::size_t k = 0; k < kPairs; ++k) {
      Floats a, b;
      std::memcpy(&a, from[2 * k] + row, sizeof a);
      std::memcpy(&b, from[2 * k + 1] + row, sizeof b);
      put(row, k, wide(__builtin_shufflevector(a, b, 0, 4)));
      put(row + 1, k, wide(__builtin_shufflevector(a, b, 1, 5)));
      put(row + 2, k, wide(__builtin_shufflevector(a, b, 2, 6)));
      put(row + 3, k, wide(__builtin_shufflevector(a, b, 3, 7)));
    }
  }
  for (; row < n; ++row) {
    for (std::size_t k = 0; k < kPairs; ++k) put(row, k, wide(FloatPair{from[2 * k][row], from[2 * k + 1][row]}));
  }
}

}  // namespace

void smooth_lanes(Ema* states, double weight, const float* const* values, std::uint32_t n, LaneRows& out) {
  const Doubles kept = both(weight), rest = both(1 - weight);
  Doubles last[kPairs];
  load_pairs(states, &Ema::last, last);
  double biases[kLanes];
  bool biased = false;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    const bool alike = lane > 0 && states[lane].finite == states[lane - 1].finite;
    biases[lane] = alike ? biases[lane - 1] : bias_of(weight, states[lane].finite);
    if (biases[lane] > kNoBias) biased = true;
    states[lane].finite += n;
  }
  if (biased) {
    Doubles bias[kPairs];
    for (std::size_t k = 0; k < kPairs; ++k) bias[k] = Doubles{biases[2 * k], biases[2 * k + 1]};
    for_rows(values, n, out, [&](std::size_t k, Doubles v) {
      last[k] = last[k] * kept + rest * v;
      bias[k] *= kept;
      return last[k] / (both(1) - bias[k]);  // exactly last[k] where the bias is below kNoBias
    });
  } else {
    for_rows(values, n, out, [&](std::size_t k, Doubles v) { return last[k] = last[k] * kept + rest * v; });
  }
  store_pairs(last, states, &Ema::last);
}

void smooth_lanes(TimeEma* states, double half_life, double gap, const float* const* values, std::uint32_t n,
                  LaneRows& out) {
  const Doubles kept = both(std::exp2(-gap / half_life));
  Doubles sum[kPairs], weight[kPairs];
  load_pairs(states, &TimeEma::sum, sum);
  load_pairs(states, &TimeEma::weight, weight);
  for_rows(values, n, out, [&](std::size_t k, Doubles v) {
    sum[k] = sum[k] * kept + v;
    weight[k] = weight[k] * kept + both(1);
    return sum[k] / weight[k];
  });
  store_pairs(sum, states, &TimeEma::sum);
  store_pairs(weight, states, &TimeEma::weight);
}

void summarise(const LaneRows& rows, std::uint32_t begin, std::uint32_t end, LaneRun& out) {
  Doubles least[kPairs], greatest[kPairs];
  std::memcpy(least, rows.rows[begin], sizeof least);
  std::memcpy(greatest, rows.rows[begin], sizeof greatest);
  for (std::uint32_t row = begin + 1; row < end; ++row) {
    Doubles v[kPairs];
    std::memcpy(v, rows.rows[row], sizeof v);
    for (std::size_t k = 0; k < kPairs; ++k) {
      least[k] = v[k] < least[k] ? v[k] : least[k];
      greatest[k] = greatest[k] < v[k] ? v[k] : greatest[k];
    }
  }
  std::memcpy(out.first, rows.rows[begin], sizeof out.first);
  std::memcpy(out.last, rows.rows[end - 1], sizeof out.last);
  std::memcpy(out.lo, least, sizeof least);
  std::memcpy(out.hi, greatest, sizeof greatest);
}

}  // namespace db
