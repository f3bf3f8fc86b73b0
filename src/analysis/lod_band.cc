#include "analysis/lod_band.h"

#include <algorithm>
#include <cmath>

namespace db {

LodBand::LodBand(BandEdge low_edge, BandEdge high_edge, const CurveX& x, const LodWindow& window)
    : low(window), high(window), low_edge_(low_edge), high_edge_(high_edge), x_(x), window_(window) {
  next_ = x.lower_bound(low_edge.curve, window.begin);
  if (next_ > 0) --next_;  // for the row before the window
}

std::int64_t LodBand::column_of(double x) const {
  const double column = std::floor((x - window_.begin) / window_.column);
  return static_cast<std::int64_t>(std::clamp(column, -1.0, static_cast<double>(window_.columns)));
}

bool LodBand::advance(std::size_t rows) {
  const std::size_t pieces = std::min(low_edge_.curve.pieces().size(), high_edge_.curve.pieces().size());
  std::size_t taken = 0;
  while (!done_ && next_ < pieces && taken < rows) taken += take_piece(next_++);
  if (!done_ && next_ >= pieces) {
    flush();
    low.gap();
    high.gap();
    done_ = true;
  }
  return done_;
}

// Returns what it cost, in rows.
std::size_t LodBand::take_piece(std::size_t index) {
  constexpr std::size_t kUnopened = 8;
  if (column_.filled && column_.index == window_.columns) {  // the row after the window is taken
    next_ = low_edge_.curve.pieces().size();
    return kUnopened;
  }
  const Piece& low_piece = low_edge_.curve.pieces()[index];
  const Piece& high_piece = high_edge_.curve.pieces()[index];
  const Range span = x_.span(low_edge_.curve, index);
  const std::int64_t column = column_of(span.lo);
  if (low_piece.non_finite + high_piece.non_finite == 0 && column == column_of(span.hi) && column >= 0 &&
      column < window_.columns) {
    const double lo = low_edge_.smooth.piece_range(low_edge_.curve, index).lo;
    const double hi = high_edge_.smooth.piece_range(high_edge_.curve, index).hi;
    take(span.lo, lo, hi);
    return kUnopened;
  }
  double x[kBlockRows], lo[kBlockRows], hi[kBlockRows];
  x_.values(low_edge_.curve, index, x);
  low_edge_.smooth.piece_values(low_edge_.curve, index, lo);
  high_edge_.smooth.piece_values(high_edge_.curve, index, hi);
  const std::uint32_t rows = std::min(low_piece.rows(), high_piece.rows());
  for (std::uint32_t row = 0; row < rows; ++row) take(x[row], lo[row], hi[row]);
  return rows;
}

void LodBand::take(double x, double lo, double hi) {
  if (!std::isfinite(x)) return;  // a log scale has no place for it
  if (!std::isfinite(lo) || !std::isfinite(hi)) {
    gap_ = true;
    return;
  }
  const std::int64_t column = column_of(x);
  if (column_.filled && column_.index == column) {
    gap_ = false;  // all of the column is covered
    if (column == window_.columns) return;
    if (column >= 0) {
      column_.lo = std::min(column_.lo, lo);
      column_.hi = std::max(column_.hi, hi);
      return;
    }
  } else {
    flush();
    if (gap_) {
      low.gap();
      high.gap();
    }
    gap_ = false;
  }
  column_ = {.index = column, .filled = true, .x = x, .lo = lo, .hi = hi};
}

void LodBand::flush() {
  if (!column_.filled) return;
  const double lo = window_.normal_y(column_.lo);
  const double hi = window_.normal_y(column_.hi);
  const auto put = [&](double x) {
    low.put(x, lo);
    high.put(x, hi);
  };
  if (column_.index < 0 || column_.index == window_.columns) {
    put(column_.x);
  } else {
    const double left = window_.begin + window_.column * static_cast<double>(column_.index);
    put(left);
    put(left + window_.column);
  }
  column_.filled = false;
}

}  // namespace db
