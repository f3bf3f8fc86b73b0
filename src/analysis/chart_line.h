// One run's line in one card: its curve, where its rows lie, its smoothing, and what a restart hid of it.
//
// Points into the store: refresh() before each use in a frame. Cost: 80 bytes a block of 256 rows while its card is
// near the screen.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "analysis/curve.h"
#include "analysis/curve_x.h"
#include "analysis/non_finite.h"
#include "analysis/smooth_curve.h"
#include "base/ids.h"
#include "store/store.h"

namespace db {

struct LineInputs {  // how a line is laid out, beside the store's rows
  XAxis axis = XAxis::kStep;
  XOrigin origin;
  AxisScale x_scale;
  Smoothing smoothing;
  bool superseded = false;  // what restarts hid is wanted, too
  bool operator==(const LineInputs&) const = default;
};

class ChartLine {
 public:
  ChartLine(RunId run, SeriesId series) : run(run), series(series) {}
  // A part of its rows (analysis/partition.h), the `part`-th; without those that restarts hid, or with them.
  ChartLine(RunId run, SeriesId series, int part, RowSpan rows, bool superseded)
      : run(run),
        series(series),
        part(part),
        span(rows),
        curve(superseded ? Curve::Part::kAll : Curve::Part::kLive, rows),
        with_superseded_(superseded) {}

  // Takes over what the store has now. True: something has changed.
  bool refresh(const Store& store, const LineInputs& inputs);
  bool fresh(const Store& store) const { return known_ && generation_ == store.series(series).generation; }
  // Counts the changes: work in progress that saw another number must start anew.
  std::uint32_t version() const { return version_; }
  std::uint32_t curve_version() const { return curve_version_; }  // the same of the curve alone
  // Goes on with smoothing. True: done.
  bool advance(std::size_t rows) { return smooth.advance(curve, rows); }
  bool done() const { return smooth.done(curve); }
  std::size_t bytes() const { return curve.bytes() + x.bytes() + smooth.bytes() + ghost.bytes() + ghost_x.bytes(); }

  // Whether it is this part of this series.
  bool is(SeriesId of, int nth_part, RowSpan rows, bool superseded) const {
    return series == of && part == nth_part && span == rows && with_superseded_ == (superseded && part >= 0);
  }
  // NaN and infinities. Cost: where there are any, a pass over the pieces that hold them after each change.
  const NonFinite& non_finite() const;

  RunId run;
  SeriesId series;
  std::uint32_t tag = 0;  // of the chart's tags
  int part = -1;          // of several, from 0; -1: it is all of the series
  RowSpan span;
  Curve curve;
  CurveX x;
  SmoothCurve smooth;
  // Superseded rows; empty unless they are wanted.
  Curve ghost{Curve::Part::kSuperseded};
  CurveX ghost_x;
  SmoothCurve ghost_smooth;  // never smooths

 private:
  bool with_superseded_ = false;
  mutable NonFinite non_finite_;
  mutable std::uint32_t non_finite_of_ = 0;  // version
  bool known_ = false;
  std::uint32_t generation_ = 0;
  std::uint32_t version_ = 0, curve_version_ = 0;
  LineInputs inputs_;
};

// Where the x axis of a chart of these series begins to count: steps from 0 unless they are too large for doubles, wall
// times from a whole second near the first. Nothing while they have no rows.
std::optional<XOrigin> origin_of(const Store& store, std::span<const SeriesId> series);

// "run", or "run: 2" of a part.
std::string line_name(const Store& store, const ChartLine& line);
std::string line_name(std::string_view run, const ChartLine& line);  // the run goes by another name

}  // namespace db
