// Numbers of a range of steps, against a slow, obvious version and against TensorBoard's rules by hand.
#include "analysis/range_stats.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "analysis/smoothing.h"
#include "tests/support/analysis_series.h"

namespace db {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

struct Line {
  Line(const std::vector<Step>& steps, const std::vector<double>& values, double weight)
      : steps(steps), values(values) {
    test::SeriesMaker maker(store);
    id = maker.add("run", "tag", steps, values, {}, ValueType::kF64);
    curve.update(store.series(id));
    smooth.update(curve, weight);
    while (!smooth.advance(curve, 1000)) {
    }
    smoothed = db::smoothed(values, weight);
  }

  // As TensorBoard looks for it: the index with the least distance, the earlier of two.
  std::size_t nearest(Step step) const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < steps.size(); ++i)
      if (std::abs(steps[i] - step) < std::abs(steps[best] - step)) best = i;
    return best;
  }

  Store store;
  std::vector<Step> steps;
  std::vector<double> values, smoothed;
  SeriesId id{};
  Curve curve;
  SmoothCurve smooth;
};

void check(const Line& line, Step first, Step last) {
  const std::size_t a = line.nearest(first), b = line.nearest(last);
  double min = kNaN, max = kNaN;
  Step min_step = 0, max_step = 0;
  double sum = 0;
  int finite = 0;
  for (std::size_t i = a; i <= b; ++i) {
    const double v = line.smoothed[i];
    if (std::isfinite(v) && !(v >= min)) min = v, min_step = line.steps[i];
    if (std::isfinite(v) && !(v <= max)) max = v, max_step = line.steps[i];
    if (std::isfinite(line.values[i])) sum += line.values[i], ++finite;
  }
  const auto found = range_stats(line.curve, line.smooth, first, last, true);
  REQUIRE(found);
  REQUIRE(found->rows == b - a + 1);
  REQUIRE(found->start.step == line.steps[a]);
  REQUIRE(found->end.step == line.steps[b]);
  REQUIRE(same(found->start.value, line.values[a]));
  REQUIRE(same(found->end.smoothed, line.smoothed[b]));
  REQUIRE(same(found->min, min));
  REQUIRE(same(found->max, max));
  REQUIRE(found->min_step == min_step);
  REQUIRE(found->max_step == max_step);
  if (finite > 0) {
    REQUIRE(found->mean == Catch::Approx(sum / finite).epsilon(1e-12).margin(1e-12));
  } else {
    REQUIRE(std::isnan(found->mean));
  }
}

}  // namespace

TEST_CASE("the numbers of a range are those of TensorBoard's table") {
  const Line line({0, 10, 20, 30, 40}, {4, 2, 5, 1, 3}, 0);
  const auto all = range_stats(line.curve, line.smooth, 0, 40, true);
  REQUIRE(all);
  CHECK(all->min == 1);
  CHECK(all->min_step == 30);
  CHECK(all->max == 5);
  CHECK(all->max_step == 20);
  CHECK(all->change() == -1);
  CHECK(all->relative_change() == -0.25);
  CHECK(all->mean == 3);
  // From the row nearest to one end to the row nearest to the other; 5 is as far from 0 as from 10.
  const auto part = range_stats(line.curve, line.smooth, 5, 26, true);
  CHECK(part->start.step == 0);
  CHECK(part->end.step == 30);
  CHECK(part->rows == 4);
  // Smoothed but for mean and raw change (w = 0.6; tensorboard.md 6.6).
  const Line smooth({0, 1, 2}, {1, 0.5, 0}, 0.6);
  const auto s = range_stats(smooth.curve, smooth.smooth, 0, 2, true);
  CHECK(s->min == Catch::Approx(0.33673469).epsilon(1e-7));
  CHECK(s->change() == Catch::Approx(0.33673469 - 1).epsilon(1e-7));
  CHECK(s->raw_change() == -1);
  CHECK(s->mean == 0.5);
}

TEST_CASE("a range that ends at the first row is that row") {
  const Line line({5, 10}, {4, 2}, 0);
  const auto stats = range_stats(line.curve, line.smooth, -100, 3, true);
  REQUIRE(stats);
  CHECK(stats->rows == 1);
  CHECK(stats->min == 4);
  CHECK(stats->end.step == 5);
  CHECK(stats->mean == 4);
}

TEST_CASE("the nearest step: 11 among 0, 10, 20 is 10; of two the earlier") {
  const Line line({0, 10, 20}, {1, 2, 3}, 0);
  CHECK(nearest_step(line.curve, line.smooth, 11)->step == 10);
  CHECK(nearest_step(line.curve, line.smooth, 15)->step == 10);
  CHECK(nearest_step(line.curve, line.smooth, 16)->step == 20);
  CHECK(nearest_step(line.curve, line.smooth, std::numeric_limits<Step>::max())->step == 20);
  CHECK(nearest_step(line.curve, line.smooth, std::numeric_limits<Step>::min())->step == 0);
  CHECK(row_near(line.store.series(line.id), 15)->step == 10);
  CHECK(row_near(line.store.series(line.id), -7)->step == 0);
  CHECK(row_near(line.store.series(line.id), 99)->value == 3);
  CHECK(next_step(line.curve, 10, true) == 20);
  CHECK(next_step(line.curve, 10, false) == 0);
  CHECK(next_step(line.curve, 0, false) == std::nullopt);
  CHECK(next_step(line.curve, 20, true) == std::nullopt);
  CHECK(next_step(line.curve, -50, true) == 0);
  CHECK(next_step(line.curve, 50, false) == 20);
}

TEST_CASE("a curve without rows has no range") {
  Curve curve;
  SmoothCurve smooth;
  CHECK_FALSE(range_stats(curve, smooth, 0, 1, true));
  CHECK_FALSE(nearest_step(curve, smooth, 0));
  CHECK_FALSE(next_step(curve, 0, true));
  CHECK_FALSE(row_near(Series{}, 0));
}

TEST_CASE("ranges of any curve agree with a slow, obvious version") {
  std::mt19937 random(7);
  const auto under = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int round = 0; round < 60; ++round) {
    std::vector<Step> steps;
    std::vector<double> values;
    Step step = under(100) - 50;
    for (int i = 1 + under(round % 3 == 0 ? 5 : 900); i > 0; --i) {
      steps.push_back(step);
      step += 1 + under(4);
      const int odd = under(40);
      values.push_back(odd == 0 ? kNaN : odd == 1 ? kInf : odd == 2 ? -kInf : std::sin(0.1 * i) + 0.01 * under(100));
    }
    const Line line(steps, values, round % 2 == 0 ? 0 : 0.9);
    for (int i = 0; i < 40; ++i) {
      const int span = static_cast<int>(steps.back() - steps.front()) + 40;
      Step a = steps.front() - 20 + under(span), b = steps.front() - 20 + under(span);
      if (a > b) std::swap(a, b);
      check(line, a, b);
      const Step near = line.steps[line.nearest(a)];
      REQUIRE(nearest_step(line.curve, line.smooth, a)->step == near);
      REQUIRE(row_near(line.store.series(line.id), a)->step == near);
      const auto next = std::ranges::upper_bound(steps, a);
      REQUIRE(next_step(line.curve, a, true) == (next == steps.end() ? std::optional<Step>() : *next));
    }
  }
}

}  // namespace db
