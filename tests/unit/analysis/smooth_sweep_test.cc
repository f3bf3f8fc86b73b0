#include "analysis/smooth_sweep.h"

#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <list>
#include <memory>
#include <random>

#include "tests/support/analysis_series.h"

using namespace db;

namespace {

struct Line {
  Curve curve;
  CurveX x;
  SmoothCurve smooth;
};

bool same(std::span<const LodPoint> a, std::span<const LodPoint> b) {
  return std::ranges::equal(a, b, [](const LodPoint& p, const LodPoint& q) {
    return std::bit_cast<std::uint32_t>(p.x) == std::bit_cast<std::uint32_t>(q.x) &&
           std::bit_cast<std::uint32_t>(p.y) == std::bit_cast<std::uint32_t>(q.y);
  });
}

// Lines of several lengths and kinds, as they lie in one chart.
class Lines {
 public:
  Lines(std::size_t alike, XAxis axis, const AxisScale& scale = {}) {
    for (std::size_t i = 0; i < alike; ++i) add(10'000, 1, [](double v) { return v; });
    add(10'000, 2, [](double v) { return v; });
    add(9'000, 1, [](double v) { return v; });
    add(3'000, 1, [](double) { return 4.0; });
    add(10'000, 1, [this](double v) { return random_() % 400 == 0 ? std::numeric_limits<double>::quiet_NaN() : v; });
    add(10'000, 1, [](double v) { return v; }, ValueType::kF64);
    add(2'000, 0, [](double v) { return v; });
    add(1, 1, [](double v) { return v; });
    const Range walls{1e9, 1e9};
    for (Line& line : lines) line.x.update(line.curve, axis, {.step = 0, .wall_secs = walls.lo}, scale);
  }

  std::list<Line> lines;

 private:
  template <class Change>
  void add(std::size_t n, Step stride, Change&& change, ValueType type = ValueType::kF32) {
    std::vector<Step> steps;
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) {
      const Step gap = stride > 0 ? stride : 1 + static_cast<Step>(random_() % 9);
      steps.push_back(steps.empty() ? 0 : steps.back() + gap);
      values.push_back(change(3 + static_cast<double>(random_() % 1000) / 1000));
    }
    const std::string run = "r" + std::to_string(lines.size());
    lines.emplace_back().curve.update(store_.series(test::SeriesMaker(store_).add(run, "t", steps, values, {}, type)));
  }

  Store store_;
  std::mt19937 random_{7};
};

}  // namespace

TEST_CASE("lines smoothed and reduced side by side are what they are one by one") {
  for (const XAxis axis : {XAxis::kStep, XAxis::kRelative}) {
    for (const std::size_t alike : {0, 2, 9}) {
      Lines chart(alike, axis, axis == XAxis::kStep && alike == 2 ? AxisScale{ScaleKind::kLog, 1} : AxisScale());
      for (const Smoothing smoothing :
           {Smoothing{.amount = 0.6}, Smoothing{.amount = 0.999}, Smoothing{.amount = 1}, Smoothing{},
            Smoothing{SmoothingKind::kTimeEma, 30}, Smoothing{SmoothingKind::kTimeEma, 30, true},
            Smoothing{SmoothingKind::kGaussian, 5}, Smoothing{SmoothingKind::kMedian, 11}}) {
        const double size = chart.lines.front().x.range().size();
        for (const Range view : {Range{0, size}, Range{size / 3, size / 2}}) {
          const LodWindow window{.begin = view.lo, .column = view.size() / 170, .columns = 170, .y_lo = 3, .y_hi = 4};
          std::vector<SmoothLane> lanes;
          std::list<Lod> lods;
          std::list<SmoothCurve> alone;
          for (Line& line : chart.lines) {
            line.smooth = {};
            line.smooth.update(line.curve, smoothing);
            alone.emplace_back().update(line.curve, smoothing);
            while (!alone.back().advance(line.curve, 3000)) continue;
            lods.emplace_back(line.curve, line.x, line.smooth, false, window);
            lanes.push_back({&line.curve, &line.smooth, &lods.back()});
          }
          SmoothSweep sweep(lanes);
          while (!sweep.advance(5000)) continue;
          auto expected = alone.begin();
          auto reduced = lods.begin();
          for (Line& line : chart.lines) {
            REQUIRE(line.smooth.done(line.curve));
            REQUIRE(reduced->done());
            bool equal = true;
            for (std::size_t p = 0; p < line.curve.pieces().size(); ++p) {
              double a[kBlockRows], b[kBlockRows];
              line.smooth.piece_values(line.curve, p, a);
              expected->piece_values(line.curve, p, b);
              for (std::uint32_t row = 0; row < line.curve.pieces()[p].rows(); ++row)
                equal = equal && std::bit_cast<std::uint64_t>(a[row]) == std::bit_cast<std::uint64_t>(b[row]);
              equal = equal && line.smooth.piece_range(line.curve, p) == expected->piece_range(line.curve, p);
            }
            CHECK(equal);
            Lod lod(line.curve, line.x, *expected, false, window);
            while (!lod.advance(1000)) continue;
            CHECK(same(reduced->main.points, lod.main.points));
            CHECK(reduced->marks.size() == lod.marks.size());
            ++expected, ++reduced;
          }
        }
      }
    }
  }
}

TEST_CASE("a sweep goes on where curves have grown") {
  Store store;
  test::SeriesMaker maker(store);
  std::vector<Step> steps;
  std::vector<double> values;
  for (int i = 0; i < 700; ++i) steps.push_back(i), values.push_back(i % 7);
  std::list<Line> lines;
  std::vector<SmoothLane> lanes;
  std::vector<SeriesId> ids;
  for (int run = 0; run < 4; ++run) {
    ids.push_back(maker.add("r" + std::to_string(run), "t", steps, values));
    Line& line = lines.emplace_back();
    line.curve.update(store.series(ids.back()));
    line.smooth.update(line.curve, 0.9);
    lanes.push_back({&line.curve, &line.smooth});
  }
  const auto sweep = [&] {
    SmoothSweep all(lanes);
    while (!all.advance(100)) continue;
  };
  sweep();
  for (Step& step : steps) step += 700;
  for (int run = 0; run < 3; ++run) maker.add("r" + std::to_string(run), "t", steps, values);
  auto id = ids.begin();
  for (Line& line : lines) {
    if (line.curve.update(store.series(*id++))) line.smooth.update(line.curve, 0.9);
  }
  sweep();
  for (Line& line : lines) {
    SmoothCurve alone;
    alone.update(line.curve, 0.9);
    while (!alone.advance(line.curve, 1000)) continue;
    CHECK(line.smooth.values(line.curve) == alone.values(line.curve));
  }
  CHECK(lines.front().curve.rows() > 700);
}
