// What is remembered in this browser, and what belongs to a view.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/app_harness.h"
#include "ui/view_state.h"

namespace db {
namespace {

void add_run(AppHarness& h) {
  h.add("a/events.out.tfevents.1");
  h.app.listed();
  h.frames();
}

// What a page leaves in the browser. One page at a time: ImGui's context is global.
template <class Do>
std::string preferences_after(std::string_view before, const Do& act) {
  AppHarness h;
  h.app.set_preferences(before);
  h.app.begin_view();
  add_run(h);
  act(h);
  h.frames();
  return h.platform.preferences.empty() ? std::string(before) : h.platform.preferences;
}

std::string state_of_new_page(std::string_view preferences, std::string_view link = {}) {
  AppHarness h;
  h.app.set_preferences(preferences);
  if (link.empty()) {
    h.app.begin_view();
  } else {
    h.app.set_state(link);
  }
  h.frames();
  return h.app.state();
}

TEST_CASE("panels, theme and keys are remembered", "[preferences]") {
  const std::string kept = preferences_after("", [](AppHarness& h) {
    for (const char* command : {"toggle-theme", "toggle-rail", "toggle-panel", "toggle-single-keys"})
      h.app.run_command(command);
    h.app.run_command("rail-width", "321");
  });
  AppHarness other;
  add_run(other);
  other.app.set_preferences(kept);
  other.frames();
  CHECK(other.platform.dark);
  const Preferences& p = other.app.shell().preferences;
  CHECK_FALSE(p.rail_open);
  CHECK(p.panel_open);
  CHECK_FALSE(p.single_keys);
  CHECK(p.rail_width == 321);
  CHECK_FALSE(other.key("i"));
  CHECK(other.key("?"));
  other.frames();
  other.click("Single letters are keys");
  CHECK(other.app.shell().preferences.single_keys);
}

TEST_CASE("a new view begins with a person's habits, not with the last view", "[preferences]") {
  CHECK(preferences_after("", [](AppHarness& h) {
          h.app.set_state("v=1&scalars.density=dense&scalars.axis=wall");  // somebody else's
          h.app.run_command("hide-run", "a");
        }) == "");
  const std::string mine = preferences_after("", [](AppHarness& h) {
    h.key("]");
    h.frames();
    h.click(Kind::kOption, "Dense");
    h.click(Kind::kSwitch, "Ignore outliers");
    h.app.run_command("dashboard-key", "Shift L");
  });
  CHECK(state_of_new_page(mine) == "v=1&scalars.density=dense&scalars.outliers=0");
  CHECK(state_of_new_page(mine, "v=1&scalars.axis=wall") == "v=1&scalars.axis=wall");
  const std::string back = preferences_after(mine, [](AppHarness& h) {
    h.key("]");
    h.key("]");
    h.frames();
    h.click(Kind::kOption, "Compact");
  });
  CHECK(state_of_new_page(back) == "v=1&scalars.outliers=0");
}

TEST_CASE("preferences of anybody's making do no harm", "[preferences]") {
  for (const char* text : {"", "&&&", "scalars.smooth=%", "scalars.smooth=abc&.=&a.b=1", "railWidth=nan&theme=7",
                           "scalars.tipcols=%26v%3D9&x.y=%26d%3Dnothing"}) {
    INFO(text);
    AppHarness h;
    h.app.set_preferences(text);
    h.app.begin_view();
    add_run(h);
    CHECK(h.app.shell().toasts.empty());
  }
}

TEST_CASE("keys of fragments that differ, and the value of one", "[link]") {
  CHECK(changed_keys("v=1&a=1&b=2", "v=1&a=1&c=3&b=3") == std::vector<std::string_view>{"b", "c"});
  CHECK(changed_keys("", "").empty());
  CHECK(changed_keys("a", "a=1") == std::vector<std::string_view>{"a"});
  CHECK(value_in("v=1&a=%207&b", "a") == "%207");
  CHECK_FALSE(value_in("v=1&a=7&b", "b"));
  CHECK_FALSE(value_in("", "a"));
}

}  // namespace
}  // namespace db
