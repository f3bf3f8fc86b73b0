// What a chart shows when nobody has zoomed: the extent of what is drawn, exact over all rows, and the view that fits
// it. Source of the rule for outliers: tensorboard.md 5.2.
//
//   ExtentFinder finder; finder.begin(rule, ...); for (...) finder.add(curve, x, smooth);
//   if (!finder.end()) while (!finder.advance(rows)) continue;
//
// Cost: the least and greatest value of a curve are known with its pieces; without outliers, or on a log scale, one
// more pass over the values, nearly always (rank_select.h). It can be taken in small steps, between which curves must
// not change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/curve_x.h"
#include "analysis/rank_select.h"
#include "analysis/smooth_curve.h"

namespace db {

struct ExtentRule {
  bool ignore_outliers = false;
  bool log_y = false;  // only positive values count
};

class ExtentFinder {
 public:
  // `lines`: about how many will be added. `roughly`: of long curves a sample of the values will do.
  void begin(const ExtentRule& rule, std::size_t lines, bool roughly = false);
  // All must live until the end, smooth.done().
  void add(const Curve& curve, const CurveX& x, const SmoothCurve& smooth);
  // The same of a line with these extremes, some of whose values are known as they come; roughly only.
  void add(const CurveX& x, Range values);
  void add_sample(std::span<const double> values);
  void add_x(Range x) { x_.add(x); }
  // After the last one. True: it is known already.
  bool end();
  // Goes on for about `rows` rows. True: it is known.
  bool advance(std::size_t rows);
  // What is known is exact.
  bool exact() const { return exact_; }
  // Forgets the curves.
  void stop();

  Range x() const { return x_; }                        // places
  Range y() const { return y_; }                        // values
  std::uint64_t left_out() const { return left_out_; }  // rows that the x axis, being logarithmic, has no place for

 private:
  struct Source {
    const Curve* curve;
    const SmoothCurve* smooth;
  };
  bool by_rank() const { return rule_.ignore_outliers || rule_.log_y; }
  void sample(const Curve& curve, const SmoothCurve& smooth);
  void add_to_ranks(double* values, std::size_t n);

  ExtentRule rule_;
  bool roughly_ = false, exact_ = true;
  std::size_t lines_ = 0;
  Range x_, y_;
  std::uint64_t left_out_ = 0;
  std::vector<double> sample_;  // until end()
  std::vector<Source> sources_;
  std::optional<RankSelect> ranks_;
  std::size_t source_ = 0, piece_ = 0;  // the next one
};

// A little more than one step; all of it else. Places. Empty: [0, 1].
Range fit_x(Range extent);
// Places on the scale of an axis for values of this extent; `from_0`: not on a log scale.
Range fit_y(Range values, const AxisScale& scale, bool from_0);
// The scale for values of this extent, which symlog follows.
AxisScale scale_for(ScaleKind kind, Range values);

}  // namespace db
