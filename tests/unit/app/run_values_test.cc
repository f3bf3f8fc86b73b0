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

TEST_CASE("runs are filtered, sorted and grouped by hyperparameters") {
  Three app;
  app.add_hparams("a", {{"lr", 0.1}, {"opt", "sgd"}});
  app.add_hparams("b", {{"lr", 0.01}, {"opt", "adam"}});
  app.add_hparams("d", {{"lr", 0.1}, {"opt", "adam"}});
  app.settle(200);
  app.run("runs-filter", "hparam(lr)<0.05|c");
  CHECK(app.shown() == "bc");
  app.run("runs-filter", "");
  app.run("sort-runs", "hparam(lr)");
  CHECK(app.order() == "badc");
  CHECK(app.has("b: 0.01"));
  CHECK(app.has("c: –"));
  app.run("sort-runs", "-hparam(opt)");
  CHECK(app.order() == "abdc");
  CHECK(app.state_has("sort=-hparam(opt)"));
  CHECK(app.has("a: sgd"));
  app.click("Sort runs");
  app.frames();
  app.click("lr");
  app.settle(200);
  CHECK(app.order() == "badc");
}

TEST_CASE("groups by hyperparameters: chosen in the toolbar, several in the settings, kept in the link") {
  Three app;
  app.add_hparams("a", {{"lr", 0.1}, {"opt", "sgd"}});
  app.add_hparams("b", {{"lr", 0.01}, {"opt", "adam"}});
  app.add_hparams("d", {{"lr", 0.1}, {"opt", "adam"}});
  app.settle(200);
  app.click(Kind::kSelect, "Group by");
  app.frames();
  app.click("lr");
  app.settle(200);
  CHECK(app.value("Group by") == "lr");
  CHECK(app.value("lr=0.1") == "2 runs");
  CHECK(app.value("lr=0.01") == "1 run");
  CHECK(app.state_has("scalars.group=hparams&scalars.grouphparams=lr"));
  app.app.set_state("v=1&scalars.group=hparams&scalars.grouphparams=lr,opt");
  app.settle(200);
  CHECK(app.has("lr=0.1, opt=adam"));
  CHECK(app.value("Group by") == "lr, opt");
  // One that comes later belongs to its group.
  app.add_rows("e", "loss", {1, 2});
  app.add_hparams("e", {{"lr", 0.1}, {"opt", "adam"}});
  app.settle(200);
  CHECK(app.value("lr=0.1, opt=adam") == "2 runs");
  app.app.set_state("v=1&scalars.group=hparams");
  app.settle(200);
  CHECK(app.value("Group by") == "None");
}
