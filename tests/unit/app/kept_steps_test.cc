// Steps that are kept on the axis: one or a range, by click, drag, keys and typing; in links.
#include <catch2/catch_test_macros.hpp>

#include "dashboards/scalars/kept_steps.h"
#include "tests/support/app_scalars.h"
#include "ui/view_state.h"

using namespace db;
using test::ScalarsApp;

namespace {

struct Steps : ScalarsApp {
  explicit Steps(std::string_view state = "v=1&scalars.smooth=0", float width = 1440) : ScalarsApp(width, 900) {
    app.set_state(state);
    std::vector<double> values(11);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<double>(i);
    add_rows("a", "loss", values, 0, 10);  // steps 0 ... 100
    add_rows("a", "acc", values, 200, 10);
    listed();
  }
  void rewrite() {  // the state, as it is understood
    key("0");
    key("0");
    settle(200);
  }
  float x_of(std::string_view tag, double step) const {
    const Rect r = plot(tag).rect;
    return r.x + static_cast<float>(step / 100) * r.w;
  }
  void click_at(std::string_view tag, double step, bool shift = false) {
    const Rect r = plot(tag).rect;
    const Modifiers modifiers{.shift = shift};
    const float x = x_of(tag, step) + 1, y = r.center_y();
    app.pointer(PointerKind::kMove, x, y, 0, modifiers, PointerType::kMouse, 1);
    frames(2);
    app.pointer(PointerKind::kDown, x, y, 0, modifiers, PointerType::kMouse, 1);
    frames(2);
    app.pointer(PointerKind::kUp, x, y, 0, modifiers, PointerType::kMouse, 1);
    settle(200);
    app.key(false, "Shift", {});
  }
  void drag(std::string_view handle, float to_x) {
    const Rect r = widget(Kind::kSlider, handle).rect;
    press(r.x + 8, r.center_y());
    drag_to(to_x, r.center_y());
    release();
    settle(200);
  }
};

}  // namespace

TEST_CASE("a click keeps the nearest step, again lets it go; the link has it") {
  Steps app;
  app.click_at("loss", 31);
  CHECK(app.state_has("scalars.step=30"));
  CHECK(app.value("Step handle") == "30");
  app.click_at("loss", 52);
  CHECK(app.state_has("scalars.step=50"));
  app.click_at("loss", 50);
  CHECK_FALSE(app.state_has("scalars.step="));
  CHECK_FALSE(app.has(Kind::kSlider, "Step handle"));
}

TEST_CASE("a handle is dragged over steps that exist, typed into, moved by keys and taken away") {
  Steps app;
  app.click_at("loss", 31);
  app.drag("Step handle", app.x_of("loss", 78.4));
  CHECK(app.state_has("scalars.step=80"));
  app.click(Kind::kSlider, "Step handle");
  app.settle(200);
  app.type("17");
  app.enter();
  app.settle(200);
  CHECK(app.state_has("scalars.step=20"));
  app.click(Kind::kSlider, "Step handle");
  app.settle(200);
  app.type("what");
  app.enter();
  app.settle(200);
  CHECK(app.state_has("scalars.step=20"));
  CHECK(app.app.fields().any_focused());
  app.app.text("step-handle", "what", TextEvent::kEscape);
  app.settle(200);
  CHECK(app.value("Step handle") == "20");
  const Rect r = app.plot("loss").rect;
  app.move(r.center_x(), r.y + 20);
  app.settle(200);
  REQUIRE(app.key("ArrowRight"));
  app.settle(200);
  CHECK(app.state_has("scalars.step=30"));
  REQUIRE(app.key("ArrowLeft", {.shift = true}));
  app.settle(200);
  CHECK(app.state_has("scalars.step=0"));
  app.key("End");
  app.settle(200);
  CHECK(app.state_has("scalars.step=100"));
  app.key("Home");
  app.settle(200);
  CHECK(app.state_has("scalars.step=0"));
  app.click(Kind::kButton, "Remove the step");
  app.settle(200);
  CHECK_FALSE(app.state_has("scalars.step="));
}

TEST_CASE("where keys move a step is told, with the values there") {
  Steps app;
  app.add_rows("b", "loss", {5, 6, 7}, 0, 50);
  app.listed();
  app.click_at("loss", 31);
  CHECK(!app.has(Kind::kStatus, "Step 30: b 6.0000, a 3.0000"));
  app.key("ArrowRight");
  CHECK(app.has(Kind::kStatus, "Step 40: b 6.0000, a 4.0000"));
  app.key("Home");
  CHECK(app.has(Kind::kStatus, "Step 0: b 5.0000, a 0.0000"));
  app.click_at("loss", 52);  // seen, not told
  for (const Widget& w : app.app.probe().widgets())
    CHECK(!(w.kind == Kind::kStatus && app.app.probe().label(w).starts_with("Step ")));
  const Widget& handle = app.widget(Kind::kSlider, "Step handle");
  CHECK(handle.fraction == 0.5f);
}

TEST_CASE("a range: from the settings' rule, by Shift and click, by its two handles") {
  Steps app;
  app.click_at("loss", 40);
  app.click_at("loss", 71, true);
  CHECK(app.state_has("scalars.step=40:70"));
  app.drag("First step handle", app.x_of("loss", 12));
  CHECK(app.state_has("scalars.step=10:70"));
  app.drag("Last step handle", app.x_of("loss", 3));  // not beyond the other one
  CHECK(app.state_has("scalars.step=10:10"));
  app.drag("Last step handle", app.x_of("loss", 61));
  app.click_at("loss", 24);  // the nearer end
  CHECK(app.state_has("scalars.step=20:60"));
  app.click_at("loss", 90);
  CHECK(app.state_has("scalars.step=20:90"));
  app.key("b");
  app.settle(200);
  CHECK(app.state_has("scalars.step=90"));  // the later one stays
  app.key("b");
  app.settle(200);
  CHECK(app.state_has("scalars.step=0:90"));  // from the first step of what is in view
  app.click(Kind::kButton, "Remove the last step");
  app.settle(200);
  CHECK(app.state_has("scalars.step=0"));
  CHECK_FALSE(app.state_has("range=1"));
}

TEST_CASE("a range without a step is all of what is in view") {
  Steps app;
  REQUIRE(app.key("b"));
  app.settle(200);
  CHECK(app.state_has("scalars.step=0:300"));
  CHECK(app.state_has("scalars.range=1"));
}

TEST_CASE("cards have the same step, or each its own") {
  Steps app;
  app.click_at("loss", 40);
  const Rect acc = app.plot("acc").rect;
  app.move(acc.center_x(), acc.y - 20);
  app.settle(200);
  CHECK(app.value("Step handle") == "200");  // as near as this card comes
  CHECK(app.has("Step 40 is not in this card"));
  app.key("y");
  app.settle(200);
  CHECK(app.state_has("scalars.link=0"));
  CHECK(app.state_has("scalars.steps=40@loss"));
  app.click_at("acc", 50);
  CHECK(app.state_has("scalars.steps=250@acc,40@loss"));
  app.key("y");
  app.settle(200);
  CHECK(app.state_has("scalars.step=250"));  // the last one that was kept
}

TEST_CASE("links bring steps; bad ones cost only themselves") {
  Steps app("v=1&scalars.smooth=0&scalars.step=10:60&scalars.range=1");
  CHECK(app.state_has("scalars.step=10:60"));
  app.app.set_state("v=1&scalars.step=1x");
  app.rewrite();
  CHECK(app.state_has("scalars.step=10:60"));  // as it was
  app.app.set_state("v=1&scalars.link=0&scalars.steps=9223372036854775807@loss,nonsense,5@later");
  app.rewrite();
  CHECK(app.state_has("scalars.steps=5@later,9223372036854775807@loss"));
  CHECK(parse_kept_step("7:-3") == KeptStep{-3, 7, true});
  CHECK_FALSE(parse_kept_step(""));
  CHECK_FALSE(parse_kept_step("1:2:3"));
  CHECK(parse_step("−21,600") == -21600);
  CHECK(parse_step("1e4") == 10000);
  CHECK(parse_step("9007199254740993") == 9007199254740993);
  CHECK_FALSE(parse_step("ten"));
}

TEST_CASE("a finger keeps the step of its sheet and drags the handle") {
  Steps app("v=1&scalars.smooth=0", 390);
  const Rect r = app.plot("loss").rect;
  for (const PointerKind kind : {PointerKind::kMove, PointerKind::kDown, PointerKind::kUp}) {
    app.app.pointer(kind, app.x_of("loss", 50), r.center_y(), 0, {}, PointerType::kTouch, 7);
    app.frames(2);
  }
  app.settle(200);
  REQUIRE(app.has("Values"));
  app.click("Keep the step");
  app.settle(200);
  CHECK(app.state_has("scalars.step=50"));
}

TEST_CASE("a table below the plots: at a step, over a range, sorted and with chosen columns in the link") {
  Steps app("v=1&scalars.smooth=0&scalars.tables=1&scalars.step=30");
  app.add_rows("b", "loss", {5, 1, 7, 2}, 0, 30);  // steps 0, 30, 60, 90
  app.settle(200);
  const auto table = [&](std::string_view name) {
    std::string out;
    for (const Widget& w : app.app.probe().widgets())
      if (w.kind == Kind::kRow && app.app.probe().label(w) == name && w.rect.x > 272)
        if (const auto value = app.app.probe().value(w); !value.empty() && w.rect.y > app.plot("loss").rect.y)
          if (value.find("Step 2") == value.npos) out = value;
    return out;
  };
  CHECK(app.has("Values: Step 30"));
  CHECK(table("b").find("Value 1.0000, Step 30") != std::string::npos);
  app.app.set_state(
      "v=1&scalars.smooth=0&scalars.tables=1&scalars.step=25:65&scalars.range=1&scalars.rangecols=max,mean,percent");
  app.settle(200);
  CHECK(table("b") == "Max 7.0000, Mean 4.0000, % change 600.0 %");
  app.click(Kind::kHeader, "Mean");
  app.settle(200);
  CHECK(app.state_has("scalars.valuesort=mean"));
  CHECK(app.state_has("scalars.rangecols=max,mean,percent"));
  app.click(Kind::kHeader, "Mean");
  app.settle(200);
  CHECK(app.state_has("scalars.valuesort=-mean"));
}
