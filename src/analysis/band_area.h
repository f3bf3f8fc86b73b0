// The area of a band in columns of one device pixel: each is filled from the least value of the low line in it to the
// greatest of the high one, which is exactly what its rows span; a column with one or two rows keeps them as they are.
//
//   high  .--.    .-----.       Both lines have the same points but for y: two neighbours and their two values make one
//         |  |    |     |       quadrilateral. None crosses a break (kLineBreak; where no run counts).
//   low   '--'    '-----'
//
// The lines are also the band's edges. Cost: as Lod's; pieces that lie in one column are not opened.
#pragma once

#include <cstddef>
#include <cstdint>

#include "analysis/band.h"
#include "analysis/curve_x.h"
#include "analysis/lod_line.h"

namespace db {

class BandArea {
 public:
  // `x` is of the band's lines, by step. Both must live until the work is done.
  BandArea(const Band& band, const CurveX& x, const LodWindow& window);

  // Goes on for about `rows` rows. True: finished.
  bool advance(std::size_t rows);

  LodLine low, high;

 private:
  struct Row {
    double x, low, high;
  };
  std::int64_t column_of(double x) const;
  void take(std::int64_t column, const Row& first, const Row& last, std::uint32_t rows);
  std::size_t take_piece(std::size_t index);
  void put(const Row& row);
  void flush();
  void gap();

  const Band& band_;
  const CurveX& x_;
  LodWindow window_;
  std::size_t next_ = 0;  // piece
  bool done_ = false;
  std::int64_t column_ = 0;  // the one being filled
  std::uint32_t rows_ = 0;   // in it
  Row first_{}, last_{};     // of it
  double low_ = 0, high_ = 0;
};

}  // namespace db
