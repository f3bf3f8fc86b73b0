#include "analysis/row_cursor.h"

#include <algorithm>
#include <bit>

namespace db {

RowCursor::RowCursor(const Series& series, Restarts restarts) : restarts_(restarts), generation_(series.generation) {
  rows_ = gather(series);
  if (rows_ > 0) {
    seek(rows_ - 1);
    last_ = identity();
  }
  seek(0);
}

std::uint64_t RowCursor::gather(const Series& series) {
  std::uint64_t rows = 0;
  pieces_.clear();
  for_each_rows(series, restarts_, [&](const Rows& r) {
    pieces_.push_back({reinterpret_cast<const std::byte*>(&r.block.header()), r.begin, r.end});
    rows += r.end - r.begin;
  });
  return rows;
}

void RowCursor::seek(std::uint64_t row) {
  for (piece_ = 0; piece_ < pieces_.size(); ++piece_) {
    const Piece& piece = pieces_[piece_];
    if (row < piece.end - piece.begin) {
      row_ = piece.begin + static_cast<std::uint32_t>(row);
      end_ = piece.end;
      block_.emplace(piece.block);
      return;
    }
    row -= piece.end - piece.begin;
  }
}

RowCursor::Identity RowCursor::identity() const {
  std::uint64_t value = 0;
  switch (block_->header().value_type) {
    case ValueType::kF32:
      value = std::bit_cast<std::uint32_t>(block_->f32()[row_]);
      break;
    case ValueType::kBlob:
      value = block_->blob(row_).offset;
      break;
    default:
      value = block_->bits()[row_];
  }
  return {step(), std::bit_cast<std::uint64_t>(wall()), value};
}

bool RowCursor::refresh(const Series& series) {
  if (series.generation == generation_) return true;
  generation_ = series.generation;
  if (done()) return true;
  if (gather(series) < rows_) return false;
  seek(rows_ - 1);
  if (identity() != last_) return false;
  seek(given_);
  return identity() == here_;
}

std::uint32_t RowCursor::rows_here(std::uint32_t most) const {
  const std::uint64_t left = std::min<std::uint64_t>(rows_ - given_, most);
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(left, end_ - row_));
}

void RowCursor::pause() {
  if (!done()) here_ = identity();
}

void RowCursor::next_piece() {
  if (++piece_ == pieces_.size()) return;
  row_ = pieces_[piece_].begin;
  end_ = pieces_[piece_].end;
  block_.emplace(pieces_[piece_].block);
}

}  // namespace db
