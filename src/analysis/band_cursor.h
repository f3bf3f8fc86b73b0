// Goes along one run's curve by step and says its value at any steps that come up: its own where it has the step, else
// the straight line between its rows before and after. Outside its own first and last step it has none, nor between
// rows of which one is not finite: NaN.
//
// Cost: at least 256 rows ahead are decoded, 8 KB.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "analysis/curve.h"
#include "analysis/smooth_curve.h"
#include "base/ids.h"

namespace db {

struct BandMember {
  const Curve* curve;                   // its live part
  const SmoothCurve* smooth = nullptr;  // its smoothed values count, not the logged ones; must be done()
};

class BandCursor {
 public:
  explicit BandCursor(const BandMember& member) : member_(member) {}

  // Decodes on, until kAhead rows are ahead or all there are. Before anything below.
  void refill();
  static constexpr std::size_t kAhead = 256;
  std::span<const Step> ahead() const { return std::span(steps_).subspan(row_); }
  bool more() const;  // rows beyond those ahead

  // Its values at steps that increase, from beyond the last ones asked for up to at most its last one ahead (any, if
  // there are no more()). They must hold all its own steps on the way. True: none is NaN.
  bool values(std::span<const Step> at, double* out);

 private:
  double between(Step at) const;

  BandMember member_;
  std::size_t piece_ = 0;       // the next to decode
  std::vector<Step> steps_;     // decoded
  std::vector<double> values_;  // theirs; NaN if not finite
  std::size_t row_ = 0;         // the first of them not yet gone by
  bool begun_ = false;
  Step last_step_ = 0;  // of the row gone by last
  double last_value_ = 0;
};

}  // namespace db
