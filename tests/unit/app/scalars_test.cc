// The Scalars dashboard as a person uses it.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

struct Two : ScalarsApp {
  explicit Two(float width = 1440, float height = 900, float ratio = 1) : ScalarsApp(width, height, ratio) {
    for (const std::string tag : {"loss/train", "loss/val", "acc/top1", "lr"}) {
      add_rows("a", tag, curve(1000));
      add_rows("b", tag, curve(700, 1), 0, 2);
    }
    listed();
  }
};

}  // namespace

TEST_CASE("cards are grouped by prefix and have a line a run") {
  Two app;
  CHECK(app.value("No group") == "1");
  CHECK(app.value("acc") == "1");
  CHECK(app.value("loss") == "2");
  CHECK(app.has(Kind::kCard, "loss/val"));
  CHECK(app.has(Kind::kPlot, "lr"));
  app.lines.draws.clear();
  app.frame();
  REQUIRE(app.lines.draws.size() == 4);
  CHECK(app.lines.draws[0].records.size() >= 4);  // two runs, raw and smoothed
}

TEST_CASE("every gesture comes to rest") {
  for (const float ratio : {1.0f, 1.25f, 2.0f}) {
    Two app(1440, 900, ratio);
    const Rect plot = app.plot("loss/train").rect;
    app.press(plot.x + 20, plot.y + 10);
    app.drag_to(plot.x + 133, plot.y + 77);
    app.release();
    app.settle(200);
    CHECK(app.state_has("zoom="));
    for (int i = 0; i < 30; ++i) {
      app.app.wheel(plot.x + 31, plot.y + 40, 0, i < 18 ? -77 : 61, {.alt = true});
      app.settle(200);
    }
    app.key("w");
    app.key("d");
    app.settle(200);
    CHECK(app.key("Backspace"));
    app.settle(200);
    app.key("r");
    app.settle(200);
    CHECK(!app.state_has("zoom="));
  }
}

TEST_CASE("labels of the y axis have the room they need") {
  ScalarsApp app;
  std::vector<double> small;
  for (int i = 0; i < 100; ++i) small.push_back(-9e-5 * i);
  app.add_rows("a", "small", small);
  app.add_rows("a", "curve", app.curve(100));
  app.listed();
  const auto gutter = [&](const char* tag) { return app.plot(tag).rect.x - app.widget(Kind::kCard, tag).rect.x; };
  CHECK(gutter("curve") == 41);
  CHECK(gutter("small") > 45);
}

TEST_CASE("a pinned card without a run says so, and a filter that nothing passes too") {
  Two app;
  const Rect card = app.widget(Kind::kCard, "lr").rect;
  app.move(card.center_x(), card.y + 10);
  REQUIRE(app.key("p"));
  CHECK(app.value("Pinned") == "1");
  CHECK_FALSE(app.has("No shown run has this tag."));
  app.key("f");
  app.type("nosuch");
  CHECK(app.has("No tag matches “nosuch”"));
  CHECK(app.has(Kind::kCard, "lr"));
  app.click(Kind::kCheckbox, "All runs");
  CHECK(app.has("No shown run has this tag."));
  CHECK(app.has("No run is shown"));
}

TEST_CASE("where nothing is shown the page says what is in force, and has the way out") {
  Two app;
  app.key("f");
  app.type("/nos");  // not closed: what was before is still in force
  CHECK(app.has(Kind::kCard, "lr"));
  app.type("nosuch");
  CHECK(app.has("No tag matches “nosuch”"));
  app.type("/nosuch(/");
  CHECK(app.has("No tag matches “nosuch”"));
  app.click(Kind::kButton, "Clear filter");
  CHECK(app.has(Kind::kCard, "lr"));
  app.click(Kind::kCheckbox, "All runs");
  CHECK(app.has("No run is shown"));
  app.click(Kind::kButton, "Show all runs");
  CHECK(app.has(Kind::kCard, "lr"));
  app.key("/");
  app.type("nosuch");
  CHECK(app.has("No run is shown"));
  app.click(Kind::kButton, "Clear filter");
  CHECK(app.has(Kind::kCard, "lr"));
  CHECK_FALSE(app.state_has("runs="));
}

TEST_CASE("a finger taps a plot and reads the values there; Escape takes them away") {
  Two app(390, 844, 2);
  const Rect plot = app.plot("lr").rect;
  for (const PointerKind kind : {PointerKind::kMove, PointerKind::kDown, PointerKind::kUp}) {
    app.app.pointer(kind, plot.center_x(), plot.center_y(), 0, {}, PointerType::kTouch, 7);
    app.frames(2);
  }
  app.settle(200);
  CHECK(app.has("Values"));
  CHECK(app.has(Kind::kSlider, "Step"));
  CHECK(app.key("Escape"));
  app.settle(200);
  CHECK_FALSE(app.has("Values"));
}

TEST_CASE("what no dashboard draws is named beside the tabs, and leads to every tag") {
  Two app;
  CHECK_FALSE(app.has("Not shown yet"));
  app.add_series("a", "weights", SeriesKind::kHistogram, "histograms");
  app.add_series("b", "weights", SeriesKind::kHistogram, "histograms");
  app.add_series("a", "model", SeriesKind::kBlob, "graph_keras_model");
  app.add_series("a", "run", SeriesKind::kBlob, "graph_run_metadata");
  app.settle(200);
  CHECK(app.value("Not shown yet") == "graphs (2 tags) and histograms (1 tag)");
  app.click("Not shown yet");
  CHECK(app.state_has("d=inspect"));
  CHECK(app.state_has("inspect.view=tags"));
  app.app.set_state("v=1&d=histograms");
  app.settle(200);
  CHECK(app.has("No dashboard “histograms” here"));
  CHECK(app.has("See the tags"));
}

TEST_CASE("a finger taps twice: the plot fits again") {
  Two app(390, 844, 2);
  const Rect plot = app.plot("lr").rect;
  app.app.pinch(2, plot.center_x(), plot.center_y(), 0, 0);
  app.settle(200);
  REQUIRE(app.state_has("zoom="));
  for (int tap = 0; tap < 2; ++tap) {
    app.app.pointer(PointerKind::kMove, plot.center_x(), plot.center_y(), 0, {}, PointerType::kTouch, 7);
    app.frame();
    for (const PointerKind kind : {PointerKind::kDown, PointerKind::kUp}) {
      app.app.pointer(kind, plot.center_x(), plot.center_y(), 0, {}, PointerType::kTouch, 7);
      app.frames(2);
    }
  }
  app.settle(200);
  CHECK_FALSE(app.state_has("zoom="));
}
