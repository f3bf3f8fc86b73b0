// A scalar series laid out for drawing and reading: its rows in reading order as pieces of blocks, with what a piece
// spans. The pieces are a free level of detail: a piece that falls into one pixel column is never opened.
//
// A Curve points into the store's blocks: call update() before each use in a frame; it does nothing unless the series
// has changed. Cost: 48 bytes a piece of up to 256 rows; one pass over the values of new pieces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/range.h"
#include "base/ids.h"
#include "store/store.h"

namespace db {

struct Piece {
  const std::byte* block;    // a BlockView's bytes
  std::uint16_t begin, end;  // rows of the block
  std::uint16_t non_finite;  // values among them that are NaN or infinite
  bool increasing;           // every step is above the one before
  Step first, last;          // steps of its first and last row
  double lo, hi;             // of the finite values; lo > hi: there is none

  std::uint32_t rows() const { return static_cast<std::uint32_t>(end - begin); }
  BlockView view() const { return BlockView(block); }
  bool operator==(const Piece&) const = default;
};

struct RowSpan {  // positions among all rows of a series, kept and superseded, in reading order
  std::uint64_t begin = 0;
  std::uint64_t end = ~std::uint64_t{0};
  bool operator==(const RowSpan&) const = default;
};

class Curve {
 public:
  enum class Part : std::uint8_t {
    kLive,        // the default view: steps increase strictly
    kSuperseded,  // what a restart hid; steps may go back anywhere
    kAll,
  };
  // `rows`: of these only.
  explicit Curve(Part part = Part::kLive, RowSpan rows = {}) : part_(part), span_(rows) {}

  // True: something has changed.
  bool update(const Series& series);

  std::span<const Piece> pieces() const { return pieces_; }
  // So many leading pieces are as they were before the last update.
  std::size_t unchanged() const { return unchanged_; }
  std::uint64_t rows() const { return rows_; }
  bool empty() const { return pieces_.empty(); }
  Range values() const { return values_; }  // of the finite ones
  Range steps() const;                      // rounded to doubles
  std::uint64_t non_finite() const { return non_finite_; }
  // All values are finite and the same: smoothing leaves them alone.
  bool constant() const { return non_finite_ == 0 && values_.lo == values_.hi; }
  std::size_t bytes() const { return pieces_.capacity() * sizeof(Piece); }

 private:
  Part part_;
  RowSpan span_;
  bool known_ = false;
  std::uint32_t generation_ = 0;
  std::size_t unchanged_ = 0;
  std::uint64_t rows_ = 0;
  std::uint64_t non_finite_ = 0;
  Range values_;
  Step step_lo_ = 0, step_hi_ = 0;
  std::vector<Piece> pieces_;
};

// Values of a piece, as doubles; `out` holds kBlockRows.
void piece_values(const Piece& piece, double* out);

// step - origin, exact where the difference is below 2^53.
double step_offset(Step step, Step origin);
// The other way; clamped to what a Step can hold.
Step step_at(double offset, Step origin);

}  // namespace db
