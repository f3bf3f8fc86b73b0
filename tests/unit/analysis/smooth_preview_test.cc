#include "analysis/smooth_preview.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <random>

#include "analysis/smooth_curve.h"
#include "tests/support/analysis_series.h"

using namespace db;

TEST_CASE("a preview is the smoothed line at the last row of each column") {
  PreviewWeights weights;
  std::mt19937 random(6);
  for (const auto type : {ValueType::kF32, ValueType::kF64}) {
    for (const std::size_t n : {1, 100, 5000, 60'000}) {
      Store store;
      std::vector<Step> steps;
      std::vector<double> values;
      for (std::size_t i = 0; i < n; ++i) {
        steps.push_back(steps.empty() ? 0 : steps.back() + 1 + static_cast<Step>(n == 5000 ? random() % 40 : 0));
        values.push_back(3 + static_cast<double>(random() % 1000) / 1000);
      }
      Curve curve;
      curve.update(store.series(test::SeriesMaker(store).add("r", "t", steps, values, {}, type)));
      for (const AxisScale scale : {AxisScale(), AxisScale{ScaleKind::kSymlog, 1}}) {
        CurveX x;
        x.update(curve, XAxis::kStep, {}, scale);
        const Range all = x.range();
        const double size = std::max(1.0, all.size());
        for (const Range view : {Range{all.lo, all.lo + size * 1.001}, Range{all.lo + size / 3, all.lo + size / 2}}) {
          const LodWindow w{.begin = view.lo, .column = view.size() / 200, .columns = 200, .y_lo = 3, .y_hi = 4};
          SmoothPreview preview(curve, last_rows(curve, x, w, false));
          for (const double weight : {0.0, 0.6, 0.99, 0.999}) {
            SmoothCurve smooth;
            smooth.update(curve, weight);
            while (!smooth.advance(curve, 10'000)) continue;
            std::map<double, std::pair<double, double>> last;  // of each column: x, value
            for (std::size_t p = 0; p < curve.pieces().size(); ++p) {
              double xs[kBlockRows], ys[kBlockRows];
              x.values(curve, p, xs);
              smooth.piece_values(curve, p, ys);
              for (std::uint32_t row = 0; row < curve.pieces()[p].rows(); ++row) {
                const double column = std::floor((xs[row] - w.begin) / w.column);
                if (column >= 0 && column < 200) last[column] = {xs[row], ys[row]};
              }
            }
            const LodLine line = preview.line(curve, {.amount = weight}, weights, w);
            bool same = true;
            std::size_t found = 0;
            auto want = last.begin();
            for (const LodPoint& p : line.points) {
              if (p.x == kLineBreak || want == last.end()) continue;
              if (std::fabs(static_cast<double>(p.x) - w.normal_x(want->second.first)) > 1e-6) continue;  // outside
              same = same && std::fabs(static_cast<double>(p.y) - w.normal_y(want->second.second)) < 0.02;
              ++want;
              ++found;
            }
            CHECK(same);
            CHECK(found == last.size());
          }
        }
      }
    }
  }
}

TEST_CASE("a preview passes over what is not finite") {
  PreviewWeights weights;
  Store store;
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  Curve curve;
  curve.update(store.series(test::SeriesMaker(store).add_line("r", "t", std::array{nan, 1.0, inf, 1.0, -inf, 1.0})));
  CurveX x;
  x.update(curve, XAxis::kStep, {});
  const LodWindow w{.begin = 0, .column = 1, .columns = 6};
  SmoothPreview preview(curve, last_rows(curve, x, w, false));
  for (const LodPoint& p : preview.line(curve, {.amount = 0.5}, weights, w).points) {
    CHECK((p.x == kLineBreak || std::isfinite(p.y)));
  }
}

TEST_CASE(
    "a preview of an average is right by what the values differ, however far they are from 0, whatever is not finite") {
  std::mt19937 random(8);
  PreviewWeights weights;
  for (const auto type : {ValueType::kF32, ValueType::kF64}) {
    for (const bool holes : {false, true}) {
      Store store;
      std::vector<double> values;
      for (std::size_t i = 0; i < 5000; ++i) {
        values.push_back(1000 + static_cast<double>(random() % 1024) / 1024);
        if (holes && random() % 3 == 0) values.back() = std::array{INFINITY, NAN}[random() % 2];
        if (holes && i > 2000 && i < 2700) values.back() = NAN;
      }
      Curve curve;
      curve.update(store.series(test::SeriesMaker(store).add_line("r", "t", values, 0, 1, type)));
      CurveX x;
      x.update(curve, XAxis::kStep, {});
      SmoothPreview preview(curve, last_rows(curve, x, {.column = 40, .columns = 125}, false));
      std::vector<double> have(preview.rows().size());
      for (const double weight : {0.0, 0.3, 0.6, 0.95, 0.999}) {
        CAPTURE(holes, weight);
        SmoothCurve smooth;
        smooth.update(curve, weight);
        while (!smooth.advance(curve, 10'000)) continue;
        preview.values(curve, {.amount = weight}, weights, have);
        double worst = 0;
        for (std::size_t i = 0; i < have.size(); ++i) {
          const PreviewRow& row = preview.rows()[i];
          const double want = smooth.value(curve, row.piece, row.rows - 1);
          if (std::isfinite(want)) worst = std::max(worst, std::fabs(have[i] - want));
        }
        CHECK(worst < 0.003);
      }
    }
  }
}

TEST_CASE("previews of the other ways of smoothing are near what they preview") {
  PreviewWeights weights;
  std::mt19937 random(7);
  Store store;
  std::vector<Step> steps;
  std::vector<double> values;
  for (std::size_t i = 0; i < 20'000; ++i) {
    steps.push_back(10 * static_cast<Step>(i));
    values.push_back(std::sin(static_cast<double>(i) / 2000) +
                     0.1 * (static_cast<double>(random() % 1000) / 1000 - 0.5));
    if (i % 1000 == 17) values.back() = std::numeric_limits<double>::quiet_NaN();
    if (i % 1000 == 18) values.back() = 40;  // what a median does not mind
  }
  Curve curve;
  curve.update(store.series(test::SeriesMaker(store).add("r", "t", steps, values)));
  CurveX x;
  x.update(curve, XAxis::kStep, {});
  const LodWindow w{.begin = 0, .column = 1000, .columns = 201, .y_lo = 0, .y_hi = 1};
  SmoothPreview preview(curve, last_rows(curve, x, w, false));
  using enum SmoothingKind;
  struct Case {
    Smoothing smoothing;
    double most;
  };
  const Case cases[] = {{{kTimeEma, 300.0}, 0.01},   {{kTimeEma, 40'000.0}, 0.01}, {{kTimeEma, 400.0, true}, 0.01},
                        {{kGaussian, 2.0}, 0.03},    {{kGaussian, 7.0}, 0.03},     {{kGaussian, 40.0}, 0.04},
                        {{kGaussian, 1000.0}, 0.03}, {{kMedian, 11.0}, 1e-6},      {{kMedian, 21.0}, 1e-6},
                        {{kMedian, 501.0}, 0.1}};
  for (const auto& [smoothing, most] : cases) {
    CAPTURE(static_cast<int>(smoothing.kind), smoothing.amount);
    SmoothCurve smooth;
    smooth.update(curve, smoothing);
    while (!smooth.advance(curve, 10'000)) continue;
    std::map<double, double> last;  // of each column, by its x
    for (std::size_t p = 0; p < curve.pieces().size(); ++p) {
      double xs[kBlockRows], ys[kBlockRows];
      x.values(curve, p, xs);
      smooth.piece_values(curve, p, ys);
      for (std::uint32_t row = 0; row < curve.pieces()[p].rows(); ++row) last[std::floor(xs[row] / 1000)] = ys[row];
    }
    double worst = 0;
    std::size_t found = 0;
    for (const LodPoint& p : preview.line(curve, smoothing, weights, w).points) {
      if (p.x == kLineBreak) continue;
      auto want = last.begin();
      std::advance(want, static_cast<std::ptrdiff_t>(found++));
      worst = std::max(worst, std::fabs(static_cast<double>(p.y) - want->second));
    }
    CHECK(found == last.size());
    CHECK(worst < most);
  }
}
