// Cards saved as files.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

struct Saved : ScalarsApp {
  Saved() {
    add_rows("a", "loss", {3, 2, 1});
    add_rows("b", "loss", {0.5}, 1);
    add_rows("b", "acc", {0.25});
    listed();
  }
  void choose(std::string_view item) {
    const Rect card = widget(Kind::kCard, "loss").rect;
    move(card.x + 40, card.y + 12);
    settle();
    click(Kind::kButton, "More");
    settle();
    click(item);
    settle(200);
  }
};

}  // namespace

TEST_CASE("a card is saved as CSV and JSON with every point of the shown runs") {
  Saved app;
  app.choose("Save as CSV");
  CHECK(app.platform.downloaded_name == "loss.csv");
  CHECK(app.platform.downloaded.starts_with("run,tag,step,wall_time,value\na,loss,0,"));
  CHECK(app.platform.downloaded.find("\nb,loss,1,") != std::string::npos);
  app.app.run_command("toggle-run", "a");
  app.settle(200);
  app.choose("Save as JSON");
  CHECK(app.platform.downloaded_name == "loss.json");
  CHECK(app.platform.downloaded.find("\"run\":\"a\"") == std::string::npos);
  CHECK(app.platform.downloaded.find("\"run\":\"b\"") != std::string::npos);
}

TEST_CASE("all cards at once, a row a step") {
  Saved app;
  app.app.set_state("v=1&scalars.wide=1");
  app.resize(1440, 1600);
  app.app.run_command("toggle-panel");
  app.settle(200);
  app.click("Save all cards as CSV");
  app.settle(200);
  CHECK(app.platform.downloaded_name == "all_scalars.csv");
  CHECK(app.platform.downloaded.starts_with("step,"));
  CHECK(app.platform.downloaded.find("b:acc") != std::string::npos);
}

TEST_CASE("a card is saved as a picture of the size that is set") {
  Saved app;
  app.app.set_state("v=1&scalars.picturew=320&scalars.picturex=3");
  app.settle(200);
  app.choose("Save as SVG");
  CHECK(app.platform.downloaded_name == "loss.svg");
  CHECK(app.platform.downloaded.starts_with("<svg"));
  CHECK(app.platform.downloaded.find("width=\"320\"") != std::string::npos);
  CHECK(app.platform.downloaded.find(">loss<") != std::string::npos);
  CHECK(app.platform.downloaded.find(">a<") != std::string::npos);
  app.choose("Save as PNG");
  CHECK(app.platform.downloaded_name == "loss.png");
  CHECK(app.platform.png_scale == 3);
}

TEST_CASE("a click faster than a frame presses what it hits") {
  Saved app;
  for (const std::string_view item : {"Save as CSV", "Save as SVG", "Copy tag", "Save as CSV"}) {
    app.platform.downloaded_name.clear();
    app.platform.clipboard.clear();
    const Rect card = app.widget(Kind::kCard, "loss").rect;
    app.move(card.x + 40, card.y + 12);
    app.settle();
    app.click(Kind::kButton, "More");
    app.settle(200);
    const Rect at = app.widget(item).rect;
    INFO(item << " at " << at.x << " " << at.y);
    app.app.pointer(PointerKind::kMove, at.center_x(), at.center_y(), 0, {}, PointerType::kMouse, 1);
    app.app.pointer(PointerKind::kDown, at.center_x(), at.center_y(), 0, {}, PointerType::kMouse, 1);
    app.app.pointer(PointerKind::kUp, at.center_x(), at.center_y(), 0, {}, PointerType::kMouse, 1);
    app.settle(200);
    CHECK((!app.platform.downloaded_name.empty() || !app.platform.clipboard.empty()));
  }
}

TEST_CASE("all cards at once, a file each in one archive") {
  Saved app;
  app.app.set_state("v=1&scalars.fileeach=1");
  app.settle(200);
  app.app.run_command("dashboard-key", "save-all-json");
  app.settle(400);
  CHECK(app.platform.pack_name == "scalars.zip");
  REQUIRE(app.platform.packed.size() == 2);
  CHECK(app.platform.packed["acc.json"].starts_with("["));
  CHECK(app.platform.packed["loss.json"].find("\"run\":\"a\"") != std::string::npos);
  CHECK(app.platform.packed["loss.json"].find("\"tag\":\"acc\"") == std::string::npos);
}

TEST_CASE("pictures of all cards, those out of sight and folded away, too") {
  Saved app;
  app.app.set_state("v=1&scalars.foldothers=1&scalars.picturew=333&scalars.yscale=log");
  app.settle(200);
  for (const char* form : {"svg", "png"}) {
    app.platform.drop_pack();
    app.platform.pack_name.clear();
    app.app.run_command("dashboard-key", "save-all-" + std::string(form));
    app.settle(400);
    CHECK(app.platform.pack_name == "charts.zip");
    REQUIRE(app.platform.packed.size() == 2);
    const std::string& loss = app.platform.packed["loss." + std::string(form)];
    CHECK(loss.find("width=\"333\"") != std::string::npos);
    CHECK(loss.find(">a<") != std::string::npos);
    CHECK(loss.find(">b<") != std::string::npos);
  }
}

TEST_CASE("pictures of many cards take several frames, and can be stopped") {
  Saved app;
  for (int i = 0; i < 60; ++i) app.add_rows("a", "many/" + std::to_string(i), {1, 2, 3});
  app.listed();
  app.resize(1440, 1600);
  app.app.run_command("toggle-panel");
  app.settle(200);
  app.platform.tick_secs = 0.0002;
  app.app.run_command("dashboard-key", "save-all-svg");
  app.frame();
  app.frame();
  CHECK(app.platform.packed.size() > 0);
  CHECK(app.platform.packed.size() < 62);
  CHECK(!app.widget("Stop saving pictures").rect.empty());
  app.click("Stop saving pictures");
  app.platform.tick_secs = 0;
  app.settle(400);
  CHECK(app.platform.packed.empty());
  CHECK(app.platform.pack_name.empty());
  app.app.run_command("dashboard-key", "save-all-svg");
  app.settle(400);
  CHECK(app.platform.packed.size() == 62);
  CHECK(app.platform.pack_name == "charts.zip");
}

TEST_CASE("a picture of a card that is not on screen is the one it has on screen") {
  Saved app;
  app.choose("Save as SVG");
  const std::string on_screen = app.platform.downloaded;
  app.app.set_state("v=1&scalars.foldothers=1");
  app.settle(200);
  app.app.run_command("dashboard-key", "save-all-svg");
  app.settle(400);
  CHECK(app.platform.packed["loss.svg"] == on_screen);
}

TEST_CASE("the image of the card under the pointer is copied, in dark where that is set") {
  Saved app;
  app.app.set_state("v=1&scalars.picturedark=1&scalars.picturex=3");
  app.settle(200);
  app.choose("Copy image");
  CHECK(app.platform.copied_svg.find("#171a1f") != std::string::npos);
  CHECK(app.platform.png_scale == 3);
  app.platform.copied_svg.clear();
  const Rect card = app.widget(Kind::kCard, "loss").rect;
  app.move(card.center_x(), card.center_y());
  app.settle(200);
  app.key("C", {.shift = true});
  app.settle(200);
  CHECK(app.platform.copied_svg.starts_with("<svg"));
  app.platform.copied_svg.clear();
  app.move(2, 2);
  app.settle(200);
  app.app.run_command("dashboard-key", "Shift C");  // by the palette
  app.settle(200);
  CHECK(app.platform.copied_svg.empty());
  CHECK(app.platform.announced.starts_with("Point at a card"));
}

TEST_CASE("pictures say the names that runs are shown by; rows say both") {
  Saved app;
  app.app.run_command("rename-run", std::string_view("a\0baseline", 10));
  app.settle(200);
  app.choose("Save as SVG");
  CHECK(app.platform.downloaded.find(">baseline<") != std::string::npos);
  CHECK(app.platform.downloaded.find(">a<") == std::string::npos);
  app.choose("Save as CSV");
  CHECK(app.platform.downloaded.starts_with("run,name,tag,step,wall_time,value\na,baseline,loss,0,"));
  CHECK(app.platform.downloaded.find("\nb,b,loss,1,") != std::string::npos);
  app.choose("Save as JSON");
  CHECK(app.platform.downloaded.find("\"run\":\"a\",\"name\":\"baseline\",\"tag\":\"loss\"") != std::string::npos);
  app.app.run_command("rename-run", std::string_view("a\0", 2));
  app.settle(200);
  app.choose("Save as CSV");
  CHECK(app.platform.downloaded.starts_with("run,tag,step,"));
}
