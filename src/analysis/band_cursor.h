// Goes along one run's curve by step and says its value at any steps that come up: its own where it has the step, else
// the straight line between its rows before and after. Outside its own first and last step it has none, nor between
// rows of which one is not finite: NaN.
//
// Cost: at least 256 rows ahead are decoded, 10 KB; about 1 ns a row.
#pragma once

#include <cstddef>
#include <memory>
#include <span>

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
  explicit BandCursor(const BandMember& member) : member_(member), buffer_(std::make_unique<Buffer>()) {}

  // Decodes on, until kAhead rows are ahead or all there are. Before anything below.
  void refill();
  static constexpr std::size_t kAhead = 256;
  std::span<const Step> ahead() const { return {&buffer_->steps[row_], end_ - row_}; }
  std::int64_t stride() const { return stride_; }  // from each of them to the next; 0: it differs, or is not known
  bool more() const;                               // rows beyond those ahead

  struct Values {
    const double* values;
    bool whole;  // none is NaN
  };
  // Its values at at most kAhead steps that increase, from beyond the last ones asked for up to at most its last one
  // ahead (any, if there are no more()). They must hold all its own steps on the way. Until the next call of anything.
  Values values(std::span<const Step> at);
  // The same at its own next steps.
  Values next_values(std::size_t n);

 private:
  double between(Step at) const;

  struct Buffer {
    Step steps[2 * kAhead];
    double values[2 * kAhead];  // NaN if not finite
    double asked[kAhead];       // what values() answers
  };

  BandMember member_;
  std::unique_ptr<Buffer> buffer_;
  std::size_t piece_ = 0;  // the next to decode
  std::size_t row_ = 0;    // of the buffer: the first not yet gone by
  std::size_t end_ = 0;    // of the rows in it
  std::int64_t stride_ = 0;
  bool holes_ = false;  // there may be NaN among them
  bool begun_ = false;
  Step last_step_ = 0;  // of the row gone by last
  double last_value_ = 0;
};

}  // namespace db
