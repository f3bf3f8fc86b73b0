#include "analysis/lod_band.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <random>

#include "tests/support/analysis_series.h"

using namespace db;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Lines {
  Store store;
  Curve low, high;
  CurveX x;
  SmoothCurve smooth;

  Lines(const std::vector<Step>& steps, const std::vector<double>& lo, const std::vector<double>& hi) {
    test::SeriesMaker maker(store);
    low.update(store.series(maker.add("a", "low", steps, lo, {}, ValueType::kF64)));
    high.update(store.series(maker.add("a", "high", steps, hi, {}, ValueType::kF64)));
    x.update(low, XAxis::kStep, {});
  }
  LodBand reduce(const LodWindow& window, std::size_t rows_at_once) {
    LodBand band({low, smooth}, {high, smooth}, x, window);
    while (!band.advance(rows_at_once)) {
    }
    return band;
  }
};

struct Pair {
  float x, lo, hi;
  bool operator==(const Pair&) const = default;
};
std::vector<Pair> pairs(const LodBand& band) {
  REQUIRE(band.low.points.size() == band.high.points.size());
  std::vector<Pair> out;
  for (std::size_t i = 0; i < band.low.points.size(); ++i) {
    CHECK(band.low.points[i].x == band.high.points[i].x);
    out.push_back({band.low.points[i].x, band.low.points[i].y, band.high.points[i].y});
  }
  return out;
}

}  // namespace

TEST_CASE("every column keeps the least and the greatest of its rows over its whole width") {
  std::mt19937 random(3);
  std::normal_distribution<double> value(0, 1);
  for (const std::size_t rows : {std::size_t{1}, std::size_t{40}, std::size_t{700}, std::size_t{20'000}}) {
    std::vector<Step> steps;
    std::vector<double> lo, hi;
    Step step = -5;
    for (std::size_t i = 0; i < rows; ++i) {
      step += 1 + random() % 5;
      steps.push_back(step);
      const double middle = value(random);
      lo.push_back(middle - std::fabs(value(random)));
      hi.push_back(middle + std::fabs(value(random)));
    }
    Lines lines(steps, lo, hi);
    const auto last = static_cast<double>(step);
    for (const LodWindow& w :
         {LodWindow{.begin = -5, .column = (last + 5.5) / 300, .columns = 300, .y_lo = -2, .y_hi = 3},
          LodWindow{.begin = last / 3 + 0.13, .column = 1.5, .columns = 50, .y_lo = 0, .y_hi = 1},
          LodWindow{.begin = last + 10.5, .column = 1, .columns = 10, .y_lo = 0, .y_hi = 1}}) {
      std::map<std::int64_t, Range> columns;
      for (std::size_t i = 0; i < rows; ++i) {
        const auto column = static_cast<std::int64_t>(std::floor((static_cast<double>(steps[i]) - w.begin) / w.column));
        if (column < 0 || column >= w.columns) continue;
        columns[column].add(lo[i]);
        columns[column].add(hi[i]);
      }
      const auto found = pairs(lines.reduce(w, 300));
      CHECK(found == pairs(lines.reduce(w, 1'000'000)));
      std::vector<Pair> inside, wanted;
      for (const Pair& p : found) {
        if (p.x >= 0 && p.x <= 1) inside.push_back(p);
      }
      for (const auto& [column, range] : columns) {
        for (const double side : {0.0, 1.0}) {
          const double at = w.begin + w.column * static_cast<double>(column) + side * w.column;
          wanted.push_back({static_cast<float>(w.normal_x(at)), static_cast<float>(w.normal_y(range.lo)),
                            static_cast<float>(w.normal_y(range.hi))});
        }
      }
      REQUIRE(inside.size() == wanted.size());
      int wrong = 0;
      for (std::size_t i = 0; i < inside.size(); ++i) {
        wrong += std::fabs(inside[i].x - wanted[i].x) > 1e-6f || inside[i].lo != wanted[i].lo ||
                 inside[i].hi != wanted[i].hi;
      }
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("a band goes on beyond the window and is broken where a row is missing") {
  const LodWindow w{.begin = 10, .column = 1, .columns = 20, .y_lo = 0, .y_hi = 1};
  const std::vector<Step> steps{0, 15, 18, 19, 21, 40};
  const auto whole = pairs(Lines(steps, {0, 0, 0, 0, 0, 0}, {1, 1, 1, 1, 1, 1}).reduce(w, 1000));
  REQUIRE(whole.size() == 11);  // four columns, where it comes in and leaves, and the end
  CHECK(whole.front().x < 0);
  CHECK(whole[9].x > 1);
  const auto broken = pairs(Lines(steps, {0, 0, 0, kNaN, 0, 0}, {1, 1, 1, 1, 1, 1}).reduce(w, 1000));
  REQUIRE(broken.size() == 10);
  CHECK(broken[5].x == kLineBreak);
  const auto infinite =
      pairs(Lines(steps, {0, 0, 0, 0, 0, 0}, {1, 1, 1, std::numeric_limits<double>::infinity(), 1, 1}).reduce(w, 1000));
  CHECK(infinite == broken);
  CHECK(pairs(Lines({}, {}, {}).reduce(w, 1000)).empty());
}
