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
