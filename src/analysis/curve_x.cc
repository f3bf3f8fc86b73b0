#include "analysis/curve_x.h"

#include <algorithm>
#include <cmath>

namespace db {

// Takes the places of rows into account, in which a log scale has left some out.
void CurveX::add_placed(const double* x, std::uint32_t rows) {
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (std::isfinite(x[row])) {
      range_.add(x[row]);
    } else {
      ++left_out_;
    }
  }
}

void CurveX::update(const Curve& curve, XAxis axis, XOrigin origin, const AxisScale& scale) {
  axis_ = axis;
  origin_ = origin;
  scale_ = axis == XAxis::kWall ? AxisScale() : scale;
  left_out_ = 0;
  ordered_ = true;
  range_ = {};
  walls_.clear();
  const auto pieces = curve.pieces();
  if (axis == XAxis::kStep) {
    for (std::size_t i = 0; i < pieces.size() && ordered_; ++i) {
      ordered_ = pieces[i].increasing && (i == 0 || pieces[i].first > pieces[i - 1].last);
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const Range piece = span(curve, i);
      if (std::isfinite(piece.lo) && std::isfinite(piece.hi)) {
        range_.add(piece);
        continue;
      }
      double steps[kBlockRows];
      values(curve, i, steps);
      add_placed(steps, pieces[i].rows());
    }
    return;
  }

  walls_.reserve(pieces.size());
  double before = -std::numeric_limits<double>::infinity();
  bool started = false;
  start_secs_ = 0;
  Range all;
  for (const Piece& piece : pieces) {
    double walls[kBlockRows];
    piece.view().walls(piece.begin, piece.end, walls);
    Range span;
    for (std::uint32_t row = 0; row < piece.rows(); ++row) {
      if (!std::isfinite(walls[row])) {
        ordered_ = false;
        continue;
      }
      if (!started) start_secs_ = walls[row];
      started = true;
      ordered_ = ordered_ && walls[row] >= before;
      before = walls[row];
      span.add(before);
      if (scale_.kind == ScaleKind::kLog) {
        const double place = scale_.forward(before - zero_secs());
        add_placed(&place, 1);
      }
    }
    walls_.push_back(span);
    all.add(span);
  }
  if (!all.empty() && scale_.kind != ScaleKind::kLog) {
    range_ = scale_.forward(Range{all.lo - zero_secs(), all.hi - zero_secs()});
  }
}

Range CurveX::span(const Curve& curve, std::size_t piece) const {
  if (axis_ != XAxis::kStep)
    return scale_.forward(Range{walls_[piece].lo - zero_secs(), walls_[piece].hi - zero_secs()});
  const Piece& p = curve.pieces()[piece];
  Range out;
  if (p.increasing) {
    return scale_.forward(Range{step_offset(p.first, zero_step()), step_offset(p.last, zero_step())});
  }
  double steps[kBlockRows];
  values(curve, piece, steps);
  for (std::uint32_t row = 0; row < p.rows(); ++row) out.add(steps[row]);
  return out;
}

std::optional<CurveX::EvenRows> CurveX::even_rows(const Curve& curve, std::size_t piece) const {
  const Piece& p = curve.pieces()[piece];
  const BlockHeader& block = p.view().header();
  if (axis_ != XAxis::kStep || !linear() || block.step_code != StepCode::kAffine || block.stride <= 0) return {};
  return EvenRows{step_offset(p.first, zero_step()), static_cast<double>(block.stride)};
}

void CurveX::values(const Curve& curve, std::size_t piece, double* out) const {
  const Piece& p = curve.pieces()[piece];
  const BlockView block = p.view();
  if (axis_ != XAxis::kStep) {
    block.walls(p.begin, p.end, out);
    for (std::uint32_t row = 0; row < p.rows(); ++row) out[row] -= zero_secs();
  } else if (block.header().step_code == StepCode::kAffine) {
    const double first = step_offset(p.first, zero_step());
    const auto stride = static_cast<double>(block.header().stride);
    for (std::uint32_t row = 0; row < p.rows(); ++row) out[row] = first + static_cast<double>(row) * stride;
  } else {
    Step steps[kBlockRows];
    block.steps(p.begin, p.end, steps);
    for (std::uint32_t row = 0; row < p.rows(); ++row) out[row] = step_offset(steps[row], zero_step());
  }
  if (linear()) return;
  for (std::uint32_t row = 0; row < p.rows(); ++row) out[row] = scale_.forward(out[row]);
}

std::size_t CurveX::lower_bound(const Curve& curve, double x) const {
  const auto reaches = [&](std::size_t piece) {
    const double last =
        axis_ == XAxis::kStep ? step_offset(curve.pieces()[piece].last, zero_step()) : walls_[piece].hi - zero_secs();
    return !(scale_.forward(last) < x);
  };
  std::size_t lo = 0;
  std::size_t hi = curve.pieces().size();
  // Pieces lie apart in memory; those of most curves are evenly spaced, so that a guess saves the search.
  const double share = (x - range_.lo) / range_.size();
  if (hi > 2 && share >= 0 && share < 1) {
    const auto guess = static_cast<std::size_t>(share * static_cast<double>(hi));
    if (!reaches(guess)) {
      lo = guess + 1;
    } else {
      hi = guess;
      if (guess > 0 && !reaches(guess - 1)) lo = guess;
    }
  }
  while (lo < hi) {
    const std::size_t middle = lo + (hi - lo) / 2;
    if (reaches(middle)) {
      hi = middle;
    } else {
      lo = middle + 1;
    }
  }
  return lo;
}

}  // namespace db
