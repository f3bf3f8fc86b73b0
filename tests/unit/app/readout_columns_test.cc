// Columns of the values at the pointer: by themselves, chosen, remembered, in links, copied.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

struct Readouts : ScalarsApp {
  explicit Readouts(std::string_view state = "v=1&scalars.smooth=0", float width = 1440)
      : ScalarsApp(width, width > 600 ? 1800 : 900) {
    app.set_state(state);
    add_rows("a", "loss", {0, 1, 2, 3, 4}, 0, 10);
    add_rows("b", "loss", {4, 3, 2, 1, 0}, 0, 10);
    listed();
  }
  void point(double step) {
    const Rect r = plot("loss").rect;
    move(r.x + static_cast<float>(step / 40) * r.w + 1, r.center_y());
    settle(200);
  }
  std::string told(std::string_view run) const {
    std::string out;
    for (const Widget& w : app.probe().widgets())
      if (w.kind == Kind::kRow && app.probe().label(w) == run && !app.probe().value(w).empty())
        out = app.probe().value(w);
    return out;
  }
  void choose(std::string_view item) {
    if (!has(Kind::kMenuItem, item)) {
      click(Kind::kSelect, "Columns of values");
      settle(200);
    }
    click(Kind::kMenuItem, item);
    settle(200);
  }
};

}  // namespace

TEST_CASE("columns by themselves: step and time only where runs differ") {
  Readouts app;
  app.point(20);
  CHECK(app.told("a") == "Value 2.0000");
  app.add_rows("c", "loss", {5, 6}, 3, 20);
  app.settle(200);
  app.point(20);
  CHECK(app.told("c") == "Value 6.0000, Step 23");  // so long after its first row, as the others
  app.add_rows("d", "loss", {5, 6}, 10, 10);
  app.settle(200);
  app.point(20);
  CHECK(app.told("d") == "Value 6.0000, Step 20, Relative 1 min 40 s");
}

TEST_CASE("chosen columns are in the link, remembered, and copied with every row") {
  Readouts app;
  app.key("]");
  app.settle(200);
  app.choose("Step");
  app.choose("Relative");
  app.choose("Time");
  CHECK(app.state_has("scalars.tipcols=smoothed,value,step,time,relative"));
  CHECK(app.value("Columns of values") == "5 columns");
  app.choose("Value");
  app.choose("Smoothed");
  app.key("Escape");
  app.settle(200);
  app.point(20);
  CHECK(app.told("a") == "Step 20, Time 22:16:40, Relative 3 min 20 s");
  CHECK(app.platform.preferences.find("scalars.tipcols=step%2Ctime%2Crelative") != std::string::npos);
  REQUIRE(app.key("c", {.ctrl = true}));
  CHECK(app.platform.clipboard ==
        "Run\tStep\tTime\tRelative\na\t20\t1700000200.0\t200.0\nb\t20\t1700000200.0\t200.0\n");

  // Smoothing brings its column back, where it is wanted.
  app.app.set_state("v=1&scalars.tipcols=smoothed,step,nonsense");
  app.settle(200);
  app.point(20);
  CHECK(app.told("a").find("Smoothed ") == 0);
  CHECK(app.told("a").find(", Step 20") != std::string::npos);
  CHECK(app.told("a").find("Value") == std::string::npos);
  app.app.set_state("v=1&scalars.smooth=0&scalars.tipcols=smoothed");
  app.settle(200);
  app.point(20);
  CHECK(app.told("a") == "Value 2.0000");  // what is not smoothed
}

TEST_CASE("a view begins with the columns that were chosen last; a link has its own") {
  Readouts app;
  app.key("]");
  app.app.set_preferences("panel=1&scalars.tipcols=value%2Cstep");
  app.app.begin_view();
  app.settle(200);
  app.point(20);
  CHECK(app.told("a") == "Value 2.0000, Step 20");
  app.key("t");  // preferences are written again
  CHECK(app.platform.preferences.find("scalars.tipcols=value%2Cstep") != std::string::npos);
  app.app.set_state("v=1&scalars.smooth=0&scalars.tipcols=value,relative");
  app.settle(200);
  app.point(20);
  CHECK(app.told("a") == "Value 2.0000, Relative 3 min 20 s");
  app.app.set_state("v=1&scalars.smooth=0");
  app.settle(200);
  app.choose("Step");
  app.choose("Automatic");
  CHECK(app.platform.preferences.find("tipcols") == std::string::npos);
  CHECK_FALSE(app.state_has("tipcols"));
  app.choose("Step");
  CHECK(app.platform.preferences.find("tipcols") != std::string::npos);
  app.key("Escape");
  app.settle(200);
  app.click("Back to defaults");
  app.settle(200);
  CHECK(app.platform.preferences.find("tipcols") == std::string::npos);
  CHECK(app.value("Columns of values") == "Automatic");
}

TEST_CASE("groups keep what a band is; columns of time come on top") {
  Readouts app("v=1&scalars.smooth=0&scalars.group=pattern&scalars.grouppattern=([ab])&scalars.tipcols=step,relative");
  app.point(20);
  CHECK(app.told("a") == "n 1, Mean 2.0000, Low 2.0000, High 2.0000, Step 20");
}

TEST_CASE("a finger has step and times below the name") {
  Readouts app("v=1&scalars.smooth=0&scalars.tipcols=value,step,time,relative", 390);
  const Rect r = app.plot("loss").rect;
  for (const PointerKind kind : {PointerKind::kMove, PointerKind::kDown, PointerKind::kUp}) {
    app.app.pointer(kind, r.center_x(), r.center_y(), 0, {}, PointerType::kTouch, 7);
    app.frames(2);
  }
  app.settle(200);
  REQUIRE(app.has("Values"));
  CHECK(app.told("a") == "Value 2.0000, Step 20, Time 22:16:40, Relative 3 min 20 s");
  app.click(Kind::kButton, "Columns of values");
  app.settle(200);
  app.click(Kind::kMenuItem, "Time");
  app.settle(200);
  CHECK(app.state_has("scalars.tipcols=value,step,relative"));
}

TEST_CASE("values stand beside the pointer where there is no room beside the card") {
  ScalarsApp app(1366, 560);
  for (int i = 0; i < 40; ++i) {
    const std::string n = std::to_string(i);
    const std::string name = "augmented" + n + "_dropout" + n + "_warmup" + n + "_momentum" + n + "_seed" + n;
    app.add_rows(name, "loss", {1.0, 2.0 + i, 3.0});
  }
  app.listed();
  const Rect plot = app.plot("loss").rect;
  for (const float part : {0.1f, 0.5f, 0.9f}) {
    const float x = plot.x + part * plot.w;
    app.move(x, plot.center_y());
    app.settle(200);
    const Rect values = app.widget(Kind::kRegion, "Values").rect;
    CHECK((values.right() < x - 8 || values.x > x + 8));
    CHECK(values.right() <= 1366);
    CHECK(values.w > 440);  // the names have room
  }
}
