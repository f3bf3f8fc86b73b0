#include "analysis/band_cursor.h"

#include <algorithm>
#include <limits>

#include "store/block_layout.h"

namespace db {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

}  // namespace

bool BandCursor::more() const { return piece_ < member_.curve->pieces().size(); }

void BandCursor::refill() {
  if (end_ - row_ >= kAhead || !more()) return;
  Buffer& b = *buffer_;
  std::copy(b.steps + row_, b.steps + end_, b.steps);
  std::copy(b.values + row_, b.values + end_, b.values);
  end_ -= row_;
  row_ = 0;
  holes_ = holes_ && end_ > 0;
  while (end_ < kAhead && more()) {
    const Piece& piece = member_.curve->pieces()[piece_];
    const BlockView block = piece.view();
    const std::int64_t stride = block.header().step_code == StepCode::kAffine ? block.header().stride : 0;
    const bool goes_on =
        end_ == 0 || (stride_ == stride && piece.first == block_layout::wrapping_step(b.steps[end_ - 1], stride, 1));
    stride_ = goes_on ? stride : 0;
    block.steps(piece.begin, piece.end, b.steps + end_);
    double* values = b.values + end_;
    if (member_.smooth) {
      member_.smooth->piece_values(*member_.curve, piece_, values);
    } else {
      piece_values(piece, values);
    }
    if (piece.non_finite > 0 || member_.smooth) {
      bool holes = false;
      for (std::uint32_t i = 0; i < piece.rows(); ++i) {
        const bool finite = values[i] - values[i] == 0;
        holes = holes | !finite;
        values[i] = finite ? values[i] : kNone;
      }
      holes_ = holes_ || holes;
    }
    end_ += piece.rows();
    ++piece_;
  }
}

double BandCursor::between(Step at) const {
  if (!begun_ || row_ == end_) return kNone;
  const double share = step_offset(at, last_step_) / step_offset(buffer_->steps[row_], last_step_);
  return last_value_ + (buffer_->values[row_] - last_value_) * share;
}

BandCursor::Values BandCursor::next_values(std::size_t n) {
  const double* values = buffer_->values + row_;
  row_ += n;
  begun_ = true;
  last_step_ = buffer_->steps[row_ - 1];
  last_value_ = buffer_->values[row_ - 1];
  return {values, !holes_};
}

BandCursor::Values BandCursor::values(std::span<const Step> at) {
  const Buffer& b = *buffer_;
  double* out = buffer_->asked;
  bool whole = true;
  for (std::size_t i = 0; i < at.size(); ++i) {
    if (row_ == end_ || b.steps[row_] != at[i]) {
      out[i] = between(at[i]);
    } else {
      out[i] = last_value_ = b.values[row_++];
      last_step_ = at[i];
      begun_ = true;
    }
    whole = whole & (out[i] == out[i]);
  }
  return {out, whole};
}

}  // namespace db
