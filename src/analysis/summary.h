// One series in a few numbers, over its default view (what a restart has superseded does not count). All points,
// nothing sampled; values as they were logged, never smoothed.
//
//   first, last   of the first and last row, also where they are NaN or infinite
//   min, max      of the finite values, with the first step that has them
//   best          min or max, whichever is better for the tag (measure.h guesses)
//   mean          of the finite values (sums of 256 rows at a time, added up in order)
//   duration      wall time of the last row - that of the first; below 0 where a clock went back
//
// Cost: about 1 ns a row; 136 bytes.
#pragma once

#include <cstdint>
#include <optional>

#include "analysis/measure.h"
#include "base/ids.h"
#include "store/store.h"

namespace db {

struct SeriesSummary {
  std::uint64_t rows = 0;
  std::uint64_t finite = 0;  // rows with a finite value; min, max and mean are known where there are any
  std::uint64_t nans = 0;
  std::uint64_t infinities = 0;  // of both signs
  Step first_step = 0, last_step = 0;
  WallTime first_wall = 0, last_wall = 0;
  double first = 0, last = 0;
  double min = 0, max = 0;
  Step min_step = 0, max_step = 0;
  double sum = 0;
  Step nan_step = 0, infinity_step = 0;  // the first ones

  double mean() const { return sum / static_cast<double>(finite); }
  double duration_secs() const { return last_wall - first_wall; }
  // The next rows of the series; rows of blobs have no value.
  void add(const Rows& rows);
  bool operator==(const SeriesSummary&) const = default;
};

SeriesSummary summarize(const Series& series);

// Nothing where there is no such number: no rows, or none that is finite for min, max, best, mean.
std::optional<double> measure_of(const SeriesSummary& summary, Measure measure, Better better);

struct SeriesRow {
  Step step;
  WallTime wall;
  double value;
};
// The last row at or before a step, in the default view. Cost: O(blocks) and a binary search in one.
std::optional<SeriesRow> row_at(const Series& series, Step step);

}  // namespace db
