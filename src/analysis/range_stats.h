// A curve between two steps, in the numbers of TensorBoard's table of a range: from the row nearest to the first step
// to the row nearest to the last one (the earlier of two), both counted. Minimum and maximum are of the smoothed
// values, the mean is of the values as they were logged; each of the finite ones only, where there are any.
//
// TensorBoard takes a range that ends at a series' first row for none; here it is that one row.
// Cost: pieces inside are never opened, but the two with the extremes; the mean reads all values (1 ns each).
#pragma once

#include <cstdint>
#include <optional>

#include "analysis/curve.h"
#include "analysis/nearest.h"
#include "analysis/smooth_curve.h"
#include "analysis/summary.h"

namespace db {

// The row nearest to a step, the earlier of two; its x is the step. Needs a curve whose steps never go
// back, as all here do, and smooth.done().
std::optional<CurvePoint> nearest_step(const Curve& curve, const SmoothCurve& smooth, Step step);

struct RangeStats {
  CurvePoint start, end;
  std::uint64_t rows;       // of the range
  double min, max;          // NaN: no smoothed value is finite
  Step min_step, max_step;  // the first rows that have them
  double mean;              // NaN: not asked for, or no value is finite

  double change() const { return end.smoothed - start.smoothed; }
  double relative_change() const { return change() / start.smoothed; }  // 0.5: half as much again
  double raw_change() const { return end.value - start.value; }
};

// Nothing for a curve without rows. Needs smooth.done(); `first` <= `last`.
std::optional<RangeStats> range_stats(const Curve& curve, const SmoothCurve& smooth, Step first, Step last,
                                      bool with_mean);

// The step of nearest_step, without its values.
std::optional<Step> step_near(const Curve& curve, Step step);
// The nearest step of a row beyond `step`, forward or back.
std::optional<Step> next_step(const Curve& curve, Step step, bool forward);

// nearest_step of a series that has no curve, in its default view. Cost: O(blocks) and a binary search in one.
std::optional<SeriesRow> row_near(const Series& series, Step step);

}  // namespace db
