// A smoothed line for a slider that moves: TensorBoard's average (smoothing.h) at the last row of each pixel column,
// and nothing of what lies between. Of these values the average is right to about 0.1 %: rows are weighted by powers of
// w as far back as these matter. What lies between columns' ends (spikes, breaks, marks) is the exact line's, which
// follows.
//
// Where the columns end is found once, a pass over x; then a weight costs about 0.3 ns a row that matters: at most the
// rows of the window, and fewer the smaller the weight. 32 bytes a column.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/curve.h"
#include "analysis/curve_x.h"
#include "analysis/lod_line.h"

namespace db {

class SmoothPreview {
 public:
  // `x` must be ordered(). The curve must not change as long as this is used; a view into the store's blocks. With
  // `coarse` two pixel columns are taken for one: half the cost, where many lines are drawn at once.
  SmoothPreview(const Curve& curve, const CurveX& x, const LodWindow& window, bool coarse = false);

  // The line for a weight in [0, 1); x never goes back. `curve` and window as above.
  LodLine line(const Curve& curve, double weight) const;

 private:
  struct End {  // of a column: its last row
    double x;
    const float* f32;        // behind the value of its row, if all of its piece are finite floats; else null
    std::uint64_t position;  // rows of the curve up to it and with it
    std::uint32_t piece;
    std::uint32_t rows;  // of the piece up to it and with it
  };

  LodWindow window_;
  std::vector<End> ends_;
};

}  // namespace db
