#include "analysis/run_filter.h"

#include <catch2/catch_test_macros.hpp>

#include "analysis/glob.h"
#include "tests/support/analysis_series.h"

namespace db {
namespace {

TEST_CASE("glob") {
  CHECK(Glob("").matches(""));
  CHECK_FALSE(Glob("").matches("a"));
  CHECK(Glob("*").matches(""));
  CHECK(Glob("loss/*").matches("loss/a/b"));
  CHECK_FALSE(Glob("loss/*").matches("loss"));
  CHECK(Glob("*loss").matches("train/loss"));
  CHECK(Glob("a*b*c").matches("aXbXbc"));
  CHECK_FALSE(Glob("a*b*c").matches("aXbXbcd"));
  CHECK(Glob("?x").matches("\xC3\xA9x"));
  CHECK_FALSE(Glob("?").matches(""));
  CHECK(Glob("LOSS", LetterCase::kIgnored).matches("lOsS"));
  CHECK_FALSE(Glob("loss").matches("Loss"));
  CHECK(Glob("**a**").matches("bab"));
  CHECK(Glob("a").plain());
  CHECK_FALSE(Glob("a?").plain());
}

TEST_CASE("run filter: conditions ask for the values of the run's own tags") {
  Store store;
  test::SeriesMaker make(store);
  const double one[] = {1}, two[] = {2};
  make.add_line("run/a", "Loss", one);
  make.add_line("run/b", "Loss", two);
  make.add_line("run/b", "val/acc", one);
  for (int i = 0; i < 20; ++i) make.add_line("run/c", "grad/" + std::to_string(i), i == 7 ? two : one);
  const auto value = [&](SeriesId id, Measure measure) -> std::optional<double> {
    if (measure != Measure::kLast) return std::nullopt;
    double last = 0;
    for_each_rows(store.series(id), Restarts::kKeepAll,
                  [&](const Rows& rows) { last = rows.block.value(rows.end - 1); });
    return last;
  };
  const auto runs = [&](std::string_view text) {
    const auto filter = Filter::parse(text, Filter::Of::kRuns);
    REQUIRE(filter);
    const RunFilter of(*filter, store, value);
    std::string out;
    for (std::uint32_t i = 0; i < store.runs().size(); ++i)
      if (of.matches(RunId(i))) out += store.runs()[i].name.back();
    return out;
  };
  CHECK(runs("") == "abc");
  CHECK(runs("last(loss)<2") == "a");
  CHECK(runs("last(loss)<=2") == "ab");
  CHECK(runs("!last(loss)<2") == "bc");
  CHECK(runs("last(loss)!=1") == "b");
  CHECK(runs("last(lOSS)>0").empty());
  CHECK(runs("best(loss)>0").empty());
  CHECK(runs("last(grad/*)=2") == "c");
  CHECK(runs("last(grad/?)>2").empty());
  CHECK(runs("last(*)=1|/b$/") == "abc");
  CHECK(runs("last(*)=1 run/b") == "b");
  CHECK(runs("last(val/acc)=1|last(grad/7)=2") == "bc");
}

TEST_CASE("run filter: by summaries, the better way guessed or chosen") {
  Store store;
  test::SeriesMaker make(store);
  const double up[] = {1, 5, 3}, low[] = {1, 2, 1};
  make.add_line("a", "acc", up);
  make.add_line("b", "acc", low);
  SummaryCache cache;
  BetterWays ways;
  const auto runs = [&](std::string_view text) {
    const auto filter = Filter::parse(text, Filter::Of::kRuns);
    REQUIRE(filter);
    const RunFilter of(*filter, store, RunFilter::summaries(store, cache, ways));
    return (of.matches(RunId(0)) ? 1 : 0) + (of.matches(RunId(1)) ? 2 : 0);
  };
  CHECK(runs("best(acc)>4") == 1);
  CHECK(runs("mean(acc)>=3") == 1);
  CHECK(runs("min(acc)=1 last(acc)<2") == 2);
  CHECK(runs("count(acc)=3 nan(acc)=0") == 3);
  ways.choose("acc", Better::kLower);
  CHECK(ways.chosen().size() == 1);
  CHECK(runs("best(acc)=1") == 3);
  ways.choose("acc", std::nullopt);
  CHECK(runs("best(acc)=2") == 2);
}

TEST_CASE("measure: names and which way is better") {
  for (const auto m : {Measure::kFirst, Measure::kLast, Measure::kMin, Measure::kMax, Measure::kBest, Measure::kMean,
                       Measure::kCount, Measure::kNan})
    CHECK(measure_named(measure_name(m)) == m);
  CHECK_FALSE(measure_named("median"));
  CHECK_FALSE(measure_named(""));
  const auto higher = [](std::string_view tag) { return guess_better(tag) == Better::kHigher; };
  CHECK(higher("val/acc"));
  CHECK(higher("epoch_accuracy"));
  CHECK(higher("loss/top1"));
  CHECK(higher("rollout/ep_rew_mean"));
  CHECK(higher("evalAUROC"));
  CHECK(higher("ValAccuracy@5"));
  CHECK(higher("F1"));
  CHECK_FALSE(higher("accuracy_loss"));
  CHECK_FALSE(higher("acc/loss"));
  CHECK_FALSE(higher("Perplexity"));
  CHECK_FALSE(higher("trainLoss"));
  CHECK_FALSE(higher("error_rate"));
  CHECK_FALSE(higher("lr"));
  CHECK_FALSE(higher(""));
  CHECK_FALSE(higher("/_/"));
}

}  // namespace
}  // namespace db
