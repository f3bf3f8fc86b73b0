// Goes through the rows that a series has now, one by one, in reading order; rows that come in later are left out.
// It points into the store's blocks: before the store may change pause(), and refresh() before anything else.
//
// Cost: 16 bytes a block while it runs; a few ns a row.
#pragma once

#include <optional>
#include <vector>

#include "store/store.h"

namespace db {

class RowCursor {
 public:
  RowCursor(const Series& series, Restarts restarts);

  bool done() const { return given_ == rows_; }
  void pause();
  // False: the series no longer begins with the rows that it had (a restart hid some, a file was read anew). Then
  // nothing else may be called.
  bool refresh(const Series& series);

  // Of the row at hand; needs !done().
  Step step() const { return block_->step(row_); }
  WallTime wall() const { return block_->wall(row_); }
  const BlockView& block() const { return *block_; }
  std::uint32_t row() const { return row_; }
  // The rows from the one at hand on that lie in its block, at most `most`, in their order.
  std::uint32_t rows_here(std::uint32_t most) const;

  void skip(std::uint32_t rows) {  // at most rows_here()
    given_ += rows;
    row_ += rows;
    if (row_ == end_) next_piece();
  }
  void next() { skip(1); }

 private:
  struct Piece {
    const std::byte* block;
    std::uint32_t begin, end;
  };
  struct Identity {  // tells a row from another that has taken its place; wall time and value bit by bit
    Step step = 0;
    std::uint64_t wall = 0, value = 0;
    bool operator==(const Identity& other) const = default;
  };
  std::uint64_t gather(const Series& series);  // how many rows there are
  void seek(std::uint64_t row);
  void next_piece();
  Identity identity() const;

  Restarts restarts_;
  std::uint32_t generation_ = 0;
  std::vector<Piece> pieces_;
  std::uint64_t rows_ = 0;   // at first
  std::uint64_t given_ = 0;  // rows gone by
  std::size_t piece_ = 0;
  std::uint32_t row_ = 0, end_ = 0;  // of piece_
  std::optional<BlockView> block_;   // of piece_
  Identity here_, last_;             // of the row at hand, when paused; of the last one
};

}  // namespace db
