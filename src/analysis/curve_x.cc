#include "analysis/curve_x.h"

#include <algorithm>
#include <cmath>

namespace db {

void CurveX::update(const Curve& curve, XAxis axis, XOrigin origin) {
  axis_ = axis;
  origin_ = origin;
  ordered_ = true;
  range_ = {};
  walls_.clear();
  const auto pieces = curve.pieces();
  if (axis == XAxis::kStep) {
    for (std::size_t i = 0; i < pieces.size() && ordered_; ++i) {
      ordered_ = pieces[i].increasing && (i == 0 || pieces[i].first > pieces[i - 1].last);
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) range_.add(span(curve, i));
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
    }
    walls_.push_back(span);
    all.add(span);
  }
  if (!all.empty()) range_ = {all.lo - zero_secs(), all.hi - zero_secs()};
}

Range CurveX::span(const Curve& curve, std::size_t piece) const {
  if (axis_ != XAxis::kStep) return {walls_[piece].lo - zero_secs(), walls_[piece].hi - zero_secs()};
  const Piece& p = curve.pieces()[piece];
  Range out;
  if (p.increasing) return {step_offset(p.first, origin_.step), step_offset(p.last, origin_.step)};
  double steps[kBlockRows];
  values(curve, piece, steps);
  for (std::uint32_t row = 0; row < p.rows(); ++row) out.add(steps[row]);
  return out;
}

void CurveX::values(const Curve& curve, std::size_t piece, double* out) const {
  const Piece& p = curve.pieces()[piece];
  const BlockView block = p.view();
  if (axis_ != XAxis::kStep) {
    block.walls(p.begin, p.end, out);
    for (std::uint32_t row = 0; row < p.rows(); ++row) out[row] -= zero_secs();
    return;
  }
  if (block.header().step_code == StepCode::kAffine) {
    const double first = step_offset(p.first, origin_.step);
    const auto stride = static_cast<double>(block.header().stride);
    for (std::uint32_t row = 0; row < p.rows(); ++row) out[row] = first + static_cast<double>(row) * stride;
    return;
  }
  Step steps[kBlockRows];
  block.steps(p.begin, p.end, steps);
  for (std::uint32_t row = 0; row < p.rows(); ++row) out[row] = step_offset(steps[row], origin_.step);
}

std::size_t CurveX::lower_bound(const Curve& curve, double x) const {
  std::size_t lo = 0;
  std::size_t hi = curve.pieces().size();
  while (lo < hi) {
    const std::size_t middle = lo + (hi - lo) / 2;
    const double last = axis_ == XAxis::kStep ? step_offset(curve.pieces()[middle].last, origin_.step)
                                              : walls_[middle].hi - zero_secs();
    if (last < x) {
      lo = middle + 1;
    } else {
      hi = middle;
    }
  }
  return lo;
}

}  // namespace db
