#include "analysis/smoothing_kinds.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "analysis/smooth_curve.h"
#include "tests/support/analysis_series.h"

using namespace db;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Row {
  Step step;
  double wall, value;
};

// The formulas of the header, every sum and window anew for every row.
std::vector<double> slow(const std::vector<Row>& rows, const Smoothing& smoothing) {
  std::vector<double> out, x(rows.size(), 0);
  std::vector<std::size_t> finite;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i > 0) {
      const double gap =
          smoothing.by_time ? rows[i].wall - rows[i - 1].wall : static_cast<double>(rows[i].step - rows[i - 1].step);
      x[i] = x[i - 1] + (std::isfinite(gap) && gap > 0 ? gap : 0);
    }
    if (std::isfinite(rows[i].value)) finite.push_back(i);
  }
  const auto n = static_cast<std::ptrdiff_t>(finite.size());
  std::ptrdiff_t at = 0;  // of the row, among the finite ones
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!std::isfinite(rows[i].value)) {
      out.push_back(rows[i].value);
      continue;
    }
    double sum = 0, weights = 0;
    std::vector<double> window;
    for (std::ptrdiff_t j = 0; j < n; ++j) {
      const auto row = finite[static_cast<std::size_t>(j)];
      const auto away = static_cast<double>(std::abs(j - at));
      double weight = 0;
      if (smoothing.kind == SmoothingKind::kTimeEma) {
        weight = row <= i ? std::exp2(-(x[i] - x[row]) / smoothing.amount) : 0;
      } else if (smoothing.kind == SmoothingKind::kGaussian) {
        const double z = away / smoothing.amount;
        weight = away <= std::ceil(4 * smoothing.amount) ? std::exp(-z * z / 2) : 0;
      } else if (away <= (smoothing.amount - 1) / 2) {
        window.push_back(rows[row].value);
      }
      sum += weight * rows[row].value;
      weights += weight;
    }
    ++at;
    if (window.empty()) {
      out.push_back(sum / weights);
      continue;
    }
    std::ranges::sort(window);
    const std::size_t half = window.size() / 2;
    out.push_back(window.size() % 2 == 1 ? window[half] : (window[half - 1] + window[half]) / 2);
  }
  return out;
}

bool same(double a, double b) { return (std::isnan(a) && std::isnan(b)) || a == b || std::fabs(a - b) <= 1e-12; }

std::vector<double> of_curve(const Curve& curve, SmoothCurve& smooth, const Smoothing& smoothing) {
  smooth.update(curve, smoothing);
  while (!smooth.advance(curve, 300)) {
  }
  std::vector<double> out;
  Range range;
  for (std::size_t p = 0; p < curve.pieces().size(); ++p) {
    double values[kBlockRows];
    smooth.piece_values(curve, p, values);
    const double first = smooth.value(curve, p, 0);
    REQUIRE((first == values[0] || (std::isnan(first) && std::isnan(values[0]))));
    for (std::uint32_t i = 0; i < curve.pieces()[p].rows(); ++i) {
      out.push_back(values[i]);
      if (std::isfinite(values[i])) range.add(values[i]);
    }
  }
  REQUIRE(smooth.values(curve) == range);
  return out;
}

const Smoothing kKinds[] = {
    {SmoothingKind::kTimeEma, 0.5},     {SmoothingKind::kTimeEma, 40},   {SmoothingKind::kTimeEma, 1e6},
    {SmoothingKind::kTimeEma, 9, true}, {SmoothingKind::kGaussian, 0.3}, {SmoothingKind::kGaussian, 4.2},
    {SmoothingKind::kGaussian, 150},    {SmoothingKind::kMedian, 3},     {SmoothingKind::kMedian, 31},
    {SmoothingKind::kMedian, 1001},
};

}  // namespace

TEST_CASE("every kind is its formula, piece by piece, while the series grows and restarts") {
  std::mt19937 random(8);
  for (const bool holes : {false, true}) {
    for (const Smoothing& smoothing : kKinds) {
      Store store;
      test::SeriesMaker maker(store);
      std::vector<Row> rows;
      SeriesId id{};
      Curve curve;
      SmoothCurve smooth;
      Step step = -20;
      double wall = 1.7e9;
      for (const int more : {40, 700, 5, 900, 300}) {
        std::vector<Step> steps;
        std::vector<double> values, walls;
        if (more == 300) {  // a restart
          step = rows[rows.size() - 350].step;
          std::erase_if(rows, [&](const Row& row) { return row.step >= step; });
        }
        for (int i = 0; i < more; ++i, step += 1 + static_cast<Step>(random() % 5)) {
          double value = static_cast<double>(random() % 1000) / 300;
          if (holes && random() % 7 == 0) value = std::array{kNaN, kInf, -kInf}[random() % 3];
          wall += static_cast<double>(random() % 4) - 0.5;  // a clock that goes back now and then
          if (holes && random() % 50 == 0) wall = kNaN;
          steps.push_back(step), values.push_back(value), walls.push_back(wall);
          rows.push_back({step, wall, value});
          if (std::isnan(wall)) wall = 1.7e9;
        }
        id = maker.add("r", "t", steps, values, walls, ValueType::kF64);
        curve.update(store.series(id));
        const auto found = of_curve(curve, smooth, smoothing), expected = slow(rows, smoothing);
        REQUIRE(found.size() == expected.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
          INFO(i << " of " << found.size() << ", kind " << static_cast<int>(smoothing.kind) << ", "
                 << smoothing.amount);
          REQUIRE(same(found[i], expected[i]));
        }
        SmoothCurve anew;
        const auto at_once = of_curve(curve, anew, smoothing);
        REQUIRE(std::ranges::equal(found, at_once, [](double a, double b) { return a == b || (a != a && b != b); }));
      }
    }
  }
}

TEST_CASE("by steps that are even it is TensorBoard's average") {
  std::mt19937 random(9);
  std::vector<double> values;
  for (int i = 0; i < 700; ++i) values.push_back(i % 50 == 3 ? kNaN : static_cast<double>(random() % 1000));
  Store store;
  test::SeriesMaker maker(store);
  const SeriesId id = maker.add_line("r", "t", values, 5, 10, ValueType::kF64);
  Curve curve;
  curve.update(store.series(id));
  // A value that is missing takes no part there, but its time passes here: the weights agree without such rows only.
  SmoothCurve smooth;
  const auto found = of_curve(curve, smooth, {SmoothingKind::kTimeEma, 40});
  const std::span<const double> before(values.data(), 3);
  const auto expected = smoothed(before, std::exp2(-10.0 / 40));
  for (std::size_t i = 0; i < 3; ++i) CHECK(same(found[i], expected[i]));
  std::erase_if(values, [](double v) { return std::isnan(v); });
  const SeriesId even = maker.add_line("even", "t", values, 5, 10, ValueType::kF64);
  Curve even_curve;
  even_curve.update(store.series(even));
  const auto by_steps = of_curve(even_curve, smooth, {SmoothingKind::kTimeEma, 40});
  const auto tensorboard = smoothed(values, std::exp2(-10.0 / 40));
  for (std::size_t i = 0; i < values.size(); ++i) CHECK(std::fabs(by_steps[i] - tensorboard[i]) < 1e-9);
}

TEST_CASE("ends, equal values, amounts from outside") {
  const auto amount = [](SmoothingKind kind, double value) { return sound_smoothing({kind, value}).amount; };
  for (const SmoothingKind kind :
       {SmoothingKind::kEma, SmoothingKind::kTimeEma, SmoothingKind::kGaussian, SmoothingKind::kMedian}) {
    for (const double none : {0.0, -1.0, kNaN, kInf, -kInf}) CHECK(amount(kind, none) == 0);
  }
  CHECK(amount(SmoothingKind::kEma, 2) == 1);
  CHECK(amount(SmoothingKind::kGaussian, 1e9) == kMostSigmaPoints);
  CHECK(amount(SmoothingKind::kMedian, 1) == 0);
  CHECK(amount(SmoothingKind::kMedian, 2) == 3);
  CHECK(amount(SmoothingKind::kMedian, 6.5) == 7);
  CHECK(amount(SmoothingKind::kMedian, 1e9) == kMostMedianPoints);

  Store store;
  test::SeriesMaker maker(store);
  Curve curve;
  SmoothCurve smooth;
  const auto with = [&](std::string_view run, const std::vector<double>& values, const Smoothing& smoothing) {
    const SeriesId id = maker.add_line(run, "t", values, 0, 1, ValueType::kF64);
    curve = Curve();
    curve.update(store.series(id));
    smooth = SmoothCurve();
    return of_curve(curve, smooth, smoothing);
  };
  CHECK(with("a", {5, 1, 3, 9}, {SmoothingKind::kMedian, 3}) == std::vector<double>{3, 3, 3, 6});
  CHECK(with("b", {0.3, 0.3, 0.3}, {SmoothingKind::kGaussian, 2}) == std::vector<double>{0.3, 0.3, 0.3});
  CHECK(with("c", {7}, {SmoothingKind::kTimeEma, 2}) == std::vector<double>{7});
  CHECK(with("d", {0, 3}, {SmoothingKind::kTimeEma, 1}) == std::vector<double>{0, 2});
  const auto odd = with("e", {-kInf, 4, kNaN, 6}, {SmoothingKind::kMedian, 3});
  CHECK(odd[0] == -kInf);
  CHECK(odd[1] == 5);
  CHECK(std::isnan(odd[2]));
  CHECK(odd[3] == 5);
}
