// The smoothed values of a curve without keeping them: the state of the average at the start of every piece, and the
// least and greatest smoothed value in it. Any piece can then be smoothed by itself, exactly as in one sweep.
//
// Cost: 32 bytes a piece of up to 256 rows (an eighth of a byte a point); one sweep over all values (about 2.5 ns each)
// after a change of the weight, and over the new pieces only after growth. The sweep can be taken in small steps.
#pragma once

#include <cstddef>
#include <vector>

#include "analysis/curve.h"
#include "analysis/smoothing.h"

namespace db {

class SmoothCurve {
 public:
  // After each update of the curve that changed something (which this must see), and for another weight.
  void update(const Curve& curve, double weight);
  // Goes on for about `rows` rows. True: all pieces are known.
  bool advance(const Curve& curve, std::size_t rows);
  bool done(const Curve& curve) const { return !active(curve) || pieces_.size() == curve.pieces().size(); }
  // False: smoothing changes nothing; pieces are not looked at.
  bool active(const Curve& curve) const { return weight_ > 0 && !curve.constant(); }

  double weight() const { return weight_; }
  // Of the finite smoothed values. Needs done(), as all below do.
  Range values(const Curve& curve) const;
  Range piece_range(const Curve& curve, std::size_t piece) const;
  // Smoothed values of a piece; `out` holds kBlockRows.
  void piece_values(const Curve& curve, std::size_t piece, double* out) const;
  // The same where active(), from the piece's own values.
  void smooth_piece(const Curve& curve, std::size_t piece, const double* values, double* out) const;
  // The smoothed value of a piece's first row.
  double first_value(const Curve& curve, std::size_t piece) const;
  std::size_t bytes() const { return pieces_.capacity() * sizeof(State); }

 private:
  struct State {
    Ema before;
    double lo, hi;
  };
  double weight_ = 0;
  Ema next_;
  std::vector<State> pieces_;
};

}  // namespace db
