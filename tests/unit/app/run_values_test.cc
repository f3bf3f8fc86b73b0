// Runs by their values: filtered, sorted, shown in the list.
#include <catch2/catch_test_macros.hpp>

#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

struct Three : ScalarsApp {
  Three() {
    add_rows("a", "loss", {3, 2, 1});
    add_rows("b", "loss", {3, 0.5, 2});
    add_rows("c", "acc", {0.1, 0.9});
    add_rows("d", "loss", {1, 0.25});
    listed();
  }
  std::string order() const {
    std::string out;
    for (const RunId run : app.runs().sorted()) out += app.store().run(run).name;
    return out;
  }
  std::string shown() const {
    std::string out;
    for (const RunId run : app.runs().shown()) out += app.store().run(run).name;
    return out;
  }
  void run(std::string_view command, std::string_view argument) {
    app.run_command(command, argument);
    settle(200);
  }
};

}  // namespace

TEST_CASE("the run list is sorted by a tag's last or best value, runs without it at the end") {
  Three app;
  CHECK(app.order() == "abcd");
  app.run("sort-runs", "last(loss)");
  CHECK(app.order() == "dabc");
  CHECK(app.has("d: 0.2500"));
  CHECK(app.has("c: –"));
  app.run("sort-runs", "-last(loss)");
  CHECK(app.order() == "badc");
  app.run("sort-runs", "best(loss)");
  CHECK(app.order() == "dbac");
  CHECK(app.state_has("sort=best"));
  app.run("sort-runs", "no(sense");
  CHECK(app.order() == "dbac");
  app.run("sort-runs", "-name");
  CHECK(app.order() == "dcba");
  app.run("sort-runs", "name");
  CHECK(app.order() == "abcd");
  CHECK(!app.state_has("sort="));
}

TEST_CASE("the order follows values that are still coming, and a link") {
  Three app;
  app.app.set_state("v=1&sort=last(loss)");
  app.settle(200);
  CHECK(app.order() == "dabc");
  app.add_rows("a", "loss", {0.125}, 3);
  app.settle(200);
  CHECK(app.order() == "adbc");
}

TEST_CASE("runs are filtered by conditions on values") {
  Three app;
  app.run("runs-filter", "last(loss)<=1");
  CHECK(app.shown() == "ad");
  app.add_rows("b", "loss", {0.5}, 3);
  app.settle(200);
  CHECK(app.shown() == "abd");
  app.run("runs-filter", "best(acc)>0.8|d");
  CHECK(app.shown() == "cd");
  app.run("runs-filter", "last(loss)<");
  CHECK(app.app.runs().filter_problem() != "");
  CHECK(app.shown() == "cd");
}

TEST_CASE("which runs are shown can be inverted, among those that match") {
  Three app;
  app.run("toggle-run", "a");
  app.run("runs-filter", "!d");
  app.run("invert-runs", "");
  CHECK(app.shown() == "a");
  app.run("runs-filter", "");
  CHECK(app.shown() == "ad");
}

TEST_CASE("a card's menu sorts the runs by its tag") {
  Three app;
  const Rect card = app.widget(Kind::kCard, "loss").rect;
  app.move(card.x + 40, card.y + 12);
  app.settle();
  app.click(Kind::kButton, "More");
  app.settle();
  app.click("Sort runs by best value");
  app.settle(200);
  CHECK(app.order() == "dbac");
  app.click("Sort runs");
  app.settle();
  app.click("The other way round");
  app.settle(200);
  CHECK(app.order() == "abdc");
}
