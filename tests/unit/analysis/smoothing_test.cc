#include "analysis/smoothing.h"

#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "analysis/smooth_curve.h"
#include "tests/support/analysis_series.h"

using namespace db;
using Catch::Approx;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// The formula as the reference tells it, with a power for every value.
std::vector<double> plain(const std::vector<double>& values, double weight) {
  std::vector<double> out;
  double last = 0;
  int n = 0;
  for (const double y : values) {
    if (!std::isfinite(y)) {
      out.push_back(y);
      continue;
    }
    last = last * weight + (1 - weight) * y;
    ++n;
    out.push_back(last / (weight == 1 ? 1 : 1 - std::pow(weight, n)));
  }
  return out;
}

bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || a == b || std::fabs(a - b) <= 1e-13 * std::fabs(b);
}

}  // namespace

TEST_CASE("TensorBoard's vectors for w = 0.6") {
  CHECK(smoothed(std::vector<double>{1, 0.5, 0}, 0.6)[2] == Approx(0.33673469387755).epsilon(1e-13));
  CHECK(smoothed(std::vector<double>{1, 0.5, 0}, 0.6)[1] == Approx(0.6875).epsilon(1e-15));
  const auto rising = smoothed(std::vector<double>{0, 0.5, 1}, 0.6);
  CHECK(rising[0] == 0);
  CHECK(rising[1] == Approx(0.3125).epsilon(1e-15));
  CHECK(rising[2] == Approx(0.66326530612244).epsilon(1e-13));
  const auto odd = smoothed(std::vector<double>{-kInf, 1, kNaN, kInf, 0.5}, 0.6);
  CHECK(odd[0] == -kInf);
  CHECK(odd[1] == Approx(1).epsilon(1e-15));
  CHECK(std::isnan(odd[2]));
  CHECK(odd[3] == kInf);
  CHECK(odd[4] == Approx(0.6875).epsilon(1e-15));
}

TEST_CASE("equal values, and weights at and beyond the ends") {
  const std::vector<double> equal(3, 0.3);
  CHECK(smoothed(equal, 0.6) == equal);
  CHECK(smoothed(equal, 1) == equal);
  const std::vector<double> values = {1, 2, 4};
  for (const double zero : {0.0, kNaN, -1.0, kInf, -kInf}) CHECK(smoothed(values, zero) == values);
  for (const double one : {1.0, 2.0}) CHECK(smoothed(values, one) == std::vector<double>{0, 0, 0});
  CHECK(smoothed({}, 0.5).empty());
}

TEST_CASE("a curve is smoothed piece by piece as in one sweep") {
  std::mt19937 random(7);
  for (const double weight : {0.1, 0.6, 0.9, 0.99, 0.999}) {
    for (const bool holes : {false, true}) {
      std::vector<double> values;
      for (int i = 0; i < 3000; ++i) {
        values.push_back(std::sin(i * 0.01) + static_cast<double>(random() % 1000) / 500);
        if (holes && random() % 7 == 0) values.back() = std::array{kNaN, kInf, -kInf}[random() % 3];
      }
      Store store;
      test::SeriesMaker maker(store);
      const SeriesId id = maker.add_line("r", "t", std::span(values).first(1500), 0, 3, ValueType::kF64);
      Curve curve;
      SmoothCurve smooth;
      for (const std::size_t rows : {1500, 3000}) {
        if (rows == 3000) {  // it has grown
          maker.add_line("r", "t", std::span(values).subspan(1500), 4500, 3, ValueType::kF64);
        }
        CHECK(curve.update(store.series(id)));
        CHECK(!curve.update(store.series(id)));
        smooth.update(curve, weight);
        int rounds = 1;
        while (!smooth.advance(curve, 300)) ++rounds;
        CHECK(rounds >= 2);
        const auto expected =
            plain(std::vector(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(rows)), weight);
        std::size_t row = 0;
        Range range;
        bool all = true;
        for (std::size_t p = 0; p < curve.pieces().size(); ++p) {
          double out[kBlockRows];
          smooth.piece_values(curve, p, out);
          for (std::uint32_t i = 0; i < curve.pieces()[p].rows(); ++i, ++row) {
            all = all && same(out[i], expected[row]);
            if (std::isfinite(out[i])) range.add(out[i]);
          }
        }
        CHECK(all);
        CHECK(row == rows);
        CHECK(smooth.values(curve) == range);
      }
    }
  }
}
