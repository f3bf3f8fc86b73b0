#include "analysis/range_stats.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace db {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Place {
  std::size_t piece;
  std::uint32_t row;  // of the piece
};

// Never overflows: steps are anywhere in 64 bits.
std::uint64_t distance(Step a, Step b) {
  return a > b ? static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b)
               : static_cast<std::uint64_t>(b) - static_cast<std::uint64_t>(a);
}

// The first row of `view`'s rows [begin, end) at or beyond a step, or `end`. Steps increase over them.
std::uint32_t first_at(const BlockView& view, std::uint32_t begin, std::uint32_t end, Step step) {
  while (begin < end) {
    const std::uint32_t middle = begin + (end - begin) / 2;
    if (view.step(middle) < step) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin;
}

std::optional<Place> place_of(const Curve& curve, Step step) {
  const auto pieces = curve.pieces();
  if (pieces.empty()) return std::nullopt;
  const auto found = std::ranges::lower_bound(pieces, step, {}, &Piece::last);
  if (found == pieces.end()) return Place{pieces.size() - 1, pieces.back().rows() - 1};
  const Piece& piece = *found;
  const auto index = static_cast<std::size_t>(found - pieces.begin());
  const BlockView view = piece.view();
  const std::uint32_t row = first_at(view, piece.begin, piece.end, step);
  const Place after{index, row - piece.begin};
  if (row > piece.begin) {
    const bool earlier = distance(view.step(row - 1), step) <= distance(view.step(row), step);
    return earlier ? Place{index, row - 1 - piece.begin} : after;
  }
  if (index == 0) return after;
  const bool earlier = distance(pieces[index - 1].last, step) <= distance(piece.first, step);
  return earlier ? Place{index - 1, pieces[index - 1].rows() - 1} : after;
}

CurvePoint point_at(const Curve& curve, const SmoothCurve& smooth, Place place) {
  const Piece& piece = curve.pieces()[place.piece];
  const BlockView view = piece.view();
  const std::uint32_t row = piece.begin + place.row;
  double smoothed[kBlockRows];
  smooth.piece_values(curve, place.piece, smoothed);
  const Step step = view.step(row);
  return {static_cast<double>(step), step, view.wall(row), view.value(row), smoothed[place.row]};
}

class Extremes {
 public:
  Extremes(const Curve& curve, const SmoothCurve& smooth) : curve_(curve), smooth_(smooth) {}

  // Rows [begin, end) of a piece.
  void add(std::size_t piece, std::uint32_t begin, std::uint32_t end) {
    double values[kBlockRows];
    smooth_.piece_values(curve_, piece, values);
    for (std::uint32_t row = begin; row < end; ++row) {
      if (!std::isfinite(values[row])) continue;
      if (!known_ || values[row] < min_) min_ = values[row], min_at_ = {piece, row};
      if (!known_ || values[row] > max_) max_ = values[row], max_at_ = {piece, row};
      known_ = true;
    }
  }

  void add_whole(std::size_t piece) {
    const Range range = smooth_.active(curve_) ? smooth_.piece_range(curve_, piece)
                                               : Range{curve_.pieces()[piece].lo, curve_.pieces()[piece].hi};
    if (!range.empty() && (!known_ || range.lo < min_ || range.hi > max_)) add(piece, 0, curve_.pieces()[piece].rows());
  }

  void tell(RangeStats& out) const {
    out.min = known_ ? min_ : kNaN;
    out.max = known_ ? max_ : kNaN;
    out.min_step = known_ ? step(min_at_) : 0;
    out.max_step = known_ ? step(max_at_) : 0;
  }

 private:
  Step step(Place place) const {
    const Piece& piece = curve_.pieces()[place.piece];
    return piece.view().step(piece.begin + place.row);
  }

  const Curve& curve_;
  const SmoothCurve& smooth_;
  bool known_ = false;
  double min_ = 0, max_ = 0;
  Place min_at_{}, max_at_{};
};

}  // namespace

std::optional<CurvePoint> nearest_step(const Curve& curve, const SmoothCurve& smooth, Step step) {
  const auto place = place_of(curve, step);
  if (!place) return std::nullopt;
  return point_at(curve, smooth, *place);
}

std::optional<Step> step_near(const Curve& curve, Step step) {
  const auto place = place_of(curve, step);
  if (!place) return std::nullopt;
  const Piece& piece = curve.pieces()[place->piece];
  return piece.view().step(piece.begin + place->row);
}

std::optional<RangeStats> range_stats(const Curve& curve, const SmoothCurve& smooth, Step first, Step last,
                                      bool with_mean) {
  const auto from = place_of(curve, first), to = place_of(curve, last);
  if (!from || !to) return std::nullopt;
  RangeStats out{.start = point_at(curve, smooth, *from),
                 .end = point_at(curve, smooth, *to),
                 .rows = 0,
                 .min = kNaN,
                 .max = kNaN,
                 .min_step = 0,
                 .max_step = 0,
                 .mean = kNaN};
  Extremes extremes(curve, smooth);
  double sum = 0;
  std::uint64_t finite = 0;
  for (std::size_t i = from->piece; i <= to->piece; ++i) {
    const std::uint32_t rows = curve.pieces()[i].rows();
    const std::uint32_t begin = i == from->piece ? from->row : 0;
    const std::uint32_t end = i == to->piece ? to->row + 1 : rows;
    out.rows += end - begin;
    if (begin == 0 && end == rows) {
      extremes.add_whole(i);
    } else {
      extremes.add(i, begin, end);
    }
    if (!with_mean) continue;
    double values[kBlockRows];
    piece_values(curve.pieces()[i], values);
    double piece_sum = 0;
    for (std::uint32_t row = begin; row < end; ++row) {
      const bool counts = std::isfinite(values[row]);
      piece_sum += counts ? values[row] : 0;
      finite += counts ? 1 : 0;
    }
    sum += piece_sum;
  }
  extremes.tell(out);
  if (finite > 0) out.mean = sum / static_cast<double>(finite);
  return out;
}

std::optional<Step> next_step(const Curve& curve, Step step, bool forward) {
  const auto pieces = curve.pieces();
  const auto found = std::ranges::lower_bound(pieces, step, {}, &Piece::last);  // reaches it or lies beyond
  if (forward) {
    for (auto piece = found; piece != pieces.end(); ++piece) {
      const BlockView view = piece->view();
      std::uint32_t row = first_at(view, piece->begin, piece->end, step);
      if (row < piece->end && view.step(row) == step) ++row;
      if (row < piece->end) return view.step(row);
    }
    return std::nullopt;
  }
  if (found != pieces.end()) {
    const BlockView view = found->view();
    const std::uint32_t row = first_at(view, found->begin, found->end, step);
    if (row > found->begin) return view.step(row - 1);
  }
  if (found == pieces.begin()) return std::nullopt;
  return (found - 1)->last;
}

std::optional<SeriesRow> row_near(const Series& series, Step step) {
  std::optional<Rows> before, after;  // the last piece that begins at or before the step; the first one beyond it
  for_each_rows(series, Restarts::kDropSuperseded, [&](const Rows& rows) {
    if (rows.block.step(rows.begin) <= step) {
      before = rows;
    } else if (!after) {
      after = rows;
    }
  });
  std::optional<SeriesRow> best;
  const auto offer = [&](const Rows& rows, std::uint32_t row) {
    const Step at = rows.block.step(row);
    if (best && distance(best->step, step) <= distance(at, step)) return;
    best = SeriesRow{at, rows.block.wall(row), rows.block.value(row)};
  };
  if (before) {
    const std::uint32_t next = first_at(before->block, before->begin, before->end, step);
    if (next > before->begin) offer(*before, next - 1);
    if (next < before->end) offer(*before, next);
  }
  if (after) offer(*after, after->begin);
  return best;
}

}  // namespace db
