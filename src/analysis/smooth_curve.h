// The smoothed values of a curve without keeping them: what an average has seen before every piece, and the least and
// greatest smoothed value in it. Any piece can then be smoothed by itself, exactly as in one sweep. Averages that look
// both ways (smoothing_kinds.h) read the neighbouring pieces instead.
//
// Cost: 32 bytes a piece of up to 256 rows (an eighth of a byte a point), 48 by time; one sweep over all values after a
// change of the smoothing (TensorBoard's: about 2.5 ns each, a third of that where smooth_sweep.h takes several curves
// together), and over the new pieces only after growth, with those before them that look ahead into them. The sweep can
// be taken in small steps.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "analysis/curve.h"
#include "analysis/smooth_lanes.h"
#include "analysis/smoothing.h"
#include "analysis/smoothing_kinds.h"

namespace db {

class SmoothCurve {
 public:
  // After each update of the curve that changed something (which this must see), and for another smoothing, which must
  // be sound.
  void update(const Curve& curve, const Smoothing& smoothing);
  void update(const Curve& curve, double weight) { update(curve, {.amount = weight}); }
  // Goes on for about `rows` rows. True: all pieces are known.
  bool advance(const Curve& curve, std::size_t rows);
  // So many leading pieces are known.
  std::size_t known() const { return pieces_.size(); }
  bool done(const Curve& curve) const { return !active(curve) || pieces_.size() == curve.pieces().size(); }
  // False: smoothing changes nothing; pieces are not looked at.
  bool active(const Curve& curve) const { return smoothing_.amount > 0 && !curve.constant(); }

  const Smoothing& smoothing() const { return smoothing_; }
  double weight() const { return smoothing_.amount; }
  // Of the finite smoothed values. Needs done(), as all below do.
  Range values(const Curve& curve) const;
  Range piece_range(const Curve& curve, std::size_t piece) const;
  // Smoothed values of a piece; `out` holds kBlockRows.
  void piece_values(const Curve& curve, std::size_t piece, double* out) const;
  // The same where active(), from the piece's own values; `out` may be `values`.
  void smooth_piece(const Curve& curve, std::size_t piece, const double* values, double* out) const;
  // The smoothed value of one row of a piece.
  double value(const Curve& curve, std::size_t piece, std::uint32_t row) const;
  std::size_t bytes() const { return pieces_.capacity() * sizeof(State) + times_.capacity() * sizeof(TimeEma); }

 private:
  friend class SmoothSweep;
  struct State {
    Ema before;
    double lo, hi;
  };
  bool looks_both_ways() const {
    return smoothing_.kind == SmoothingKind::kGaussian || smoothing_.kind == SmoothingKind::kMedian;
  }
  std::size_t kept_pieces(const Curve& curve) const;
  void take_next(const Curve& curve, double* values);
  std::optional<double> even_gap(const Curve& curve, std::size_t piece) const;
  void smooth_rows(const Curve& curve, std::size_t piece, std::uint32_t rows, const double* values, double* out,
                   Ema& ema, TimeEma& time) const;
  void smooth_by_window(const Curve& curve, std::size_t piece, std::uint32_t rows, const double* values,
                        double* out) const;
  void gaps(const Curve& curve, std::size_t piece, std::uint32_t rows, double* out) const;

  Smoothing smoothing_;
  PointWindow window_;
  std::size_t curve_pieces_ = 0;  // at the last update
  Ema next_;
  TimeEma next_time_;
  std::vector<State> pieces_;
  std::vector<TimeEma> times_;  // [pieces_] before each piece; kTimeEma only
};

}  // namespace db
