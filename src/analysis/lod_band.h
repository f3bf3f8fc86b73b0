// Level of detail of a band: every column of one device pixel keeps exactly the least of the lower line and the
// greatest of the upper one, over its whole width; between columns that have rows the band goes straight.
//
//   rows      .   .. .  ...      .        a row that is missing in either line breaks the band
//   columns   |   |  |  |  |  |  |  |
//   points    [---]--[--][-]     [--]     two a column, at its edges: a column alone is a bar of its width
//
// Both lines have the same rows, in order of x. Cost: as Lod; pieces that lie in one column are not opened.
#pragma once

#include <cstddef>
#include <cstdint>

#include "analysis/curve.h"
#include "analysis/curve_x.h"
#include "analysis/lod_line.h"
#include "analysis/smooth_curve.h"

namespace db {

struct BandEdge {
  const Curve& curve;
  const SmoothCurve& smooth;  // done()
};

class LodBand {
 public:
  // All arguments but the window must live until the work is done.
  LodBand(BandEdge low, BandEdge high, const CurveX& x, const LodWindow& window);

  // Goes on for about `rows` rows. True: finished.
  bool advance(std::size_t rows);

  LodLine low, high;  // points at the same x

 private:
  struct Column {
    std::int64_t index = 0;
    bool filled = false;
    double x = 0;  // of its row, where it lies outside the window
    double lo = 0, hi = 0;
  };

  std::int64_t column_of(double x) const;
  std::size_t take_piece(std::size_t index);
  void take(double x, double lo, double hi);
  void flush();

  BandEdge low_edge_, high_edge_;
  const CurveX& x_;
  LodWindow window_;
  std::size_t next_ = 0;  // piece
  bool done_ = false;
  bool gap_ = false;  // a missing row came after the last one taken
  Column column_;     // the one being filled
};

}  // namespace db
