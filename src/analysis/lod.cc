#include "analysis/lod.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/min_max.h"

namespace db {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

}  // namespace

struct Lod::Opened {
  std::uint32_t rows = 0;
  bool all_finite = true;
  double x[kBlockRows];
  double main[kBlockRows];
  double raw[kBlockRows];  // only where there is a raw line
};

Lod::Lod(const Curve& curve, const CurveX& x, const SmoothCurve& smooth, bool want_raw, const LodWindow& window)
    : main(window),
      raw(window),
      curve_(curve),
      x_(x),
      smooth_(smooth),
      window_(window),
      with_raw_(want_raw && smooth.active(curve)),
      scattered_(!x.ordered() && x.axis() != XAxis::kStep),
      last_x_(-kInfinity) {
  main.points.reserve(2 * std::min<std::size_t>(curve.rows(), window.columns + 4));
  std::ranges::fill(marked_, std::numeric_limits<std::int64_t>::min());
  if (scattered_) {
    columns_.resize(window.columns + 2);
  } else if (x.ordered()) {
    next_ = x.lower_bound(curve, window.begin);
    if (next_ > 0) --next_;  // for the row before the window
  }
}

std::int64_t Lod::column_of(double x) const {
  const double column = std::floor((x - window_.begin) / window_.column);
  return static_cast<std::int64_t>(std::clamp(column, -1.0, static_cast<double>(window_.columns)));
}

// In view, its right edge with it: there lies the last row of what is fitted.
bool Lod::marks_at(std::int64_t column, double x) const {
  constexpr double kRounding = 1e-9;
  return column >= 0 && (column < window_.columns || window_.normal_x(x) <= 1 + kRounding);
}

bool Lod::advance(std::size_t rows) {
  const std::size_t pieces = curve_.pieces().size();
  std::size_t taken = 0;
  while (!done_ && next_ < pieces && taken < rows) taken += take_piece(next_++);
  if (!done_ && next_ >= pieces) finish();
  return done_;
}

void Lod::take_values(const double* values) {
  take_piece(next_++, values);
  if (!done_ && next_ >= curve_.pieces().size()) finish();
}

std::optional<CurveX::EvenRows> Lod::even_rows() const {
  if (done_ || with_raw_ || !x_.ordered() || curve_.pieces()[next_].non_finite > 0) return {};
  return x_.even_rows(curve_, next_);
}

std::optional<CurveX::EvenRows> Lod::find_cuts(std::vector<Cut>& out) const {
  out.clear();
  const auto even = even_rows();
  if (!even) return {};
  const std::uint32_t n = curve_.pieces()[next_].rows();
  const auto at = [&](std::uint32_t row) { return even->first + row * even->stride; };
  const auto place = [&](std::uint32_t row) { return std::floor((at(row) - window_.begin) / window_.column); };
  const double last = place(n - 1);
  if (!(place(0) >= 0) || !(last < window_.columns)) return {};
  for (std::uint32_t row = 0; row < n;) {
    const double column = place(row);
    std::uint32_t end = n;
    if (column != last) {
      const double guess = (window_.begin + (column + 1) * window_.column - even->first) / even->stride;
      end = end_of_alike(row, n, guess, [&](std::uint32_t i) { return place(i) == column; });
    }
    out.push_back({end, static_cast<std::int32_t>(column), at(row), at(end - 1)});
    row = end;
  }
  return even;
}

void Lod::take_cuts(std::span<const Cut> cuts, std::span<const LaneRun> runs, std::size_t lane) {
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const Cut& cut = cuts[i];
    const Values values{runs[i].first[lane], runs[i].last[lane], runs[i].lo[lane], runs[i].hi[lane]};
    const std::uint32_t rows = cut.end - begin;
    begin = cut.end;
    if (i > 0 && i + 1 < cuts.size()) {  // a whole column
      flush();
      put_values(main, rows, cut.x_first, cut.x_last, values);
      continue;
    }
    enter(cut.column);
    if (column_.rows == 0) column_.x_first = cut.x_first, column_.main = values;
    column_.main.last = values.last;
    column_.main.lo = std::min(column_.main.lo, values.lo);
    column_.main.hi = std::max(column_.main.hi, values.hi);
    column_.x_last = cut.x_last;
    column_.rows += rows;
  }
  last_x_ = cuts.back().x_last;
  ++next_;
}

// Returns what it cost, in rows. `values`: its smoothed values, where they are known.
std::size_t Lod::take_piece(std::size_t index, const double* values) {
  constexpr std::size_t kUnopened = 8;
  if (x_.ordered() && column_of(last_x_) == window_.columns) {  // the row after the window is taken
    finish();
    return kUnopened;
  }
  const Piece& piece = curve_.pieces()[index];
  const Range span = x_.span(curve_, index);
  const bool straight = piece.non_finite == 0 && (x_.ordered() || (!scattered_ && piece.increasing));
  if (straight) {
    if (span.lo < last_x_) {
      break_line();
      ordered = false;
    }
    const std::int64_t column = column_of(span.lo);
    if (column == column_of(span.hi) && piece.rows() > 2 && column >= 0 && column < window_.columns) {
      enter(column);
      const Range range = smooth_.piece_range(curve_, index);
      const bool first = column_.rows == 0;
      if (first) column_.x_first = span.lo, column_.main = {range.lo, range.hi, range.lo, range.hi};
      if (first && with_raw_) column_.raw = {piece.lo, piece.hi, piece.lo, piece.hi};
      column_.main.lo = std::min(column_.main.lo, range.lo);
      column_.main.hi = std::max(column_.main.hi, range.hi);
      column_.raw.lo = std::min(column_.raw.lo, piece.lo);
      column_.raw.hi = std::max(column_.raw.hi, piece.hi);
      column_.x_last = last_x_ = span.hi;
      column_.rows += piece.rows();
      return kUnopened;
    }
  }
  Opened rows;
  open(index, values, rows);
  if (scattered_) {
    scatter(rows);
  } else if (straight) {
    take_ordered(rows);
  } else {
    take_one_by_one(rows);
  }
  return piece.rows();
}

void Lod::open(std::size_t index, const double* values, Opened& rows) const {
  const Piece& piece = curve_.pieces()[index];
  rows.rows = piece.rows();
  rows.all_finite = piece.non_finite == 0;
  x_.values(curve_, index, rows.x);
  if (with_raw_) piece_values(piece, rows.raw);
  if (values) {
    std::copy_n(values, rows.rows, rows.main);
  } else if (with_raw_) {  // smooth_ is active then
    smooth_.smooth_piece(curve_, index, rows.raw, rows.main);
  } else {
    smooth_.piece_values(curve_, index, rows.main);
  }
}

// The column of the rows to come. One that lies outside the window holds a single row: the one next to it.
void Lod::enter(std::int64_t column) {
  if (column_.rows > 0 && column_.index != column) flush();
  if (column_.rows == 0) {
    column_ = {};
    column_.index = column;
    column_.gap_before = gap_;
  }
  gap_ = false;
}

// Rows [begin, end) are finite, in order of x and in one column.
void Lod::take_rows(const Opened& rows, std::uint32_t begin, std::uint32_t end, std::int64_t column) {
  enter(column);
  const std::uint32_t n = end - begin;
  const auto take = [&](Values& values, const double* from) {
    if (column_.rows == 0) values = {from[begin], 0, kInfinity, -kInfinity};
    values.last = from[end - 1];
    min_max_finite(from + begin, n, values.lo, values.hi);
  };
  take(column_.main, rows.main);
  if (with_raw_) take(column_.raw, rows.raw);
  if (column_.rows == 0) column_.x_first = rows.x[begin];
  column_.x_last = last_x_ = rows.x[end - 1];
  column_.rows += n;
}

void Lod::take_ordered(const Opened& rows) {
  const std::uint32_t n = rows.rows;
  std::uint32_t row = 0;
  while (row < n && rows.x[row] == -kInfinity) ++row;  // a log scale has no place for them
  while (row < n) {
    const std::int64_t column = column_of(rows.x[row]);
    if (column == window_.columns) {  // only the first row beyond the window matters
      if (column_.rows == 0 || column_.index != column) take_rows(rows, row, row + 1, column);
      last_x_ = rows.x[n - 1];
      return;
    }
    // Where the column ends: guessed as if the rows were even.
    std::uint32_t end = n;
    if (column_of(rows.x[n - 1]) != column) {
      const double edge = window_.begin + static_cast<double>(column + 1) * window_.column;
      const double pitch = (rows.x[n - 1] - rows.x[row]) / (n - 1 - row);
      const double guess = row + (edge - rows.x[row]) / pitch;
      end = end_of_alike(row, n, guess, [&](std::uint32_t i) { return column_of(rows.x[i]) == column; });
    }
    if (column < 0) {
      column_.rows = 0;  // only the last row before the window matters
      take_rows(rows, end - 1, end, column);
    } else {
      take_rows(rows, row, end, column);
    }
    row = end;
  }
}

void Lod::take_one_by_one(const Opened& rows) {
  for (std::uint32_t row = 0; row < rows.rows; ++row) {
    const double x = rows.x[row];
    if (x < last_x_) {
      break_line();
      ordered = false;
    }
    last_x_ = x;
    if (x == -kInfinity) continue;
    const std::int64_t column = column_of(x);
    if (!std::isfinite(rows.main[row])) {
      if (marks_at(column, x)) mark(x, rows.main[row]);
      gap_ = true;
      if (column < 0) column_.rows = 0;
      continue;
    }
    if (column == window_.columns && column_.rows > 0 && column_.index == column) continue;
    if (column < 0) column_.rows = 0;
    take_rows(rows, row, row + 1, column);
  }
}

void Lod::scatter(const Opened& rows) {
  for (std::uint32_t row = 0; row < rows.rows; ++row) {
    const double x = rows.x[row];
    if (!std::isfinite(x)) continue;
    const std::int64_t index = column_of(x);
    const bool outside = index < 0 || index == window_.columns;
    if (!std::isfinite(rows.main[row])) {
      if (marks_at(index, x)) mark(x, rows.main[row]);
      continue;
    }
    Column& column = columns_[static_cast<std::size_t>(index + 1)];
    if (outside && column.rows > 0) {
      const bool nearer = index < 0 ? x > column.x_first : x < column.x_first;
      if (!nearer) continue;
      column.rows = 0;
    }
    const auto take = [&](Values& values, double value) {
      if (column.rows == 0) values = {value, value, value, value};
      if (x < column.x_first) values.first = value;
      if (x >= column.x_last) values.last = value;
      values.lo = std::min(values.lo, value);
      values.hi = std::max(values.hi, value);
    };
    if (column.rows == 0) column.x_first = column.x_last = x;
    take(column.main, rows.main[row]);
    if (with_raw_) take(column.raw, rows.raw[row]);
    column.x_first = std::min(column.x_first, x);
    column.x_last = std::max(column.x_last, x);
    ++column.rows;
  }
}

void Lod::mark(double x, double value) {
  const auto kind = std::isnan(value) ? LodMark::Kind::kNaN
                    : value > 0       ? LodMark::Kind::kInfinity
                                      : LodMark::Kind::kMinusInfinity;
  const std::int64_t column = column_of(x);
  std::int64_t& last = marked_[static_cast<std::size_t>(kind)];
  if (last == column) return;
  last = column;
  const bool waits = column_.rows == 0 && !main.started() && marks_waiting_ == marks.size();
  const double y = column_.rows > 0 ? main.normal_y(column_.main.last) : main.last_y();
  marks.push_back({static_cast<float>(window_.normal_x(x)), static_cast<float>(y), kind});
  if (waits) marks_waiting_ = marks.size();
}

void Lod::flush() {
  if (column_.rows > 0) put(column_);
  column_.rows = 0;
}

void Lod::put(const Column& column) {
  if (column.gap_before) new_line();
  put_values(main, column.rows, column.x_first, column.x_last, column.main);
  if (with_raw_) put_values(raw, column.rows, column.x_first, column.x_last, column.raw);
}

void Lod::put_values(LodLine& line, std::uint32_t rows, double x_first, double x_last, const Values& values) {
  const double first = line.normal_y(values.first);
  for (; &line == &main && marks_waiting_ > 0; --marks_waiting_)
    marks[marks_waiting_ - 1].y = static_cast<float>(first);
  if (rows == 1) {
    line.put(x_first, first);
  } else if (rows == 2) {
    line.put(x_first, first);
    line.put(x_last, line.normal_y(values.last));
  } else {
    // Both extremes, the nearer one first: the line takes the shorter way.
    const double lo = line.normal_y(values.lo);
    const double hi = line.normal_y(values.hi);
    const double from = line.started() ? line.last_y() : first;
    const bool up = std::fabs(from - lo) <= std::fabs(from - hi);
    line.put(x_first, up ? lo : hi);
    line.put(x_last, up ? hi : lo);
  }
}

void Lod::break_line() {
  flush();
  new_line();
  gap_ = false;
}

void Lod::new_line() {
  if (main.lone()) {
    const LodPoint p = main.points.back();
    if (p.x >= 0 && p.x <= 1) marks.push_back({p.x, p.y, LodMark::Kind::kDot});
  }
  main.gap();
  raw.gap();
}

void Lod::finish() {
  if (scattered_) {
    for (const Column& column : columns_) {
      if (column.rows > 0) put(column);
    }
    columns_ = {};
  }
  break_line();
  done_ = true;
}

}  // namespace db
