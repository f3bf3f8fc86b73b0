#include "analysis/band_cursor.h"

#include <algorithm>
#include <limits>

namespace db {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

}  // namespace

bool BandCursor::more() const { return piece_ < member_.curve->pieces().size(); }

void BandCursor::refill() {
  if (ahead().size() >= kAhead || !more()) return;
  const auto gone = static_cast<std::ptrdiff_t>(row_);
  steps_.erase(steps_.begin(), steps_.begin() + gone);
  values_.erase(values_.begin(), values_.begin() + gone);
  row_ = 0;
  while (steps_.size() < kAhead && more()) {
    const Piece& piece = member_.curve->pieces()[piece_];
    const std::size_t at = steps_.size();
    steps_.resize(at + piece.rows());
    values_.resize(at + piece.rows());
    piece.view().steps(piece.begin, piece.end, &steps_[at]);
    double* values = &values_[at];
    if (member_.smooth) {
      member_.smooth->piece_values(*member_.curve, piece_, values);
    } else {
      piece_values(piece, values);
    }
    for (std::uint32_t i = 0; i < piece.rows(); ++i) values[i] = values[i] - values[i] == 0 ? values[i] : kNone;
    ++piece_;
  }
}

double BandCursor::between(Step at) const {
  if (!begun_ || row_ == steps_.size()) return kNone;
  const double share = step_offset(at, last_step_) / step_offset(steps_[row_], last_step_);
  return last_value_ + (values_[row_] - last_value_) * share;
}

bool BandCursor::values(std::span<const Step> at, double* out) {
  const auto own = ahead();
  if (own.size() >= at.size() && std::equal(at.begin(), at.end(), own.begin())) {
    std::copy_n(&values_[row_], at.size(), out);
    row_ += at.size();
    last_step_ = at.back();
    last_value_ = out[at.size() - 1];
    begun_ = true;
  } else {
    for (std::size_t i = 0; i < at.size(); ++i) {
      if (row_ == steps_.size() || steps_[row_] != at[i]) {
        out[i] = between(at[i]);
        continue;
      }
      out[i] = last_value_ = values_[row_++];
      last_step_ = at[i];
      begun_ = true;
    }
  }
  bool whole = true;
  for (std::size_t i = 0; i < at.size(); ++i) whole = whole & (out[i] == out[i]);
  return whole;
}

}  // namespace db
