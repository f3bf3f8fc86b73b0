// What a person says about runs: colours, patterns, names, notes, hidden ones; sets of names that stay short.
#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

#include "analysis/oklab.h"
#include "ui/colour.h"
#include "ui/name_set.h"
#include "ui/run_marks.h"
#include "ui/run_selection.h"
#include "ui/view_state.h"

namespace db {
namespace {

using Strings = std::vector<std::string>;

struct Runs {
  Store store;
  RunSelection selection;

  explicit Runs(const Strings& names) { add(names); }
  void add(const Strings& names) {
    for (const auto& name : names) store.add_file(name + "/events.out.tfevents.1", 1);
    selection.update(store);
  }
  RunId run(const std::string& name) const { return *store.find_run(name); }
  RunStyle style(const std::string& name) const { return selection.style(run(name)); }
  std::string state() const {
    StateWriter writer;
    selection.save(writer);
    return writer.text();
  }
  void load(std::string_view state) { selection.load(StateReader(state)); }
};

TEST_CASE("a colour of one's own can be seen in both themes, in its hue") {
  REQUIRE(parse_colour("#1a2B3c") == IM_COL32(0x1A, 0x2B, 0x3C, 255));
  REQUIRE(parse_colour("abc") == IM_COL32(0xAA, 0xBB, 0xCC, 255));
  for (const char* text : {"", "#", "12", "12345", "1234567", "#12345g", "teal"}) REQUIRE(!parse_colour(text));
  REQUIRE(contrast_of(IM_COL32_WHITE, IM_COL32_BLACK) > 20.9);
  REQUIRE(legible(light_theme().run[0], light_theme()) == light_theme().run[0]);
  for (const ImU32 colour : {IM_COL32_WHITE, IM_COL32_BLACK, IM_COL32(255, 255, 0, 255), IM_COL32(0, 0, 120, 255),
                             IM_COL32(255, 200, 200, 255), IM_COL32(23, 26, 31, 255)}) {
    for (const Theme* theme : {&light_theme(), &dark_theme()}) {
      const ImU32 seen = legible(colour, *theme);
      REQUIRE(contrast_of(seen, theme->surface) >= 3);
      REQUIRE(contrast_of(seen, theme->rail) >= 3);
    }
  }
  const Lab yellow = oklab(rgb_of(legible(IM_COL32(255, 255, 0, 255), light_theme())));
  REQUIRE(yellow.b > 0.1);  // still yellow
}

TEST_CASE("looks survive as text") {
  for (const char* text : {"teal", "dash-dot", "iris.dash", "1a2b3c", "1a2b3c.dot", "blue.solid"}) {
    const auto look = RunLook::parse(text);
    REQUIRE(look);
    REQUIRE(look->text() == text);
  }
  for (const char* text : {"", "tea", "12", "teal.wavy", "."}) REQUIRE(!RunLook::parse(text));
}

TEST_CASE("a set of names is short: folders stand for their runs") {
  std::vector<std::string> texts;
  for (int folder = 0; folder < 4; ++folder)
    for (int run = 100; run < 200; ++run) texts.push_back("s/f" + std::to_string(folder) + "/" + std::to_string(run));
  const std::vector<std::string_view> names(texts.begin(), texts.end());
  std::vector<bool> in(400, false);
  std::fill_n(in.begin() + 100, 100, true);
  in[7] = in[399] = true;
  NameSet set = NameSet::of(names, in);
  REQUIRE(set.list() == Strings{"s/f0/107", "s/f1/", "s/f3/199"});
  for (std::size_t i = 0; i < 400; ++i) REQUIRE(set.contains(names[i]) == in[i]);
  REQUIRE(set.contains("s/f1/new"));
  set.erase("s/f1/150", names);
  REQUIRE(set.list().size() == 2 + 99);
  REQUIRE(!set.contains("s/f1/150"));
  REQUIRE(NameSet::of(names, std::vector<bool>(400, true)).list() == Strings{"s/"});
  // A few are names: what is still to come is not among them.
  REQUIRE(NameSet::of(std::vector<std::string_view>{"a/1", "a/2"}, {true, true}).list() == Strings{"a/1", "a/2"});
}

TEST_CASE("all on but three, all off but three: what is kept is three names") {
  Strings names;
  for (int i = 0; i < 2000; ++i) names.push_back("sweep/run" + std::to_string(10000 + i));
  Runs runs(names);
  const RunId three[] = {runs.run("sweep/run10007"), runs.run("sweep/run10999"), runs.run("sweep/run11999")};
  runs.selection.set_on(three, false);
  REQUIRE(runs.state() == "off=sweep/run10007,sweep/run10999,sweep/run11999");
  runs.selection.set_on(runs.selection.order(), false);
  runs.selection.set_on(three, true);
  REQUIRE(runs.state() == "on=sweep/run10007,sweep/run10999,sweep/run11999");
  const std::string state = runs.state();
  runs.load("");
  REQUIRE(runs.selection.shown().size() == 2000);
  runs.load(state);
  REQUIRE(runs.selection.shown().size() == 3);
}

TEST_CASE("runs that a link has switched off and that are still to come stay off") {
  Runs runs({"a", "b", "c", "e", "f"});
  runs.load("off=late,later/,c");
  runs.selection.set_on(runs.run("a"), false);
  runs.selection.set_on(runs.run("a"), true);
  REQUIRE(runs.state() == "off=c,late,later/");
  runs.add({"late", "later/x", "d"});
  REQUIRE(runs.selection.shown().size() == 5);
}

TEST_CASE("a person's colour beats the name's, is kept by name, by folder, and goes with a link") {
  Runs runs({"exp/a", "exp/b", "exp/sub/c", "other"});
  const RunStyle a = runs.style("exp/a"), other = runs.style("other");
  runs.selection.set_look("exp/a", *RunLook::parse("violet.dot"));
  REQUIRE(kColourNames[runs.style("exp/a").slot] == "violet");
  REQUIRE(runs.style("exp/a").pattern == Pattern::kDot);
  REQUIRE(runs.style("other") == other);
  REQUIRE(runs.selection.chosen_style(runs.run("exp/a")));
  runs.selection.set_look("exp/", *RunLook::parse("102030"));
  REQUIRE(runs.style("exp/a") == runs.style("exp/sub/c"));  // what was inside gives way
  runs.selection.set_look("exp/sub/", *RunLook::parse("teal"));
  REQUIRE(kColourNames[runs.style("exp/sub/c").slot] == "teal");
  REQUIRE(runs.style("exp/b").light == IM_COL32(0x10, 0x20, 0x30, 255));
  REQUIRE(contrast_of(runs.style("exp/b").dark, dark_theme().surface) >= 3);
  REQUIRE(runs.state() == "colours=102030:exp/,teal:exp/sub/");
  runs.add({"exp/late"});
  REQUIRE(runs.style("exp/late").light == runs.style("exp/b").light);
  const std::string state = runs.state();
  runs.selection.set_look("exp/", {});
  REQUIRE(runs.style("exp/a") == a);
  REQUIRE(runs.state().empty());
  runs.load("colours=nonsense:exp/a,teal,:x," + state.substr(8));
  REQUIRE(runs.state() == state);
  // It waits for a run that is not there yet.
  runs.load("colours=plum:to%20come");
  REQUIRE(runs.state() == "colours=plum:to%20come");
  runs.add({"to come"});
  REQUIRE(kColourNames[runs.style("to come").slot] == "plum");
}

TEST_CASE("colours by a pattern: what its brackets capture, the rest as it was or grey") {
  Runs runs({"foo1bar1", "foo1bar2", "foo2bar1", "gamma"});
  const RunStyle gamma = runs.style("gamma");
  REQUIRE(runs.selection.colour_by("foo(\\d+)bar", false));
  REQUIRE(runs.style("foo1bar1") == runs.style("foo1bar2"));
  REQUIRE(runs.style("foo1bar1") != runs.style("foo2bar1"));
  REQUIRE(runs.style("gamma") == gamma);
  const RunStyle one = runs.style("foo1bar1");
  runs.add({"foo0bar"});  // later arrivals move nobody
  REQUIRE(runs.style("foo1bar1") == one);
  REQUIRE(runs.selection.colour_by("foo\\d", true));
  REQUIRE(runs.style("foo1bar1") == runs.style("foo2bar1"));
  REQUIRE(runs.style("gamma").light == light_theme().control);
  REQUIRE(!runs.selection.colour_by("foo(", false));  // the last good one stays
  REQUIRE(runs.selection.marks().pattern == "foo\\d");
  runs.selection.set_look("gamma", *RunLook::parse("sky"));
  REQUIRE(kColourNames[runs.style("gamma").slot] == "sky");
  const std::string state = runs.state();
  REQUIRE(state == "colours=sky:gamma&colour-by=foo%5Cd&colour-rest=grey");
  runs.load("");
  REQUIRE(runs.style("gamma") == gamma);
  runs.load(state);
  REQUIRE(runs.state() == state);
  runs.load("colour-by=(((");
  REQUIRE(runs.style("gamma") == gamma);
}

TEST_CASE("other names and notes: shown, found, kept in the view") {
  Runs runs({"exp/lr0.1_seed1", "exp/lr0.1_seed2", "exp/lr0.2_seed1"});
  const RunId run = runs.run("exp/lr0.1_seed1");
  runs.selection.rename("exp/lr0.1_seed1", "Baseline, of spring");
  runs.selection.annotate("exp/lr0.1_seed1", "Diverged at 12k.\nSee ticket 7");
  REQUIRE(runs.selection.short_name(run).text == "Baseline, of spring");
  REQUIRE(runs.selection.hint(run) == "Baseline, of spring\nexp/lr0.1_seed1\nDiverged at 12k.\nSee ticket 7");
  for (const char* found : {"baseline", "diverged", "/^exp.*seed1$/ ticket", "seed1 !seed2 !lr0.2"}) {
    runs.selection.set_filter(found);
    REQUIRE(runs.selection.shown().size() == 1);
  }
  runs.selection.set_filter("!diverged");
  REQUIRE(runs.selection.shown().size() == 2);
  runs.selection.set_filter("");
  const std::string state = runs.state();
  runs.load("");
  REQUIRE(runs.selection.shown_name(run) == "exp/lr0.1_seed1");
  runs.load(state);
  REQUIRE(runs.state() == state);
  REQUIRE(runs.selection.marks().note("exp/lr0.1_seed1") == "Diverged at 12k.\nSee ticket 7");
  runs.selection.rename("exp/lr0.1_seed1", " ");
  runs.selection.annotate("exp/lr0.1_seed1", "");
  REQUIRE(runs.state().empty());
}

TEST_CASE("hidden runs: not in the list and not shown, whatever is switched; back again one by one or all") {
  Runs runs({"a/1", "a/2", "a/3", "b"});
  runs.selection.hide("a/", true);
  REQUIRE(runs.selection.shown().size() == 1);
  REQUIRE(runs.selection.hidden_runs().size() == 3);
  runs.selection.set_on(runs.selection.order(), true);
  REQUIRE(runs.selection.shown().size() == 1);
  REQUIRE(!runs.selection.matches(runs.run("a/2")));
  REQUIRE(runs.state() == "hidden=a/");
  runs.add({"a/4"});
  REQUIRE(runs.selection.hidden(runs.run("a/4")));
  runs.selection.hide("a/2", false);
  REQUIRE(runs.state() == "hidden=a/1,a/3,a/4");
  REQUIRE(runs.selection.shown().size() == 2);
  const std::string state = runs.state();
  runs.selection.unhide_all();
  REQUIRE(runs.selection.shown().size() == 5);
  runs.load(state);
  REQUIRE(runs.selection.shown().size() == 2);
}

TEST_CASE("runs that differ only in case are two, each with its own colour and name") {
  Runs runs({"Run", "run"});
  REQUIRE(runs.style("Run") != runs.style("run"));
  REQUIRE(runs.selection.short_name(runs.run("Run")).text == "Run");
  REQUIRE(runs.selection.short_name(runs.run("run")).text == "run");
  runs.selection.set_on(runs.run("run"), false);
  REQUIRE(runs.state() == "off=run");
  REQUIRE(runs.selection.on(runs.run("Run")));
}

}  // namespace
}  // namespace db
