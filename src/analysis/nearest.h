// Reading a curve at a place: the row nearest to x, its neighbours, how many rows are in view.
//
// Cost: a binary search and one block where the curve is in order of x; else the blocks that might hold a nearer row.
#pragma once

#include <cstdint>
#include <optional>

#include "analysis/curve.h"
#include "analysis/curve_x.h"
#include "analysis/smooth_curve.h"

namespace db {

struct CurvePoint {
  double x;
  Step step;
  WallTime wall_secs;
  double value;
  double smoothed;  // the value where smoothing does nothing
};

// The row nearest in x, the earlier of two; nothing if no row has an x. Needs smooth.done().
std::optional<CurvePoint> nearest_point(const Curve& curve, const CurveX& x, const SmoothCurve& smooth, double at);

// The nearest x of a row beyond `at`, forward or back. Needs x.ordered().
std::optional<double> next_x(const Curve& curve, const CurveX& x, double at, bool forward);

// Whether at most `limit` rows lie in `view`. Needs x.ordered().
bool few_rows(const Curve& curve, const CurveX& x, Range view, std::uint32_t limit);

}  // namespace db
