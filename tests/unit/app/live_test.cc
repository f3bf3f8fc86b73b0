// What is said of files that are followed, and how that is left and taken up again.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "app/live_words.h"
#include "tests/support/app_harness.h"

namespace db {
namespace {

std::string ago(double secs) {
  return live_words({.state = FollowState::kFollowing, .grew_secs = 1000}, 1000 + secs).ago;
}

TEST_CASE("since when nothing has grown, coarser the longer it is", "[live]") {
  CHECK(ago(-5) == "just now");
  CHECK(ago(9.9) == "just now");
  CHECK(ago(10) == "10 s ago");
  CHECK(ago(59) == "50 s ago");
  CHECK(ago(60) == "1 min ago");
  CHECK(ago(3599) == "59 min ago");
  CHECK(ago(3600) == "1 h ago");
  CHECK(ago(47.9 * 3600) == "47 h ago");
  CHECK(ago(49 * 3600) == "2 days ago");
  CHECK(live_words({.state = FollowState::kFollowing, .grew_secs = {}}, 5).ago.empty());
}

TEST_CASE("the text is another when it says that it will be, and not before", "[live]") {
  for (const double secs : {0.0, 3.25, 10.0, 59.5, 60.0, 61.0, 3599.0, 3600.0, 100'000.0, 1e6}) {
    const auto words = live_words({.state = FollowState::kFollowing, .grew_secs = 1000}, 1000 + secs);
    INFO(secs);
    CHECK(words.changes_in_secs > 0);
    CHECK(ago(secs + words.changes_in_secs - 1e-6) == words.ago);
    CHECK(ago(secs + words.changes_in_secs + 1e-6) != words.ago);
  }
  CHECK(live_words({.state = FollowState::kPaused, .grew_secs = 1000}, 1005).changes_in_secs == 0);
}

AppHarness& opened(AppHarness& h) {
  h.add("a/events.out.tfevents.1");
  h.app.listed();
  h.frames();
  return h;
}

TEST_CASE("nothing is said where nothing is followed", "[live]") {
  AppHarness h;
  opened(h);
  CHECK_FALSE(h.has("Following"));
  CHECK_FALSE(h.key("U", {.shift = true}));
  h.click("Open and close");
  CHECK_FALSE(h.has(Kind::kMenuItem, "Pause following"));
}

TEST_CASE("following is left and taken up by a click, a key and the palette", "[live]") {
  AppHarness h;
  opened(h);
  h.app.following(FollowState::kFollowing, 125);
  h.frames();
  CHECK(h.value("Following").find("2 min ago") != std::string::npos);
  h.click("Following");
  CHECK(h.platform.calls == std::vector<std::string>{"unfollow"});
  h.app.following(FollowState::kPaused, 125);
  h.frames();
  CHECK(h.value("Following").find("is not read now") != std::string::npos);
  h.key("U", {.shift = true});
  h.frames();
  CHECK(h.platform.calls.back() == "follow");
  CHECK(h.platform.calls.size() == 2);  // and "u" reads anew
  h.key("u");
  h.frames();
  CHECK(h.platform.calls.back() == "reload_files");
  h.key("k", {.ctrl = true});
  h.frames();
  h.type("following");
  h.enter();
  h.frames();
  CHECK(h.platform.calls.back() == "follow");
}

TEST_CASE("following on a phone", "[live]") {
  AppHarness h(390, 844);
  opened(h);
  h.app.following(FollowState::kFollowing, {});
  h.frames();
  h.click("Following");
  CHECK(h.platform.calls.back() == "unfollow");
  h.click("Menu");
  h.click(Kind::kMenuItem, "Pause following");
  CHECK(h.platform.calls.size() == 2);
}

TEST_CASE("an idle page draws once when the text about following changes", "[live]") {
  AppHarness h;
  opened(h);
  h.app.following(FollowState::kFollowing, 63);
  h.settle();
  h.platform.wanted_secs = 1e9;
  h.frame();
  CHECK(h.platform.wanted_secs > 55);
  CHECK(h.platform.wanted_secs <= 57.5);
}

TEST_CASE("what is closed is not followed", "[live]") {
  AppHarness h;
  opened(h);
  h.app.following(FollowState::kFollowing, 1);
  h.app.close();
  opened(h);
  CHECK_FALSE(h.has("Following"));
}

TEST_CASE("caps lock does not make a letter another command", "[keys]") {
  AppHarness h;
  opened(h);
  h.key("T");
  h.frames();
  CHECK(h.platform.dark);
  h.key("u", {.shift = true});  // caps lock and Shift; nothing is followed
  h.frames();
  CHECK(h.platform.calls.empty());
}

}  // namespace
}  // namespace db
