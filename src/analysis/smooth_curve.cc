#include "analysis/smooth_curve.h"

#include <algorithm>
#include <cmath>

#include "analysis/min_max.h"

namespace db {

void SmoothCurve::update(const Curve& curve, const Smoothing& smoothing) {
  std::size_t keep = 0;
  if (smoothing == smoothing_) {
    keep = kept_pieces(curve);
  } else {
    smoothing_ = smoothing;
    times_.clear();
    window_ = looks_both_ways() && smoothing.amount > 0 ? PointWindow(smoothing) : PointWindow();
  }
  if (keep < pieces_.size()) {
    next_ = pieces_[keep].before;
    if (!times_.empty()) next_time_ = times_[keep];
  }
  pieces_.resize(keep);
  times_.resize(std::min(keep, times_.size()));
  if (keep == 0) next_ = {}, next_time_ = {};
  curve_pieces_ = curve.pieces().size();
}

// So many leading pieces are still right: unchanged, and what they look ahead into is, too.
std::size_t SmoothCurve::kept_pieces(const Curve& curve) const {
  const std::size_t same = curve.unchanged();
  std::size_t keep = same, ahead = 0;
  const bool nothing_new = same == curve.pieces().size() && same == curve_pieces_;
  for (; looks_both_ways() && !nothing_new && keep > 0 && ahead < window_.radius(); --keep) {
    const Piece& piece = curve.pieces()[keep - 1];
    ahead += piece.rows() - piece.non_finite;
  }
  return std::min(keep, pieces_.size());
}

bool SmoothCurve::advance(const Curve& curve, std::size_t rows) {
  if (!active(curve)) return true;
  const auto pieces = curve.pieces();
  pieces_.reserve(pieces.size());
  double values[kBlockRows];
  for (std::size_t seen = 0; pieces_.size() < pieces.size() && seen < rows;) {
    const std::uint32_t some = pieces[pieces_.size()].rows();
    take_next(curve, values);
    seen += some * (1 + window_.radius() / 8);
  }
  return done(curve);
}

// Smooths the next piece; its values to `values`.
void SmoothCurve::take_next(const Curve& curve, double* values) {
  const std::size_t at = pieces_.size();
  const Piece& piece = curve.pieces()[at];
  State state{next_, 0, 0};
  if (smoothing_.kind == SmoothingKind::kTimeEma) times_.push_back(next_time_);
  db::piece_values(piece, values);
  smooth_rows(curve, at, piece.rows(), values, values, next_, next_time_);
  MinMax found;
  if (piece.non_finite == 0) min_max_finite(values, piece.rows(), found.lo, found.hi);
  if (!std::isfinite(found.lo) || !std::isfinite(found.hi)) {  // also where the average went beyond all doubles
    found = min_max(std::span<const double>(values, piece.rows()));
  }
  state.lo = found.lo;
  state.hi = found.hi;
  pieces_.push_back(state);
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
  Ema ema = pieces_[piece].before;
  TimeEma time = times_.empty() ? TimeEma() : times_[piece];
  smooth_rows(curve, piece, curve.pieces()[piece].rows(), values, out, ema, time);
}

double SmoothCurve::value(const Curve& curve, std::size_t piece, std::uint32_t row) const {
  const Piece& p = curve.pieces()[piece];
  if (!active(curve)) return p.view().value(p.begin + row);
  double values[kBlockRows];
  p.view().values(p.begin, p.begin + row + 1, values);
  Ema ema = pieces_[piece].before;
  TimeEma time = times_.empty() ? TimeEma() : times_[piece];
  smooth_rows(curve, piece, row + 1, values, values, ema, time);
  return values[row];
}

// The first `rows` rows of a piece.
void SmoothCurve::smooth_rows(const Curve& curve, std::size_t piece, std::uint32_t rows, const double* values,
                              double* out, Ema& ema, TimeEma& time) const {
  switch (smoothing_.kind) {
    case SmoothingKind::kEma:
      smooth(ema, smoothing_.amount, values, rows, curve.pieces()[piece].non_finite == 0, out);
      break;
    case SmoothingKind::kTimeEma: {
      double gap[kBlockRows];
      gaps(curve, piece, rows, gap);
      smooth_by_time(time, smoothing_.amount, values, gap, rows, out);
      break;
    }
    case SmoothingKind::kGaussian:
    case SmoothingKind::kMedian:
      smooth_by_window(curve, piece, rows, values, out);
      break;
  }
}

// How much x grows from the row before each; nothing where it does not, or is not known.
void SmoothCurve::gaps(const Curve& curve, std::size_t piece, std::uint32_t rows, double* out) const {
  const auto pieces = curve.pieces();
  const Piece& p = pieces[piece];
  const BlockView block = p.view();
  if (smoothing_.by_time) {
    double walls[kBlockRows];
    block.walls(p.begin, p.begin + rows, walls);
    double last = piece > 0 ? pieces[piece - 1].view().wall(pieces[piece - 1].end - 1U) : walls[0];
    for (std::uint32_t i = 0; i < rows; ++i) {
      const double gap = walls[i] - last;
      out[i] = std::isfinite(gap) && gap > 0 ? gap : 0;
      last = walls[i];
    }
    return;
  }
  Step steps[kBlockRows];
  block.steps(p.begin, p.begin + rows, steps);
  Step last = piece > 0 ? pieces[piece - 1].last : p.first;
  for (std::uint32_t i = 0; i < rows; ++i) {
    out[i] = steps[i] > last ? step_offset(steps[i], last) : 0;
    last = steps[i];
  }
}

// The gap before each row of a piece, where it is the same for all. Before the first row of all any will do: nothing
// is there to fade.
std::optional<double> SmoothCurve::even_gap(const Curve& curve, std::size_t piece) const {
  const Piece& p = curve.pieces()[piece];
  const BlockHeader& block = p.view().header();
  if (smoothing_.by_time || block.step_code != StepCode::kAffine || block.stride <= 0 || !p.increasing) return {};
  const auto gap = static_cast<double>(block.stride);
  if (piece == 0) return gap;
  const Step before = curve.pieces()[piece - 1].last;
  if (p.first <= before || step_offset(p.first, before) != gap) return {};
  return gap;
}

void SmoothCurve::smooth_by_window(const Curve& curve, std::size_t piece, std::uint32_t rows, const double* values,
                                   double* out) const {
  const auto pieces = curve.pieces();
  const std::size_t radius = window_.radius();
  std::size_t first_piece = piece, before = 0;
  while (first_piece > 0 && before < radius) {
    const Piece& p = pieces[--first_piece];
    before += p.rows() - p.non_finite;
  }
  std::vector<double> points;
  const auto add = [&](const double* from, std::uint32_t n) {
    for (std::uint32_t i = 0; i < n; ++i) {
      if (std::isfinite(from[i])) points.push_back(from[i]);
    }
  };
  double decoded[kBlockRows];
  for (std::size_t i = first_piece; i < piece; ++i) {
    db::piece_values(pieces[i], decoded);
    add(decoded, pieces[i].rows());
  }
  const std::size_t first = points.size();
  add(values, rows);
  const std::size_t count = points.size() - first, enough = first + count + radius;
  if (rows < pieces[piece].rows()) {
    db::piece_values(pieces[piece], decoded);
    add(decoded + rows, pieces[piece].rows() - rows);
  }
  for (std::size_t i = piece + 1; i < pieces.size() && points.size() < enough; ++i) {
    db::piece_values(pieces[i], decoded);
    add(decoded, pieces[i].rows());
  }
  double smoothed[kBlockRows];
  window_.smooth(points, first, count, smoothed);
  const double* next = smoothed;
  for (std::uint32_t i = 0; i < rows; ++i) out[i] = std::isfinite(values[i]) ? *next++ : values[i];
}

}  // namespace db
