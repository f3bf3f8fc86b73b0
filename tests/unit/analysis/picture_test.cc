// Charts as pictures: scales, what is left out, marks, legends.
#include "analysis/picture.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <set>

#include "analysis/chart_line.h"
#include "analysis/extent.h"
#include "analysis/svg_legend.h"
#include "tests/support/analysis_series.h"

using namespace db;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

// What the page and the command line do with one series.
struct Drawn {
  Store store;
  ChartLine line;
  Picture picture;

  Drawn(std::span<const Step> steps, std::span<const double> values, ScaleKind x, ScaleKind y, double smoothing = 0)
      : line(RunId(0), test::SeriesMaker(store).add("run", "loss", steps, values, {}, ValueType::kF64)) {
    line.refresh(store, {.x_scale = {.kind = x}, .smoothing = {.amount = smoothing}});
    while (!line.advance(1 << 20)) continue;
    ExtentFinder extent;
    extent.begin({.log_y = y == ScaleKind::kLog}, 1);
    extent.add(line.curve, line.x, line.smooth);
    while (!extent.end() && !extent.advance(1 << 20)) continue;
    picture.view.x_scale = {.kind = x};
    picture.view.y_scale = scale_for(y, extent.y());
    picture.view.x = fit_x(extent.x());
    picture.view.y = fit_y(extent.y(), picture.view.y_scale, false);
    picture.dots = false;
  }
  SvgChart chart() const {
    PictureMaker maker(picture, [](WallTime) { return 0; });
    maker.line("run", {.rgb = 0x144ABB}, {line.curve, line.x, line.smooth});
    return maker.take();
  }
};

std::vector<std::string> labels(const SvgAxis& axis) {
  std::vector<std::string> out;
  for (const Tick& tick : axis.ticks) out.push_back(tick.label);
  return out;
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != text.npos; at += part.size()) ++n;
  return n;
}

}  // namespace

TEST_CASE("both axes of a picture may be logarithmic") {
  const std::vector<Step> steps = {1, 10, 100, 1000, 10'000};
  const std::vector<double> values = {1, 0.1, 0.01, 1e-3, 1e-4};
  const Drawn drawn(steps, values, ScaleKind::kLog, ScaleKind::kLog);
  const SvgChart chart = drawn.chart();
  CHECK(labels(chart.x) == std::vector<std::string>{"1", "10", "100", "1k", "10k"});
  for (std::size_t i = 0; i < chart.x.ticks.size(); ++i)
    CHECK(std::fabs(chart.x.ticks[i].at - static_cast<double>(i) / 4) < 1e-12);
  // 2 to 9 times each decade lies between them.
  const double two = std::log10(2.0) / 4;
  CHECK(std::ranges::any_of(chart.x.minor, [&](double at) { return std::fabs(at - two) < 1e-12; }));
  // A power law is a straight line: equal ways from point to point.
  REQUIRE(chart.lines.size() == 1);
  REQUIRE(chart.lines[0].points.size() >= 5);
  for (std::size_t i = 0; i + 1 < 5; ++i) {
    const LodPoint a = chart.lines[0].points[i], b = chart.lines[0].points[i + 1];
    CHECK(std::fabs(b.x - a.x - 0.25f) < 1e-5f);
    CHECK(std::fabs(b.y - a.y - (chart.lines[0].points[1].y - chart.lines[0].points[0].y)) < 1e-5f);
  }
  CHECK(count(svg_text(chart), "<clipPath") == 1);
}

TEST_CASE("a logarithmic axis has no place for what is not positive") {
  const std::vector<Step> steps = {-10, 0, 1, 10, 100};
  const std::vector<double> values = {5, 4, 3, -2, 1};
  const Drawn drawn(steps, values, ScaleKind::kLog, ScaleKind::kLog);
  CHECK(drawn.line.x.left_out() == 2);
  const SvgChart chart = drawn.chart();
  REQUIRE(chart.lines.size() == 1);
  std::size_t in_view = 0;
  for (const LodPoint& p : chart.lines[0].points) {
    if (p.x == kLineBreak) continue;
    CHECK(std::isfinite(p.x));
    CHECK(std::isfinite(p.y));
    in_view += p.y >= 0 && p.y <= 1;
  }
  CHECK(in_view == 2);  // 3 at 1, 1 at 100; what is below 0 lies below the plot, which clips it
  CHECK(chart.y.ticks.front().at >= 0);
  const std::string svg = svg_text(chart);
  CHECK(svg.find("nan") == svg.npos);
  CHECK(svg.find("inf") == svg.npos);
}

TEST_CASE("a symlog axis goes through 0, with its ticks on both sides") {
  const std::vector<Step> steps = {-1000, -10, 0, 10, 1000};
  const std::vector<double> values = {-1000, -10, 0, 10, 1000};
  const Drawn drawn(steps, values, ScaleKind::kSymlog, ScaleKind::kSymlog);
  const SvgChart chart = drawn.chart();
  for (const SvgAxis* axis : {&chart.x, &chart.y}) {
    const auto found = labels(*axis);
    CHECK(std::ranges::contains(found, "0"));
    CHECK(std::ranges::any_of(found, [](const std::string& label) { return label.starts_with("−"); }));
    for (const Tick& tick : axis->ticks) CHECK((tick.at > -0.01 && tick.at < 1.01));
  }
  const auto zero = std::ranges::find(chart.x.ticks, "0", &Tick::label);
  CHECK(std::fabs(zero->at - 0.5) < 1e-9);
}

TEST_CASE("NaN and infinities are marked in a picture") {
  const std::vector<Step> steps = {0, 1, 2, 3, 4, 5};
  const std::vector<double> values = {1, kNaN, 2, kInf, 3, -kInf};
  const Drawn drawn(steps, values, ScaleKind::kLinear, ScaleKind::kLinear);
  const SvgChart chart = drawn.chart();
  REQUIRE(chart.lines.size() == 1);
  std::set<LodMark::Kind> kinds;
  for (const LodMark& mark : chart.lines[0].marks) kinds.insert(mark.kind);
  CHECK(kinds.contains(LodMark::Kind::kNaN));
  CHECK(kinds.contains(LodMark::Kind::kInfinity));
  CHECK(kinds.contains(LodMark::Kind::kMinusInfinity));
}

TEST_CASE("few points are dots, shaped by the line's pattern") {
  std::vector<Step> steps;
  std::vector<double> values;
  for (int i = 0; i < 30; ++i) steps.push_back(i), values.push_back(std::sin(i));
  Drawn drawn(steps, values, ScaleKind::kLinear, ScaleKind::kLinear);
  drawn.picture.dots = true;
  CHECK(count(svg_text(drawn.chart()), "<circle") == 30);
  PictureMaker maker(drawn.picture, [](WallTime) { return 0; });
  maker.line("run", {.rgb = 0, .pattern = Pattern::kDash}, {drawn.line.curve, drawn.line.x, drawn.line.smooth});
  const std::string dashed = svg_text(maker.take());
  CHECK(count(dashed, "<circle") == 0);
  CHECK(count(dashed, "m-1.8-1.8h3.6") == 30);
}

TEST_CASE("the values themselves lie behind what is smoothed, where that is wanted") {
  std::vector<Step> steps;
  std::vector<double> values;
  for (int i = 0; i < 300; ++i) steps.push_back(i), values.push_back(i % 2);
  Drawn drawn(steps, values, ScaleKind::kLinear, ScaleKind::kLinear, 0.9);
  CHECK(!drawn.chart().lines[0].raw.empty());
  drawn.picture.raw_lines = false;
  CHECK(drawn.chart().lines[0].raw.empty());
  drawn.picture.dark = true;
  CHECK(svg_text(drawn.chart()).find("#171a1f") != std::string::npos);
}

TEST_CASE("a legend keeps within its width and names every line, in full where it can") {
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i) {
    std::string text = "experiments/2024/transformer_large_bf16/lr=" + std::to_string(i) + "/warmup_2000_decay_cosine";
    text.resize(80, 'x');
    texts.push_back(text);
  }
  std::vector<SvgLegendName> names;
  for (const std::string& text : texts) names.push_back({text});
  for (const double width : {100.0, 560.0, 3000.0}) {
    const SvgLegend legend = svg_legend(names, width, 400);
    REQUIRE(legend.entries.size() == 60);
    std::set<std::string> distinct;
    for (const auto& entry : legend.entries) {
      CHECK(entry.x + kLegendTextPx + svg_text_width(entry.text, kLegendPx) <= width + 0.01);
      CHECK(entry.y < legend.height_px);
      distinct.insert(entry.text);
    }
    CHECK(distinct.size() == 60);
  }
  CHECK(svg_legend(names, 3000, 4000).entries[7].text == texts[7]);  // there is room
  CHECK(svg_legend(std::vector<SvgLegendName>{{""}, {""}}, 500, 400).height_px == 0);
  const SvgLegend two = svg_legend(std::vector<SvgLegendName>{{"a"}, {""}, {"b"}}, 500, 400);
  REQUIRE(two.entries.size() == 2);
  CHECK(two.entries[1].line == 2);
  CHECK(two.entries[0].y == two.entries[1].y);
}

TEST_CASE("names of runs are told apart among runs, those of groups among groups") {
  const std::string lead(90, 'x');
  const std::vector<std::string> texts = {lead + "/a/1", lead + "/a/2", "lr=1", "lr=2"};
  const std::vector<SvgLegendName> names = {{texts[0]}, {texts[1]}, {texts[2], true}, {texts[3], true}};
  const SvgLegend legend = svg_legend(names, 560, 400);
  REQUIRE(legend.entries.size() == 4);
  CHECK(legend.entries[0].text == "1");
  CHECK(legend.entries[3].text == "2");
}

TEST_CASE("what restarts hid is drawn thin and dashed, and has no place in the legend") {
  const std::vector<Step> steps = {0, 1, 2, 3};
  const std::vector<double> values = {1, 2, 3, 4};
  const Drawn drawn(steps, values, ScaleKind::kLinear, ScaleKind::kLinear);
  PictureMaker maker(drawn.picture, [](WallTime) { return 0; });
  maker.superseded({.rgb = 0x144ABB, .pattern = Pattern::kDot}, {drawn.line.curve, drawn.line.x, drawn.line.smooth});
  const SvgChart chart = maker.take();
  REQUIRE(chart.lines.size() == 1);
  CHECK(chart.lines[0].name.empty());
  CHECK(chart.lines[0].dashes_px == std::vector<double>{2, 2});
  CHECK(chart.lines[0].opacity < 1);
  CHECK(svg_text(chart).find("height=\"400\"") != std::string::npos);
}

TEST_CASE("of very many lines a legend says how many more there are") {
  std::vector<std::string> texts;
  for (int i = 0; i < 1000; ++i) texts.push_back("run" + std::to_string(i));
  std::vector<SvgLegendName> names;
  for (const std::string& text : texts) names.push_back({text});
  const SvgLegend legend = svg_legend(names, 560, 400);
  CHECK(legend.entries.size() == 200);
  CHECK(legend.more == "and 800 more");
  CHECK(legend.more_y < legend.height_px);
}

TEST_CASE("text that is too long loses its middle, at whole characters") {
  CHECK(svg_elided("short", 12, 100) == "short");
  const std::string text = svg_elided("損失損失損失損失損失損失", 12, 80);
  CHECK(svg_text_width(text, 12) <= 80);
  CHECK(text.starts_with("損"));
  CHECK(text.ends_with("失"));
  CHECK(text.find("…") != text.npos);
  CHECK(svg_elided("abc", 12, 0) == "…");
}
