#include "analysis/summary.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include "analysis/summary_cache.h"
#include "tests/support/analysis_series.h"

namespace db {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// Row by row.
void check(const SeriesSummary& found, const Series& series) {
  SeriesSummary s;
  long double sum = 0;
  for_each_rows(series, Restarts::kDropSuperseded, [&](const Rows& rows) {
    for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
      const Step step = rows.block.step(row);
      const double value = rows.block.value(row);
      if (s.rows++ == 0) s.first_step = step, s.first_wall = rows.block.wall(row), s.first = value;
      s.last_step = step, s.last_wall = rows.block.wall(row), s.last = value;
      if (std::isnan(value) && s.nans++ == 0) s.nan_step = step;
      if (std::isinf(value) && s.infinities++ == 0) s.infinity_step = step;
      if (!std::isfinite(value)) continue;
      if (s.finite == 0 || value < s.min) s.min = value, s.min_step = step;
      if (s.finite == 0 || value > s.max) s.max = value, s.max_step = step;
      ++s.finite;
      sum += value;
    }
  });
  REQUIRE(found.rows == s.rows);
  REQUIRE(found.finite == s.finite);
  REQUIRE(found.nans == s.nans);
  REQUIRE(found.infinities == s.infinities);
  REQUIRE(found.nan_step == s.nan_step);
  REQUIRE(found.infinity_step == s.infinity_step);
  REQUIRE(found.first_step == s.first_step);
  REQUIRE(found.last_step == s.last_step);
  REQUIRE(found.duration_secs() == s.duration_secs());
  REQUIRE(same(found.first, s.first));
  REQUIRE(same(found.last, s.last));
  REQUIRE(found.min == s.min);
  REQUIRE(found.max == s.max);
  REQUIRE(found.min_step == s.min_step);
  REQUIRE(found.max_step == s.max_step);
  if (s.finite > 0) {
    REQUIRE(found.mean() == Catch::Approx(static_cast<double>(sum / s.finite)).epsilon(1e-12).margin(1e-12));
  }
}

std::vector<double> noise(std::mt19937& random, std::size_t n, bool holes) {
  std::vector<double> out(n);
  for (double& v : out) {
    v = static_cast<double>(random() % 4096) / 1024 - 2;
    if (holes && random() % 7 == 0) v = std::array{kNaN, kInf, -kInf}[random() % 3];
  }
  return out;
}

TEST_CASE("summary: as row by row") {
  std::mt19937 random(1);
  for (const std::size_t n : {1, 2, 3, 255, 256, 257, 3000}) {
    for (const auto type : {ValueType::kF32, ValueType::kF64, ValueType::kI64}) {
      Store store;
      const auto values = noise(random, n, type != ValueType::kI64);
      const SeriesId id = test::SeriesMaker(store).add_line("r", "t", values, -5, 3, type);
      check(summarize(store.series(id)), store.series(id));
    }
  }
}

TEST_CASE("summary: nothing finite, nothing at all") {
  Store store;
  test::SeriesMaker make(store);
  const double bad[] = {kNaN, -kInf};
  const SeriesId id = make.add_line("r", "t", bad);
  const auto s = summarize(store.series(id));
  CHECK(std::isnan(*measure_of(s, Measure::kFirst, Better::kLower)));
  CHECK(*measure_of(s, Measure::kLast, Better::kLower) == -kInf);
  CHECK_FALSE(measure_of(s, Measure::kMin, Better::kLower));
  CHECK_FALSE(measure_of(s, Measure::kBest, Better::kHigher));
  CHECK_FALSE(measure_of(s, Measure::kMean, Better::kLower));
  CHECK(*measure_of(s, Measure::kNan, Better::kLower) == 1);
  CHECK(*measure_of(s, Measure::kCount, Better::kLower) == 2);
  CHECK_FALSE(measure_of({}, Measure::kLast, Better::kLower));
  const double good[] = {3, 1, 2};
  const auto g = summarize(store.series(make.add_line("r", "g", good)));
  CHECK(*measure_of(g, Measure::kBest, Better::kLower) == 1);
  CHECK(*measure_of(g, Measure::kBest, Better::kHigher) == 3);
  CHECK(*measure_of(g, Measure::kMean, Better::kLower) == 2);
  CHECK(*measure_of(g, Measure::kLast, Better::kLower) == 2);
}

TEST_CASE("summary: blobs have rows and no values") {
  Store store;
  SeriesDefinition definition;
  definition.file = store.add_file("r/tfevents", 1);
  definition.tag = "image";
  const SeriesId id = store.define_series(definition);
  PendingRows rows;
  rows.type = ValueType::kBlob;
  rows.steps = {4, 9};
  rows.walls = {1, 3};
  rows.blobs.resize(2);
  std::vector<std::byte> bytes;
  pack_block(rows, 0, 2, bytes);
  store.append(id, definition.file, BlockView(bytes.data()));
  const auto s = summarize(store.series(id));
  CHECK(s.rows == 2);
  CHECK(s.last_step == 9);
  CHECK(s.duration_secs() == 2);
  CHECK(s.nans == 0);
  CHECK(s.finite == 0);
}

TEST_CASE("summary: the row at or before a step") {
  Store store;
  std::mt19937 random(2);
  std::vector<Step> steps;
  for (int i = 0; i < 900; ++i) steps.push_back((steps.empty() ? 0 : steps.back()) + 1 + random() % 5);
  const SeriesId id = test::SeriesMaker(store).add("r", "t", steps, noise(random, steps.size(), false));
  std::size_t at = 0;
  for (Step step = -3; step < steps.back() + 5; ++step) {
    while (at < steps.size() && steps[at] <= step) ++at;
    const auto found = row_at(store.series(id), step);
    REQUIRE(found.has_value() == (at > 0));
    if (found) REQUIRE(found->step == steps[at - 1]);
  }
  CHECK_FALSE(row_at(Series{}, 0));
}

TEST_CASE("summary cache: grows, restarts, is read anew, and reads only what is new") {
  Store store;
  test::SeriesMaker make(store);
  SummaryCache cache;
  std::mt19937 random(3);
  Step next = 0;
  SeriesId id{};
  for (int round = 0; round < 300; ++round) {
    const bool restart = random() % 20 == 0;
    if (restart) next -= static_cast<Step>(random() % 300);
    const auto values = noise(random, 1 + random() % 120, true);
    id = make.add_line("r", "t", values, next);
    next += static_cast<Step>(values.size());
    CHECK_FALSE(cache.fresh(store, id));
    const std::uint64_t before = cache.rows_read();
    const SeriesSummary found = cache.get(store, id);
    if (!restart) REQUIRE(cache.rows_read() - before <= values.size() + kBlockRows);
    REQUIRE(cache.fresh(store, id));
    check(found, store.series(id));
    const bool as_if_new = same(found.sum, summarize(store.series(id)).sum);
    REQUIRE(as_if_new);
    const std::uint64_t read = cache.rows_read();
    cache.get(store, id);
    REQUIRE(cache.rows_read() == read);
  }
  store.forget_rows(store.runs()[0].files[0]);
  CHECK(cache.get(store, id).rows == 0);
  make.add_line("r", "t", std::vector<double>{1, 2});
  CHECK(cache.get(store, id).max == 2);
  CHECK(cache.bytes() > 0);
}

}  // namespace
}  // namespace db
