// Keyboard focus: its order, what keeps it for itself, where it goes when that is closed.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/app_scalars.h"

namespace db {
namespace {

struct Focus : test::ScalarsApp {
  Focus() : ScalarsApp(1440, 900) {
    add_rows("a", "loss/train", curve(30));
    add_rows("a", "loss/eval", curve(30));
    add_rows("b", "acc/top", curve(30));
    listed();
    frames();
  }
  std::string focused() {
    for (const Widget& w : app.probe().widgets())
      if (w.id != 0 && w.id == app.focused_widget()) return std::string(app.probe().label(w));
    return {};
  }
  std::ptrdiff_t place(Kind kind, std::string_view label) {
    const auto widgets = app.probe().widgets();
    const auto found =
        std::ranges::find_if(widgets, [&](const Widget& w) { return w.kind == kind && app.probe().label(w) == label; });
    REQUIRE(found != widgets.end());
    return found - widgets.begin();
  }
  void focus(Kind kind, std::string_view label) {
    app.focus_widget(widget(kind, label).id, false);
    frames(2);
    REQUIRE(focused() == label);
  }
};

TEST_CASE("controls come from left to right, a group's name before its cards") {
  Focus page;
  const std::vector<std::ptrdiff_t> places{
      page.place(Kind::kTab, "Scalars"),       page.place(Kind::kButton, "Help"),
      page.place(Kind::kField, "Filter runs"), page.place(Kind::kButton, "How to search"),
      page.place(Kind::kOption, "Cards"),      page.place(Kind::kField, "Filter tags"),
      page.place(Kind::kOption, "Step"),       page.place(Kind::kSlider, "Smoothing"),
      page.place(Kind::kButton, "Settings"),   page.place(Kind::kHeader, "acc"),
      page.place(Kind::kCard, "acc/top"),      page.place(Kind::kHeader, "loss"),
      page.place(Kind::kCard, "loss/eval"),
  };
  CHECK(std::ranges::is_sorted(places));
  page.focus(Kind::kButton, "Card acc/top");
  page.key("Enter");
  page.frames(2);
  CHECK(page.place(Kind::kButton, "Card acc/top") < page.place(Kind::kButton, "Pin"));
  CHECK(page.place(Kind::kButton, "Pin") < page.place(Kind::kButton, "More"));
}

TEST_CASE("Tab stays in a dialog; what had the focus has it again") {
  Focus page;
  page.focus(Kind::kButton, "Find");
  page.key("?", {.shift = true});
  page.frames(2);
  for (int i = 0; i < 5; ++i) {
    page.key("Tab");
    page.frames(2);
    CHECK((page.focused() == "Close" || page.focused() == "Single letters are keys"));
  }
  page.key("Escape");
  page.frames(4);
  CHECK(page.focused() == "Find");
}

TEST_CASE("a menu that keys have opened begins with its first item") {
  Focus page;
  page.focus(Kind::kSelect, "Sort runs");
  page.key("Enter");
  page.frames(4);
  const std::string first = page.focused();
  REQUIRE(page.has(Kind::kMenuItem, first));
  page.key("ArrowDown");
  page.frames(2);
  CHECK(page.focused() != first);
  CHECK(page.has(Kind::kMenuItem, page.focused()));
  page.key("Tab");
  page.frames(2);
  CHECK(page.has(Kind::kMenuItem, page.focused()));
  page.key("Escape");
  page.frames(4);
  CHECK(page.focused() == "Sort runs");
}

}  // namespace
}  // namespace db
