#include "analysis/band.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <vector>

#include "analysis/student_t.h"
#include "tests/support/analysis_band.h"

namespace db {
namespace {

using namespace test;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

double value_at(const RunPoints& run, Step step) {
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (run[i].step == step) return std::isfinite(run[i].value) ? run[i].value : kNaN;
    if (i > 0 && run[i - 1].step < step && step < run[i].step) {
      if (!std::isfinite(run[i - 1].value) || !std::isfinite(run[i].value)) return kNaN;
      const double share = step_offset(step, run[i - 1].step) / step_offset(run[i].step, run[i - 1].step);
      return run[i - 1].value + (run[i].value - run[i - 1].value) * share;
    }
  }
  return kNaN;
}

double quantile(const std::vector<double>& sorted, double share) {
  const double rank = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(rank));
  const double next = sorted[std::min(below + 1, sorted.size() - 1)];
  return sorted[below] + (next - sorted[below]) * (rank - std::floor(rank));
}

BandRow obvious(const std::vector<RunPoints>& runs, Step step, BandRule rule) {
  std::vector<double> values;
  for (const RunPoints& run : runs) {
    const double v = value_at(run, step);
    if (!std::isnan(v)) values.push_back(v);
  }
  BandRow out{step, kNaN, kNaN, kNaN, static_cast<std::uint32_t>(values.size())};
  if (values.empty()) return out;
  std::ranges::sort(values);
  const auto n = static_cast<double>(values.size());
  long double sum = 0, squares = 0;
  for (const double v : values) sum += v;
  const auto mean = static_cast<double>(sum / n);
  for (const double v : values) squares += (v - static_cast<long double>(mean)) * (v - static_cast<long double>(mean));
  const double deviation = n < 2 ? 0 : std::sqrt(static_cast<double>(squares) / (n - 1));
  out.centre = rule.centre == BandCentre::kMean ? mean : quantile(values, 0.5);
  double width = deviation;
  switch (rule.spread) {
    case BandSpread::kExtremes:
      out.low = values.front(), out.high = values.back();
      return out;
    case BandSpread::kQuartiles:
      out.low = quantile(values, 0.25), out.high = quantile(values, 0.75);
      return out;
    case BandSpread::kConfidence:
      width = n < 2 ? 0 : deviation / std::sqrt(n) * student_t_95(out.n - 1);
      break;
    case BandSpread::kError:
      width = deviation / std::sqrt(n);
      break;
    case BandSpread::kDeviation:
      break;
  }
  out.low = mean - width, out.high = mean + width;
  return out;
}

bool near(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || a == Catch::Approx(b).epsilon(1e-11).margin(1e-11);
}

void check(const Band& band, const std::vector<RunPoints>& runs, BandRule rule) {
  std::set<Step> steps;
  for (const RunPoints& run : runs)
    for (const RunPoint& point : run) steps.insert(point.step);
  REQUIRE(band.centre().rows() == steps.size());
  REQUIRE(band.low().rows() == steps.size());
  REQUIRE(band.high().rows() == steps.size());
  bool same = true;
  for (const Step step : steps) {
    const BandRow expected = obvious(runs, step, rule);
    const auto found = band.nearest(step);
    const bool row = found && found->step == step && found->n == expected.n && near(found->centre, expected.centre) &&
                     near(found->low, expected.low) && near(found->high, expected.high);
    if (!row) {
      UNSCOPED_INFO("step " << step << ": " << found->step << " n " << found->n << "/" << expected.n << " centre "
                            << found->centre << "/" << expected.centre << " low " << found->low << "/" << expected.low
                            << " high " << found->high << "/" << expected.high);
    }
    same = same && row;
  }
  REQUIRE(same);
}

void check_all(Group& group) {
  for (const auto centre : {BandCentre::kMean, BandCentre::kMedian}) {
    for (const auto spread : kSpreads) {
      const BandRule rule{centre, spread};
      check(group.band(rule, 1 + group.random() % 4000), group.points, rule);
    }
  }
}

TEST_CASE("band: equal steps") {
  for (const std::size_t runs : {1, 2, 5, 8, 13}) {
    for (const bool holes : {false, true}) {
      Group group;
      for (std::size_t i = 0; i < runs; ++i)
        group.add(line(10, 5, 700), holes, i % 2 ? ValueType::kF32 : ValueType::kF64);
      group.use();
      check_all(group);
    }
  }
}

TEST_CASE("band: steps of any kind") {
  for (unsigned seed = 0; seed < 25; ++seed) {
    Group group;
    group.random.seed(seed);
    auto& random = group.random;
    const bool holes = random() % 2;
    for (unsigned runs = 1 + random() % 7; runs > 0; --runs) {
      std::vector<Step> steps;
      Step step = static_cast<Step>(random() % 500);
      const unsigned stride = 1 + random() % 4;
      for (std::size_t n = 1 + random() % 900; n > 0; --n) {
        steps.push_back(step);
        step += random() % 8 == 0 ? 1 + random() % 40 : stride;
      }
      group.add(steps, holes);
    }
    group.use(seed % 3 == 0 ? 0.8 : 0);
    check_all(group);
  }
}

TEST_CASE("band: late starts, early ends, gaps between all, restarts, blocks that do not line up") {
  Group group;
  group.add(line(0, 1, 1000), false);
  group.add(line(0, 1, 300), false);
  group.add(line(400, 1, 600), false);
  group.add(line(5000, 10, 10), false);
  SeriesMaker make(group.store);
  for (Step first = 0; first < 900; first += 90) make.add_line("pieces", "t", std::vector<double>(90, 3.0), first);
  make.add_line("again", "t", std::vector<double>(500, 1.0));
  make.add_line("again", "t", std::vector<double>(500, 2.0), 250);
  group.use();
  check_all(group);
}

TEST_CASE("band: steps at the ends of what a step can be") {
  Group group;
  constexpr Step kLeast = std::numeric_limits<Step>::min(), kMost = std::numeric_limits<Step>::max();
  group.add({kLeast, 0, kMost}, false);
  group.add({kLeast + 1, -5, 7, kMost - 1}, false);
  group.use();
  check_all(group);
  const Band band = group.band({});
  CHECK(band.nearest(kMost)->n == 1);
  CHECK(band.nearest(kMost - 1)->n == 2);
}

TEST_CASE("band: even steps that leap from the least to the greatest there are") {
  Group group;
  constexpr Step kLeast = std::numeric_limits<Step>::min(), kMost = std::numeric_limits<Step>::max();
  std::vector<Step> steps = line(kLeast, 10, kBlockRows);
  for (const Step step : line(kMost - 10 * static_cast<Step>(kBlockRows), 10, kBlockRows)) steps.push_back(step);
  group.add(steps, false);
  group.add(line(kLeast, 1, 2 * kBlockRows), false);  // the first run's block is gone by in parts
  group.use();
  check_all(group);
}

TEST_CASE("band: nothing") {
  Group none;
  none.use();
  CHECK(none.band({}).centre().empty());
  CHECK_FALSE(none.band({}).nearest(0));
  Group empty;
  empty.add({}, false);
  empty.add({1, 2}, false);
  empty.use();
  check_all(empty);
  Group holes;
  SeriesMaker(holes.store).add_line("r", "t", std::vector<double>{kNaN, 1, kInf});
  holes.use();
  check_all(holes);
  CHECK(holes.band({}).nearest(2)->n == 0);
}

TEST_CASE("band: the nearest row") {
  Group group;
  group.add({0, 10, 30}, false);
  group.use();
  const Band band = group.band({});
  CHECK(band.nearest(-100)->step == 0);
  CHECK(band.nearest(5)->step == 0);  // the earlier of two
  CHECK(band.nearest(6)->step == 10);
  CHECK(band.nearest(21)->step == 30);
  CHECK(band.nearest(100)->step == 30);
  CHECK(band.bytes() > 0);
}

TEST_CASE("band: many runs whose steps all differ, in small steps") {
  Group group;
  for (int i = 0; i < 300; ++i) group.add(line(i, 300, 4), false);
  group.use();
  const BandRule rule{BandCentre::kMedian, BandSpread::kQuartiles};
  check(group.band(rule, 1), group.points, rule);
}

TEST_CASE("band: large values that are close keep their deviation") {
  Group group;
  SeriesMaker make(group.store);
  for (int i = 0; i < 3; ++i)
    make.add_line("r" + std::to_string(i), "t", std::vector<double>(5, 1e9 + i), 0, 1, ValueType::kF64);
  group.use();
  const auto row = group.band({}).nearest(3);
  CHECK(row->centre == 1e9 + 1);
  CHECK(row->high - row->centre == 1);
}

}  // namespace
}  // namespace db
