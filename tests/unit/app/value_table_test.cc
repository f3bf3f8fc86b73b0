// The tables of values below the plots: how often they are worked out, columns, copies, the same in all cards.
#include <catch2/catch_test_macros.hpp>

#include <bit>

#include "dashboards/scalars/scalars.h"
#include "tests/support/app_scalars.h"
#include "ui/view_state.h"

using namespace db;
using test::ScalarsApp;

namespace {

struct Tables : ScalarsApp {
  explicit Tables(std::string_view state = "v=1&scalars.smooth=0&scalars.tables=1&scalars.step=20", float width = 1440)
      : ScalarsApp(width, 900) {
    app.set_state(state);
    for (const std::string tag : {"acc", "loss"}) {
      add_rows("a", tag, {0, 1, 2, 3, 4}, 0, 10);
      add_rows("b", tag, {4, 3, 1, 0, 9}, 0, 10);
    }
    listed();
  }
  // Heads of the table in a card, from the left.
  std::vector<std::string> heads(std::string_view card) const {
    std::vector<std::string> out;
    for (const Widget& w : app.probe().widgets())
      if (w.kind == Kind::kHeader && inside(w, card)) out.emplace_back(app.probe().label(w));
    return out;
  }
  // Its rows, from the top.
  std::string rows(std::string_view card) const {
    std::string out;
    for (const Widget& w : app.probe().widgets())
      if (w.kind == Kind::kRow && inside(w, card)) out += app.probe().label(w);
    return out;
  }
  Rect head(std::string_view card, std::string_view title) const {
    for (const Widget& w : app.probe().widgets())
      if (w.kind == Kind::kHeader && app.probe().label(w) == title && inside(w, card)) return w.rect;
    FAIL("no head " << title);
    return {};
  }
  void click_in(std::string_view card, Kind kind, std::string_view label) {
    for (const Widget& w : app.probe().widgets()) {
      if (w.kind != kind || app.probe().label(w) != label || !inside(w, card)) continue;
      const Rect at = w.rect;
      press(at.center_x(), at.center_y());
      release();
      settle(200);
      return;
    }
    FAIL("no " << label);
  }

 private:
  bool inside(const Widget& w, std::string_view card) const {
    return widget(Kind::kCard, card).rect.contains({w.rect.center_x(), w.rect.center_y()});
  }
};

// The dashboard by itself: what a test wants to count is not on screen.
struct Alone : UiHarness {
  Alone() : UiHarness(1200, 800) {
    for (const char* name : {"a", "b", "c"}) {
      const FileId id = store.add_file(std::string(name) + "/events.out.tfevents.1", 100);
      add(id, {0, 1, 2, 3, 4});
    }
    scalars.load(StateReader("smooth=0.6&tables=1&step=20"));
    draw = [this](Context& context) {
      for (int i = 0; i < 20; ++i) scalars.prepare(context);
      scalars.draw(context, context.page);
    };
    settle();
  }
  void add(FileId file, const std::vector<double>& values, Step first = 0) {
    PacketWriter writer;
    SeriesDefinition definition;
    definition.file = file;
    definition.tag = "loss";
    definition.kind = SeriesKind::kScalar;
    definition.metadata.present = true;
    definition.metadata.plugin = "scalars";
    writer.define_series(series_, definition);
    PendingRows rows;
    rows.type = ValueType::kF64;
    for (std::size_t i = 0; i < values.size(); ++i) {
      rows.steps.push_back(first + static_cast<Step>(i) * 10);
      rows.walls.push_back(1.7e9 + static_cast<double>(rows.steps.back()));
      rows.bits.push_back(std::bit_cast<std::uint64_t>(values[i]));
    }
    writer.rows(series_++, file, rows, 0, values.size());
    REQUIRE(receiver_.apply(writer.finish(), store));
  }
  void settle() {
    for (int i = 0; i < 10; ++i) {
      runs.update(store);
      frame();
    }
  }
  void set(std::string_view state) {
    scalars.load(StateReader(state));
    settle();
  }

  Scalars scalars;

 private:
  PacketReceiver receiver_;
  std::uint32_t series_ = 0;
};

}  // namespace

TEST_CASE("values of a table are worked out when something has changed, and in no other frame") {
  Alone ui;
  REQUIRE(ui.has("Values: Step 20"));
  auto made = ui.scalars.value_rows_made();
  CHECK(made >= 1);
  const auto same = [&] {
    const bool is = ui.scalars.value_rows_made() == made;
    made = ui.scalars.value_rows_made();
    return is;
  };
  const auto still = [&] {
    same();
    ui.settle();
    return same();
  };
  ui.settle();
  CHECK(same());
  ui.add(*ui.store.find_file("a/events.out.tfevents.1"), {7}, 50);
  ui.settle();
  CHECK_FALSE(same());
  CHECK(still());
  for (const char* state :
       {"smooth=0.6&tables=1&step=30", "smooth=0.6&tables=1&step=30&valuesort=value", "smooth=0.2&tables=1&step=30",
        "smooth=0.2&tables=1&step=10:30&range=1", "smooth=0.2&tables=1&step=10:30&range=1&rangecols=mean"}) {
    CAPTURE(state);
    ui.set(state);
    CHECK_FALSE(same());
    CHECK(still());
  }
  // One run for another: as many lines, with as many changes.
  ui.runs.set_on(*ui.store.find_run("a"), false);
  ui.settle();
  CHECK_FALSE(same());
  ui.runs.set_on(*ui.store.find_run("a"), true);
  ui.runs.set_on(*ui.store.find_run("b"), false);
  ui.settle();
  CHECK_FALSE(same());
  CHECK(still());
}

TEST_CASE("columns of a table of values are dragged, in all cards; the link has their order") {
  Tables app;
  CHECK(app.heads("loss") == std::vector<std::string>{"Run", "Value", "Step", "Relative"});
  const Rect value = app.head("loss", "Value"), last = app.head("loss", "Relative");
  app.press(value.center_x(), value.center_y());
  app.drag_to(last.right() - 4, last.center_y());
  app.release();
  app.settle(200);
  const std::vector<std::string> moved{"Run", "Step", "Relative", "Value"};
  CHECK(app.heads("loss") == moved);
  CHECK(app.heads("acc") == moved);
  CHECK(app.state_has("scalars.cols=smoothed,step,relative,value"));
  CHECK(app.platform.preferences.find("scalars.cols=smoothed%2Cstep%2Crelative%2Cvalue") != std::string::npos);
  app.app.set_state("v=1&scalars.tables=1");
  app.settle(200);
  CHECK(app.heads("acc") == std::vector<std::string>{"Run", "Smoothed", "Value", "Step", "Relative"});  // its own
}

TEST_CASE("a table of values is sorted in all cards") {
  Tables app;
  CHECK(app.rows("acc") == "ab");
  app.click_in("loss", Kind::kHeader, "Value");
  CHECK(app.rows("loss") == "ba");  // 1, 2
  CHECK(app.rows("acc") == "ba");
  app.click_in("acc", Kind::kHeader, "Value");
  CHECK(app.rows("loss") == "ab");
  app.click_in("loss", Kind::kHeader, "Run");
  app.click_in("loss", Kind::kHeader, "Run");
  CHECK(app.rows("acc") == "ba");
}

TEST_CASE("a column chosen in one card is in the others; a table is copied as it stands") {
  Tables app("v=1&scalars.smooth=0&scalars.tables=1&scalars.step=10:30&scalars.range=1&scalars.rangecols=min,max");
  app.click_in("loss", Kind::kButton, "Table of values");
  app.click(Kind::kMenuItem, "Mean");
  app.settle(200);
  CHECK(app.heads("acc") == std::vector<std::string>{"Run", "Min", "Max", "Mean"});
  app.click(Kind::kMenuItem, "Copy as Markdown");  // the menu is still open
  app.settle(200);
  CHECK(app.platform.clipboard ==
        "| Run | Min | Max | Mean |\n| --- | ---: | ---: | ---: |\n"
        "| a | 1.0000 | 3.0000 | 2.0000 |\n| b | 0.0000 | 3.0000 | 1.3333 |\n");
  app.click_in("loss", Kind::kHeader, "Max");
  app.click_in("loss", Kind::kHeader, "Max");
  app.click_in("loss", Kind::kHeader, "Min");  // b, a
  app.click_in("loss", Kind::kButton, "Table of values");
  app.click(Kind::kMenuItem, "Copy as TSV");
  app.settle(200);
  CHECK(app.platform.clipboard == "Run\tMin\tMax\tMean\nb\t0.0\t3.0\t1.3333333333333333\na\t1.0\t3.0\t2.0\n");
}

TEST_CASE("the table of a card that fills a small screen shows all its columns beside long names") {
  ScalarsApp app(1366, 768);
  for (const std::string name : {"batch64_augmented_adamw", "batch128_plain_momentum"})
    app.add_rows("resnet/" + name, "loss", {0.5, 1.5, 2.5}, 0, 1000);
  app.listed();
  app.key("j");
  app.key("Enter");
  app.settle(200);
  const Rect card = app.widget(Kind::kCard, "loss").rect;
  const Widget& last = app.widget(Kind::kHeader, "Relative");
  CHECK(last.rect.right() < card.right());
  CHECK(last.rect.w > 50);
  CHECK(app.plot("loss").rect.w > card.w * 0.45f);
}
