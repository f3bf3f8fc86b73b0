// Axes of charts: scales, smoothing, extents.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <limits>

#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

struct Axes : ScalarsApp {
  explicit Axes(std::string_view state = "", float width = 1440) : ScalarsApp(width) {
    add_rows("a", "loss", curve(1000), 0);
    add_rows("b", "loss", curve(1000, 1), 0);
    add_rows("a", "acc", curve(500), 1);
    if (!state.empty()) app.set_state(state);
    listed();
  }
  void hover(std::string_view tag, float x, float y) {
    const Rect at = plot(tag).rect;
    move(at.x + x * at.w, at.y + y * at.h);
    frames(3);
  }
  // What the tooltip says of a run.
  std::string read(std::string_view run) const {
    for (const Widget& w : app.probe().widgets()) {
      const std::string_view value = app.probe().value(w);
      if (app.probe().label(w) == run && value.find("Value ") != value.npos) return std::string(value);
    }
    return {};
  }
  // The state, written anew.
  std::string rewritten() {
    key("0");
    key("0");
    settle(200);
    return app.state();
  }
  // The step that the marker's flag tells, or that of the handle that keys have moved.
  std::string step() const {
    if (has(Kind::kSlider, "Step handle")) return value("Step handle");
    for (const Widget& w : app.probe().widgets()) {
      const std::string_view label = app.probe().label(w);
      if (label.starts_with("Step marker ")) return std::string(label.substr(12));
    }
    return {};
  }
};

}  // namespace

TEST_CASE("a log x axis shows early steps at large and says what it leaves out") {
  Axes app("v=1&scalars.xscale=log");
  CHECK(app.has("Scale x log, 2 left out"));
  app.hover("loss", 0.0f, 0.5f);
  CHECK(app.step() == "1");
  app.hover("loss", 0.5f, 0.5f);  // the middle of 1 ... 999 is 31.6
  CHECK((app.step() == "31" || app.step() == "32"));
  app.hover("loss", 0.999f, 0.5f);
  const int last = std::stoi(app.step());
  CHECK(last > 980);
  app.key("ArrowLeft");
  app.frames(3);
  CHECK(app.step() == std::to_string(last - 1));
}

TEST_CASE("a zoom keeps its steps and values when a scale changes") {
  Axes app;
  const Rect plot = app.plot("loss").rect;
  app.press(plot.x + plot.w * 0.25f, plot.y + plot.h * 0.25f);
  app.drag_to(plot.x + plot.w * 0.5f, plot.y + plot.h * 0.5f);
  app.release();
  app.settle(200);
  const std::string before = app.app.state();
  REQUIRE(app.state_has("zoom="));
  app.hover("loss", 0.5f, 0.5f);
  CHECK(app.key("l"));
  app.settle(200);
  CHECK(app.state_has("scalars.scales=:log:loss"));
  CHECK(app.key("l", {.shift = true}));
  app.settle(200);
  CHECK(app.state_has("scalars.scales=log:log:loss"));
  CHECK(app.has("Scale x log, y log, 2 left out"));
  for (int i = 0; i < 2; ++i) {
    app.key("l");
    app.settle(200);
    app.key("l", {.shift = true});
    app.settle(200);
  }
  CHECK(app.app.state() == before);
}

TEST_CASE("scales of links, and of links of before") {
  for (const char* state :
       {"v=1&scalars.xscale=symlog&scalars.yscale=symlog", "v=1&scalars.scales=:log:acc,log:symlog:loss"}) {
    Axes app(state);
    CHECK(app.rewritten() == state);
  }
  CHECK(Axes("v=1&scalars.logy=1").rewritten() == "v=1&scalars.yscale=log");
  CHECK(Axes("v=1&scalars.log=loss").rewritten() == "v=1&scalars.scales=:log:loss");
  CHECK(Axes("v=1&scalars.yscale=cubic&scalars.scales=a:b,cubic:cubic:loss").rewritten().empty());
  Axes wall("v=1&scalars.axis=wall&scalars.xscale=log");
  CHECK_FALSE(wall.has("Scale x log"));
}

TEST_CASE("every scale and axis comes to rest and reads values") {
  for (const char* axis : {"step", "relative", "wall"}) {
    for (const char* x : {"linear", "log", "symlog"}) {
      for (const char* y : {"linear", "log", "symlog"}) {
        Axes app("v=1&scalars.axis=" + std::string(axis) + "&scalars.xscale=" + x + "&scalars.yscale=" + y);
        app.hover("loss", 0.7f, 0.5f);
        CHECK(app.has(Kind::kRow, "a"));
        app.app.wheel(app.plot("loss").rect.x + 50, app.plot("loss").rect.y + 50, 0, -100, {.alt = true});
        app.settle(200);
        CHECK(app.state_has("zoom="));
      }
    }
  }
}

TEST_CASE("ways of smoothing, each with its amount") {
  Axes app("v=1&scalars.smoothing=median&scalars.window=5");
  app.hover("loss", 0.5f, 0.5f);
  const std::string median = app.read("a");
  CHECK(median.find("Smoothed") != std::string::npos);
  CHECK(app.value("Window, points") == "5");
  CHECK(app.key("0"));
  app.settle(200);
  app.hover("loss", 0.5f, 0.5f);
  CHECK(app.read("a").find("Smoothed") == std::string::npos);
  CHECK(app.state_has("scalars.window=0"));
  app.key("0");
  app.settle(200);
  CHECK(app.state_has("scalars.window=5"));
  for (const char* state : {"v=1&scalars.smoothing=time&scalars.halflife=20",
                            "v=1&scalars.axis=relative&scalars.smoothing=time&scalars.halflifesecs=20",
                            "v=1&scalars.smoothing=gaussian&scalars.sigma=2.5"}) {
    app.app.set_state(state);
    app.settle(200);
    app.hover("loss", 0.5f, 0.5f);
    CHECK(app.read("a").find("Smoothed") != std::string::npos);
    CHECK(app.rewritten() == state);
  }
}

TEST_CASE("a card whose points all lie at step 0 says so on a log axis") {
  ScalarsApp app;
  app.add_rows("a", "only", {1.5}, 0);
  app.app.set_state("v=1&scalars.xscale=log");
  app.listed();
  CHECK(app.has("1 point at steps ≤ 0 has no place on a log axis."));
}

TEST_CASE("NaN and infinities are counted, with the first step of each") {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN(), kInf = std::numeric_limits<double>::infinity();
  Axes app;
  app.add_rows("a", "bad", {1, 2, kNaN, 3, kInf, kNaN, 4});
  app.add_rows("b", "bad", {1, 2, 3, 4, 5, 6, -kInf});
  app.settle(200);
  CHECK(app.has("Not finite: a: 2 NaN from step 2, 1 ∞ at step 4; b: 1 −∞ at step 6"));
  app.hover("bad", 0.1f, 0.5f);
  CHECK(app.read("a").find("Not finite 2 NaN from step 2, 1 ∞ at step 4") != std::string::npos);
  CHECK_FALSE(app.read("b").empty());
}

TEST_CASE("y from 0") {
  Axes app;
  app.add_rows("a", "high", {100, 101, 102});
  app.app.set_state("v=1&scalars.yzero=1&scalars.smooth=0");
  app.settle(200);
  const auto handle = [&] {
    app.lines.draws.clear();
    app.frame();
    return app.lines.draws.empty() ? GpuView() : app.lines.draws.back().view;
  };
  // The window's y is the fitted view: 0 to 110, not 99.9 to 102.2.
  const Rect plot = app.plot("high").rect;
  CHECK(std::fabs(handle().y_scale + plot.h) < 0.01f);
  bool low = false;
  for (const auto& [id, points] : app.lines.uploaded) {
    low = low || (points.size() >= 3 && std::fabs(points[0].y - 100.0f / 110) < 0.02f);
  }
  CHECK(low);
}

TEST_CASE("runs are partitioned at restarts") {
  ScalarsApp app;
  app.add_rows("a", "loss", ScalarsApp::curve(100), 0);
  app.add_rows("a", "loss", ScalarsApp::curve(100), 60, 1, 1);  // steps 60 to 159 once more
  app.app.set_state("v=1&scalars.partition=1");
  app.listed();
  const auto hover = [&](float x) {
    const Rect at = app.plot("loss").rect;
    app.move(at.x + x * at.w, at.y + 20);
    app.frames(3);
  };
  hover(0.5f);
  CHECK(app.has(Kind::kRow, "a: 0"));
  CHECK(app.has(Kind::kRow, "a: 1"));
  CHECK_FALSE(app.widget(Kind::kRow, "a: 0").rect.empty());
  const std::string kept = app.value("a: 0");
  CHECK(kept.find("Step 59") != std::string::npos);  // the last one that no restart hid
  app.app.set_state("v=1&scalars.partition=1&scalars.superseded=1");
  app.settle(200);
  hover(0.5f);
  CHECK(app.value("a: 0").find("Step 59") == std::string::npos);
  app.app.set_state("v=1&scalars.partition=1&scalars.axis=relative");
  app.settle(200);
  hover(0.0f);
  CHECK(app.has(Kind::kRow, "a: 1"));  // both begin at 0
  app.app.set_state("v=1");
  app.settle(200);
  hover(0.5f);
  CHECK_FALSE(app.has(Kind::kRow, "a: 0"));
}

namespace {

struct Zoomed : Axes {
  using Axes::Axes;
  // Zooms to the middle half of a card.
  void zoom(std::string_view tag) {
    const Rect at = plot(tag).rect;
    press(at.x + at.w / 4, at.y + at.h / 4);
    drag_to(at.x + at.w * 3 / 4, at.y + at.h * 3 / 4);
    release();
    settle(200);
  }
  void set(std::string_view field, std::string_view text) {
    click(Kind::kField, field);
    frames(2);
    type(text);
    frames(2);
  }
};

}  // namespace

TEST_CASE("ranges of axes are typed, and what is wrong is said") {
  Zoomed app;
  app.hover("loss", 0.5f, 0.5f);
  CHECK(app.key("e"));
  app.frames(4);
  REQUIRE(app.has(Kind::kRegion, "Axis ranges"));
  CHECK(app.value("X from") == "0");
  CHECK(app.value("X to") == "999");
  app.set("X from", "many");
  app.click(Kind::kButton, "Apply");
  app.frames(2);
  CHECK(app.has("“many” is no number."));
  CHECK_FALSE(app.state_has("zoom="));
  app.set("X from", "700");
  app.set("X to", "600");
  app.click(Kind::kButton, "Apply");
  app.frames(2);
  CHECK(app.has("The second number must be above the first."));
  app.set("X from", "100");
  app.set("Y from", "−0.5");
  app.set("Y to", "");
  app.enter();
  app.settle(200);
  CHECK_FALSE(app.has(Kind::kRegion, "Axis ranges"));
  CHECK(app.state_has("zoom=100:600:-0.5:"));
  app.hover("loss", 0.5f, 0.5f);
  app.key("l");
  app.settle(200);
  app.key("e");
  app.frames(4);
  app.set("Y from", "0");
  app.click(Kind::kButton, "Apply");
  app.frames(2);
  CHECK(app.has("A log axis has no place for 0."));
  app.click(Kind::kButton, "Fit to data");
  app.settle(200);
  CHECK_FALSE(app.state_has("zoom="));
}

TEST_CASE("an axis that nobody has zoomed follows the data", "[zoom]") {
  Zoomed app;
  const auto shown = [&app] { return std::string(app.app.probe().value(app.plot("loss"))); };
  app.hover("loss", 0.5f, 0.5f);
  app.key("e");
  app.frames(4);
  app.set("Y from", "0");
  app.set("Y to", "8");
  app.enter();
  app.settle(200);
  CHECK(app.state_has("zoom=::0:8:loss"));
  CHECK(shown() == "0 to 999, 0 to 8");
  app.add_rows("a", "loss", {1, 2}, 2000);
  app.settle(200);
  CHECK(shown() == "0 to 2001, 0 to 8");
  const std::string link = app.app.state();
  app.app.set_state("");
  app.settle(200);
  CHECK(shown().starts_with("0 to 2001, "));
  CHECK(shown() != "0 to 2001, 0 to 8");
  app.app.set_state(link);
  app.settle(200);
  CHECK(shown() == "0 to 2001, 0 to 8");
  const Rect at = app.plot("loss").rect;
  app.press(at.x + at.w / 4, at.center_y());  // a flat box: x, too
  app.drag_to(at.x + at.w * 3 / 4, at.center_y() + 1);
  app.release();
  app.settle(200);
  const std::string both = shown();
  CHECK(both.ends_with(", 0 to 8"));
  app.add_rows("a", "loss", {1, 2}, 3000);
  app.settle(200);
  CHECK(shown() == both);
}

TEST_CASE("another x axis has another zoom, also in the link", "[zoom]") {
  Zoomed app;
  app.zoom("loss");
  REQUIRE(app.state_has("zoom="));
  app.click(Kind::kOption, "Wall");
  app.settle(200);
  CHECK(app.platform.fragment == "v=1&scalars.axis=wall");
}

TEST_CASE("a click on an axis sets its range") {
  for (const char* axis : {"relative", "wall"}) {
    Zoomed app("v=1&scalars.axis=" + std::string(axis));
    const Rect plot = app.plot("loss").rect;
    app.move(plot.center_x(), plot.bottom() + 8);
    app.frame();
    app.press(plot.center_x(), plot.bottom() + 8);
    app.release();
    app.frames(4);
    REQUIRE(app.has(Kind::kRegion, "Axis ranges"));
    const bool wall = axis == std::string_view("wall");
    app.set("X from", wall ? "2023-11-14 22:13:20" : "1 min 40 s");
    app.set("X to", wall ? "2023-11-14 22:30" : "1 h");
    app.enter();
    app.settle(200);
    CHECK(app.state_has(wall ? "zoom=1700000000:1700001000:" : "zoom=100:3600:"));
  }
}

TEST_CASE("zooms are undone and redone") {
  Zoomed app;
  app.zoom("loss");
  REQUIRE(app.state_has("zoom="));
  app.move(5, 5);  // it was the last one
  app.frames(2);
  CHECK(app.key("z", {.ctrl = true}));
  app.settle(200);
  CHECK_FALSE(app.state_has("zoom="));
  CHECK(app.key("z", {.shift = true, .ctrl = true}));
  app.settle(200);
  CHECK(app.state_has("zoom="));
  CHECK_FALSE(app.key("z", {.shift = true, .ctrl = true}));
}

TEST_CASE("x is zoomed in all cards") {
  std::string state, step;
  {
    Zoomed app("v=1&scalars.linkzoom=1");
    app.zoom("loss");
    state = app.app.state();
    CHECK(state.find("linkedx=2") != std::string::npos);
    CHECK(state.find(":acc") == std::string::npos);  // its y is that of the data
    app.hover("acc", 0.05f, 0.5f);
    step = app.step();
    REQUIRE(step.size() == 3);
    CHECK((std::stoi(step) >= 255 && std::stoi(step) <= 285));
    app.key("r");
    app.settle(200);
    app.hover("acc", 0.05f, 0.5f);
    CHECK(app.step().size() == 2);  // near 25
    CHECK_FALSE(app.state_has("linkedx"));
  }
  Zoomed again(state);
  again.hover("acc", 0.05f, 0.5f);
  CHECK(again.step() == step);
}

TEST_CASE("the first plain turn of the wheel says how to zoom") {
  Zoomed app;
  const Rect plot = app.plot("loss").rect;
  app.hover("loss", 0.5f, 0.5f);
  app.wheel(plot.center_x(), plot.center_y(), 30);
  app.frames(2);
  CHECK(app.has("Ctrl or Alt + wheel zooms"));
  CHECK_FALSE(app.state_has("zoom="));
  app.platform.now_secs += 4;
  app.settle(200);
  CHECK_FALSE(app.has("Ctrl or Alt + wheel zooms"));
  app.wheel(plot.center_x(), plot.center_y(), 30);
  app.frames(2);
  CHECK_FALSE(app.has("Ctrl or Alt + wheel zooms"));
}

TEST_CASE("while the smoothing changes its lines are made again over the raw ones") {
  const std::string kind = GENERATE("", "&scalars.smoothing=gaussian");  // exact at once; a preview
  const std::string amount = kind.empty() ? "&scalars.smooth=" : "&scalars.sigma=";
  const auto state = [&](const char* value) { return "v=1" + kind + amount + value; };
  ScalarsApp app;
  for (int run = 0; run < 3; ++run) app.add_rows("r" + std::to_string(run), "loss", ScalarsApp::curve(30'000, run));
  app.app.set_state(state("0.6"));
  app.listed();
  const auto records = [&] {
    app.lines.draws.clear();
    app.frame();
    return app.lines.draws.size();  // a layer each
  };
  const auto points = [&] { return app.lines.uploaded[app.lines.draws.back().handle].size(); };
  REQUIRE(records() == 1);
  const int before = app.lines.uploads;
  app.app.set_state(state("0.9"));
  app.frames(2);
  CHECK(app.lines.uploads == before + 1);
  CHECK(records() == 2);  // raw values behind, the smoothed ones before them
  const std::size_t first = points();
  app.platform.now_secs += 0.2;  // it rests
  app.settle(200);
  CHECK(records() == 2);
  CHECK(app.lines.uploads == (kind.empty() ? before + 1 : before + 2));
  CHECK((points() == first) == kind.empty());
  CHECK(app.platform.wanted_secs > 0);
  const int rested = app.lines.uploads;
  app.app.set_state(state("0"));
  app.frames(2);
  CHECK(app.lines.uploads == rested + 1);
  CHECK(records() == 1);  // there is nothing behind
  // Anything else that changes ends it.
  app.app.set_state(state("0.5"));
  app.frames(2);
  app.app.set_state(state("0.5") + "&scalars.yscale=log");
  app.settle(200);
  CHECK(records() == 1);
}

TEST_CASE("lines made again are those of a page that was opened with their smoothing") {
  const auto points = [](std::string_view first, std::string_view then) {
    ScalarsApp app;
    for (int run = 0; run < 12; ++run) app.add_rows("r" + std::to_string(run), "loss", ScalarsApp::curve(20'000, run));
    app.app.set_state(first);
    app.listed();
    app.app.set_state(then);
    app.frames(2);
    app.platform.now_secs += 0.2;
    app.settle(200);
    app.lines.draws.clear();
    app.frame();
    std::vector<std::pair<float, float>> out;  // x, and y as pixels
    REQUIRE_FALSE(app.lines.draws.empty());
    const test::LineRecorder::Draw& draw = app.lines.draws.back();
    const std::vector<GpuPoint>& all = app.lines.uploaded[draw.handle];
    for (const GpuRecord& record : draw.records) {
      if (record.mark != static_cast<float>(GpuMark::kLine) || record.width == 1) continue;
      const auto begin = static_cast<std::size_t>(record.first), n = static_cast<std::size_t>(record.count);
      for (std::size_t i = begin; i < begin + n; ++i)
        out.emplace_back(all[i].x, all[i].y * draw.view.y_scale + draw.view.y_offset);
    }
    return out;
  };
  const std::string_view smooth = "v=1&scalars.smooth=0.999";
  const auto have = points("v=1&scalars.smooth=0.1", smooth), want = points(smooth, smooth);
  REQUIRE(have.size() == want.size());
  REQUIRE(have.size() > 1000);
  CHECK(std::ranges::equal(have, want, [](const auto& a, const auto& b) {
    return a.first == b.first && std::fabs(a.second - b.second) < 0.01f;
  }));
}
