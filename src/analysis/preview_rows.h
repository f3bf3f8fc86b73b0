// Rows of a curve at which its smoothed value is wanted while a slider moves (smooth_preview.h): the last ones of pixel
// columns, or those at given steps. Found once; the curve must not change as long as they are used.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "analysis/curve.h"
#include "analysis/curve_x.h"
#include "analysis/lod_line.h"

namespace db {

struct PreviewRow {
  double x;
  const float* f32;        // behind its value, if all of its piece are finite floats; else null
  std::uint64_t position;  // rows of the curve up to it and with it
  std::uint32_t piece;
  std::uint32_t rows;  // of the piece up to it and with it
};

// The last row of each column of the window, the last before it and the first beyond it. `x` must be ordered(). With
// `coarse` two columns are taken for one. Cost: a pass over the pieces, and over x where it is not even.
std::vector<PreviewRow> last_rows(const Curve& curve, const CurveX& x, const LodWindow& window, bool coarse);

// Where steps lie among the rows of a run, as BandCursor has it: at a row, or on the straight line between two.
struct RowsAtSteps {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  struct Place {
    std::uint32_t row;  // of `rows`; kNone: the step is beyond the first or last row
    double share;       // of the way to the next one of `rows`
  };
  std::vector<PreviewRow> rows;  // without x
  std::vector<Place> places;     // by step; empty: every step is a row, in their order
};

// Both steps and the curve's rows increase. O(pieces + steps log rows of a piece).
RowsAtSteps rows_at_steps(const Curve& curve, std::span<const Step> steps);

}  // namespace db
