// Level of detail: what a curve looks like in columns of one device pixel. Every column keeps exactly the least and the
// greatest value of the rows in it, so a single spike among ten million rows is drawn at every zoom; a column with one
// or two rows keeps them as they are. At most 2 points a column, and nothing is sampled.
//
//   rows      . . :. .  .:' . .    .  .       NaN breaks the line and leaves a mark
//   columns   |  |  |  |  |  |  |  |  |
//   points    1  2  2  2  2  2     1  1
//
// Pieces that lie in one column are taken by their least and greatest value and not opened. Rows whose x goes back
// (times of a clock that jumped) are put in order of columns; superseded steps start a new line instead. Columns are
// places on the axis, as CurveX gives them, even on any scale; rows without a place are left out. The work can
// be taken in small steps; between them the curve must not change.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/curve.h"
#include "analysis/curve_x.h"
#include "analysis/lod_line.h"
#include "analysis/smooth_curve.h"

namespace db {

struct LodMark {
  enum class Kind : std::uint8_t { kDot, kNaN, kInfinity, kMinusInfinity };
  float x, y;  // normal; kDot: a point without neighbours. kNaN: at the last finite value
  Kind kind;
};

class Lod {
 public:
  // `main` is the smoothed line, or the values where smoothing does nothing; then `raw` stays empty. All arguments but
  // the window must live until the work is done, and smooth.done() must hold.
  Lod(const Curve& curve, const CurveX& x, const SmoothCurve& smooth, bool want_raw, const LodWindow& window);

  // Goes on for about `rows` rows. True: finished.
  bool advance(std::size_t rows);

  // The same piece by piece, for who knows the smoothed values already (smooth_sweep.h); of other pieces smooth need
  // not know yet. `values`: of piece next().
  std::size_t next() const { return next_; }
  bool done() const { return done_; }
  void take_values(const double* values);
  // Runs of rows of a piece that lie in one column each, from the end of the run before.
  struct Cut {
    std::uint32_t end;
    std::int32_t column;
    double x_first, x_last;
  };
  // Of piece next(); none, and nothing returned, where not all of it lies evenly in columns of the window.
  std::optional<CurveX::EvenRows> find_cuts(std::vector<Cut>& out) const;
  // Whether those of as many rows that lie so in the same window are those of piece next().
  bool cut_like(const CurveX::EvenRows& rows) const { return even_rows() == rows; }
  // Takes piece next() by what lies in its cuts.
  void take_cuts(std::span<const Cut> cuts, std::span<const LaneRun> runs, std::size_t lane);

  LodLine main;
  LodLine raw;
  std::vector<LodMark> marks;
  bool ordered = true;  // x of the points never goes back

 private:
  struct Values {  // of the rows of one column
    double first, last, lo, hi;
  };
  struct Column {
    std::int64_t index = 0;
    std::uint32_t rows = 0;
    double x_first = 0, x_last = 0;
    Values main{}, raw{};
    bool gap_before = false;
  };
  struct Opened;  // a piece's rows, decoded

  std::int64_t column_of(double x) const;
  bool marks_at(std::int64_t column, double x) const;
  std::optional<CurveX::EvenRows> even_rows() const;
  std::size_t take_piece(std::size_t index, const double* values = nullptr);
  void open(std::size_t index, const double* values, Opened& rows) const;
  void take_rows(const Opened& rows, std::uint32_t begin, std::uint32_t end, std::int64_t column);
  void take_ordered(const Opened& rows);
  void take_one_by_one(const Opened& rows);
  void scatter(const Opened& rows);
  void mark(double x, double value);
  void enter(std::int64_t column);
  void flush();
  void put(const Column& column);
  void put_values(LodLine& line, std::uint32_t rows, double x_first, double x_last, const Values& values);
  void break_line();
  void new_line();
  void finish();

  const Curve& curve_;
  const CurveX& x_;
  const SmoothCurve& smooth_;
  LodWindow window_;
  bool with_raw_;
  bool scattered_;        // x is out of order: columns are kept until the end
  std::size_t next_ = 0;  // piece
  bool done_ = false;
  double last_x_;                  // of the last row taken
  bool gap_ = false;               // a row without a finite value came after the last finite one
  Column column_;                  // the one being filled; rows == 0: none
  std::vector<Column> columns_;    // scattered_: [columns + 2], the first and last are the nearest rows outside
  std::int64_t marked_[4];         // the last column with a mark of each kind
  std::size_t marks_waiting_ = 0;  // leading marks that have no finite value before them
};

}  // namespace db
