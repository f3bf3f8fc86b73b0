#include "analysis/svg_chart.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <map>
#include <random>

#include "analysis/drawn_series.h"
#include "tests/support/analysis_series.h"

using namespace db;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Place {
  double x, y;
};

// The corners of a path of m, implicit l, h and z, as SVG reads them; one list a subpath.
std::vector<std::vector<Place>> corners(const std::string& path) {
  std::vector<std::vector<Place>> out;
  Place at{0, 0};
  const char* p = path.c_str();
  const auto number = [&] {
    char* end = nullptr;
    const double value = std::strtod(p, &end);
    REQUIRE(end != p);
    p = end;
    return value;
  };
  char command = 0;
  while (*p != 0) {
    if (*p == 'm' || *p == 'h' || *p == 'z') command = *p++;
    if (command == 'z') {
      at = out.back()[0];
      continue;
    }
    const double dx = number(), dy = command == 'h' ? 0 : number();
    at = {at.x + dx, at.y + dy};
    if (command == 'm') out.emplace_back();
    out.back().push_back(at);
    if (command == 'm') command = 'l';
  }
  return out;
}

// Whether all tags close in order, and attributes are quoted: true for XML of the plain kind that we write.
bool well_formed(const std::string& xml) {
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = xml.find('<', at)) != xml.npos;) {
    const std::size_t end = xml.find('>', at);
    if (end == xml.npos) return false;
    const std::string tag = xml.substr(at + 1, end - at - 1);
    if (tag.find('<') != tag.npos || std::ranges::count(tag, '"') % 2 != 0) return false;
    const std::string name = tag.substr(tag[0] == '/', tag.find_first_of(" /", 1) - (tag[0] == '/'));
    if (tag[0] == '/') {
      if (open.empty() || open.back() != name) return false;
      open.pop_back();
    } else if (tag.back() != '/') {
      open.push_back(name);
    }
    at = end;
  }
  return open.empty();
}

double distance_to_segment(Place p, Place a, Place b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  const double t = length == 0 ? 0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0);
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

const SvgRect kPlot{50, 10, 400, 200};

}  // namespace

TEST_CASE("numbers, colours and text of SVG") {
  CHECK(px_text(0) == "0");
  CHECK(px_text(12) == "12");
  CHECK(px_text(0.5) == "0.5");
  CHECK(px_text(-0.25) == "-0.25");
  CHECK(px_text(3.14159) == "3.14");
  CHECK(px_text(-0.001) == "0");
  CHECK(colour_text(0x0123AB) == "#0123ab");
  CHECK(xml_text("a<b> & \"c\" \x01 損 \xFF") == "a&lt;b&gt; &amp; &quot;c&quot; \uFFFD 損 \uFFFD");
}

TEST_CASE("a path has its points within half of 1/100 px, and no corner that is none") {
  CHECK(line_path(std::vector<LodPoint>{{0, 0}, {0.5f, 0.5f}, {1, 1}}, kPlot) == "m50 210 400-200");
  CHECK(line_path(std::vector<LodPoint>{{0, 0}, {0.5f, 0}, {0.5f, 1}, {1, 1}}, kPlot) == "m50 210 200 0 0-200 200 0");
  CHECK(line_path(std::vector<LodPoint>{{0, 1}, {0, 0.5f}, {kLineBreak, 0}, {0, 0.25f}, {0, 0}}, kPlot) ==
        "m50 10 0 100m0 50 0 50");
  CHECK(line_path(std::vector<LodPoint>{{0.5f, 0.5f}, {0.5f, 0.5f}}, kPlot) == "m250 110h1");
  CHECK(line_path(std::vector<LodPoint>{{0.5f, 0.5f}}, kPlot).empty());
  std::mt19937 random(5);
  for (int round = 0; round < 50; ++round) {
    std::vector<LodPoint> points;
    std::vector<std::vector<Place>> expected(1);
    float x = 0, y = 0;
    for (int i = 0; i < 300; ++i) {
      x += static_cast<float>(random() % 4) / 500;
      if (random() % 3 != 0) y = static_cast<float>(random() % 1000) / 1000;
      if (random() % 40 == 0) {
        points.push_back({kLineBreak, 0});
        expected.emplace_back();
      }
      points.push_back({x, y});
      expected.back().push_back({kPlot.x(static_cast<double>(x)), kPlot.y(static_cast<double>(y))});
    }
    std::erase_if(expected, [](const auto& part) { return part.size() < 2; });
    const auto found = corners(line_path(points, kPlot));
    REQUIRE(found.size() == expected.size());
    for (std::size_t part = 0; part < found.size(); ++part) {
      for (const Place& p : expected[part]) {
        double nearest = 1e9;
        for (std::size_t i = 1; i < found[part].size(); ++i)
          nearest = std::min(nearest, distance_to_segment(p, found[part][i - 1], found[part][i]));
        REQUIRE(nearest < 0.0072);
      }
      REQUIRE(std::hypot(found[part].front().x - expected[part].front().x,
                         found[part].front().y - expected[part].front().y) < 0.0072);
    }
  }
}

TEST_CASE("a band goes along its upper line and back along the lower one") {
  const std::vector<LodPoint> upper = {{0, 1}, {1, 0.75f}}, lower = {{0, 0}, {1, 0.5f}};
  CHECK(band_path(upper, lower, kPlot) == "m50 10 400 50 0 50-400 100z");
}

TEST_CASE("a chart is whole, and says what it was given") {
  SvgChart chart;
  chart.title = "loss <train> & \"all\"";
  chart.x.title = "step";
  chart.y = svg_axis({0, 2}, value_ticks({0, 2}, 5, 5));
  chart.x.ticks = svg_axis({0, 100}, step_ticks({0, 100}, 0, 5, 9)).ticks;
  chart.bands.push_back({.rgb = 0x144ABB, .upper = {{0, 1}, {1, 1}}, .lower = {{0, 0}, {1, 0.5f}}});
  for (int i = 0; i < 9; ++i) {
    chart.lines.push_back({.name = "run " + std::to_string(i) + " 損失&",
                           .rgb = 0x144ABB,
                           .dashes_px = {7, 3},
                           .points = {{0, 0.5f}, {1, 0.25f}},
                           .raw = {{0, 0.4f}, {1, 0.3f}}});
  }
  chart.lines[0].marks = {{0.5f, 0.5f, LodMark::Kind::kDot},
                          {0.6f, 0.5f, LodMark::Kind::kNaN},
                          {0.7f, 0.5f, LodMark::Kind::kInfinity},
                          {0.8f, 0.5f, LodMark::Kind::kMinusInfinity}};
  const std::string svg = svg_text(chart);
  CHECK(well_formed(svg));
  for (const char* part : {"loss &lt;train&gt; &amp; &quot;all&quot;", "run 8 損失&amp;", ">step<", ">1.5<", ">100<",
                           "stroke-dasharray=\"7 3\"", "<circle", "url(#plot)", "width=\"640\""}) {
    INFO(part);
    CHECK(svg.find(part) != svg.npos);
  }
  CHECK(well_formed(svg_text({})));
  // Nine names do not fit into one row: the drawing is that much higher.
  CHECK(svg.find("height=\"400\"") == svg.npos);
  chart.legend = false;
  CHECK(svg_text(chart).find("height=\"400\"") != svg.npos);
}

TEST_CASE("a drawn series keeps the least and greatest value of each column, or every point") {
  std::mt19937 random(6);
  std::vector<double> values;
  for (int i = 0; i < 20'000; ++i)
    values.push_back(i % 997 == 5 ? kNaN : static_cast<double>(random() % 10'000) / 10'000);
  values[12'345] = 0.99999;
  Store store;
  test::SeriesMaker maker(store);
  const SeriesId id = maker.add_line("run", "loss", values, 0, 1, ValueType::kF64);
  Curve curve;
  curve.update(store.series(id));
  CurveX x;
  x.update(curve, XAxis::kStep, {});
  SmoothCurve smooth;
  smooth.update(curve, 0);
  const LodWindow window{.begin = -0.5, .column = 40, .columns = 500};
  const DrawnSeries columns = draw_series(curve, x, smooth, false, window, Detail::kColumns);
  std::map<int, Range> expected, found;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isfinite(values[i])) expected[static_cast<int>((static_cast<double>(i) + 0.5) / 40)].add(values[i]);
  }
  std::size_t drawn = 0;
  for (const LodPoint& p : columns.points) {
    if (p.x == kLineBreak) continue;
    found[static_cast<int>(static_cast<double>(p.x) * 500)].add(static_cast<double>(p.y));
    ++drawn;
  }
  CHECK(drawn <= 2 * 500 + 50);
  REQUIRE(found.size() == expected.size());
  for (const auto& [column, range] : expected) {
    REQUIRE(std::fabs(found[column].lo - range.lo) < 1e-6);
    REQUIRE(std::fabs(found[column].hi - range.hi) < 1e-6);
  }
  CHECK(columns.marks.size() == 21);

  const DrawnSeries all = draw_series(curve, x, smooth, false, window, Detail::kAllPoints);
  std::size_t row = 0;
  for (const LodPoint& p : all.points) {
    if (p.x == kLineBreak) continue;
    while (!std::isfinite(values[row])) ++row;
    REQUIRE(std::fabs(static_cast<double>(p.y) - values[row]) < 1e-6);
    REQUIRE(std::fabs(static_cast<double>(p.x) * 20'000 - 0.5 - static_cast<double>(row)) < 0.01);
    ++row;
  }
  CHECK(row >= values.size() - 1);
}
