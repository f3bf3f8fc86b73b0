#include "ui/run_sort.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

namespace db {
namespace {

TEST_CASE("a run order survives as text") {
  for (const char* text : {"", "-name", "start", "-start", "last(loss)", "-best(val/a b(c))", "min()"}) {
    const auto sort = RunSort::parse(text);
    REQUIRE(sort);
    CHECK(sort->text() == text);
  }
  for (const char* text : {"loss", "last(loss", "most(loss)", "--start", "("}) CHECK(!RunSort::parse(text));
}

TEST_CASE("runs are sorted stably, NaN and nothing at the end either way") {
  static constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  const auto sorted = [](bool descending) {
    std::vector<RunId> runs{RunId(0), RunId(1), RunId(2), RunId(3), RunId(4), RunId(5)};
    std::vector<std::optional<double>> values{std::nullopt, 2, kNan, 1, 2, -std::numeric_limits<double>::infinity()};
    sort_runs(runs, values, descending);
    std::vector<std::uint32_t> out;
    for (const RunId run : runs) out.push_back(static_cast<std::uint32_t>(index_of(run)));
    return out;
  };
  CHECK(sorted(false) == std::vector<std::uint32_t>{5, 3, 1, 4, 2, 0});
  CHECK(sorted(true) == std::vector<std::uint32_t>{1, 4, 3, 5, 2, 0});
}

}  // namespace
}  // namespace db
