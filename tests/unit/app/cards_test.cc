// Cards of several tags, pins, wide cards, folds.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "dashboards/scalars/card_set.h"
#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

struct Cards : ScalarsApp {
  explicit Cards(float width = 1440, float height = 900, int runs = 2) : ScalarsApp(width, height) {
    for (const std::string tag : {"loss/train", "loss/val", "acc/top1", "lr"}) {
      for (int i = 0; i < runs; ++i) add_rows(std::string(1, static_cast<char>('a' + i)), tag, curve(300, i));
    }
    listed();
  }
  void hover_card(std::string_view card) {
    const Rect rect = widget(Kind::kCard, card).rect;
    move(rect.center_x(), rect.y + 10);
    settle(100);
  }
  void drag_title(std::string_view from, std::string_view to) {
    const Rect title = widget(Kind::kButton, "Card " + std::string(from)).rect;
    const Rect target = widget(Kind::kCard, to).rect;
    press(title.x + 10, title.center_y());
    drag_to(title.x + 30, title.center_y() + 8);
    drag_to(target.center_x(), target.center_y());
    frames(2);
    release();
    settle(200);
  }
  void open_menu(std::string_view card) {
    hover_card(card);
    const Rect rect = widget(Kind::kCard, card).rect;
    const auto& all = app.probe().widgets();
    const auto more = std::ranges::find_if(all, [&](const Widget& w) {
      return w.kind == Kind::kButton && app.probe().label(w) == "More" && rect.contains(w.rect.min());
    });
    REQUIRE(more != all.end());
    press(more->rect.center_x(), more->rect.center_y());
    release();
    settle(100);
  }
  void menu(std::string_view card, std::string_view item) {
    open_menu(card);
    click(Kind::kMenuItem, item);
    settle(200);
  }
};

}  // namespace

TEST_CASE("a recipe survives its text, whatever the names", "[cards]") {
  const std::vector<std::string> entries = {"loss/*|-loss/aux|=All |losses", "a|b|\\-c|\\=d|x\\|y\\\\"};
  CardSet cards;
  cards.load({"loss/*|-loss/aux|=All \\|losses", entries[1], "", "plain", "loss/*|twice"});
  const auto saved = cards.save();
  REQUIRE(saved.size() == 2);
  CardSet again;
  again.load(saved);
  CHECK(again.save() == saved);
  const CardRecipe* losses = again.recipe("loss/*");
  REQUIRE(losses);
  CHECK(losses->left_out == std::vector<std::string>{"loss/aux"});
  CHECK(losses->title == "All |losses");
  const CardRecipe* a = again.recipe("a");
  REQUIRE(a);
  CHECK(a->added == std::vector<std::string>{"b", "-c", "=d", "x|y\\"});
}

TEST_CASE("a tag dragged onto another card is drawn there too, told apart by its dash", "[cards]") {
  Cards app;
  app.drag_title("loss/val", "loss/train");
  CHECK(app.state_has("scalars.cards=loss/train%7Closs/val"));
  CHECK(app.value("Card loss/train") == "loss/train, val");
  CHECK(app.has("Tag loss/val"));
  CHECK(app.has(Kind::kCard, "loss/val"));  // its own card stays
  app.move(app.plot("loss/train").rect.center_x(), app.plot("loss/train").rect.center_y());
  app.settle(200);
  CHECK(app.has(Kind::kRow, "a · train"));
  CHECK(app.has(Kind::kRow, "b · val"));
  // Ctrl Z and the message take it back.
  CHECK(app.key("z", {.ctrl = true}));
  app.settle(200);
  CHECK_FALSE(app.state_has("scalars.cards="));
  CHECK_FALSE(app.has("Tag loss/val"));
}

TEST_CASE("with one run the tags of a card have colours of their own", "[cards]") {
  Cards app(1440, 900, 1);
  app.app.set_state("v=1&scalars.cards=loss/train%7Closs/val");
  app.settle(200);
  app.lines.draws.clear();
  app.frame();
  std::vector<std::vector<float>> colours;
  for (const auto& draw : app.lines.draws) {
    for (const auto& record : draw.records) colours.emplace_back(record.colour, record.colour + 3);
  }
  std::ranges::sort(colours);
  colours.erase(std::ranges::unique(colours).begin(), colours.end());
  CHECK(colours.size() >= 3);  // the run's, and two of tags
  app.move(app.plot("loss/train").rect.center_x(), app.plot("loss/train").rect.center_y());
  app.settle(200);
  CHECK(app.has(Kind::kRow, "a · val"));
}

TEST_CASE("the dialog of a card puts tags in and takes them out, and renames it", "[cards]") {
  Cards app;
  app.menu("loss/train", "Add a tag to this card…");
  REQUIRE(app.has("Tags of this card"));
  CHECK_FALSE(app.widget(Kind::kCheckbox, "loss/train").enabled);
  app.click(Kind::kCheckbox, "lr");
  app.settle(100);
  CHECK(app.state_has("scalars.cards=loss/train%7Clr"));
  app.type("top");
  app.settle(100);
  CHECK_FALSE(app.has(Kind::kCheckbox, "lr"));
  app.enter();
  app.settle(100);
  CHECK(app.state_has("scalars.cards=loss/train%7Clr%7Cacc/top1"));
  app.click(Kind::kCheckbox, "acc/top1");
  app.settle(100);
  CHECK(app.state_has("scalars.cards=loss/train%7Clr"));
  CHECK_FALSE(app.state_has("acc/top1"));
  app.click("Title of the card");
  app.type("Mine");
  app.settle(100);
  CHECK(app.state_has("%7C%3DMine"));
  app.click("Done");
  app.settle(100);
  CHECK_FALSE(app.has("Tags of this card"));
  CHECK(app.value("Card loss/train") == "Mine");
}

TEST_CASE("a menu that is higher than the page scrolls", "[cards]") {
  Cards app(1000, 420);
  app.open_menu("acc/top1");
  REQUIRE(app.has("Pin"));
  CHECK_FALSE(app.has("Copy tag"));
  const Widget* pin = app.app.probe().find(Kind::kMenuItem, "Pin");
  REQUIRE(pin);
  app.wheel(pin->rect.center_x(), pin->rect.center_y(), 2000);
  app.settle(100);
  CHECK(app.has("Copy tag"));
}

TEST_CASE("a pattern makes a card that new tags join", "[cards]") {
  Cards app;
  CHECK(app.key("M", {.shift = true}));
  app.settle(100);
  REQUIRE(app.has("New card from a pattern"));
  app.type("loss/*");
  app.settle(100);
  CHECK(app.has("Matches 2 tags"));
  app.click("Add the card");
  app.settle(200);
  CHECK(app.state_has("scalars.cards=loss/*"));
  CHECK(app.value("loss") == "3");
  CHECK(app.has("Tag loss/val"));
  app.add_rows("a", "loss/aux", app.curve(300));
  app.listed();
  CHECK(app.has("Tag loss/aux"));
  app.menu("loss/*", "Take this card away");
  CHECK_FALSE(app.has(Kind::kCard, "loss/*"));
  app.click("Undo");
  app.settle(200);
  CHECK(app.has(Kind::kCard, "loss/*"));
  // A group of their own for those that are of no group.
  app.app.set_state("v=1&scalars.cards=*t*,loss/*%7C-loss/aux");
  app.settle(200);
  CHECK(app.value("Several tags") == "1");
  CHECK(app.has(Kind::kCard, "*t*"));
}

TEST_CASE("a card of several tags is pinned, filled, and saved like any other", "[cards]") {
  Cards app;
  app.app.set_state("v=1&scalars.cards=loss/*&scalars.pins=loss/*");
  app.settle(200);
  CHECK(app.value("Pinned") == "1");
  app.menu("loss/*", "Save as CSV");
  CHECK(app.platform.downloaded_name == "loss__.csv");
  CHECK(app.platform.downloaded.find("a,loss/train,") != std::string::npos);
  CHECK(app.platform.downloaded.find("b,loss/val,") != std::string::npos);
  app.menu("loss/*", "Save as SVG");
  CHECK(app.platform.downloaded.find("a · loss/train") != std::string::npos);
  app.app.set_state("v=1&scalars.cards=loss/*&scalars.card=loss/*");
  app.settle(200);
  CHECK(app.has("Back to all cards"));
  CHECK(app.has(Kind::kCard, "loss/*"));
}

TEST_CASE("pinning keeps the page under the pointer", "[cards]") {
  Cards app(1000, 700);
  app.move(800, 400);
  app.wheel(800, 400, -120);
  app.settle(200);
  const auto title_y = [&] { return app.widget(Kind::kButton, "Card loss/train").rect.y; };
  const auto point = [&] {
    const Rect title = app.widget(Kind::kButton, "Card loss/train").rect;
    app.move(title.x + 20, title.center_y());
    app.settle(100);
  };
  point();
  const float before = title_y();
  CHECK(app.key("p"));
  app.settle(200);
  CHECK(app.state_has("scalars.pins=loss/train"));
  CHECK(std::abs(title_y() - before) <= 1);
  CHECK(app.key("p"));
  app.settle(200);
  CHECK_FALSE(app.state_has("scalars.pins"));
  CHECK(std::abs(title_y() - before) <= 1);
}

TEST_CASE("pins have an order, by keys and by dragging, and are cleared and brought back", "[cards]") {
  Cards app(1700, 900);
  app.app.set_state("v=1&scalars.pins=lr,acc/top1,loss/train&scalars.columns=4");
  app.settle(200);
  app.hover_card("lr");  // the pinned one comes first
  CHECK(app.key("."));
  app.settle(100);
  CHECK(app.state_has("scalars.pins=acc/top1,lr,loss/train"));
  app.hover_card("loss/train");
  CHECK(app.key(","));
  app.settle(100);
  CHECK(app.state_has("scalars.pins=acc/top1,loss/train,lr"));
  // The last one in front of the first one.
  const Rect title = app.widget(Kind::kButton, "Card lr").rect, first = app.widget(Kind::kCard, "acc/top1").rect;
  app.press(title.x + 8, title.center_y());
  app.drag_to(title.x - 20, title.center_y() + 10);
  app.drag_to(first.x + 20, first.center_y());
  app.frames(2);
  CHECK(app.has("Move the pin here"));
  app.release();
  app.settle(200);
  CHECK(app.state_has("scalars.pins=lr,acc/top1,loss/train"));
  app.click("Clear all pins");
  app.settle(100);
  CHECK_FALSE(app.state_has("scalars.pins"));
  CHECK(app.has("3 pins cleared"));
  app.click("Undo");
  app.settle(100);
  CHECK(app.state_has("scalars.pins=lr,acc/top1,loss/train"));
  CHECK(app.key("P", {.shift = true}));
  app.settle(100);
  CHECK_FALSE(app.state_has("scalars.pins"));
  CHECK(app.key("z", {.ctrl = true}));
  app.settle(100);
  CHECK(app.state_has("scalars.pins=lr,acc/top1,loss/train"));
}

TEST_CASE("a finger holds a title and drags it", "[cards]") {
  Cards app(390, 844);
  app.app.set_state("v=1&scalars.pins=lr,acc/top1");
  app.settle(200);
  const Rect title = app.widget(Kind::kButton, "Card lr").rect, other = app.widget(Kind::kCard, "acc/top1").rect;
  const auto touch = [&](PointerKind kind, float x, float y) {
    app.app.pointer(kind, x, y, 0, {}, PointerType::kTouch, 7);
    app.frames(2);
  };
  touch(PointerKind::kMove, title.x + 20, title.center_y());
  touch(PointerKind::kDown, title.x + 20, title.center_y());
  app.frames(40);
  touch(PointerKind::kMove, title.x + 24, title.center_y() + 60);
  touch(PointerKind::kMove, other.center_x(), other.bottom() - 10);
  CHECK(app.has("Move the pin here"));
  touch(PointerKind::kUp, other.center_x(), other.bottom() - 10);
  app.settle(200);
  CHECK(app.state_has("scalars.pins=acc/top1,lr"));
}

TEST_CASE("a card at full width is a row of its own, and stays so in links", "[cards]") {
  Cards app;
  const Rect before = app.widget(Kind::kCard, "loss/train").rect;
  app.menu("loss/train", "Full width");
  CHECK(app.state_has("scalars.widecards=loss/train"));
  const Rect wide = app.widget(Kind::kCard, "loss/train").rect;
  const Rect next = app.widget(Kind::kCard, "loss/val").rect;
  CHECK(wide.w > before.w * 1.5f);
  CHECK(wide.h > before.h * 1.2f);
  CHECK(next.y >= wide.bottom());
  CHECK(next.w == before.w);
  app.hover_card("loss/train");
  CHECK(app.key("Enter", {.shift = true}));
  app.settle(200);
  CHECK_FALSE(app.state_has("widecards"));
}

TEST_CASE("all groups are folded and unfolded, and links say it shortly", "[cards]") {
  Cards app;
  CHECK(app.key("F", {.shift = true}));
  app.settle(100);
  CHECK(app.state_has("scalars.foldothers=1"));
  CHECK_FALSE(app.has(Kind::kCard, "lr"));
  app.click(Kind::kHeader, "loss");
  app.settle(100);
  CHECK(app.state_has("scalars.unfolded=loss"));
  CHECK(app.has(Kind::kCard, "loss/val"));
  const std::string link = app.app.state();
  CHECK(app.key("E", {.shift = true}));
  app.settle(100);
  CHECK(app.has(Kind::kCard, "lr"));
  CHECK_FALSE(app.state_has("fold"));
  app.app.set_state(link);
  app.settle(100);
  CHECK_FALSE(app.has(Kind::kCard, "lr"));
  CHECK(app.has(Kind::kCard, "loss/val"));
}

TEST_CASE("cards without a point of a shown run are hidden, or there and empty, as the settings say") {
  Cards app;
  app.add_rows("c", "only_c", ScalarsApp::curve(10, 0));
  app.listed();
  CHECK(app.has(Kind::kCard, "only_c"));
  app.click(Kind::kCheckbox, "c");
  app.settle(100);
  CHECK_FALSE(app.has(Kind::kCard, "only_c"));
  CHECK(app.has(Kind::kCard, "lr"));
  app.app.set_state(app.app.state() + "&scalars.hideempty=0");
  app.settle(100);
  CHECK(app.has(Kind::kCard, "only_c"));
}
