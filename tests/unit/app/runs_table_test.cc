// The runs as a table.
#include <catch2/catch_test_macros.hpp>

#include "dashboards/scalars/run_columns.h"
#include "tests/support/app_scalars.h"

using namespace db;
using test::ScalarsApp;

namespace {

struct TableApp : ScalarsApp {
  explicit TableApp(std::string_view state = "v=1&scalars.view=table&scalars.tablecols=last(loss),best(acc),at(loss)",
                    float width = 1440)
      : ScalarsApp(width, 900) {
    app.set_state(state);
    add_rows("a", "loss", {3, 2, 1}, 0, 10);
    add_rows("a", "acc", {0.1, 0.7, 0.5});
    add_rows("b", "loss", {3, 0.5, 2}, 0, 10);
    add_rows("b", "acc", {0.9, 0.3});
    add_rows("c", "acc", {0.2});
    listed();
  }
  // Rows of the table from the top, as they are drawn.
  std::string order() const {
    std::string out;
    for (const Widget& w : app.probe().widgets())
      if (w.kind == Kind::kRow && w.rect.x > 200) out += app.probe().label(w);
    return out;
  }
  void head(std::string_view title) {
    click(Kind::kHeader, title);
    settle(200);
  }
};

}  // namespace

TEST_CASE("the runs table has a row a run and values of chosen tags") {
  TableApp app;
  CHECK(app.order() == "abc");
  CHECK(app.has("last(loss) of a: 1.0000"));
  CHECK(app.has("best(acc) of a: 0.7000"));
  CHECK(app.has("best(acc) of b: 0.9000"));
  CHECK(app.has("last(loss) of c: –"));
  CHECK(app.has("at(loss) of a: 1.0000"));  // no step is kept
  app.app.set_state(app.app.state() + "&scalars.step=11");
  app.settle(200);
  CHECK(app.has("at(loss) of a: 2.0000"));
  CHECK(app.has("at(loss) of b: 0.5000"));
  CHECK_FALSE(app.has(Kind::kCard, "loss"));
  app.key("v");
  app.settle(200);
  CHECK(app.has(Kind::kCard, "loss"));
  CHECK_FALSE(app.state_has("view=table"));
}

TEST_CASE("heads sort: better first, the other way round, as the list; runs without a value last") {
  TableApp app;
  app.head("Last of loss");
  CHECK(app.order() == "abc");
  CHECK(app.state_has("scalars.tablesort=last(loss)"));
  app.head("Last of loss");
  CHECK(app.order() == "bac");
  CHECK(app.state_has("scalars.tablesort=-last(loss)"));
  app.head("Best of acc");
  CHECK(app.order() == "bac");  // 0.9, 0.7, 0.2
  app.head("Best of acc");
  CHECK(app.order() == "cab");
  app.head("Best of acc");
  CHECK(app.order() == "abc");
  CHECK_FALSE(app.state_has("tablesort"));
  app.head("Run");
  app.head("Run");
  CHECK(app.order() == "cba");
  app.add_rows("d", "loss", {0.25}, 0, 10);
  app.head("Last of loss");
  CHECK(app.order() == "dabc");
}

TEST_CASE("what the run filter leaves out stays at the end; the box is the run's") {
  TableApp app;
  app.app.run_command("runs-filter", "b");
  app.settle(200);
  CHECK(app.order() == "bac");
  app.app.run_command("runs-filter", "");
  app.app.run_command("toggle-run", "a");
  app.settle(200);
  CHECK(app.order() == "abc");
  CHECK(app.app.runs().shown().size() == 2);
}

TEST_CASE("chosen rows are shown alone") {
  TableApp app;
  const auto row = [&](std::string_view name) {
    for (const Widget& w : app.app.probe().widgets())
      if (w.kind == Kind::kRow && w.rect.x > 200 && app.app.probe().label(w) == name) return w.rect;
    return Rect{};
  };
  for (const std::string_view name : {"a", "c"}) {
    const Rect r = row(name);
    const Modifiers ctrl{.ctrl = true};
    for (const PointerKind kind : {PointerKind::kMove, PointerKind::kDown, PointerKind::kUp}) {
      app.app.pointer(kind, r.center_x(), r.center_y(), 0, ctrl, PointerType::kMouse, 1);
      app.frames(2);
    }
  }
  app.app.key(false, "Control", {});
  app.settle(200);
  app.click("Only the chosen runs");
  app.settle(200);
  CHECK(app.app.runs().shown().size() == 2);
  CHECK_FALSE(app.app.runs().on(*app.app.store().find_run("b")));
}

TEST_CASE("the table is copied as Markdown, TSV and LaTeX and saved as CSV") {
  TableApp app("v=1&scalars.view=table&scalars.tablecols=last(loss),line(loss)");
  const auto choose = [&](std::string_view item) {
    app.click(Kind::kButton, "Copy");
    app.settle(200);
    app.click(item);
    app.settle(200);
  };
  choose("Copy as Markdown");
  CHECK(app.platform.clipboard == "| Run | loss Last |\n| --- | ---: |\n| a | 1.0000 |\n| b | 2.0000 |\n| c | – |\n");
  choose("Copy as TSV");
  CHECK(app.platform.clipboard == "Run\tloss Last\na\t1.0\nb\t2.0\nc\t \n");
  choose("Copy as LaTeX");
  CHECK(app.platform.clipboard.find("\\toprule\nRun & loss Last \\\\\n\\midrule\na & 1.0000 \\\\") !=
        std::string::npos);
  choose("Save as CSV");
  CHECK(app.platform.downloaded_name == "runs.csv");
  CHECK(app.platform.downloaded.starts_with("Run,loss Last\na,1.0\n"));
}

TEST_CASE("columns are chosen from a menu with search and moved by keys; bad ones in links are left out") {
  TableApp app;
  app.click(Kind::kButton, "Columns");
  app.settle(200);
  app.click(Kind::kField, "Find a column");
  app.settle(200);
  app.type("acc mean");
  app.settle(200);
  app.click("acc: Mean");
  app.settle(200);
  CHECK(app.state_has("scalars.tablecols=last(loss),best(acc),mean(acc),at(loss)"));
  CHECK(app.has("acc: Mean"));  // the menu stays
  app.app.set_state(
      "v=1&scalars.view=table&scalars.tablecols=worst(loss),last(loss),last(&scalars.tablesort=-line(acc)");
  app.settle(200);
  CHECK(app.has("last(loss) of a: 1.0000"));
  CHECK(app.order() == "abc");
  CHECK_FALSE(RunColumn::parse("last"));
  CHECK(RunColumn::parse("at(a(b))")->tag == "a(b)");
}

TEST_CASE("2,000 runs and 20 columns: a frame is what is in view") {
  ScalarsApp app;
  std::string columns;
  for (int i = 0; i < 20; ++i) columns += (i ? ",last(t" : "last(t") + std::to_string(i) + ")";
  app.app.set_state("v=1&scalars.view=table&scalars.tablesort=-last(t3)&scalars.tablecols=" + columns);
  for (int run = 0; run < 2000; ++run) {
    const std::string name = "run" + std::to_string(run);
    for (int tag = 0; tag < 20; tag += run % 50 == 0 ? 1 : 19)
      app.add_rows(name, "t" + std::to_string(tag), {static_cast<double>(run)});
  }
  app.listed();
  std::size_t rows = 0;
  for (const Widget& w : app.app.probe().widgets()) rows += w.kind == Kind::kRow;
  CHECK(rows < 100);
  CHECK(app.has("last(t3) of run1950: 1,950.0000") + app.has("last(t3) of run1950: 1950.0000") == 1);
}

namespace {

struct SweepTable : ScalarsApp {
  explicit SweepTable(std::string_view columns) : ScalarsApp(1440, 900) {
    app.set_state("v=1&scalars.view=table" + (columns.empty() ? "" : "&scalars.tablecols=" + std::string(columns)));
    const auto run = [&](const std::string& name, const HParamList& hparams) {
      add_rows(name, "loss", {1});
      if (!hparams.empty()) add_hparams(name, hparams);
    };
    run("a", {{"bs", 64.0}, {"lr", 0.01}, {"opt", std::string("adam")}, {"seed", 7.0}});
    run("b", {{"bs", 8.0}, {"lr", 1e-5}, {"opt", std::string("sgd")}, {"seed", 7.0}});
    run("c", {{"bs", 128.0}, {"lr", 0.0123456}, {"seed", 7.0}});
    run("d", {});
    listed();
  }
  std::string order() const {
    std::string out;
    for (const Widget& w : app.probe().widgets())
      if (w.kind == Kind::kRow && w.rect.x > 200) out += app.probe().label(w);
    return out;
  }
  void choose(Kind kind, std::string_view label) {
    click(kind, label);
    settle(200);
  }
};

}  // namespace

TEST_CASE("hyperparameters are columns: as they read best, numbers sorted as numbers, texts as texts") {
  SweepTable app("hparam(bs),hparam(lr),hparam(opt),last(loss)");
  CHECK(app.has("hparam(bs) of a: 64"));
  CHECK(app.has("hparam(lr) of b: 1e−5"));
  CHECK(app.has("hparam(lr) of c: 0.01235"));
  CHECK(app.has("hparam(opt) of c: –"));
  CHECK(app.has("hparam(bs) of d: –"));
  app.choose(Kind::kHeader, "Hyperparameter bs");
  CHECK(app.order() == "bacd");
  CHECK(app.state_has("scalars.tablesort=hparam(bs)"));
  app.choose(Kind::kHeader, "Hyperparameter bs");
  CHECK(app.order() == "cabd");
  app.choose(Kind::kHeader, "Hyperparameter opt");
  CHECK(app.order() == "abcd");
  app.choose(Kind::kHeader, "Hyperparameter opt");
  CHECK(app.order() == "bacd");
  CHECK(hparam_cell(nullptr).shown == "–");
  const HParamValue values[] = {0.0, -0.5, 1e-4, 123456.789, 3e9, 2e20, true, std::string("−")};
  const char* shown[] = {"0", "−0.5", "0.0001", "123457", "3e9", "2e20", "true", "−"};
  for (std::size_t i = 0; i < std::size(values); ++i) CHECK(hparam_cell(&values[i]).shown == shown[i]);
  CHECK(hparam_cell(&values[3]).exact == "123456.789");
}

TEST_CASE("hyperparameters are chosen one by one or all that differ, and copied exactly") {
  SweepTable app("last(loss)");
  app.choose(Kind::kButton, "Columns");
  app.choose(Kind::kMenuItem, "seed");
  CHECK(app.state_has("scalars.tablecols=hparam(seed),last(loss)"));
  app.choose(Kind::kMenuItem, "All hyperparameters");
  CHECK(app.state_has("scalars.tablecols=hparam(seed),hparam(bs),hparam(lr),hparam(opt),last(loss)"));
  CHECK_FALSE(app.has(Kind::kMenuItem, "All hyperparameters"));
  app.choose(Kind::kMenuItem, "seed");
  app.key("Escape");
  app.settle(200);
  app.choose(Kind::kButton, "Copy");
  app.choose(Kind::kMenuItem, "Copy as TSV");
  CHECK(app.platform.clipboard ==
        "Run\tbs\tlr\topt\tloss Last\na\t64\t0.01\tadam\t1.0\nb\t8\t1e-05\tsgd\t1.0\n"
        "c\t128\t0.0123456\t \t1.0\nd\t \t \t \t1.0\n");
  app.choose(Kind::kButton, "Copy");
  app.choose(Kind::kMenuItem, "Copy as Markdown");
  CHECK(
      app.platform.clipboard.starts_with("| Run | bs | lr | opt | loss Last |\n| --- | ---: | ---: | --- | ---: |\n"
                                         "| a | 64 | 0.01 | adam | 1.0000 |\n"));
  app.choose(Kind::kButton, "Copy");
  app.choose(Kind::kMenuItem, "Copy as LaTeX");
  CHECK(app.platform.clipboard.find("b & 8 & ") != std::string::npos);
  app.choose(Kind::kButton, "Copy");
  app.choose(Kind::kMenuItem, "Save as CSV");
  CHECK(app.platform.downloaded.starts_with("Run,bs,lr,opt,loss Last\na,64,0.01,adam,1.0\n"));
}

TEST_CASE("the usual columns have the hyperparameters that differ") {
  SweepTable app("");
  CHECK(app.has(Kind::kHeader, "Hyperparameter lr"));
  CHECK_FALSE(app.has(Kind::kHeader, "Hyperparameter seed"));
  app.add_hparams("d", {{"seed", 8.0}});
  app.settle(200);
  CHECK(app.has(Kind::kHeader, "Hyperparameter seed"));
}

TEST_CASE("names in the runs table have the room that columns leave") {
  TableApp app;
  const float before = app.widget(Kind::kHeader, "Run").rect.w;
  const std::string part = "_a_part_that_no_other_has";
  app.add_rows("long" + part + part + part, "loss", {1, 2});
  app.settle(200);
  const Rect run = app.widget(Kind::kHeader, "Run").rect;
  CHECK(run.w > before + 40);
  CHECK(app.widget(Kind::kHeader, "At step of loss").rect.w > 40);
}
