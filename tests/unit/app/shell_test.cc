// The app as a person meets it: start page, run list, Inspect, keys, view state.
#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>

#include "tests/support/app_harness.h"

namespace db {
namespace {

std::string tag_of(const AppHarness& h, Kind kind) {
  std::string all;
  for (const Widget& w : h.app.probe().widgets())
    if (w.kind == kind) all += std::string(h.app.probe().label(w)) + "|";
  return all;
}

void add_runs(AppHarness& h) {
  for (const char* run :
       {"sweep/lr0.1/seed0", "sweep/lr0.1/seed1", "sweep/lr0.01/seed0", "sweep/lr0.01/seed1", "other"}) {
    h.add(std::string(run) + "/events.out.tfevents.1");
  }
  h.app.set_name("sweep-logs");
  h.app.listed();
  h.frames();
}

TEST_CASE("nothing open: the start page, and its buttons work") {
  AppHarness h;
  REQUIRE(h.has("See a training run"));
  h.click("Open folder");
  h.click("Open files");
  h.click("Sample logdir");
  REQUIRE(h.platform.calls == std::vector<std::string>{"open_folder", "open_files", "open_sample"});
  h.click("What can be opened");
  REQUIRE(h.has("Growing files"));
  REQUIRE_FALSE(h.has("Open folder"));  // covered by the dialog
  REQUIRE(h.key("Escape"));
  REQUIRE(h.has("Open folder"));
}

TEST_CASE("runs are on at first and the list is a tree") {
  AppHarness h;
  add_runs(h);
  REQUIRE(h.app.runs().order().size() == 5);
  REQUIRE(h.app.runs().shown().size() == 5);
  REQUIRE(h.has("5 runs"));
  REQUIRE(h.has(Kind::kCheckbox, "sweep/lr0.1/seed0"));
  REQUIRE(h.has(Kind::kCheckbox, "Folder sweep"));

  h.click(Kind::kCheckbox, "sweep/lr0.1/seed0");
  REQUIRE(h.app.runs().shown().size() == 4);
  REQUIRE(h.widget(Kind::kCheckbox, "Folder sweep").checked == Checked::kMixed);
  REQUIRE(h.has("4 of 5 runs shown"));
  REQUIRE(h.platform.fragment == "v=1&off=sweep/lr0.1/seed0");

  h.click(Kind::kCheckbox, "Folder sweep");  // mixed: all on
  REQUIRE(h.app.runs().shown().size() == 5);
  REQUIRE(h.platform.fragment.empty());
  h.click(Kind::kCheckbox, "Folder sweep");
  REQUIRE(h.app.runs().shown().size() == 1);
  h.click(Kind::kCheckbox, "All runs");
  REQUIRE(h.app.runs().shown().size() == 5);
}

TEST_CASE("a double click shows only that run, again shows all") {
  AppHarness h;
  add_runs(h);
  h.double_click(Kind::kRow, "other");
  REQUIRE(h.app.runs().shown().size() == 1);
  REQUIRE(h.platform.fragment == "v=1&on=other");
}

TEST_CASE("a run's menu copies its name") {
  AppHarness h;
  add_runs(h);
  const Rect row = h.widget(Kind::kRow, "sweep/lr0.1/seed0").rect;
  h.move(row.x + 100, row.center_y());
  h.click("More");
  h.click(Kind::kMenuItem, "Copy name");
  REQUIRE(h.platform.clipboard == "sweep/lr0.1/seed0");
  h.move(row.x + 100, row.center_y());
  h.click("Only this run");
  REQUIRE(h.app.runs().shown().size() == 1);
}

TEST_CASE("folders fold") {
  AppHarness h;
  add_runs(h);
  h.click(Kind::kHeader, "sweep");
  REQUIRE_FALSE(h.has(Kind::kCheckbox, "sweep/lr0.1/seed0"));
  REQUIRE(h.has(Kind::kCheckbox, "other"));
  h.click(Kind::kHeader, "sweep");
  REQUIRE(h.has(Kind::kCheckbox, "sweep/lr0.1/seed0"));
}

TEST_CASE("the run filter: typed, wrong, cleared") {
  AppHarness h;
  add_runs(h);
  REQUIRE(h.key("/"));
  REQUIRE(h.platform.edit_id == "filter-runs");
  h.type("seed0 !0.01");
  REQUIRE(h.app.runs().shown().size() == 1);
  REQUIRE(h.has("1 of 5 runs shown"));
  h.type("/seed(/");
  REQUIRE(h.app.runs().shown().size() == 1);  // the last good one stays in force
  REQUIRE(h.app.runs().filter_problem() == "a “(” is not closed");
  h.type("");
  REQUIRE(h.app.runs().shown().size() == 5);
  h.app.text("filter-runs", "", TextEvent::kEscape);
  h.frames();
  REQUIRE(h.platform.edit_id.empty());
}

TEST_CASE("links: names that are not loaded yet wait") {
  AppHarness h;
  h.app.set_state("v=1&off=other,later");
  add_runs(h);
  REQUIRE(h.app.runs().shown().size() == 4);
  h.add("later/events.out.tfevents.2");
  h.frames();
  REQUIRE(h.app.runs().order().size() == 6);
  REQUIRE(h.app.runs().shown().size() == 4);
  h.click(Kind::kCheckbox, "sweep/lr0.1/seed0");
  REQUIRE(h.platform.fragment.find("later") != std::string::npos);
}

TEST_CASE("any fragment is taken") {
  AppHarness h;
  add_runs(h);
  for (const char* text : {"", "#", "&&&", "d", "d=", "v=99&d=scalars", "%%%=%zz", "off=,,,",
                           "on=&off=", "a=b=c&d=inspect", "runs=/(/", "timeseries", "#scalars&runs=seed"}) {
    h.app.set_state(text);
    h.frames(2);
  }
  REQUIRE(h.app.runs().filter_text() == "seed");
  h.app.set_state("v=1&d=nosuch");
  h.frames(2);
  REQUIRE(h.has("No dashboard “nosuch” here"));
}

TEST_CASE("what of a link is not understood is told", "[link]") {
  const auto told = [](std::string_view fragment) {
    AppHarness h;
    add_runs(h);
    h.app.set_state(fragment);
    h.frames(2);
    return h.app.shell().toasts.empty() ? std::string() : h.app.shell().toasts.back().text;
  };
  CHECK(told("v=1&runs=seed&off=a&scalars.smooth=0.3&scalars.axis=wall&inspect.view=tags&scalars.pins=x") == "");
  CHECK(told("scalars") == "");
  CHECK(told("v=1&fancy=1&runs=seed") == "Opened this link; 1 setting was left out.");
  CHECK(told("v=7&runs=seed") == "This link was made by a newer dropboard. Opened what is understood.");
  CHECK(told("v=7&a=1&scalars.b=2") ==
        "This link was made by a newer dropboard. Opened what is understood; 2 settings were left out.");
}

TEST_CASE("what was left out of a link is shown setting by setting", "[link]") {
  AppHarness h;
  add_runs(h);
  h.app.set_state("v=1&fancy=1&scalars.smooth=abc&colours=1B:a,what:b");
  h.frames(2);
  h.click("See which");
  h.frames();
  REQUIRE(h.has("Left out of the link"));
  CHECK(h.value("fancy") == "1");
  CHECK(h.value("scalars.smooth") == "abc");
  CHECK(h.value("colours") == "1B:a, what:b");
  CHECK(h.key("Escape"));
  CHECK_FALSE(h.has("Left out of the link"));
  h.app.set_state("v=1&" + std::string(300, 'k') + "=" + std::string(5000, 'v'));
  h.frames();
  h.click("See which");
  CHECK(h.has("Left out of the link"));
}

TEST_CASE("every setting says when its value is none", "[link]") {
  AppHarness h;
  add_runs(h);
  for (const char* bad : {"scalars.smooth=abc",
                          "scalars.smooth=",
                          "scalars.smooth=2",
                          "scalars.smooth=nan",
                          "scalars.axis=foo",
                          "scalars.yscale=x",
                          "scalars.raw=yes",
                          "scalars.columns=1.5",
                          "scalars.columns=-1",
                          "scalars.height=5",
                          "scalars.view=list",
                          "scalars.group=hparams",
                          "scalars.step=x",
                          "scalars.link=0&scalars.steps=1",
                          "sort=foo",
                          "scalars.scales=log:tag",
                          "scalars.zoom=1:2:3:tag",
                          "scalars.zoom=2:1:0:1:tag",
                          "scalars.zoom=:::::tag",
                          "scalars.linkedx=1",
                          "scalars.cols=what",
                          "scalars.valuesort=what",
                          "scalars.tablecols=what",
                          "scalars.tablesort=what",
                          "names=a",
                          "colour-by=(",
                          "colour-rest=red",
                          "inspect.view=all",
                          "v=one"}) {
    INFO(bad);
    h.app.set_state(bad);
    h.frames(2);
    CHECK(h.app.shell().left_out.size() == 1);
    h.app.set_state("");
    h.frames(2);
    CHECK(h.app.shell().left_out.empty());
  }
}

TEST_CASE("a bad value leaves its setting as it was, and the rest is taken", "[link]") {
  AppHarness h;
  add_runs(h);
  h.app.set_state("v=1&colour-by=(seed.)&scalars.smooth=0.3&scalars.axis=wall");
  h.frames(2);
  h.app.set_state("v=1&colour-by=(seed&scalars.smooth=abc&scalars.axis=relative&sort=-name");
  h.frames(2);
  CHECK(h.app.runs().marks().pattern == "(seed.)");
  h.app.run_command("hide-run", "other");  // writes the state
  h.frames(2);
  CHECK(h.platform.fragment ==
        "v=1&sort=-name&hidden=other&colour-by=(seed.)&scalars.axis=relative&scalars.smooth=0.3");
}

TEST_CASE("a link with a filter that does not parse still says which runs are on") {
  AppHarness h;
  add_runs(h);
  const std::size_t all = h.app.runs().shown().size();
  h.app.set_state("v=1&runs=/(/&off=" + h.app.store().run(h.app.runs().order()[0]).name);
  h.frames(2);
  CHECK(h.app.runs().shown().size() == all - 1);
  CHECK_FALSE(h.app.runs().filter_problem().empty());
}

TEST_CASE("keys: panels, theme, help, Inspect") {
  AppHarness h;
  add_runs(h);
  REQUIRE(h.key("["));
  REQUIRE_FALSE(h.has("All runs"));
  REQUIRE(h.platform.preferences == "rail=0");
  h.key("[");
  REQUIRE(h.has("All runs"));
  REQUIRE(h.key("t"));
  REQUIRE(h.platform.dark);
  REQUIRE(h.platform.preferences == "theme=dark");
  h.key("t");
  REQUIRE_FALSE(h.platform.dark);
  REQUIRE(h.platform.preferences.empty());
  REQUIRE(h.key("?", {.shift = true}));
  REQUIRE(h.has("Filter runs"));
  REQUIRE_FALSE(h.key("x"));
  REQUIRE(h.key("Escape"));
  REQUIRE(h.key("i"));
  REQUIRE(h.platform.fragment == (h.app.dashboards().size() > 1 ? "v=1&d=inspect" : ""));
}

TEST_CASE("Tab goes through what is on screen, Enter presses it") {
  AppHarness h;
  REQUIRE(h.key("Tab"));
  for (int i = 0; i < 20; ++i) {
    const Widget* open = h.app.probe().find("Open folder");
    if (open && open->id == h.app.focused_widget()) break;
    REQUIRE(h.key("Tab"));
  }
  REQUIRE(h.key("Enter"));
  REQUIRE(h.platform.calls == std::vector<std::string>{"open_folder"});
}

TEST_CASE("progress, pause, stop; then it is gone") {
  AppHarness h;
  add_runs(h);
  h.app.reading(ReadingState::kReading, 1e9, 0, 5, 0);
  h.frames(40);
  h.app.reading(ReadingState::kReading, 1e9, 5e8, 5, 2);
  h.frames();
  REQUIRE(h.has("500 MB of 1.00 GB"));
  const auto progress = [&] { return h.has(Kind::kRegion, "Progress"); };
  h.wheel(800, 500, 300);  // the page is scrolled: the panel gives way to the small bar, which brings it back
  REQUIRE_FALSE(progress());
  h.click("Progress of reading");
  REQUIRE(progress());
  h.click("Pause");
  h.click("Stop");
  REQUIRE(h.platform.calls == std::vector<std::string>{"pause", "stop"});
  h.app.reading(ReadingState::kDone, 1e9, 1e9, 5, 5);
  h.frames();
  REQUIRE_FALSE(h.has("Progress"));
}

TEST_CASE("no event files: says what was looked at") {
  AppHarness h;
  h.add("a/readme.txt");
  h.add("b/c/picture.png");
  h.app.listed();
  if (h.app.dashboards().size() > 1) {
    h.frames();
    REQUIRE(h.has("No event files in this folder"));
  }
}

TEST_CASE("closing brings the start page back") {
  AppHarness h;
  add_runs(h);
  h.app.close();
  h.frames();
  REQUIRE(h.has("See a training run"));
  REQUIRE(h.app.runs().order().empty());
  add_runs(h);
  REQUIRE(h.app.runs().shown().size() == 5);
}

TEST_CASE("nothing changes: no frame is asked for") {
  AppHarness h;
  add_runs(h);
  h.settle();
  h.frame();
  REQUIRE(h.platform.wanted_secs > 0.01);
  REQUIRE_FALSE(h.app.dirty());
}

TEST_CASE("2,000 runs with 300-letter names: a frame draws only what is in view") {
  AppHarness h;
  for (int i = 0; i < 2000; ++i) {
    h.add("group" + std::to_string(i % 7) + "/" + std::string(290, static_cast<char>('a' + i % 26)) +
          std::to_string(i) + "/events.out.tfevents.1");
  }
  h.frames();
  REQUIRE(h.app.runs().shown().size() == 2000);
  REQUIRE(h.app.probe().widgets().size() < 400);
  const auto before = tag_of(h, Kind::kCheckbox);
  h.wheel(100, 500, 5000);
  REQUIRE(tag_of(h, Kind::kCheckbox) != before);
}

TEST_CASE("phone and tablet: runs are in a sheet or drawer") {
  AppHarness h(390, 844, 2);
  add_runs(h);
  REQUIRE_FALSE(h.has("All runs"));
  h.click("Runs");
  h.frames(20);
  REQUIRE(h.has("All runs"));
  REQUIRE(h.key("Escape"));
  REQUIRE_FALSE(h.has("All runs"));
  h.resize(1000, 700);
  h.click("Runs");
  h.frames(20);
  REQUIRE(h.has("All runs"));
  h.press(900, 400);  // on the scrim
  h.release();
  REQUIRE_FALSE(h.has("All runs"));
}

TEST_CASE("Inspect shows files, tags and damage of a real logdir") {
  AppHarness h;
  const std::string folder = std::string(DROPBOARD_SOURCE_DIR) + "/../shared/made/broken";
  if (!h.open(folder)) SKIP("no ../shared here");
  h.app.run_command("set-dashboard", "inspect");
  h.frames();
  REQUIRE(h.has("Files 96"));
  REQUIRE(h.value("Read").ends_with("kB"));
  h.click(Kind::kRow, "bad_length_crc/events.out.tfevents.1700000019.broken.1.0");
  REQUIRE(h.value("State") == "corrupt at 574");
  REQUIRE(h.has("damage"));
  h.click("Copy as text");
  REQUIRE(h.platform.clipboard.find("damage at byte 574") != std::string::npos);
  h.click("Tags 5,010");
  REQUIRE(h.has("Filter tags"));
  h.click("Filter tags");
  h.type("loss");
  h.click("Points");
  REQUIRE(h.platform.fragment.find("inspect.view=tags") != std::string::npos);
}

}  // namespace
}  // namespace db
