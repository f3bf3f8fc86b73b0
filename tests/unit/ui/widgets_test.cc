// Widgets under a pointer, a keyboard and a text input that are not there.
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>

#include "icons.h"
#include "tests/support/ui_harness.h"
#include "ui/menu.h"
#include "ui/scroll_area.h"
#include "ui/table.h"
#include "ui/widgets.h"

namespace db {
namespace {

TEST_CASE("a button is pressed by a click, and not while it is off") {
  UiHarness ui;
  int pressed = 0;
  bool enabled = true;
  ui.draw = [&](Context& c) { pressed += button(c, "Go", {20, 20}, {.icon = kIconPlay, .enabled = enabled}); };
  ui.click("Go");
  REQUIRE(pressed == 1);
  enabled = false;
  ui.click("Go");
  REQUIRE(pressed == 1);
  enabled = true;
  ui.frame();
  ui.press(30, 30);
  ui.move(300, 300);  // let go elsewhere
  ui.release();
  REQUIRE(pressed == 1);
}

TEST_CASE("what is drawn first has the pointer") {
  UiHarness ui;
  bool inner = false, outer = false;
  ui.draw = [&](Context& c) {
    inner |= interact(c, Kind::kButton, "inner", {50, 50, 20, 20}).clicked;
    outer |= interact(c, Kind::kRow, "outer", {0, 40, 400, 40}).clicked;
  };
  ui.click("inner");
  REQUIRE(inner);
  REQUIRE_FALSE(outer);
}

TEST_CASE("segment, switch, checkbox") {
  UiHarness ui;
  int chosen = 0;
  bool on = false, pressed = false;
  constexpr std::string_view options[] = {"Step", "Relative", "Wall"};
  ui.draw = [&](Context& c) {
    segment(c, "Axis", {10, 10}, 28, options, chosen);
    toggle(c, "Outliers", {10, 60}, on);
    pressed |= checkbox(c, "run", {20, 100}, Checked::kOn, IM_COL32_WHITE);
  };
  ui.click("Wall");
  REQUIRE(chosen == 2);
  ui.click("Outliers");
  REQUIRE(on);
  ui.click("run");
  REQUIRE(pressed);
  REQUIRE(ui.widget("Wall").checked == Checked::kOn);
}

TEST_CASE("a slider follows the pointer and says when it is let go") {
  UiHarness ui;
  double value = 0.5;
  std::string log;
  ui.draw = [&](Context& c) {
    const Edit e = slider(c, "Smoothing", {100, 50, 200, 20}, value, {});
    if (e == Edit::kChanging) log += 'c';
    if (e == Edit::kDone) log += 'd';
  };
  ui.frame();
  ui.press(140, 60);
  REQUIRE(value == 0.2);
  ui.move(260, 60);
  REQUIRE(value == 0.8);
  ui.move(900, 60);
  REQUIRE(value == 1);
  ui.release();
  REQUIRE(log == "cccd");
  ui.input.arrow_x = -1;
  ui.frame();
  REQUIRE(std::abs(value - 0.99) < 1e-9);
}

TEST_CASE("a number field is typed into, dragged, and can be empty") {
  UiHarness ui;
  double value = 3;
  ui.draw = [&](Context& c) {
    number_field(c, "Rows", {100, 50, 60, 24}, value, {.min = 1, .max = 50, .optional = true});
  };
  ui.click("Rows");
  REQUIRE_FALSE(ui.platform.edit_id.empty());
  REQUIRE(ui.platform.edit_text == "3");
  ui.type("12");
  REQUIRE(value == 12);
  ui.type("nonsense");
  REQUIRE(value == 12);
  ui.type("1000");
  REQUIRE(value == 50);
  ui.type("");
  REQUIRE(std::isnan(value));
  ui.enter();
  REQUIRE(ui.platform.edit_id.empty());
  value = 10;
  ui.press(110, 60);
  ui.move(131, 60);
  ui.release();
  REQUIRE(value > 10);
}

TEST_CASE("a text field is the platform's while it has the focus") {
  UiHarness ui;
  std::string text = "abc", result;
  ui.draw = [&](Context& c) {
    const FieldResult r = text_field(c, "Filter", {10, 10, 200, 28}, text, {.id = "filter", .placeholder = "Filter"});
    if (r.changed) result += 'c';
    if (r.entered) result += 'e';
    if (r.escaped) result += 'x';
  };
  ui.click("Filter");
  REQUIRE(ui.platform.edit_id == "filter");
  ui.type("abcd");
  REQUIRE(text == "abcd");
  ui.fields.on_text("filter", "abcd", TextEvent::kEscape);
  ui.frames(2);
  REQUIRE(result == "cx");
  REQUIRE(ui.platform.edit_id.empty());
  ui.fields.focus("filter");
  ui.frames(2);
  REQUIRE(ui.platform.edit_id == "filter");
  ui.draw = {};  // gone from the screen, and the input with it
  ui.frames(2);
  REQUIRE(ui.platform.edit_id.empty());
}

TEST_CASE("a select opens a menu; Escape and clicks elsewhere close it") {
  UiHarness ui;
  int chosen = 0;
  constexpr std::string_view options[] = {"EMA", "Gaussian", "Median"};
  ui.draw = [&](Context& c) { select(c, "Method", {10, 10, 100, 24}, options, chosen); };
  ui.click("Method");
  ui.frames(3);
  REQUIRE(ui.has("Gaussian"));
  ui.click("Gaussian");
  REQUIRE(chosen == 1);
  ui.frames(2);
  REQUIRE_FALSE(ui.has("Median"));
  ui.click("Method");
  ui.frames(3);
  REQUIRE(ui.has("Median"));
  ui.press(500, 500);
  ui.release();
  REQUIRE_FALSE(ui.has("Median"));
}

TEST_CASE("a scroll area draws what is in view and follows wheel, bar and finger") {
  UiHarness ui;
  int first = 0, last = 0;
  ui.draw = [&](Context& c) {
    ScrollArea scroll(c, "list", {0, 0, 200, 100}, 100 * 20);
    first = scroll.first(20);
    last = scroll.last(20, 100);
    for (int i = first; i < last; ++i) {
      ImGui::PushID(i);
      interact(c, Kind::kRow, "row" + std::to_string(i), {0, scroll.y() + 20.0f * static_cast<float>(i), 200, 20});
      ImGui::PopID();
    }
  };
  ui.frame();
  REQUIRE(first == 0);
  REQUIRE(last <= 6);
  ui.move(100, 50);
  ui.wheel(200);
  REQUIRE(first == 10);
  ui.wheel(1e6f);
  REQUIRE(last == 100);
  REQUIRE(ui.probe.widgets().size() < 8);
  ui.wheel(-1e6f);
  REQUIRE(first == 0);
  ui.input.touch = true;
  ui.press(100, 90);
  ui.move(100, 40);
  ui.move(100, 10);
  REQUIRE(first > 1);
  const int dragged = first;
  ui.release();
  ui.frames(30);
  REQUIRE(first > dragged);  // momentum
}

TEST_CASE("a table sorts by its heads and has any number of rows") {
  UiHarness ui;
  Sort sort;
  constexpr Column columns[] = {{.title = "Name"},
                                {.title = "Size", .width = 80, .align = Align::kRight},
                                {.title = "Far", .width = 100, .needs_table = 5000}};
  int sorted = 0;
  ui.draw = [&](Context& c) {
    Table table(c, "t", {0, 0, 400, 300}, columns, 1'000'000, sort);
    sorted += table.sort_changed();
    for (int i = table.first(); i < table.last(); ++i) {
      table.row(i, "row" + std::to_string(i));
      table.text(i, 0, "name", c.theme.text);
    }
    REQUIRE_FALSE(table.has(2));
  };
  ui.click("Size");
  REQUIRE(sort == Sort{1, true});
  ui.click("Size");
  REQUIRE(sort == Sort{1, false});
  ui.click("Size");
  REQUIRE(sort == Sort{});
  REQUIRE(sorted == 3);
  REQUIRE(ui.probe.widgets().size() < 20);
}

TEST_CASE("text: widths, ellipsis in the middle and at the end, other scripts from the platform") {
  UiHarness ui;
  float width = 0;
  std::string middle, end, fits;
  ui.draw = [&](Context& c) {
    width = text_width(c.fonts, type::kBody, "0123456789");
    middle = elide_middle(c.fonts, type::kRow, "vit-small-patch16-224-seed0", 90);
    end = elide_end(c.fonts, type::kRow, "vit-small-patch16-224-seed0", 90);
    fits = elide_middle(c.fonts, type::kRow, "short", 90);
    REQUIRE(text_width(c.fonts, type::kRow, middle) <= 90);
    REQUIRE(text_width(c.fonts, type::kRow, "1111") == text_width(c.fonts, type::kRow, "0000"));
    Paint(c).text(type::kBody, 10, 10, c.theme.text, "\xE6\xBC\xA2 \xF0\x9F\x98\x80 ü");
  };
  ui.frame();
  REQUIRE(width > 70);
  REQUIRE(width < 95);
  REQUIRE(middle.starts_with("vit-"));
  REQUIRE(middle.ends_with("seed0"));
  REQUIRE(end.ends_with("…"));
  REQUIRE(fits == "short");
  REQUIRE(ui.platform.glyphs_drawn == std::vector<std::string>{"漢", "😀"});
}

TEST_CASE("tooltips come after a rest and ask for one frame then") {
  UiHarness ui;
  ui.draw = [&](Context& c) { icon_button(c, "Pin", kIconPin, {50, 50, 28, 28}); };
  ui.move(60, 60);
  ui.frame();
  REQUIRE(ui.platform.wanted_secs > 0.2);
  REQUIRE(ui.platform.wanted_secs < 0.5);
  ui.platform.now_secs += 0.5;
  ui.frame();
  REQUIRE(ui.platform.wanted_secs > 1);
}

}  // namespace
}  // namespace db
