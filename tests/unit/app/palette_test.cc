// The palette: what it finds, and what choosing does.
#include "app/palette.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

std::vector<std::string> texts(std::string_view query, const PaletteNames& names) {
  std::vector<std::string> out;
  for (const PaletteItem& item : find_in_palette(query, names)) out.push_back(item.text);
  return out;
}

struct Opened : ScalarsApp {
  Opened() {
    for (const std::string tag : {"loss/train", "loss/val", "acc/top1"}) {
      add_rows("sweep/a", tag, curve(100));
      add_rows("sweep/b", tag, curve(100, 1));
    }
    listed();
    key("k", {.ctrl = true});
    settle();
  }
};

}  // namespace

TEST_CASE("the palette finds by parts of names, the likeliest first") {
  const PaletteCommand commands[] = {{"Smoothing off and on", "0", "", ""}, {"Run list", "[", "", ""}};
  const std::string_view tags[] = {"reg/label_smoothness", "loss/Smooth", "smooth", "loss/ema_smoothed", "lr"};
  const std::string_view runs[] = {"label-smoothing-0.1", "base"};
  const PaletteNames names{commands, tags, runs};
  CHECK(texts("smooth", names) == std::vector<std::string>{"Smoothing off and on", "smooth", "loss/Smooth",
                                                           "loss/ema_smoothed", "reg/label_smoothness",
                                                           "label-smoothing-0.1"});
  CHECK(texts("#SMOOTH ema", names) == std::vector<std::string>{"loss/ema_smoothed"});
  CHECK(texts("@", names) == std::vector<std::string>{"label-smoothing-0.1", "base"});
  CHECK(texts(">list", names) == std::vector<std::string>{"Run list"});
  CHECK(texts("nothing like it", names).empty());
  CHECK(texts("", {}).empty());
  const auto items = find_in_palette("#ema", names);
  REQUIRE(items.size() == 1);
  CHECK(items[0].text.substr(items[0].match_at, items[0].match_bytes) == "ema");
  CHECK(items[0].argument == "loss/ema_smoothed");
}

TEST_CASE("the palette shows at most six of each, sixty of one") {
  std::vector<std::string> names(100);
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = "tag" + std::to_string(i);
  const std::vector<std::string_view> tags(names.begin(), names.end());
  CHECK(texts("tag", {{}, tags, {}}).size() == 6);
  CHECK(texts("#tag", {{}, tags, {}}).size() == 60);
}

TEST_CASE("tags of scalars come first, by name, before any word is typed") {
  ScalarsApp h;
  h.add_series("a", "_early", SeriesKind::kTensor, "hparams");
  for (const std::string tag : {"loss/val", "acc"}) h.add_rows("a", tag, ScalarsApp::curve(10));
  h.add_series("a", "aaa", SeriesKind::kBlob, "images");
  h.listed();
  h.key("k", {.ctrl = true});
  h.settle();
  const auto row = [&](std::string_view text) { return h.widget(Kind::kMenuItem, text).rect.y; };
  CHECK(row("acc") < row("loss/val"));
  CHECK(row("loss/val") < row("_early"));
  CHECK(row("_early") < row("aaa"));
}

TEST_CASE("a run chosen in the palette is alone on") {
  Opened app;
  CHECK(app.platform.edit_id == "palette");
  app.type("@sweep/b");
  app.settle();
  app.enter();
  app.settle();
  CHECK(!app.has("Commands, tags, runs"));
  CHECK(app.state_has("sweep/a"));  // is off
}

TEST_CASE("arrows choose, a tag is brought into view through filter and fold") {
  Opened app;
  app.key("Escape");
  app.app.set_state("v=1&scalars.tags=acc&scalars.folded=loss");
  app.settle();
  CHECK(!app.has(Kind::kCard, "loss/val"));
  app.key("k", {.meta = true});
  app.settle();
  app.type("#loss");
  app.settle();
  CHECK(app.key("ArrowDown"));
  app.settle();
  app.enter();
  app.settle(200);
  CHECK(app.has(Kind::kCard, "loss/val"));
  CHECK(!app.state_has("tags="));
}

TEST_CASE("commands of the palette work, also with nothing open") {
  test::ScalarsApp app;
  app.settle();
  app.key("k", {.ctrl = true});
  app.settle();
  app.type("about");
  app.settle();
  app.enter();
  app.settle();
  CHECK(app.has("About dropboard"));
  app.key("Escape");
  app.key("k", {.ctrl = true});
  app.settle();
  app.type("run list");  // there is none
  app.settle();
  CHECK(app.has("Nothing has a name like that."));
  app.key("k", {.ctrl = true});
  app.settle();
  CHECK(!app.has("Nothing has a name like that."));
}

TEST_CASE("ways of smoothing are in the palette, and so is the amount") {
  Opened app;
  app.type(">median");
  app.settle();
  app.enter();
  app.settle(200);
  CHECK(app.state_has("smoothing=median"));
  for (const float width : {1440.0f, 390.0f}) {  // in the toolbar, and in the settings, which open
    app.resize(width, 844);
    app.key("k", {.ctrl = true});
    app.settle();
    app.type(">amount");
    app.settle();
    app.enter();
    app.settle(200);
    const std::string amount = std::to_string(static_cast<int>(width) / 10 | 1);
    app.type(amount);
    app.settle(200);
    CHECK(app.state_has("window=" + amount));
  }
}

TEST_CASE("a key of the dashboard works from the palette") {
  Opened app;
  app.type(">smoothing");
  app.settle();
  app.enter();
  app.settle(200);
  CHECK(app.state_has("smooth=0"));
}
