// Colours, names, notes and hiding of runs, in the page: menus, dialogs, keys, palette, links.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <tuple>

#include "tests/support/app_scalars.h"
#include "ui/colour.h"

namespace db {
namespace {

using test::ScalarsApp;

void fill(ScalarsApp& h) {
  for (const char* run : {"exp/lr1/seed0", "exp/lr1/seed1", "exp/lr2/seed0", "exp/lr2/seed1", "other"})
    h.add_rows(run, "loss", ScalarsApp::curve(200, std::string_view(run).starts_with("exp/lr1") ? 1 : 0));
  h.listed();
}

RunStyle style(const ScalarsApp& h, const std::string& run) { return h.app.runs().style(*h.app.store().find_run(run)); }

void open_menu_of(ScalarsApp& h, Kind kind, std::string_view row) {
  const Rect rect = h.widget(kind, row).rect;
  h.move(rect.x + 120, rect.center_y());
  h.click("More");
}

TEST_CASE("a run's menu changes its colour and pattern, everywhere and in the link; again takes it back") {
  ScalarsApp h;
  fill(h);
  const RunStyle before = style(h, "other");
  open_menu_of(h, Kind::kRow, "other");
  h.click(Kind::kOption, "Plum");
  h.click(Kind::kOption, "Dash-dot");  // the menu stays
  REQUIRE(style(h, "other").pattern == Pattern::kDashDot);
  REQUIRE(h.state_has("colours=plum.dash-dot:other"));
  h.settle(100);
  h.lines.draws.clear();
  h.frame();
  bool drawn = false;  // 840072, with the pattern's dashes
  for (const auto& draw : h.lines.draws)
    for (const auto& record : draw.records)
      drawn = drawn || (std::lround(record.colour[0] * 255) == 0x84 && std::lround(record.colour[2] * 255) == 0x72 &&
                        record.dash[0] == 8 && record.dash[2] == 2);
  REQUIRE(drawn);
  h.click(Kind::kOption, "Plum");
  REQUIRE(style(h, "other").slot == before.slot);
  REQUIRE(h.state_has("colours=dash-dot:other"));
  h.click(Kind::kMenuItem, "By name again");
  REQUIRE(style(h, "other") == before);
  REQUIRE_FALSE(h.state_has("colours"));
}

TEST_CASE("a folder's menu colours all runs inside, shows only them, hides them") {
  ScalarsApp h;
  fill(h);
  open_menu_of(h, Kind::kHeader, "exp/lr1");
  h.click(Kind::kOption, "Teal");
  REQUIRE(style(h, "exp/lr1/seed0").slot == style(h, "exp/lr1/seed1").slot);
  INFO(h.app.state());
  REQUIRE(h.state_has("colours=teal:exp/lr1/"));
  h.click(Kind::kMenuItem, "Only these runs");
  REQUIRE(h.app.runs().shown().size() == 2);
  open_menu_of(h, Kind::kHeader, "exp/lr2");
  h.click(Kind::kMenuItem, "Hide from the list");
  REQUIRE(h.state_has("hidden=exp/lr2/"));
  REQUIRE_FALSE(h.has(Kind::kHeader, "exp/lr2"));
  REQUIRE(h.has(Kind::kHeader, "2 hidden"));
  h.click(Kind::kHeader, "2 hidden");
  REQUIRE(h.has(Kind::kRow, "exp/lr2/seed1"));
  h.click("Put back into the list");
  REQUIRE(h.state_has("hidden=exp/lr2/seed1"));
  h.app.run_command("all-runs");
  h.frames();
  REQUIRE(h.app.runs().shown().size() == 4);
  h.click("Put all back into the list");
  REQUIRE(h.app.runs().shown().size() == 5);
}

TEST_CASE("pinned runs head the list") {
  ScalarsApp h;
  fill(h);
  const Rect row = h.widget(Kind::kRow, "other").rect;
  h.move(row.x + 60, row.center_y());
  h.click("Pin to the top");
  REQUIRE(h.state_has("pinned=other"));
  REQUIRE(h.widget(Kind::kRow, "other").rect.y < h.widget(Kind::kHeader, "exp").rect.y);
  const Rect seed = h.widget(Kind::kRow, "exp/lr1/seed0").rect;
  h.move(seed.x + 80, seed.center_y());
  h.click("Pin to the top");
  REQUIRE(h.widget(Kind::kCheckbox, "Folder exp/lr1").checked == Checked::kOn);
  h.click(Kind::kCheckbox, "exp/lr1/seed1");
  REQUIRE(h.widget(Kind::kCheckbox, "Folder exp/lr1").checked == Checked::kOff);
  REQUIRE(h.app.runs().shown().size() == 4);
  open_menu_of(h, Kind::kRow, "exp/lr1/seed0");
  h.click(Kind::kMenuItem, "Unpin");
  REQUIRE(h.widget(Kind::kCheckbox, "Folder exp/lr1").checked == Checked::kMixed);
}

TEST_CASE("the dialog of a run: another name, any colour, notes; each holds at once") {
  ScalarsApp h;
  fill(h);
  const Rect row = h.widget(Kind::kRow, "other").rect;
  h.move(row.x + 120, row.center_y());
  REQUIRE(h.key("n"));
  REQUIRE(h.has("Run"));
  h.click(Kind::kField, "Shown as");
  h.type("The baseline");
  REQUIRE(h.state_has("names=other,The%20baseline"));
  h.click(Kind::kField, "Any other colour");
  h.type("#ff");
  REQUIRE_FALSE(h.state_has("colours"));
  h.type("#ffff00");
  REQUIRE(h.state_has("colours=ffff00:other"));
  REQUIRE(contrast_of(style(h, "other").light, light_theme().surface) >= 3);
  REQUIRE(style(h, "other").dark == IM_COL32(255, 255, 0, 255));
  REQUIRE(h.has("Hard to see in the light theme: drawn stronger there, in the same hue."));
  h.click(Kind::kField, "Notes");
  h.type("Two\nlines");
  REQUIRE(h.state_has("notes=other,Two%0Alines"));
  h.click(Kind::kButton, "Done");
  REQUIRE(h.app.shell().dialog == Dialog::kNone);
  h.key("/");
  h.type("lines");
  REQUIRE(h.app.runs().shown().size() == 1);
  h.type("");
  // A link says it all again.
  const std::string link = h.app.state();
  h.app.set_state("");
  h.frames();
  REQUIRE(h.app.runs().marks().note("other").empty());
  h.app.set_state(link);
  h.frames();
  REQUIRE(h.app.runs().shown_name(*h.app.store().find_run("other")) == "The baseline");
}

TEST_CASE("colours by a pattern: seen before, applied, taken back; one that does not compile says why") {
  ScalarsApp h;
  fill(h);
  const RunStyle before = style(h, "exp/lr1/seed0");
  REQUIRE(h.key("c"));
  REQUIRE(h.platform.edit_id == "colour-pattern");
  h.type("seed(\\d)");
  REQUIRE(h.value("0") == "2 runs");
  REQUIRE(h.value("Not matched") == "1 run");
  h.type("seed(");
  REQUIRE(h.app.shell().colour_edit.problem == "a “(” is not closed");
  REQUIRE(h.has("0"));  // what the last good one gave
  REQUIRE_FALSE(h.widget(Kind::kButton, "Colour runs").enabled);
  h.type("seed(\\d)");
  h.click("Grey");
  h.click(Kind::kButton, "Colour runs");
  REQUIRE(style(h, "exp/lr1/seed0") == style(h, "exp/lr2/seed0"));
  REQUIRE(style(h, "other").light == light_theme().control);
  REQUIRE(h.state_has("colour-by=seed(%5Cd)&colour-rest=grey"));
  h.key("c");
  h.click(Kind::kButton, "Colour by name again");
  REQUIRE(style(h, "exp/lr1/seed0") == before);
}

TEST_CASE("many runs of a key: five are named, the others counted") {
  ScalarsApp h;
  for (int i = 0; i < 9; ++i) h.add_rows("run" + std::to_string(i), "loss", {1, 2});
  h.listed();
  h.key("c");
  h.type("run");
  REQUIRE(h.value("run") == "9 runs");
  REQUIRE(h.has("and 4 more"));
}

TEST_CASE("a group whose runs were all given one colour has it, too") {
  ScalarsApp h;
  fill(h);
  h.app.run_command("run-look", "violet:exp/lr1/");
  h.app.set_state("v=1&colours=violet:exp/lr1/&scalars.group=parent");
  h.settle(200);
  h.lines.draws.clear();
  h.frame();
  bool band = false;  // 8F5BEF
  for (const auto& draw : h.lines.draws)
    for (const auto& record : draw.records)
      band = band || (record.mark == static_cast<float>(GpuMark::kBand) &&
                      std::lround(record.colour[0] * 255) == 0x8F && std::lround(record.colour[1] * 255) == 0x5B);
  REQUIRE(band);
}

TEST_CASE("keys H and N mean the run under the pointer or the one singled out; without one they say so") {
  ScalarsApp h;
  fill(h);
  h.move(700, 880);
  h.key("h");
  REQUIRE(h.app.runs().hidden_runs().empty());
  REQUIRE(h.app.shell().toasts.size() == 1);
  const Rect row = h.widget(Kind::kRow, "other").rect;
  h.move(row.x + 100, row.center_y());
  h.key("h");
  REQUIRE(h.app.runs().hidden_runs().size() == 1);
  REQUIRE(h.has("4 runs"));
}

TEST_CASE("how to search: behind the question mark of the field and in the palette") {
  ScalarsApp h;
  fill(h);
  h.click(Kind::kButton, "How to search");
  REQUIRE(h.has("last(loss)<0.1"));
  REQUIRE(h.has("/seed[0-9]$/"));
  h.key("Escape");
  h.key("/");
  h.type("seed0");
  h.app.text("filter-runs", "seed0", TextEvent::kBlur);
  h.frames();
  h.click(Kind::kButton, "Clear the filter");
  REQUIRE(h.app.runs().shown().size() == 5);
}

TEST_CASE("runs are sorted by any tag, from the menu of the list") {
  ScalarsApp h;
  fill(h);
  h.add_rows("other", "val/acc", {0.5});
  h.settle(100);
  h.click(Kind::kSelect, "Sort runs");
  h.click(Kind::kMenuItem, "Value of a tag");
  REQUIRE(h.has("val/acc"));
  h.type("acc");
  h.enter();
  REQUIRE(h.state_has("sort=last(val/acc)"));
  REQUIRE(h.app.shell().dialog == Dialog::kNone);
  h.key("k", {.ctrl = true});
  REQUIRE_FALSE(h.app.shell().palette_sorts);
}

TEST_CASE("a view that is too long for many programs says so, once, and loses nothing") {
  ScalarsApp h;
  fill(h);
  h.app.run_command("note-run", std::string("other") + '\0' + std::string(20'000, 'x'));
  h.frames();
  REQUIRE(h.app.shell().toasts.empty());
  h.app.run_command("note-run", std::string("other") + '\0' + std::string(40'000, 'x'));
  h.frames();
  REQUIRE(h.app.shell().toasts.size() == 1);
  REQUIRE(h.app.shell().toasts[0].text.find("notes") != std::string::npos);
  REQUIRE(h.platform.fragment == h.app.state());
  h.app.run_command("note-run", std::string("other") + '\0' + std::string(3'000'000, 'x'));
  h.frames();
  REQUIRE(h.platform.fragment.size() < 50'000);  // the address keeps what it can
  REQUIRE(h.app.state().size() > 3'000'000);
  REQUIRE(h.app.runs().marks().note("other").size() == 3'000'000);
  h.app.run_command("note-run", std::string("other") + '\0');
  h.frames();
  REQUIRE(h.platform.fragment == h.app.state());
}

TEST_CASE("Roomy has higher rows in the run list, on a desktop") {
  for (const auto& [width, compact, roomy] : {std::tuple{1440.0f, 24.0f, 32.0f}, std::tuple{900.0f, 36.0f, 36.0f}}) {
    ScalarsApp h(width);
    fill(h);
    if (width < 1200) h.key("[");
    h.frames();
    CHECK(h.widget(Kind::kRow, "other").rect.h == compact);
    h.app.set_state("v=1&scalars.density=roomy");
    h.frames();
    CHECK(h.widget(Kind::kRow, "other").rect.h == roomy);
  }
}

}  // namespace
}  // namespace db
