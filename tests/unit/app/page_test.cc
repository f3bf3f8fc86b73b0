// The page around the dashboards: keys that scroll it, the list of keys, what it says of problems.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "tests/support/app_scalars.h"

namespace db {
namespace {

TEST_CASE("a key is listed once, with all that do the same") {
  test::ScalarsApp h;
  h.add_rows("a", "loss", {1, 2});
  h.listed();
  h.key("?", {.shift = true});
  std::set<std::string, std::less<>> seen;
  for (const Widget& w : h.app.probe().widgets()) {
    if (w.kind != Kind::kText || h.app.probe().value(w).empty()) continue;
    INFO(h.app.probe().label(w));
    CHECK(seen.emplace(h.app.probe().label(w)).second);
  }
  CHECK(h.value("Undo a zoom") == "Backspace or Ctrl Z");
  CHECK(h.value("Scroll down a page") == "Space");
}

TEST_CASE("Space and the keys for pages scroll what is under the pointer, or else the page") {
  test::ScalarsApp h;
  for (int i = 0; i < 60; ++i) h.add_rows("a", "t" + std::to_string(100 + i), {1, 2});
  for (int i = 0; i < 60; ++i) h.add_rows("r" + std::to_string(100 + i), "t100", {1, 2});
  h.listed();
  const auto top = [&] { return h.has(Kind::kCard, "t100"); };
  const auto turn = [&](std::string_view key, Modifiers modifiers = {}) {
    CHECK(h.key(key, modifiers));
    h.settle(200);
  };
  turn(" ");
  CHECK(!top());
  turn(" ", {.shift = true});
  CHECK(top());
  turn("PageDown");
  CHECK(!top());
  turn("PageUp");
  CHECK(top());
  turn("ArrowDown");
  CHECK(h.plot("t100").rect.y < 130);
  turn("ArrowUp");
  h.move(100, 400);  // the run list
  CHECK(h.has(Kind::kCheckbox, "r100"));
  turn(" ");
  CHECK(top());
  CHECK(!h.has(Kind::kCheckbox, "r100"));
  h.move(800, 400);
  h.key("k", {.ctrl = true});
  h.app.run_command("page-down");  // the palette's own
  h.settle(200);
  h.key("Escape");
  h.settle(200);
  CHECK(top());
  h.key("Tab");  // on something that Space presses
  CHECK(h.key(" "));
  h.settle(200);
  CHECK(top());
}

TEST_CASE("a banner says how many files have a problem only where that is more than it says anyhow") {
  AppHarness h;
  const auto file = [&](std::string_view name, FileStatus status) {
    h.app.file_problem(h.add(std::string(name) + "/events.out.tfevents.0"), status, "It is not there any more.");
  };
  file("a", FileStatus::kDamaged);
  file("b", FileStatus::kDamaged);
  h.app.listed();
  h.app.reading(ReadingState::kDone, 1, 1, 1, 1);
  h.settle(200);
  REQUIRE(h.has("See all files"));
  CHECK(!h.has("2 files have problems"));
  file("c", FileStatus::kUnreadable);
  h.app.listed();
  h.settle(200);
  CHECK(h.has("3 files have problems"));
}

TEST_CASE("Inspect: notices that fit do not scroll") {
  AppHarness h;
  for (int i = 0; i < 4; ++i) {
    const std::string n = std::to_string(i);
    h.app.file_problem(h.add(n + "/events.out.tfevents.0"), FileStatus::kUnreadable, "Reason " + n);
  }
  h.app.listed();
  h.app.run_command("inspect");
  h.settle(200);
  const Rect first = h.widget(Kind::kRow, "Reason 0").rect;
  h.wheel(first.center_x(), first.center_y(), 100);
  h.settle(200);
  CHECK(h.widget(Kind::kRow, "Reason 0").rect.y == first.y);
}

TEST_CASE("Inspect: files, runs and tags are sorted by any column, both ways") {
  test::ScalarsApp h;
  h.add_rows("b", "loss", {1, 2, 3});
  h.add_rows("c", "loss", {1});
  h.add_rows("a", "acc", {1, 2});
  h.app.add_file("a/events.out.tfevents.0", 300);
  h.app.add_file("c/events.out.tfevents.0", 200);
  h.app.file_problem(*h.app.store().find_file("c/events.out.tfevents.0"), FileStatus::kUnreadable, "It is gone.");
  h.listed();
  h.app.run_command("inspect");
  h.settle(200);
  const auto rows = [&] {
    std::string out;
    for (const Widget& w : h.app.probe().widgets())
      if (w.kind == Kind::kRow && w.rect.x > 272 && w.rect.y < 600) out += h.app.probe().label(w).substr(0, 1);
    return out;
  };
  const auto by = [&](std::string_view head) {
    h.click(Kind::kHeader, head);
    h.settle(200);
    return rows();
  };
  CHECK(rows() == "abc");
  CHECK(by("Size") == "acb");  // numbers: the largest first
  CHECK(by("Size") == "bca");
  CHECK(by("Run") == "abc");
  CHECK(by("Run") == "cba");
  CHECK(by("State") == "cab");  // trouble first
  h.click("Runs 3");
  h.settle(200);
  CHECK(by("Points") == "bac");
  CHECK(by("Points") == "cab");
  h.click("Tags 2");
  h.settle(200);
  CHECK(by("Runs") == "la");
  CHECK(by("Tag") == "al");
  CHECK(by("Tag") == "la");
}

TEST_CASE("Inspect: files that belong to no run can be sorted by run: they come first") {
  AppHarness h;
  h.add("b/events.out.tfevents.0");
  h.add("c.txt");
  h.add("a/events.out.tfevents.0");
  h.app.listed();
  h.app.run_command("inspect");
  h.settle(200);
  h.click(Kind::kHeader, "Run");
  h.settle(200);
  std::vector<float> tops;
  for (const char* path : {"c.txt", "a/events.out.tfevents.0", "b/events.out.tfevents.0"}) {
    tops.push_back(h.widget(Kind::kRow, path).rect.y);
  }
  CHECK(std::ranges::is_sorted(tops));
}

}  // namespace
}  // namespace db
