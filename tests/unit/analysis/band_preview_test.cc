#include "analysis/band_preview.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <map>

#include "tests/support/analysis_band.h"

using namespace db;

namespace {

// Runs of a group as a chart has them, with their band.
struct Made {
  explicit Made(const Store& store, const BandInputs& inputs) : inputs(inputs) {
    for (std::uint32_t i = 0; i < store.series().size(); ++i) {
      lines.emplace_back(store.series()[i].run, SeriesId{i});
      group.lines.push_back(i);
    }
    make(store, inputs);
  }
  void make(const Store& store, const BandInputs& with) {
    inputs = with;
    for (ChartLine& line : lines) {
      line.refresh(store, {.x_scale = inputs.x_scale, .smoothing = inputs.smoothing});
      while (!line.advance(10'000)) continue;
    }
    while (!group.advance(lines, inputs, {}, 10'000)) continue;
  }
  BandInputs inputs;
  std::vector<ChartLine> lines;
  BandLine group;
};

struct Row {
  double centre, low, high;
};

// The exact band at the last row of each column, by the column; NaN where none counts.
std::map<double, Row> last_of_columns(const BandLine& group, const LodWindow& w) {
  std::map<double, Row> out;
  for (std::size_t p = 0; p < group.band().centre().pieces().size(); ++p) {
    double x[kBlockRows], values[3][kBlockRows];
    group.x().values(group.band().centre(), p, x);
    group.smooth_centre().piece_values(group.band().centre(), p, values[0]);
    group.smooth_low().piece_values(group.band().low(), p, values[1]);
    group.smooth_high().piece_values(group.band().high(), p, values[2]);
    for (std::uint32_t row = 0; row < group.band().centre().pieces()[p].rows(); ++row) {
      const double column = std::floor((x[row] - w.begin) / w.column);
      if (column >= 0 && column < w.columns) out[column] = {values[0][row], values[1][row], values[2][row]};
    }
  }
  return out;
}

// The preview's points, by their column.
std::map<double, Row> points_of(const BandPreview& preview, const LodWindow& w) {
  std::map<double, Row> out;
  const auto value = [&](const LodLine& line, std::size_t i) {
    return w.y_lo + static_cast<double>(line.points[i].y) * (w.y_hi - w.y_lo);
  };
  for (std::size_t i = 0; i < preview.centre().points.size(); ++i) {
    const float x = preview.centre().points[i].x;
    CHECK((preview.low().points[i].x == x && preview.high().points[i].x == x));
    if (x == kLineBreak || x < 0 || x >= 1) continue;
    const double column = std::floor(static_cast<double>(x) * w.columns + 1e-4);
    out[column] = {value(preview.centre(), i), value(preview.low(), i), value(preview.high(), i)};
  }
  return out;
}

void compare(const std::map<double, Row>& have, const std::map<double, Row>& want, double most) {
  std::size_t found = 0;
  double worst = 0;
  for (const auto& [column, row] : want) {
    const auto at = have.find(column);
    REQUIRE((at != have.end()) == std::isfinite(row.centre));
    if (at == have.end()) continue;
    ++found;
    worst = std::max({worst, std::fabs(at->second.centre - row.centre), std::fabs(at->second.low - row.low),
                      std::fabs(at->second.high - row.high)});
  }
  CHECK(found == have.size());
  CHECK(found > 30);
  CHECK(worst < most);
}

const LodWindow kWindows[] = {{.begin = 0, .column = 100, .columns = 101, .y_lo = -10, .y_hi = 60},
                              {.begin = 3000.5, .column = 20, .columns = 150, .y_lo = -10, .y_hi = 60}};

}  // namespace

TEST_CASE("a preview of a band is the band at the last step of each column") {
  test::Group runs;
  SECTION("runs of the same steps") {
    for (int i = 0; i < 9; ++i) runs.add(test::line(0, 2, 5000), false);
  }
  SECTION("other steps, some runs shorter, values that are not finite") {
    runs.add(test::line(0, 3, 3000), true);
    runs.add(test::line(500, 7, 700), false, ValueType::kF64);
    runs.add(test::line(1000, 1, 4000), true);
    runs.add(test::line(7000, 977, 4), false);
    runs.add({}, false);
    runs.add({4321}, false);
  }
  SECTION("steps that nobody has for long") {
    runs.add(test::line(0, 2, 1700), true);
    runs.add(test::line(100, 5, 700), false);
    for (const Step first : {6000, 6001}) runs.add(test::line(first, 1, 3000), true);
  }
  for (const LodWindow& w : kWindows) {
    for (const auto centre : {BandCentre::kMean, BandCentre::kMedian}) {
      for (const BandSpread spread : test::kSpreads) {
        CAPTURE(w.begin, static_cast<int>(centre), static_cast<int>(spread));
        BandInputs inputs{.rule = {centre, spread}};
        Made made(runs.store, inputs);
        BandPreview preview(made.group, w, false);
        PreviewWeights weights;
        for (const double weight : {0.9, 0.0, 0.5}) {
          inputs.smoothing.amount = weight;
          while (!preview.advance(made.lines, inputs, weights, 1000)) continue;
          const auto have = points_of(preview, w);
          made.make(runs.store, inputs);
          const double most = spread == BandSpread::kConfidence ? 0.2 : 0.05;        // of 64; few runs have a large t
          compare(have, last_of_columns(made.group, w), weight == 0 ? 2e-5 : most);  // floats
        }
      }
    }
  }
}

TEST_CASE("a preview of a band that is smoothed itself is its smoothed lines") {
  test::Group runs;
  for (int i = 0; i < 4; ++i) runs.add(test::line(100 * i, 1 + i, 4000), i == 2);
  BandInputs inputs{.smooth_runs = false};
  Made made(runs.store, inputs);
  const std::uint32_t builds = made.group.builds();
  for (const LodWindow& w : kWindows) {
    BandPreview preview(made.group, w, false);
    PreviewWeights weights;
    for (const double weight : {0.0, 0.7, 0.99}) {
      inputs.smoothing.amount = weight;
      REQUIRE(preview.advance(made.lines, inputs, weights, 1000));
      const auto have = points_of(preview, w);
      made.make(runs.store, inputs);
      compare(have, last_of_columns(made.group, w), 0.05);
    }
  }
  CHECK(made.group.builds() - builds <= 18);  // its lines are smoothed, the band stays
}

TEST_CASE("previews of bands follow every way of smoothing") {
  test::Group runs;
  for (int i = 0; i < 20; ++i) runs.add(test::line(i % 3, 1, 9000), false);
  using enum SmoothingKind;
  for (const Smoothing& smoothing : {Smoothing{kTimeEma, 50}, Smoothing{kGaussian, 30}, Smoothing{kMedian, 21}}) {
    for (const bool smooth_runs : {true, false}) {
      BandInputs inputs{.smooth_runs = smooth_runs, .smoothing = {.kind = smoothing.kind}};
      Made made(runs.store, inputs);
      BandPreview preview(made.group, kWindows[0], false);
      PreviewWeights weights;
      inputs.smoothing = smoothing;
      while (!preview.advance(made.lines, inputs, weights, 1000)) continue;
      made.make(runs.store, inputs);
      CAPTURE(static_cast<int>(smoothing.kind), smooth_runs);
      compare(points_of(preview, kWindows[0]), last_of_columns(made.group, kWindows[0]), 0.5);
    }
  }
}

TEST_CASE("a run's own line in the preview of its group is its smoothed values") {
  test::Group runs;
  runs.add(test::line(0, 1, 3000), false);
  runs.add(test::line(1, 3, 2000), false);
  BandInputs inputs{.smoothing = {.amount = 0.8}};
  Made made(runs.store, inputs);
  const LodWindow& w = kWindows[0];
  BandPreview preview(made.group, w, false);
  PreviewWeights weights;
  while (!preview.advance(made.lines, inputs, weights, 1000)) continue;
  const SmoothCurve& smooth = made.lines[0].smooth;
  const LodLine line = preview.run_line(0);
  REQUIRE(line.points.size() == 31);  // 30 columns of 100 steps, and its end
  double values[kBlockRows];
  smooth.piece_values(made.lines[0].curve, 0, values);
  CHECK(std::fabs(w.y_lo + static_cast<double>(line.points[0].y) * 70 - values[99]) < 0.05);
}

TEST_CASE("on a log scale the steps that have no place do not keep a band from being previewed") {
  test::Group runs;
  for (int i = 0; i < 3; ++i) runs.add(test::line(-5, 1 + i, 3000), false);
  const AxisScale scale{ScaleKind::kLog, 1};
  BandInputs inputs{.smoothing = {.amount = 0.5}, .x_scale = scale};
  Made made(runs.store, inputs);
  const double hi = scale.forward(3000);
  const LodWindow w{.begin = 0, .column = hi / 100, .columns = 100, .y_lo = -10, .y_hi = 60};
  BandPreview preview(made.group, w, false);
  PreviewWeights weights;
  while (!preview.advance(made.lines, inputs, weights, 1000)) continue;
  compare(points_of(preview, w), last_of_columns(made.group, w), 0.05);
}
