#include "analysis/smooth_curve.h"

#include <algorithm>
#include <cmath>

#include "analysis/min_max.h"

namespace db {

void SmoothCurve::update(const Curve& curve, double weight) {
  const std::size_t keep = weight == weight_ ? std::min(curve.unchanged(), pieces_.size()) : 0;
  weight_ = weight;
  if (keep < pieces_.size()) next_ = pieces_[keep].before;
  pieces_.resize(keep);
  if (keep == 0) next_ = {};
}

bool SmoothCurve::advance(const Curve& curve, std::size_t rows) {
  if (!active(curve)) return true;
  const auto pieces = curve.pieces();
  pieces_.reserve(pieces.size());
  std::size_t seen = 0;
  while (pieces_.size() < pieces.size() && seen < rows) {
    const Piece& piece = pieces[pieces_.size()];
    State state{next_, 0, 0};
    double values[kBlockRows];
    db::piece_values(piece, values);
    smooth(next_, weight_, values, piece.rows(), piece.non_finite == 0, values);
    MinMax found;
    if (piece.non_finite == 0) min_max_finite(values, piece.rows(), found.lo, found.hi);
    if (!std::isfinite(found.lo) || !std::isfinite(found.hi)) {  // also where the average went beyond all doubles
      found = min_max(std::span<const double>(values, piece.rows()));
    }
    state.lo = found.lo;
    state.hi = found.hi;
    pieces_.push_back(state);
    seen += piece.rows();
  }
  return done(curve);
}

Range SmoothCurve::values(const Curve& curve) const {
  if (!active(curve)) return curve.values();
  Range out;
  for (const State& state : pieces_) out.add(Range{state.lo, state.hi});
  return out;
}

Range SmoothCurve::piece_range(const Curve& curve, std::size_t piece) const {
  if (active(curve)) return {pieces_[piece].lo, pieces_[piece].hi};
  return {curve.pieces()[piece].lo, curve.pieces()[piece].hi};
}

void SmoothCurve::piece_values(const Curve& curve, std::size_t piece, double* out) const {
  db::piece_values(curve.pieces()[piece], out);
  if (active(curve)) smooth_piece(curve, piece, out, out);
}

void SmoothCurve::smooth_piece(const Curve& curve, std::size_t piece, const double* values, double* out) const {
  const Piece& p = curve.pieces()[piece];
  Ema state = pieces_[piece].before;
  smooth(state, weight_, values, p.rows(), p.non_finite == 0, out);
}

double SmoothCurve::first_value(const Curve& curve, std::size_t piece) const {
  const Piece& p = curve.pieces()[piece];
  double value = p.view().value(p.begin);
  if (!active(curve)) return value;
  Ema state = pieces_[piece].before;
  smooth(state, weight_, &value, 1, false, &value);
  return value;
}

}  // namespace db
