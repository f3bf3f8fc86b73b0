#include "analysis/range.h"

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "analysis/rank_select.h"

using namespace db;

namespace {

// TensorBoard sorts all finite values and takes two of them.
Range sorted_outliers(std::vector<double> values) {
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  std::ranges::sort(values);
  const auto n = values.size();
  if (n == 0) return {};
  if (n <= 2) return {values.front(), values.back()};
  const double last = static_cast<double>(n - 1);
  return {values[static_cast<std::size_t>(std::ceil(last * 0.05))],
          values[static_cast<std::size_t>(std::floor(last * 0.95))]};
}

Range selected(const std::vector<double>& values) {
  RankSelect select(outlier_ranks);
  for (int pass = 0;; ++pass) {
    REQUIRE(pass < 5);
    for (std::size_t i = 0; i < values.size(); i += 1000) {
      select.add(std::span(values).subspan(i, std::min<std::size_t>(1000, values.size() - i)));
    }
    if (select.end_pass()) return select.range();
  }
}

// The same with every `stride`-th value as a sample, and runs of 50 values that are skipped where they may be.
// `passes`: how many it took.
Range expected(const std::vector<double>& values, std::size_t stride, int& passes) {
  RankSelect select(outlier_ranks);
  std::vector<double> sample;
  for (std::size_t i = 0; i < values.size(); i += stride) sample.push_back(values[i]);
  select.expect(sample);
  for (passes = 1;; ++passes) {
    REQUIRE(passes < 6);
    for (std::size_t i = 0; i < values.size(); i += 50) {
      const auto run = std::span(values).subspan(i, std::min<std::size_t>(50, values.size() - i));
      Range range;
      std::uint64_t finite = 0;
      for (const double v : run) {
        if (!std::isfinite(v)) continue;
        range.add(v);
        ++finite;
      }
      if (!select.skip(range, finite)) select.add(run);
    }
    if (select.end_pass()) return select.range();
  }
}

}  // namespace

TEST_CASE("TensorBoard's nice ranges") {
  CHECK(nice_linear({0, 100}) == Range{-10, 110});
  CHECK(nice_linear({5.44, 95.12}) == Range{0, 100});
  CHECK(nice_linear({-0.011, 99.5}) == Range{-10, 110});
  CHECK(nice_linear({100, 100}) == Range{0, 200});
  CHECK(nice_linear({0, 0}) == Range{-1, 1});
  CHECK(nice_linear({-10000, -10000}) == Range{-20000, 0});
  CHECK(nice_linear({}) == Range{0, 1});
  CHECK(nice_linear({0, 1}) == Range{-0.1, 1.1});
  CHECK(nice_log({1, 100}) == Range{0.5, 200});
  CHECK(nice_log({100, 100}) == Range{50, 200});
}

TEST_CASE("nice ranges of anything finite hold the data") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20000; ++i) {
    const double a = std::bit_cast<double>(random());
    const double b = std::bit_cast<double>(random());
    if (!std::isfinite(a) || !std::isfinite(b)) continue;
    const Range data{std::min(a, b), std::max(a, b)};
    const Range nice = nice_linear(data);
    CHECK((nice.lo <= data.lo && nice.hi >= data.hi && nice.lo < nice.hi));
  }
}

TEST_CASE("outliers are found as by sorting") {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInf = std::numeric_limits<double>::infinity();
  std::mt19937_64 random(5);
  CHECK(selected({}).empty());
  CHECK(selected({kNaN, kInf}).empty());
  CHECK(selected({3}) == Range{3, 3});
  CHECK(selected({3, -2}) == Range{-2, 3});
  for (const std::size_t n : {3, 4, 20, 21, 1000, 65536, 65537, 300000}) {
    for (int kind = 0; kind < 5; ++kind) {
      std::vector<double> values(n);
      for (double& v : values) {
        const double u = static_cast<double>(random() >> 11) * 0x1p-53;
        if (kind == 0) v = u;                                // one binade holds half of them
        if (kind == 1) v = std::bit_cast<double>(random());  // anything
        if (kind == 2) v = 0.25;                             // all equal
        if (kind == 3) v = 1 + std::floor(u * 4) * 0x1p-52;  // differ in the last bits
        if (kind == 4) v = random() % 3 == 0 ? kNaN : u - 0.5;
      }
      CHECK(selected(values) == sorted_outliers(values));
    }
  }
}

TEST_CASE("outliers are found in one pass where a sample was seen before") {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInf = std::numeric_limits<double>::infinity();
  std::mt19937_64 random(7);
  for (const std::size_t n : {100, 70'001, 300'000}) {
    for (int kind = 0; kind < 7; ++kind) {
      std::vector<double> values(n);
      for (std::size_t i = 0; i < n; ++i) {
        const double u = static_cast<double>(random() >> 11) * 0x1p-53;
        double& v = values[i];
        if (kind == 0) v = u;
        if (kind == 1) v = std::bit_cast<double>(random());              // anything
        if (kind == 2) v = 0.25;                                         // all equal
        if (kind == 3) v = std::floor(u * 4);                            // steps: the ranks lie amid equal values
        if (kind == 4) v = random() % 3 == 0 ? kNaN : u - 0.5;           // gaps
        if (kind == 5) v = static_cast<double>(i) + u;                   // a ramp: most runs are skipped
        if (kind == 6) v = i % 1000 == 1 ? (i % 3 ? kInf : -kInf) : -u;  // infinities are no values
      }
      int passes = 0;
      CHECK(expected(values, 37, passes) == sorted_outliers(values));
      if (n > 65'536) CHECK(passes == 1);
    }
  }
}

TEST_CASE("a sample that misleads costs passes, never exactness") {
  std::mt19937_64 random(9);
  std::vector<double> values(200'000);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double u = static_cast<double>(random() >> 11) * 0x1p-53;
    values[i] = i % 37 == 0 ? 1000 + u : u;  // the sample sees only what lies far off
  }
  int passes = 0;
  CHECK(expected(values, 37, passes) == sorted_outliers(values));
  CHECK(passes > 1);
}
