// Groups of runs as lines with bands.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <set>

#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Groups : ScalarsApp {
  explicit Groups(std::string_view state = "v=1&scalars.smooth=0&scalars.group=parent", float width = 1440)
      : ScalarsApp(width, 900) {
    app.set_state(state);
    const auto flat = [](double value) { return std::vector<double>(101, value); };
    add_rows("x/s0", "loss", flat(1));
    add_rows("x/s1", "loss", flat(2));
    add_rows("x/s2", "loss", flat(6));
    add_rows("y/s0", "loss", flat(10));
    add_rows("y/s1", "loss", flat(20), 0, 1);
    add_rows("alone", "loss", flat(5));
    listed();
  }
  void set(std::string_view state) {
    app.set_state(state);
    settle(200);
  }
  // Of the plot of "loss", in a new frame.
  std::vector<GpuRecord> records(float mark) {
    lines.draws.clear();
    frame();
    std::vector<GpuRecord> out;
    for (const auto& draw : lines.draws) {
      for (const GpuRecord& record : draw.records) {
        if (record.mark == mark) out.push_back(record);
      }
    }
    return out;
  }
  // Of the last one of that name: the run list comes first.
  std::string row(std::string_view name) const {
    std::string out = "none";
    for (const Widget& w : app.probe().widgets()) {
      if (w.kind == Kind::kRow && app.probe().label(w) == name) out = app.probe().value(w);
    }
    return out;
  }
  std::string legend(std::string_view group) const {
    const Widget* w = app.probe().find(Kind::kText, group);
    return w ? std::string(app.probe().value(*w)) : "none";
  }
  void away() {
    move(720, 5);
    frames();
  }
  std::size_t bands() { return records(50).size(); }
  std::size_t main_lines() { return records(0).size(); }
  // What the pointer reads in the middle of the plot, of a group or run.
  std::string at_pointer(std::string_view name, float share = 0.5f, std::string_view tag = "loss") {
    const Rect r = plot(tag).rect;
    move(r.x + r.w * share, r.center_y());
    frames();
    return row(name);
  }
};

}  // namespace

TEST_CASE("groups are in the order of their names, numbers by what they are") {
  ScalarsApp app;
  for (const char* run : {"a_lr0.01", "b_lr0.001", "c_lr0.1", "d_lr3e-4"}) app.add_rows(run, "loss", app.curve(5));
  app.app.set_state("v=1&scalars.group=pattern&scalars.grouppattern=lr(.*)");
  app.listed();
  std::vector<std::string> order;
  for (const Widget& w : app.app.probe().widgets()) {
    if (w.kind == Kind::kText && app.app.probe().value(w) == "1 run") order.emplace_back(app.app.probe().label(w));
  }
  CHECK(order == std::vector<std::string>{"3e-4", "0.001", "0.01", "0.1"});
}

TEST_CASE("a key takes runs together by their folder, and apart again") {
  Groups app("v=1&scalars.smooth=0");
  CHECK(app.bands() == 0);
  CHECK(app.main_lines() == 6);
  REQUIRE(app.key("g"));
  app.settle(200);
  CHECK(app.state_has("scalars.group=parent"));
  CHECK(app.bands() == 2);
  CHECK(app.main_lines() == 3);  // x, y, and the run that has no folder
  CHECK(app.legend("x") == "3 runs");
  CHECK(app.legend("y") == "2 runs");
  CHECK(app.has("mean, min–max"));
  REQUIRE(app.key("g"));
  app.settle(200);
  CHECK_FALSE(app.state_has("group="));
  CHECK(app.bands() == 0);
  CHECK(app.main_lines() == 6);
  CHECK(app.legend("x") == "none");
}

TEST_CASE("what groups say at the pointer: how many runs, centre, low, high") {
  Groups app;
  CHECK(app.at_pointer("x") == "n 3, Mean 3.0000, Low 1.0000, High 6.0000");
  CHECK(app.at_pointer("y") == "n 2, Mean 15.0000, Low 10.0000, High 20.0000");
  CHECK(app.at_pointer("alone") == "Mean 5.0000");
  app.set("v=1&scalars.smooth=0&scalars.group=parent&scalars.centre=median&scalars.band=std");
  CHECK(app.has("median, ± std deviation"));
  CHECK(app.at_pointer("x") == "n 3, Median 2.0000, Low 0.3542, High 5.6458");
  app.set("v=1&scalars.smooth=0&scalars.group=parent&scalars.groupruns=1");
  app.away();
  CHECK(app.main_lines() == 8);
  CHECK(app.at_pointer("x/s2") == "Mean 6.0000");
}

TEST_CASE("a group of one run, steps that differ, values that are none") {
  ScalarsApp app;
  app.app.set_state("v=1&scalars.smooth=0&scalars.group=parent");
  app.add_rows("one/a", "loss", {1, 2, 3, 4, 5});
  app.add_rows("two/a", "loss", {0, 10}, 0, 4);       // steps 0, 4
  app.add_rows("two/b", "loss", {4, kNaN, 4}, 0, 1);  // 0, 1, 2
  app.add_rows("none/a", "loss", {kNaN, kNaN});
  app.listed();
  const Rect r = app.plot("loss").rect;
  const auto read = [&](double step, const char* name) {
    app.move(r.x + static_cast<float>(step / 4) * r.w * 0.999f, r.center_y());
    app.frames();
    return app.has(Kind::kRow, name) ? std::string(app.app.probe().value(*app.app.probe().find(Kind::kRow, name)))
                                     : "none";
  };
  CHECK(read(2, "one") == "n 1, Mean 3.0000, Low 3.0000, High 3.0000, Step 2");
  CHECK(read(0, "two").starts_with("n 2, Mean 2.0000, Low 0.0000, High 4.0000"));
  CHECK(read(1, "two").starts_with("n 1, Mean 2.5000"));  // on the way from 0 to 10; the other is NaN there
  CHECK(read(2, "two").starts_with("n 2, Mean 4.5000"));
  CHECK(read(4, "two").starts_with("n 1, Mean 10.0000"));  // the other has ended
  CHECK(read(1, "none").starts_with("n 0, Mean NaN"));
}

TEST_CASE("a pattern's captures are groups; one that does not compile changes nothing") {
  Groups app;
  app.click(Kind::kSelect, "Group by");
  app.settle(200);
  app.click("Pattern…");
  app.settle(200);
  CHECK(app.bands() == 0);  // there is none yet
  app.type("/(s[01])");
  app.settle(200);
  CHECK(app.state_has("grouppattern="));
  CHECK(app.bands() == 2);
  CHECK(app.legend("s0") == "2 runs");
  app.type("/(s0");
  app.settle(200);
  CHECK(app.bands() == 2);
  CHECK(app.legend("s1") == "2 runs");
  app.set("v=1&scalars.smooth=0&scalars.group=pattern&scalars.grouppattern=((");
  CHECK(app.bands() == 2);
}

TEST_CASE("a link that brings a pattern that does not compile leaves runs apart") {
  Groups app("v=1&scalars.smooth=0&scalars.group=pattern&scalars.grouppattern=((");
  CHECK(app.bands() == 0);
  CHECK(app.main_lines() == 6);
  CHECK(app.state_has("grouppattern="));
}

TEST_CASE("bad values in a link cost only their field") {
  Groups app("v=1&scalars.smooth=0&scalars.group=parent&scalars.band=wide&scalars.centre=7&scalars.groupruns=x");
  CHECK(app.bands() == 2);
  CHECK(app.has("mean, min–max"));
  app.set("v=1&scalars.group=nosuch");
  CHECK(app.bands() == 2);  // as it was
}

TEST_CASE("runs are smoothed before they are taken together, or the group after") {
  ScalarsApp app;
  app.app.set_state("v=1&scalars.smooth=0.9&scalars.group=parent");
  app.add_rows("g/a", "loss", {0, 0, 0, 8});
  app.add_rows("g/b", "loss", {4, 4, 4, 4});
  app.listed();
  const auto read = [&] {
    const Rect r = app.plot("loss").rect;
    app.move(r.right() - 1, r.center_y());
    app.frames();
    return std::string(app.app.probe().value(app.widget(Kind::kRow, "g")));
  };
  const double a = 8 * 0.1 / (1 - std::pow(0.9, 4));  // of 0, 0, 0, 8
  CHECK(read().find("Low " + std::to_string(a).substr(0, 4)) != std::string::npos);
  CHECK(read().find("High 4.0000") != std::string::npos);
  app.app.set_state("v=1&scalars.smooth=0.9&scalars.group=parent&scalars.smoothfirst=0");
  app.settle(200);
  // high is 4, 4, 4, 8
  const double high = (4 * (0.729 + 0.81 + 0.9) + 8) * 0.1 / (1 - std::pow(0.9, 4));
  CHECK(read().find("High " + std::to_string(high).substr(0, 4)) != std::string::npos);
}

TEST_CASE("bands are kept until rows, runs or settings change") {
  Groups app;
  app.frames(5);
  const int before = app.lines.uploads;
  app.frames(20);
  CHECK(app.lines.uploads == before);
  app.app.run_command("toggle-run", "x/s2");
  app.settle(200);
  CHECK(app.lines.uploads > before);
  CHECK(app.legend("x") == "2 runs");
  CHECK(app.at_pointer("x") == "n 2, Mean 1.5000, Low 1.0000, High 2.0000");
  app.add_rows("x/s1", "loss", {7}, 101, 1, 1);
  app.settle(200);
  CHECK(app.at_pointer("x", 0.999f).starts_with("n 1, Mean 7.0000"));
}

TEST_CASE("bands are by step: on another axis runs have their group's colour") {
  Groups app("v=1&scalars.smooth=0&scalars.group=parent&scalars.axis=wall");
  CHECK(app.bands() == 0);
  CHECK(app.has("bands are by step only"));
  const auto lines = app.records(0);
  REQUIRE(lines.size() == 6);
  std::set<std::vector<float>> colours;
  for (const GpuRecord& line : lines) colours.insert({line.colour[0], line.colour[1], line.colour[2]});
  CHECK(colours.size() <= 3);
}

TEST_CASE("groups without rows in common, zooms, scales and a phone come to rest") {
  for (const float width : {1440.0f, 1000.0f, 390.0f}) {
    Groups app("v=1&scalars.group=parent&scalars.logy=1&scalars.groupruns=1&scalars.superseded=1", width);
    const Rect r = app.plot("loss").rect;
    for (int i = 0; i < 10; ++i) {
      app.app.wheel(r.x + 31, r.y + 40, 0, -77, {.alt = true});
      app.settle(200);
    }
    CHECK(app.bands() == 2);
    app.set("v=1&scalars.group=folder&scalars.smoothfirst=0&scalars.outliers=0");
    CHECK(app.bands() == 2);
  }
}

TEST_CASE("a card's groups are saved as a table and in pictures") {
  Groups app;
  const auto choose = [&](std::string_view item) {
    const Rect card = app.widget(Kind::kCard, "loss").rect;
    app.move(card.x + 40, card.y + 12);
    app.settle();
    app.click(Kind::kButton, "More");
    app.settle();
    app.click(item);
    app.settle(200);
  };
  choose("Save groups as CSV");
  CHECK(app.platform.downloaded_name == "loss groups.csv");
  CHECK(app.platform.downloaded.starts_with("group,tag,step,mean,low,high,n\nx,loss,0,3.0,1.0,6.0,3\n"));
  CHECK(app.platform.downloaded.ends_with("\ny,loss,100,15.0,10.0,20.0,2\n"));
  choose("Save runs as CSV");
  CHECK(app.platform.downloaded.starts_with("run,tag,step,wall_time,value\nalone,loss,0,"));
  choose("Save as SVG");
  CHECK(app.platform.downloaded.find(">x<") != std::string::npos);
  CHECK(app.platform.downloaded.find(">alone<") != std::string::npos);
  CHECK(app.platform.downloaded.find(">x/s0<") == std::string::npos);
}

TEST_CASE("partition at restarts parts the runs outside of groups; a band has each run once") {
  Groups app;
  for (const std::string run : {"alone", "x/s0"}) app.add_rows(run, "loss", std::vector<double>(61, 3.0), 40, 1, 1);
  app.set("v=1&scalars.smooth=0&scalars.group=parent&scalars.partition=1");
  CHECK(app.at_pointer("x") == "n 3, Mean 3.6667, Low 2.0000, High 6.0000, Step 50");  // 3, 2, 6
  CHECK(app.has(Kind::kRow, "alone: 0"));
  CHECK(app.value("alone: 1").starts_with("Mean 3.0000"));
  CHECK_FALSE(app.has(Kind::kRow, "x/s0: 0"));
  app.key("]");
  app.settle(200);
  CHECK(app.has("Runs in groups are not parted: a band takes of each run the newest point at a step."));
}
