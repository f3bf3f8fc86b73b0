#include "analysis/band_area.h"

#include <algorithm>
#include <cmath>

namespace db {

BandArea::BandArea(const Band& band, const CurveX& x, const LodWindow& window)
    : low(window), high(window), band_(band), x_(x), window_(window) {
  next_ = x.lower_bound(band.low(), window.begin);
  if (next_ > 0) --next_;  // for the row before the window
}

std::int64_t BandArea::column_of(double x) const {
  const double column = std::floor((x - window_.begin) / window_.column);
  return static_cast<std::int64_t>(std::clamp(column, -1.0, static_cast<double>(window_.columns)));
}

bool BandArea::advance(std::size_t rows) {
  const std::size_t pieces = band_.low().pieces().size();
  std::size_t taken = 0;
  while (!done_ && next_ < pieces && taken < rows) taken += take_piece(next_++);
  if (!done_ && next_ >= pieces) {
    gap();
    done_ = true;
  }
  return done_;
}

// Returns what it cost, in rows.
std::size_t BandArea::take_piece(std::size_t index) {
  constexpr std::size_t kUnopened = 8;
  const Piece &below = band_.low().pieces()[index], &above = band_.high().pieces()[index];
  const Range span = x_.span(band_.low(), index);
  const std::int64_t column = column_of(span.lo);
  const bool inside = column >= 0 && column < window_.columns && column == column_of(span.hi);
  if (inside && below.non_finite == 0 && below.rows() > 2) {
    take(column, {span.lo, below.lo, above.hi}, {span.hi, below.lo, above.hi}, below.rows());
    return kUnopened;
  }
  double x[kBlockRows], lows[kBlockRows], highs[kBlockRows];
  x_.values(band_.low(), index, x);
  piece_values(below, lows);
  piece_values(above, highs);
  for (std::uint32_t row = 0; row < below.rows(); ++row) {
    if (std::isnan(lows[row])) {
      gap();
      continue;
    }
    const Row here{x[row], lows[row], highs[row]};
    const std::int64_t at = column_of(here.x);
    if (at < 0) rows_ = 0;  // only the last row before the window matters
    take(at, here, here, 1);
    if (at == window_.columns) {  // and the first one beyond it
      gap();
      done_ = true;
      break;
    }
  }
  return below.rows();
}

void BandArea::take(std::int64_t column, const Row& first, const Row& last, std::uint32_t rows) {
  if (rows_ > 0 && column_ != column) flush();
  if (rows_ == 0) {
    column_ = column;
    first_ = first;
    low_ = first.low;
    high_ = first.high;
  }
  last_ = last;
  low_ = std::min(low_, last.low);
  high_ = std::max(high_, last.high);
  rows_ += rows;
}

void BandArea::put(const Row& row) {
  low.put(row.x, window_.normal_y(row.low));
  high.put(row.x, window_.normal_y(row.high));
}

void BandArea::flush() {
  if (rows_ > 2) first_.low = last_.low = low_, first_.high = last_.high = high_;
  if (rows_ > 0) put(first_);
  if (rows_ > 1) put(last_);
  rows_ = 0;
}

void BandArea::gap() {
  flush();
  low.gap();
  high.gap();
}

}  // namespace db
