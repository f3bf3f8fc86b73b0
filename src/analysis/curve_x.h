// Where the rows of a curve lie on the horizontal axis: by step, by time since the curve's first row, or by wall time.
//
// Coordinates are doubles relative to an origin that the chart chooses (a step or a time near its data), so that steps
// beyond 2^53 and times of microseconds keep their differences. Wall times need not be in order: clocks jump.
//
// On a log or symlog scale the coordinate is the place (axis_scale.h) of the step itself, whatever the origin, or of
// the seconds since the first row. On a log scale rows at or below 0 have no place: they lie at minus infinity, before
// all others.
//
// Cost: by step nothing; by time one pass over the wall times after each change, and 16 bytes a piece. A logarithm for
// each row that is asked for where the scale has them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analysis/axis_scale.h"
#include "analysis/curve.h"

namespace db {

enum class XAxis : std::uint8_t { kStep, kRelative, kWall };

struct XOrigin {
  Step step = 0;           // of kStep
  WallTime wall_secs = 0;  // of kWall; kRelative starts at each curve's own first row
  bool operator==(const XOrigin&) const = default;
};

class CurveX {
 public:
  // After each update of the curve that changed something, and for another axis, origin or scale. Wall time is linear.
  void update(const Curve& curve, XAxis axis, XOrigin origin, const AxisScale& scale = {});

  XAxis axis() const { return axis_; }
  const AxisScale& scale() const { return scale_; }
  bool ordered() const { return ordered_; }             // x never goes back from row to row, and every row has one
  Range range() const { return range_; }                // of all rows that have a finite x
  std::uint64_t left_out() const { return left_out_; }  // rows that a log scale has no place for
  WallTime start_secs() const { return start_secs_; }   // wall time of the first row that has one; not for kStep

  // Least and greatest x of a piece: of its first and last row where ordered().
  Range span(const Curve& curve, std::size_t piece) const;
  // A piece's rows where they lie at first + row * stride, stride > 0; nothing where that is not known.
  struct EvenRows {
    double first, stride;
    bool operator==(const EvenRows&) const = default;
  };
  std::optional<EvenRows> even_rows(const Curve& curve, std::size_t piece) const;
  // x of all rows of a piece; `out` holds kBlockRows.
  void values(const Curve& curve, std::size_t piece, double* out) const;
  // The first piece that reaches x or goes beyond it. Needs ordered().
  std::size_t lower_bound(const Curve& curve, double x) const;
  std::size_t bytes() const { return walls_.capacity() * sizeof(Range); }

 private:
  double zero_secs() const { return axis_ == XAxis::kRelative ? start_secs_ : origin_.wall_secs; }
  Step zero_step() const { return linear() ? origin_.step : 0; }
  bool linear() const { return scale_.kind == ScaleKind::kLinear; }
  void add_placed(const double* x, std::uint32_t rows);

  XAxis axis_ = XAxis::kStep;
  XOrigin origin_;
  AxisScale scale_;
  WallTime start_secs_ = 0;
  bool ordered_ = true;
  Range range_;
  std::uint64_t left_out_ = 0;
  std::vector<Range> walls_;  // [pieces] seconds since the epoch; empty for kStep
};

}  // namespace db
