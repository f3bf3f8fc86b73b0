// A series as the points of one drawing: what Lod makes of it in one go, for files (SVG, PNG) rather than the screen.
// By default at most 2 points a column and line, with the least and greatest value of each; or every point.
#pragma once

#include <vector>

#include "analysis/lod.h"

namespace db {

struct DrawnSeries {
  std::vector<LodPoint> points;  // smoothed where that is asked for
  std::vector<LodPoint> raw;     // then: the values themselves
  std::vector<LodMark> marks;
};

enum class Detail : std::uint8_t { kColumns, kAllPoints };

// `smooth` must be done().
DrawnSeries draw_series(const Curve& curve, const CurveX& x, const SmoothCurve& smooth, bool want_raw,
                        const LodWindow& window, Detail detail);

}  // namespace db
