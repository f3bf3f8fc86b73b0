#include "analysis/lod.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <random>

#include "tests/support/analysis_series.h"

using namespace db;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Row {
  double x, y;
};

struct Setup {
  Store store;
  Curve curve;
  CurveX x;
  SmoothCurve smooth;

  void use(SeriesId id, XAxis axis = XAxis::kStep, double weight = 0, XOrigin origin = {}, AxisScale scale = {}) {
    curve.update(store.series(id));
    x.update(curve, axis, origin, scale);
    smooth.update(curve, weight);
    while (!smooth.advance(curve, 10000)) {
    }
  }
  Lod reduce(const LodWindow& window, bool raw = false, std::size_t rows_at_once = 1000) {
    Lod lod(curve, x, smooth, raw, window);
    while (!lod.advance(rows_at_once)) {
    }
    return lod;
  }
  std::vector<Row> rows(bool smoothed) {
    std::vector<Row> out;
    for (std::size_t p = 0; p < curve.pieces().size(); ++p) {
      double xs[kBlockRows], ys[kBlockRows];
      x.values(curve, p, xs);
      smoothed ? smooth.piece_values(curve, p, ys) : piece_values(curve.pieces()[p], ys);
      for (std::uint32_t i = 0; i < curve.pieces()[p].rows(); ++i) out.push_back({xs[i], ys[i]});
    }
    return out;
  }
};

struct Extremes {
  float lo = std::numeric_limits<float>::infinity(), hi = -lo;
  int n = 0;
  void add(float v) { lo = std::min(lo, v), hi = std::max(hi, v), ++n; }
};

std::int64_t column_of(const LodWindow& w, double x) {
  return static_cast<std::int64_t>(std::floor((x - w.begin) / w.column));
}

// Slow and obvious: every row into its column.
std::map<std::int64_t, Extremes> by_column(const std::vector<Row>& rows, const LodWindow& w) {
  std::map<std::int64_t, Extremes> out;
  for (const Row& row : rows) {
    if (!std::isfinite(row.x) || !std::isfinite(row.y)) continue;
    const auto column = column_of(w, row.x);
    if (column < 0 || column >= w.columns) continue;
    out[column].add(static_cast<float>(w.normal_y(row.y)));
  }
  return out;
}

// The line's points are those of the columns in order, one for a column of one row, else two.
void check(const LodLine& line, const std::vector<Row>& rows, const LodWindow& w) {
  std::vector<LodPoint> inside;
  float before = -std::numeric_limits<float>::infinity();
  bool in_order = true;
  for (const LodPoint& p : line.points) {
    if (p.x == kLineBreak) continue;
    in_order = in_order && p.x >= before;
    before = p.x;
    if (p.x >= 0) inside.push_back(p);
  }
  CHECK(in_order);
  bool same = true;
  std::size_t at = 0;
  for (const auto& [column, expected] : by_column(rows, w)) {
    Extremes found;
    for (int k = 0; k < std::min(expected.n, 2) && at < inside.size(); ++k) found.add(inside[at++].y);
    same = same && found.lo == expected.lo && found.hi == expected.hi;
  }
  CHECK(same);
  CHECK(inside.size() - at <= 1);  // where the line leaves the window
}

std::vector<double> noise(std::size_t n, unsigned seed, bool holes = false) {
  std::mt19937 random(seed);
  std::vector<double> out(n);
  for (double& v : out) {
    v = static_cast<double>(random() % 4096) / 1024 - 2;
    if (holes && random() % 11 == 0) v = std::array{kNaN, kInf, -kInf}[random() % 3];
  }
  return out;
}

int breaks(const LodLine& line) {
  return static_cast<int>(std::ranges::count_if(line.points, [](const LodPoint& p) { return p.x == kLineBreak; }));
}

}  // namespace

TEST_CASE("every column keeps its least and greatest value") {
  std::mt19937 random(1);
  for (const std::size_t n : {1, 2, 255, 256, 257, 5000, 40000}) {
    for (const bool holes : {false, true}) {
      for (const auto type : {ValueType::kF32, ValueType::kF64}) {
        Setup s;
        std::vector<Step> steps;
        for (std::size_t i = 0; i < n; ++i) {
          const Step gap = n == 5000 ? 1 + random() % 50 : 3;  // uneven steps too
          steps.push_back(steps.empty() ? -100 : steps.back() + gap);
        }
        const auto values = noise(n, 2, holes);
        const SeriesId id = test::SeriesMaker(s.store).add("r", "t", steps, values, {}, type);
        for (const double weight : {0.0, 0.9}) {
          s.use(id, XAxis::kStep, weight, {.step = -100});
          const double size = static_cast<double>(steps.back() - steps.front()) + 1;
          for (const double zoom : {1.0, 0.31, 0.01, 3.0}) {
            for (const std::uint32_t columns : {1u, 7u, 300u, 2000u}) {
              const LodWindow w{.begin = size * (1 - zoom) * 0.4,
                                .column = size * zoom / columns,
                                .columns = columns,
                                .y_lo = -1,
                                .y_hi = 3};
              const Lod lod = s.reduce(w, true, 1 + random() % 3000);
              CHECK(lod.ordered);
              check(lod.main, s.rows(true), w);
              if (s.smooth.active(s.curve)) {
                check(lod.raw, s.rows(false), w);
                CHECK(lod.raw.points.size() == lod.main.points.size());
              } else {
                CHECK(lod.raw.points.empty());
              }
            }
          }
        }
      }
    }
  }
}

TEST_CASE("one spike among a million is at every zoom") {
  std::vector<double> values(1'000'000, 0.5);
  values[617'283] = 9;
  Setup s;
  s.use(test::SeriesMaker(s.store).add_line("r", "t", values));
  for (double size = 1e6; size > 10; size /= 3) {
    const LodWindow w{.begin = 617'283 - size * 0.4, .column = size / 800, .columns = 800, .y_lo = 0, .y_hi = 10};
    const Lod lod = s.reduce(w);
    CHECK(std::ranges::count_if(lod.main.points, [](const LodPoint& p) { return p.y > 0.89f && p.y < 0.91f; }) == 1);
    CHECK(lod.main.points.size() <= 2 * 800 + 4);
  }
}

TEST_CASE("a line enters and leaves the window") {
  Setup s;
  s.use(test::SeriesMaker(s.store).add_line("r", "t", std::array{0.0, 10.0, 20.0}, 0, 1000));
  const LodWindow w{.begin = 400, .column = 2, .columns = 100, .y_lo = 0, .y_hi = 10};
  const Lod lod = s.reduce(w);  // nothing but the segment from 0 to 1000 crosses [400, 600]
  REQUIRE(lod.main.points.size() == 3);
  CHECK(lod.main.points[0].x < 0);
  CHECK(lod.main.points[1].x > 1);
  CHECK(std::fabs(lod.main.points[0].y - 0.384f) < 1e-6f);
  CHECK(std::fabs(lod.main.points[1].y - 0.616f) < 1e-6f);
  CHECK(lod.main.points[2].x == kLineBreak);
}

TEST_CASE("what is not finite breaks the line and leaves marks") {
  Setup s;
  s.use(test::SeriesMaker(s.store).add_line("r", "t",
                                            std::array{kNaN, 1.0, 2.0, kNaN, 3.0, kInf, kNaN, 4.0, 5.0, -kInf}));
  const LodWindow w{.begin = 0, .column = 0.1, .columns = 100, .y_lo = 0, .y_hi = 10};
  const Lod lod = s.reduce(w);
  CHECK(breaks(lod.main) == 3);
  using Kind = LodMark::Kind;
  std::vector<std::tuple<Kind, int, int>> found;
  for (const LodMark& m : lod.marks) {
    found.push_back({m.kind, static_cast<int>(std::lround(m.x * 10)), static_cast<int>(std::lround(m.y * 10))});
  }
  const std::vector<std::tuple<Kind, int, int>> expected = {{Kind::kNaN, 0, 1},      {Kind::kNaN, 3, 2},
                                                            {Kind::kInfinity, 5, 3}, {Kind::kNaN, 6, 3},
                                                            {Kind::kDot, 4, 3},      {Kind::kMinusInfinity, 9, 5}};
  CHECK(std::ranges::is_permutation(found, expected));
}

TEST_CASE("columns of log and symlog axes are places") {
  std::mt19937 random(5);
  for (const AxisScale scale : {AxisScale{ScaleKind::kLog}, AxisScale{ScaleKind::kSymlog, 1}}) {
    for (const bool holes : {false, true}) {
      for (const XAxis axis : {XAxis::kStep, XAxis::kRelative}) {
        Setup s;
        std::vector<Step> steps;
        std::vector<double> walls;
        for (int i = 0; i < 30'000; ++i) {
          steps.push_back(steps.empty() ? -300 : steps.back() + 1 + static_cast<Step>(random() % 9));
          walls.push_back(1.7e9 + 0.5 * i);
          if (axis == XAxis::kRelative && holes) walls.back() -= static_cast<double>(random() % 3);  // out of order
        }
        const auto values = noise(steps.size(), 12, holes);
        const SeriesId id = test::SeriesMaker(s.store).add("r", "t", steps, values, walls, ValueType::kF64);
        for (const double weight : {0.0, 0.9}) {
          s.use(id, axis, weight, {.step = -300}, scale);
          const auto rows = s.rows(weight > 0);
          std::uint64_t without = 0;
          Range all;
          for (const Row& row : rows) {
            if (std::isfinite(row.x)) {
              all.add(row.x);
            } else {
              ++without;
            }
          }
          CHECK(s.x.range() == all);
          CHECK(s.x.left_out() == without);
          CHECK((without > 0) == (scale.kind == ScaleKind::kLog));
          for (const Range view : {all, Range{1.5, 3}, Range{3, 3.01}}) {
            const LodWindow w{.begin = view.lo, .column = view.size() / 300, .columns = 300, .y_lo = -2, .y_hi = 2};
            check(s.reduce(w, false, 500).main, rows, w);
          }
        }
      }
    }
  }
}

TEST_CASE("a log scale, and values it cannot show") {
  Setup s;
  s.use(test::SeriesMaker(s.store).add_line("r", "t", std::array{1.0, 10.0, 0.0, -5.0, 100.0}));
  const LodWindow w{.begin = 0, .column = 0.1, .columns = 50, .y_lo = 0, .y_hi = 2, .y_scale = {ScaleKind::kLog}};
  const Lod lod = s.reduce(w);
  REQUIRE(lod.main.points.size() == 6);
  CHECK(lod.main.points[0].y == 0);
  CHECK(lod.main.points[1].y == 0.5f);
  CHECK(lod.main.points[2].y == -1000);
  CHECK(lod.main.points[3].y == -1000);
  CHECK(lod.main.points[4].y == 1);
}

TEST_CASE("wall times that go back") {
  std::mt19937 random(4);
  for (const bool holes : {false, true}) {
    const auto values = noise(3000, 8, holes);
    std::vector<Step> steps;
    std::vector<double> walls;
    for (int i = 0; i < 3000; ++i) {
      steps.push_back(i);
      walls.push_back(1.7e9 + i + static_cast<double>(random() % 20) - (i > 2000 ? 1500 : 0));
      if (holes && random() % 50 == 0) walls.back() = kNaN;
    }
    Setup s;
    const SeriesId id = test::SeriesMaker(s.store).add("r", "t", steps, values, walls, ValueType::kF64);
    s.use(id, XAxis::kWall, 0.5, {.wall_secs = 1.7e9});
    CHECK(!s.x.ordered());
    for (const double size : {3000.0, 400.0, 20.0}) {
      const LodWindow w{.begin = 100, .column = size / 500, .columns = 500, .y_lo = -2, .y_hi = 2};
      const Lod lod = s.reduce(w, true);
      CHECK(lod.ordered);
      check(lod.main, s.rows(true), w);
      check(lod.raw, s.rows(false), w);
    }
  }
}

TEST_CASE("relative time starts at the first row") {
  Setup s;
  s.use(test::SeriesMaker(s.store).add_line("r", "t", noise(1000, 3)), XAxis::kRelative);
  CHECK(s.x.ordered());
  CHECK(s.x.range() == Range{0, 1998});
  const LodWindow w{.begin = 0, .column = 2.5, .columns = 800, .y_lo = -2, .y_hi = 2};
  check(s.reduce(w).main, s.rows(false), w);
}

TEST_CASE("superseded rows are lines of their own") {
  Setup s;
  test::SeriesMaker maker(s.store);
  const auto values = noise(600, 5);
  maker.add_line("r", "t", std::span(values).first(300));
  maker.add_line("r", "t", std::span(values).subspan(300, 200), 100);                   // back to 100, up to 299
  const SeriesId id = maker.add_line("r", "t", std::span(values).subspan(500), 50, 2);  // and back to 50
  Curve live;
  live.update(s.store.series(id));
  CHECK(live.rows() == 50 + 100);
  s.curve = Curve(Curve::Part::kSuperseded);
  s.use(id);
  CHECK(s.curve.rows() == 600 - 150);
  CHECK(!s.x.ordered());
  const LodWindow w{.begin = 0, .column = 0.5, .columns = 700, .y_lo = -2, .y_hi = 2};
  const Lod lod = s.reduce(w);
  CHECK(!lod.ordered);
  CHECK(breaks(lod.main) == 2);
  CHECK(lod.main.points.size() == 450 + 2);
}

TEST_CASE("steps beyond 2^53 keep their differences") {
  const Step far = (Step{1} << 62) + 1;
  Setup s;
  s.use(test::SeriesMaker(s.store).add_line("r", "t", noise(500, 6), far), XAxis::kStep, 0, {.step = far});
  CHECK(s.x.range() == Range{0, 499});
  const LodWindow w{.begin = 0, .column = 0.5, .columns = 1000, .y_lo = -2, .y_hi = 2};
  const Lod lod = s.reduce(w);
  CHECK(lod.main.points.size() == 501);
  check(lod.main, s.rows(false), w);
  CHECK(step_at(499, far) == far + 499);
  CHECK(step_at(-0x1p64, 0) == std::numeric_limits<Step>::min());
  CHECK(step_at(0x1p63, 0) == std::numeric_limits<Step>::max());
  CHECK(step_at(0x1p63, -5) == std::numeric_limits<Step>::max() - 4);
  CHECK(step_offset(std::numeric_limits<Step>::max(), std::numeric_limits<Step>::min()) == 0x1p64);
  CHECK(step_offset(-5, 5) == -10);
}
