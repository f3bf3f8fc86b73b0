// What makes a step in the browser's history.
#include <catch2/catch_test_macros.hpp>

#include <string>

#include "app/history_steps.h"
#include "tests/support/app_harness.h"

namespace db {
namespace {

TEST_CASE("a choice is a step; typing is one from its beginning", "[history]") {
  HistorySteps steps;
  CHECK(steps.step("", "v=1&d=inspect", true, 1));
  CHECK(steps.step("v=1&d=inspect", "", true, 1.1));
  CHECK(steps.step("", "v=1&runs=l", false, 2));
  CHECK_FALSE(steps.step("v=1&runs=l", "v=1&runs=lr", false, 3));
  CHECK_FALSE(steps.step("v=1&runs=lr", "v=1&runs=lr0", false, 4.5));
  CHECK(steps.step("v=1&runs=lr0", "v=1&runs=lr0.", false, 7));  // after a pause
}

TEST_CASE("what is dragged goes with itself only", "[history]") {
  HistorySteps steps;
  CHECK(steps.step("", "v=1&a.smooth=1", false, 1));
  CHECK(steps.step("v=1&a.smooth=1", "v=1&a.smooth=1&a.zoom=1", false, 1.1));
  CHECK_FALSE(steps.step("v=1&a.smooth=1&a.zoom=1", "v=1&a.smooth=1&a.zoom=2", false, 1.2));
  CHECK(steps.step("v=1&a.smooth=1&a.zoom=2", "v=1&a.smooth=1&a.zoom=3", true, 1.3));
  CHECK(steps.step("v=1&a.smooth=1&a.zoom=3", "v=1&a.smooth=1&a.zoom=4", false, 1.4));  // a choice has ended it
  steps.end();
  CHECK(steps.step("v=1&a.zoom=4", "v=1&a.zoom=5", false, 1.5));  // and so has going back
}

TEST_CASE("typing a filter is one step, going back one to what was before", "[history]") {
  AppHarness h;
  h.add("a/events.out.tfevents.1");
  h.add("b/events.out.tfevents.1");
  for (const char* run : {"c", "d", "e"}) h.add(std::string(run) + "/events.out.tfevents.1");
  h.app.listed();
  h.frames();
  h.key("/");
  h.frames();
  for (const char* text : {"a", "ab", "abc"}) h.type(text);
  CHECK(h.platform.history_steps == 1);
  CHECK(h.platform.fragment == "v=1&runs=abc");
  CHECK(h.platform.edit_id == "filter-runs");
  h.app.text("filter-runs", "abcd", TextEvent::kChange);  // still on its way
  h.app.set_state("");
  h.frames();
  CHECK(h.platform.edit_id.empty());
  CHECK(h.app.runs().shown().size() == 5);
  h.click(Kind::kCheckbox, "a");
  h.click(Kind::kCheckbox, "b");
  CHECK(h.platform.history_steps == 2);  // ticked one after the other: together
  h.key("i");
  CHECK(h.platform.history_steps == 3);
}

TEST_CASE("the theme of a link holds until a person chooses", "[link]") {
  AppHarness h;
  h.app.set_state("v=1&theme=dark");
  h.frames();
  CHECK(h.platform.dark);
  h.key("t");
  h.frames();
  CHECK_FALSE(h.platform.dark);
  CHECK(h.platform.fragment.empty());
  CHECK(h.platform.preferences.empty());  // light is what the system has
  h.app.set_state("v=1&theme=light");
  h.app.set_dark_default(true);
  h.frames();
  CHECK_FALSE(h.platform.dark);
}

}  // namespace
}  // namespace db
