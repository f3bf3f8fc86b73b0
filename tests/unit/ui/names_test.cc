// Short names, colours and patterns of runs, the tree of the run list.
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/support/ui_harness.h"
#include "ui/run_colours.h"
#include "ui/run_rows.h"
#include "ui/run_selection.h"
#include "ui/short_names.h"

namespace db {
namespace {

std::vector<std::string> shorts(std::vector<std::string_view> names) {
  std::vector<std::string> out;
  for (const auto& s : short_names(names)) out.push_back(s.text);
  return out;
}
using Strings = std::vector<std::string>;

TEST_CASE("short names drop what all share") {
  REQUIRE(shorts({"2026-10-12_lr0.001_bs512_seed0", "2026-10-13_lr0.001_bs512_seed1"}) ==
          Strings{"12 … seed0", "13 … seed1"});
  REQUIRE(shorts({"run/lr0.001_seed0", "run/lr0.0003_seed0"}) == Strings{"lr0.001", "lr0.0003"});
  REQUIRE(shorts({"a_lr1e-3_x", "a_lr1e-4_x"}) == Strings{"lr1e-3", "lr1e-4"});
  REQUIRE(shorts({"train", "eval"}) == Strings{"train", "eval"});
  REQUIRE(shorts({"vit/small/seed0", "vit/small/seed1", "resnet/50/seed0"}) ==
          Strings{"vit/small/seed0", "vit/small/seed1", "resnet/50/seed0"});
}

TEST_CASE("short names in little room keep the tail and whole parts of the beginning") {
  UiHarness ui;
  std::vector<std::string> seen;
  ShortName drawn;
  std::string tiny, path;
  const ShortName name =
      short_names(std::vector<std::string_view>{"vit-small/10-10_09-20_lr0.0001_bs512_wd0.05_ema_seed0",
                                                "resnet-50/10-12_09-41_lr0.001_bs512_wd0.1_ema_seed1"})[0];
  REQUIRE(name.text == "vit-small … 10 … 20_lr0.0001 … wd0.05 … seed0");
  ui.draw = [&](Context& context) {
    seen.clear();
    const float full = text_width(context.fonts, type::kRow, name.text);
    for (float width = full; width >= 20; width -= 1) {
      const ShortName shown = fitted(context.fonts, type::kRow, name, width);
      REQUIRE(text_width(context.fonts, type::kRow, shown.text) <= width);
      for (const auto gap : shown.gaps) REQUIRE(shown.text.substr(gap.at, gap.bytes).find("…") != std::string::npos);
      if (seen.empty() || seen.back() != shown.text) seen.push_back(shown.text);
    }
    drawn = fitted(context.fonts, type::kRow, name, full - 1);
    tiny = fitted(context.fonts, type::kRow, {"seed12345678901234567890", {}}, 60).text;
    path = elide_middle(context.fonts, type::kRow, "abcdefgh..0123456789.abcdefgh", 100);
  };
  ui.frame();
  REQUIRE(seen[1] == "vit-small…10…20_lr0.0001…wd0.05…seed0");
  REQUIRE(drawn.gaps.size() == 4);
  REQUIRE(std::ranges::find(seen, "vit-small…20_lr0.0001…wd0.05…seed0") != seen.end());
  REQUIRE(std::ranges::find(seen, "vit-small…10…wd0.05…seed0") != seen.end());
  REQUIRE(std::ranges::find(seen, "vit-small…seed0") != seen.end());
  for (const std::string& text : seen) REQUIRE(text.find("……") == std::string::npos);
  REQUIRE(tiny.find("…") != std::string::npos);
  REQUIRE(path.find(".…") == std::string::npos);
  REQUIRE(path.find("….") == std::string::npos);
}

TEST_CASE("short names: one alone keeps all, equal ones get parts back, none is empty") {
  REQUIRE(shorts({"a/b/c"}) == Strings{"a/b/c"});
  REQUIRE(shorts({"a/b", "b/a"}) == Strings{"b", "a"});
  REQUIRE(shorts({"a", "a/a"}) == Strings{"a", "a/a"});
  REQUIRE(shorts({"x_y", "x-y"}) == Strings{"x_y", "x-y"});
  REQUIRE(shorts({".", "a"}) == Strings{".", "a"});
  REQUIRE(shorts({"", "--"}) == Strings{"", "--"});
}

TEST_CASE("a run that is shown alone is told from those that are not") {
  UiHarness ui;
  for (const auto* run : {"sweep/lr0.1_seed0", "sweep/lr0.1_seed1", "sweep/lr0.2_seed0"})
    ui.store.add_file(std::string(run) + "/events.out.tfevents.0", 100);
  ui.runs.update(ui.store);
  const RunId alone = *ui.store.find_run("sweep/lr0.2_seed0");
  REQUIRE(ui.runs.short_name(alone).text == "lr0.2_seed0");
  ui.runs.only(alone);
  REQUIRE(ui.runs.short_name(alone).text == "lr0.2_seed0");
}

TEST_CASE("short names: what all begin with ends between two parts") {
  REQUIRE(shorts({"a/b_c", "a/b_"}) == Strings{"c", "b"});
  REQUIRE(shorts({"a/b", "a/b/c"}) == Strings{"b", "c"});
  REQUIRE(shorts({"run__", "run__1"}) == Strings{"run", "1"});
  REQUIRE(shorts({"x/lr1e-3", "x/lr1e-4"}) == Strings{"lr1e-3", "lr1e-4"});
  REQUIRE(shorts({"v0.1_a", "v0.15_a"}) == Strings{"v0.1", "v0.15"});
  REQUIRE(shorts({"a/x/1/x", "a/x/2"}) == Strings{"1/x", "2"});
  REQUIRE(shorts({"a/1/x", "a/2/3/x", "a/x/1"}) == Strings{"1", "2/3", "x/1"});
}

TEST_CASE("short names: of equal ones all are told apart, by the first parts that do") {
  REQUIRE(shorts({"a/b/c", "b/a/c", "c/a/b"}) == Strings{"a … c", "b … c", "b"});
  REQUIRE(shorts({"a/b/c/d", "a/c/b/d", "b/a/c/d", "b/c/a/d", "d/c/b/a"}) ==
          Strings{"a/b … d", "a/c … d", "b/a … d", "b/c … d", "a"});
}

TEST_CASE("short names: gaps are told apart") {
  const auto names = short_names(std::vector<std::string_view>{"a1_x_b1", "a2_x_b2"});
  REQUIRE(names[0].text == "a1 … b1");
  REQUIRE(names[0].gaps.size() == 1);
  REQUIRE(names[0].text.substr(names[0].gaps[0].at, names[0].gaps[0].bytes) == " … ");
}

TEST_CASE("run colours: from the name, different while there are any, then by pattern") {
  REQUIRE(fnv1a_64("") == 0xCBF29CE484222325);
  REQUIRE(fnv1a_64("a") == 0xAF63DC4C8601EC8C);
  RunColours colours;
  std::set<int> slots;
  std::vector<RunStyle> styles;
  for (int i = 0; i < 100; ++i) styles.push_back(colours.add("run" + std::to_string(i)));
  REQUIRE(styles[0].slot == fnv1a_64("run0") % 12);
  for (int i = 0; i < 12; ++i) slots.insert(styles[static_cast<std::size_t>(i)].slot);
  REQUIRE(slots.size() == 12);
  REQUIRE(styles[0].pattern == Pattern::kSolid);
  REQUIRE(styles[11].pattern == Pattern::kSolid);
  REQUIRE(styles[12].pattern == Pattern::kDash);
  REQUIRE(styles[24].pattern == Pattern::kDot);
  REQUIRE(styles[36].pattern == Pattern::kDashDot);
  REQUIRE(styles[48].pattern == Pattern::kSolid);
  RunColours again;
  for (int i = 0; i < 100; ++i) REQUIRE(again.add("run" + std::to_string(i)) == styles[static_cast<std::size_t>(i)]);
}

TEST_CASE("run colours: later arrivals move nobody") {
  Store store;
  RunSelection runs;
  for (const char* run : {"m", "b"}) store.add_file(std::string(run) + "/events.out.tfevents.1", 1);
  runs.update(store);
  const RunStyle m = runs.style(*store.find_run("m")), b = runs.style(*store.find_run("b"));
  store.add_file("a/events.out.tfevents.1", 1);
  runs.update(store);
  REQUIRE(runs.style(*store.find_run("m")) == m);
  REQUIRE(runs.style(*store.find_run("b")) == b);
  REQUIRE(store.run(runs.order()[0]).name == "a");
  REQUIRE(runs.style(*store.find_run("a")).slot != b.slot);
}

std::string tree(std::vector<std::string_view> names, std::set<std::string> folded = {}) {
  std::ranges::sort(names, [](auto a, auto b) {
    return std::ranges::lexicographical_compare(
        a, b, {}, [](char c) { return c == '/' ? 0 : static_cast<int>(c); },
        [](char c) { return c == '/' ? 0 : static_cast<int>(c); });
  });
  std::string out;
  for (const auto& row : make_rows(names, std::vector<bool>(names.size(), true), folded)) {
    out +=
        std::string(row.depth * 2u, ' ') +
        (row.kind == RunListRow::Kind::kFolder ? "[" + row.lead + "]" + row.name.text + " " + std::to_string(row.runs)
                                               : row.name.text) +
        "\n";
  }
  return out;
}

TEST_CASE("run list: a tree, single children folded, what all share in front") {
  REQUIRE(tree({"."}) == ".\n");
  REQUIRE(tree({"train", "eval"}) == "eval\ntrain\n");
  REQUIRE(tree({"s/vit/0", "s/vit/1", "s/res/0", "s/res/1"}) == "[s/]res 2\n  0\n  1\n[s/]vit 2\n  0\n  1\n");
  REQUIRE(tree({"a/x/p/0", "a/x/p/1", "b"}) == "[a/x/]p 2\n  0\n  1\nb\n");
  REQUIRE(tree({"a", "a/b"}) == "[]a 2\n  (this folder)\n  b\n");
  REQUIRE(tree({"a/b", "a/c", "d/e", "d/f"}, {"a"}) == "[]a 2\n[]d 2\n  e\n  f\n");
  REQUIRE(tree({"a", "a-b", "a/c"}) == "[]a 2\n  (this folder)\n  c\na-b\n");
}

}  // namespace
}  // namespace db
