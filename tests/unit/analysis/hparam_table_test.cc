#include "analysis/hparam_table.h"

#include <catch2/catch_test_macros.hpp>

#include "analysis/run_filter.h"
#include "analysis/run_groups.h"

namespace db {
namespace {

struct Made {
  Store store;
  HParamTable table;

  RunId run(const std::string& name, HParamList hparams = {}) {
    const FileId file = store.add_file((name == "." ? "" : name + "/") + "events.out.tfevents.1", 1);
    if (!hparams.empty()) store.set_hparams(file, std::move(hparams));
    return store.file(file).run;
  }
  std::string of(RunId run) const {
    std::string out;
    for (const HParam& h : table.of(run)) out += (out.empty() ? "" : " ") + h.name + "=" + hparam_text(h.value);
    return out;
  }
};

TEST_CASE("hyperparameters: a run's own, those of the longest session above, what the sessions below say alike") {
  Made made;
  const RunId trial = made.run("t", {{"lr", 0.1}, {"opt", "adam"}});
  const RunId train = made.run("t/train"), deep = made.run("t/x/y/z");
  const RunId inner = made.run("t/x", {{"lr", 5.0}});
  const RunId torch = made.run("torch"), other = made.run("torch/logs");
  made.run("torch/hp0", {{"bsize", 4.0}, {"lr", 0.1}});
  made.run("torch/hp1", {{"bsize", 8.0}, {"lr", 0.1}});
  const RunId alone = made.run("tt/train");
  REQUIRE(made.table.update(made.store));
  CHECK(!made.table.update(made.store));
  CHECK(made.of(trial) == "lr=0.1 opt=adam");
  CHECK(made.of(train) == "lr=0.1 opt=adam");
  CHECK(made.of(inner) == "lr=5");
  CHECK(made.of(deep) == "lr=5");
  CHECK(made.of(torch) == "lr=0.1");
  CHECK(made.of(other).empty());
  CHECK(made.of(alone).empty());
  std::string names;
  for (const auto& name : made.table.names()) names += name.name + (name.differs ? "! " : " ");
  CHECK(names == "bsize! lr! opt! ");

  made.run("new/train");
  const RunId late = made.run("new", {{"lr", 1.0}});
  REQUIRE(made.table.update(made.store));
  CHECK(made.of(late) == "lr=1");
  CHECK(made.of(*made.store.find_run("new/train")) == "lr=1");
}

TEST_CASE("hyperparameters: the root is a session for all runs") {
  Made made;
  const RunId root = made.run(".", {{"lr", 0.1}});
  const RunId below = made.run("a/b");
  made.table.update(made.store);
  CHECK(made.of(root) == "lr=0.1");
  CHECK(made.of(below) == "lr=0.1");
  REQUIRE(made.table.names().size() == 1);
  CHECK(!made.table.names()[0].differs);
}

TEST_CASE("run filter: conditions on hyperparameters") {
  Made made;
  made.run("a", {{"bn", true}, {"lr", 0.1}, {"opt", "adam"}});
  made.run("b", {{"bn", false}, {"lr", 0.01}, {"opt", "adamW x"}});
  made.run("c", {{"lr", "0.001"}, {"opt", "None"}});
  made.run("d");
  made.table.update(made.store);
  const auto runs = [&](std::string_view text) {
    const auto filter = Filter::parse(text, Filter::Of::kRuns);
    REQUIRE(filter);
    const RunFilter of(*filter, made.store, {}, &made.table);
    std::string out;
    for (std::uint32_t i = 0; i < made.store.runs().size(); ++i)
      if (of.matches(RunId(i))) out += made.store.runs()[i].name;
    return out;
  };
  CHECK(runs("hparam(lr)<0.05") == "bc");
  CHECK(runs("hparam(lr)=0.1") == "a");
  CHECK(runs("hparam(lr)!=0.1") == "bc");
  CHECK(runs("!hparam(lr)=0.1") == "bcd");
  CHECK(runs("hparam(opt)=adam") == "a");
  CHECK(runs("hparam(opt)=ADAM").empty());
  CHECK(runs("hparam(opt)=adam*") == "ab");
  CHECK(runs("hparam(opt)=\"adamw x\"") == "b");
  CHECK(runs("hparam(opt)!=adam*") == "c");
  CHECK(runs("hparam(bn)=true") == "a");
  CHECK(runs("hparam(bn)=0") == "b");
  CHECK(runs("hparam(*)=none | hparam(lr)>=0.1") == "ac");
  CHECK(runs("(hparam(lr)<0.05) b") == "b");
  CHECK(runs("hparam(nothing)=1").empty());
  const auto problem = [](std::string_view text) {
    const auto filter = Filter::parse(text, Filter::Of::kRuns);
    return filter ? std::string("none") : filter.error().message;
  };
  CHECK(problem("hparam(lr)<adam") == "“adam” is no number");
  CHECK(problem("hparam(lr)<") == "a value is missing");
  CHECK(problem("hparam()<1") == "“hparam()” needs a name");
  CHECK(problem("hparam(opt)=\"a") == "a quotation mark is not closed");
  CHECK(!Filter::parse("hparam(lr)<1"));
  CHECK(Filter::parse("hparam(lr)"));
}

TEST_CASE("run groups: by one hyperparameter, by several") {
  Made made;
  const std::vector<RunId> runs = {made.run("a", {{"lr", 0.1}, {"opt", "adam"}}), made.run("b", {{"lr", 0.01}}),
                                   made.run("c", {{"lr", 0.1}, {"opt", "sgd"}}), made.run("d")};
  made.table.update(made.store);
  const auto groups = [&](std::vector<std::string> names) {
    const auto key = run_key({.by = GroupRule::By::kHParams, .hparams = std::move(names)}, made.store, &made.table);
    REQUIRE(key);
    std::string out;
    for (const RunGroup& group : group_runs(runs, *key)) {
      out += (out.empty() ? "" : " | ") + (group.keyless ? "-" : group.name) + ":";
      for (const RunId run : group.runs) out += " " + made.store.run(run).name;
    }
    return out;
  };
  CHECK(groups({"lr"}) == "lr=0.1: a c | lr=0.01: b | -: d");
  CHECK(groups({"lr", "opt"}) == "lr=0.1, opt=adam: a | lr=0.01, opt=–: b | lr=0.1, opt=sgd: c | -: d");
  CHECK(groups({"nothing"}) == "-: a b c d");
}

}  // namespace
}  // namespace db
