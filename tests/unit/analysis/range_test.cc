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
