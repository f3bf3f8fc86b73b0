// Groups while the smoothing slider moves: a preview of line and band over the layer, then the exact ones.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

constexpr std::size_t kRows = 12'345;

struct Groups : ScalarsApp {
  explicit Groups(std::string_view state) {
    int phase = 0;
    for (const char* run : {"x/s0", "x/s1", "x/s2", "y/s0", "y/s1", "alone"})
      add_rows(run, "loss", curve(kRows, phase++));
    app.set_state(state);
    listed();
  }
  const std::vector<test::LineRecorder::Draw>& draws() {
    lines.draws.clear();
    frame();
    return lines.draws;
  }
  void rest() {
    platform.now_secs += 0.2;
    settle(2000);
  }
};

long count(const test::LineRecorder::Draw& draw, GpuMark mark) {
  return std::ranges::count(draw.records, static_cast<float>(mark), &GpuRecord::mark);
}

// x, and y (of bands both edges) as pixels, of main lines and bands.
std::vector<std::array<float, 3>> points_of(Groups& app) {
  std::vector<std::array<float, 3>> out;
  const auto& draws = app.draws();
  REQUIRE_FALSE(draws.empty());
  const auto& draw = draws.back();
  const std::vector<GpuPoint>& all = app.lines.uploaded[draw.handle];
  for (const GpuRecord& record : draw.records) {
    const bool band = record.mark == static_cast<float>(GpuMark::kBand);
    if (!band && record.mark != static_cast<float>(GpuMark::kLine)) continue;
    const auto begin = static_cast<std::size_t>(record.first), n = static_cast<std::size_t>(record.count);
    for (std::size_t i = begin; i < begin + n; ++i) {
      const auto y = [&](float normal) { return normal * draw.view.y_scale + draw.view.y_offset; };
      out.push_back({all[i].x, y(all[i].y), band ? y(all[i].arc) : 0});
    }
  }
  return out;
}

const std::string kGroups = "v=1&scalars.group=parent";

}  // namespace

TEST_CASE("while the smoothing changes groups have a preview, and then what a page has that was opened so") {
  const std::string how = GENERATE("", "&scalars.smoothfirst=0", "&scalars.groupruns=1", "&scalars.centre=median");
  const bool raw = how.find("first") != how.npos;
  const long members = how.find("groupruns") != how.npos ? 5 : 0;
  CAPTURE(how);
  std::vector<std::array<float, 3>> have;
  {
    Groups app(kGroups + how + "&scalars.smooth=0.6");
    REQUIRE(app.draws().size() == 1);
    const int before = app.lines.uploads;
    app.app.set_state(kGroups + how + "&scalars.smooth=0.99");
    app.frames(2);
    CHECK(app.lines.uploads == before + 1);
    REQUIRE(app.draws().size() == 2);
    const auto &behind = app.lines.draws[0], &preview = app.lines.draws[1];
    CHECK(count(behind, GpuMark::kBand) == 0);
    CHECK(count(behind, GpuMark::kLine) == (raw ? 3 : 1));  // raw values
    CHECK(count(preview, GpuMark::kBand) == 2);
    CHECK(count(preview, GpuMark::kLine) == 3 + members);
    const std::size_t previewed = app.lines.uploaded[preview.handle].size();
    app.rest();
    REQUIRE(app.draws().size() == 1);
    CHECK(count(app.lines.draws[0], GpuMark::kBand) == 2);
    CHECK(app.lines.uploaded[app.lines.draws[0].handle].size() > previewed);
    have = points_of(app);
  }
  Groups opened(kGroups + how + "&scalars.smooth=0.99");
  CHECK(have.size() > 1000);
  CHECK(std::ranges::equal(have, points_of(opened), [](const auto& a, const auto& b) {
    return a[0] == b[0] && std::fabs(a[1] - b[1]) < 0.01f && std::fabs(a[2] - b[2]) < 0.01f;
  }));
}

TEST_CASE("a slider that moves on while exact bands are being made has previews again at once") {
  Groups app(kGroups + "&scalars.smooth=0.6");
  app.app.set_state(kGroups + "&scalars.smooth=0.9");
  app.frames(2);
  app.platform.now_secs += 0.2;
  app.platform.tick_secs = 0.003;  // a frame has few steps
  app.frames(2);
  REQUIRE(app.app.more_to_prepare());
  REQUIRE(app.draws().size() == 2);
  app.platform.tick_secs = 0;
  const int before = app.lines.uploads;
  app.app.set_state(kGroups + "&scalars.smooth=0.3");
  app.frames(2);
  CHECK(app.lines.uploads == before + 1);
  CHECK(app.draws().size() == 2);
  SECTION("rows that come then end them") {
    app.add_rows("x/s1", "loss", ScalarsApp::curve(300), static_cast<Step>(kRows), 1, 1);
    app.settle(200);
    CHECK(app.draws().size() == 1);
  }
  SECTION("runs that go then end them") {
    app.app.run_command("toggle-run", "x/s1");
    app.settle(200);
    CHECK(app.draws().size() == 1);
  }
  SECTION("another band ends them") {
    app.app.set_state(kGroups + "&scalars.smooth=0.3&scalars.band=std");
    app.settle(200);
    CHECK(app.draws().size() == 1);
  }
  app.rest();
  CHECK(app.draws().size() == 1);
  CHECK(count(app.lines.draws[0], GpuMark::kBand) == 2);
}

TEST_CASE("groups of few rows are made exactly while the slider moves") {
  ScalarsApp app;
  for (const char* run : {"x/s0", "x/s1"}) app.add_rows(run, "loss", ScalarsApp::curve(1000, run[3]));
  app.app.set_state(kGroups + "&scalars.smooth=0.6");
  app.listed();
  app.app.set_state(kGroups + "&scalars.smooth=0.9");
  app.frames(2);
  app.lines.draws.clear();
  app.frame();
  CHECK(app.lines.draws.size() == 1);
}
