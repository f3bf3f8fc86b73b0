// Every command can be reached without a keyboard.
#include <catch2/catch_test_macros.hpp>

#include "app/commands.h"
#include "tests/support/app_scalars.h"

namespace db {
namespace {

struct Reach : test::ScalarsApp {
  Reach(float width, float height) : ScalarsApp(width, height) {
    add_rows("a", "loss/train", curve(30));
    add_rows("a", "loss/eval", curve(30));
    add_rows("b", "acc", curve(30));
    listed();
    app.following(FollowState::kFollowing, 1);
    frames();
  }
  bool offered(std::string_view title) {
    app.run_command("show-palette");
    frames();
    type(">" + std::string(title));
    const bool found = has(Kind::kMenuItem, title);
    app.run_command("close-dialog");
    frames();
    return found;
  }
};

TEST_CASE("a phone's menu has the palette, and the palette every command", "[keys]") {
  Reach phone(390, 844);
  phone.click("Menu");
  phone.click(Kind::kMenuItem, "Find a command");
  phone.frames();
  REQUIRE(phone.has("Commands, tags, runs"));
  phone.app.run_command("close-dialog");
  phone.frames();
  phone.app.run_command("hide-run", "b");
  phone.app.run_command("colour-by", ":(.)");
  phone.frames();
  for (const CommandInfo& command : all_commands()) {
    INFO(command.name);
    if (command.name != "show-palette") CHECK(phone.offered(command.title));
  }
}

TEST_CASE("a phone's menu has the list of keys", "[keys]") {
  Reach phone(390, 844);
  phone.click("Menu");
  phone.click(Kind::kMenuItem, "Keys");
  phone.frames();
  CHECK(phone.has(Kind::kRegion, "Keys"));
}

TEST_CASE("keys of cards are also buttons of the settings", "[keys]") {
  Reach page(1440, 1800);
  page.key("]");
  page.frames();
  page.click("Fold all groups");
  CHECK(page.platform.fragment.find("foldothers=1") != std::string::npos);
  page.click("Unfold all groups");
  CHECK(page.platform.fragment.find("fold") == std::string::npos);
  page.click("New card from a pattern");
  page.frames();
  CHECK(page.has(Kind::kRegion, "New card from a pattern"));  // the dialog
}

}  // namespace
}  // namespace db
