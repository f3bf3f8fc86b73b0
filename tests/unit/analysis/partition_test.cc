#include "analysis/partition.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <random>

#include "analysis/non_finite.h"
#include "tests/support/analysis_series.h"

using namespace db;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// Lengths of the parts; the rest of the rows for the last.
std::vector<std::uint64_t> lengths(const Series& series, bool by_time) {
  std::vector<std::uint64_t> out;
  for (const RowSpan& span : parts_of(series, by_time)) {
    out.push_back(std::min(span.end, count_rows(series, Restarts::kKeepAll)) - span.begin);
  }
  return out;
}

std::vector<std::uint64_t> of_steps(std::vector<Step> steps) {
  Store store;
  const std::vector<double> values(steps.size(), 1);
  return lengths(store.series(test::SeriesMaker(store).add("r", "t", steps, values)), false);
}

std::vector<std::uint64_t> of_walls(std::vector<double> walls) {
  Store store;
  const std::vector<double> values(walls.size(), 1);
  std::vector<Step> steps;
  for (std::size_t i = 0; i < walls.size(); ++i) steps.push_back(static_cast<Step>(i));
  return lengths(store.series(test::SeriesMaker(store).add("r", "t", steps, values, walls)), true);
}

using Lengths = std::vector<std::uint64_t>;

}  // namespace

TEST_CASE("parts as TensorBoard cuts them") {
  CHECK(of_steps({1, 2, 2, 1, 5, 10}) == Lengths{3, 3});
  CHECK(of_steps({0, -30, -15, -50}) == Lengths{1, 2, 1});
  CHECK(of_steps({0, 1, 2}) == Lengths{3});
  CHECK(of_walls({0, kInf, kNaN, 1, -1}) == Lengths{4, 1});
  CHECK(of_walls({kInf, 0, 1}) == Lengths{3});
  CHECK(of_steps({}).empty());
}

TEST_CASE("parts of many rows, and their curves") {
  std::mt19937 random(3);
  Store store;
  std::vector<Step> steps;
  std::vector<double> values;
  for (int i = 0; i < 5000; ++i) {
    const bool back = random() % 900 == 0 && i > 0;
    steps.push_back(i == 0 ? 0 : back ? std::max<Step>(0, steps.back() - 300) : steps.back() + 1);
    values.push_back(i);
  }
  const SeriesId id = test::SeriesMaker(store).add("r", "t", steps, values);
  const Series& series = store.series(id);
  const auto parts = parts_of(series, false);
  REQUIRE(parts.size() > 2);
  std::size_t at = 0, live = 0;
  Curve whole;
  whole.update(series);
  for (const RowSpan& part : parts) {
    Curve all(Curve::Part::kAll, part), kept(Curve::Part::kLive, part), hidden(Curve::Part::kSuperseded, part);
    all.update(series);
    kept.update(series);
    hidden.update(series);
    CHECK(kept.rows() + hidden.rows() == all.rows());
    live += kept.rows();
    bool same = true;
    for (const Piece& piece : all.pieces()) {
      double found[kBlockRows];
      piece_values(piece, found);
      for (std::uint32_t i = 0; i < piece.rows(); ++i) same = same && found[i] == values[at++];
    }
    CHECK(same);
    for (std::size_t i = 1; i < kept.pieces().size(); ++i) CHECK(kept.pieces()[i].first > kept.pieces()[i - 1].last);
  }
  CHECK(at == values.size());
  CHECK(live == whole.rows());
}

TEST_CASE("values that are not finite, counted") {
  Store store;
  std::vector<double> values(1000, 1);
  values[10] = values[700] = kNaN;
  values[5] = -kInf;
  values[999] = kInf;
  Curve curve;
  curve.update(store.series(test::SeriesMaker(store).add_line("r", "t", values, 0, 10)));
  const NonFinite found = find_non_finite(curve);
  CHECK(found.count() == 4);
  CHECK(non_finite_text(found) == "2 NaN from step 100, 1 ∞ at step 9,990, 1 −∞ at step 50");
  CHECK(non_finite_counts(found) == "2 NaN, 1 ∞, 1 −∞");
  NonFinite more = found;
  more.add(found);
  CHECK(non_finite_counts(more) == "4 NaN, 2 ∞, 2 −∞");
  CHECK(non_finite_text({}).empty());
}
