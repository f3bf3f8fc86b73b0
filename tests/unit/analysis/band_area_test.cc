#include "analysis/band_area.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/lod.h"
#include "tests/support/analysis_band.h"

namespace db {
namespace {

using namespace test;

TEST_CASE("band: its lines are reduced like any curve") {
  Group group;
  for (int i = 0; i < 5; ++i) group.add(line(0, 2, 5000), false);
  group.use();
  const Band band = group.band({BandCentre::kMean, BandSpread::kExtremes});
  CurveX x;
  x.update(band.centre(), XAxis::kStep, {});
  CHECK(x.ordered());
  SmoothCurve as_is;
  as_is.update(band.centre(), 0);
  const LodWindow window{.begin = 0, .column = 100, .columns = 100, .y_lo = -10, .y_hi = 70};
  const auto reduce = [&](const Curve& curve) {
    Lod lod(curve, x, as_is, false, window);
    while (!lod.advance(1000)) continue;
    return lod;
  };
  REQUIRE(reduce(band.centre()).main.points.size() == 201);  // two a column, and the break at the end
}

// The area row by row: every column spans exactly its rows, in order, with breaks where no run counts.
void check_area(const Band& band, const CurveX& x, const LodWindow& window, std::size_t pace) {
  BandArea area(band, x, window);
  while (!area.advance(pace)) continue;
  struct Span {
    float low, high;
    int rows;
  };
  std::vector<Span> expected;  // by column, also one for each break
  std::int64_t column = -2;
  for (const Piece& piece : band.low().pieces()) {
    for (std::uint32_t row = 0; row < piece.rows(); ++row) {
      const Step step = piece.view().step(row);
      const BandRow values = *band.nearest(step);
      const double at = std::floor((static_cast<double>(step) - window.begin) / window.column);
      if (std::isnan(values.low)) column = -2;
      if (std::isnan(values.low) || at < 0 || at >= window.columns) continue;
      const auto low = static_cast<float>(window.normal_y(values.low));
      const auto high = static_cast<float>(window.normal_y(values.high));
      if (column != static_cast<std::int64_t>(at)) expected.push_back({low, high, 0});
      column = static_cast<std::int64_t>(at);
      Span& span = expected.back();
      span = {std::min(span.low, low), std::max(span.high, high), span.rows + 1};
    }
  }
  const auto& low = area.low.points;
  const auto& high = area.high.points;
  REQUIRE(low.size() == high.size());
  std::size_t next = 0;
  bool same = true;
  for (const Span& span : expected) {
    while (next < low.size() && !(low[next].x >= 0 && low[next].x <= 1)) ++next;
    REQUIRE(next < low.size());
    float least = low[next].y, greatest = high[next].y;
    if (span.rows > 1 && ++next < low.size()) {
      least = std::min(least, low[next].y);
      greatest = std::max(greatest, high[next].y);
    }
    ++next;
    same = same && least == span.low && greatest == span.high;
  }
  for (std::size_t i = 0; i < low.size(); ++i) same = same && low[i].x == high[i].x && low[i].y <= high[i].y;
  REQUIRE(same);
}

TEST_CASE("band area: what each column's rows span") {
  for (const bool holes : {false, true}) {
    Group group;
    for (int i = 0; i < 2; ++i) group.add(line(0, 1, 3000), holes);
    SeriesMaker make(group.store);
    make.add_line("huge", "t", std::vector<double>(200, 1.7e308), 500, 1, ValueType::kF64);
    make.add_line("vast", "t", std::vector<double>(200, -1.7e308), 550, 1, ValueType::kF64);
    group.use();
    for (const auto spread : kSpreads) {
      const Band band = group.band({BandCentre::kMean, spread});
      CurveX x;
      x.update(band.centre(), XAxis::kStep, {});
      for (const double column : {0.3, 1.0, 7.0, 300.0}) {
        for (const double begin : {-50.5, 400.0, 1234.25, 4000.0}) {
          check_area(band, x, {.begin = begin, .column = column, .columns = 300, .y_lo = -10, .y_hi = 70},
                     1 + group.random() % 900);
        }
      }
    }
  }
}

}  // namespace
}  // namespace db
