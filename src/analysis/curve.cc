#include "analysis/curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/min_max.h"

namespace db {
namespace {

Piece make_piece(const BlockView& block, std::uint32_t begin, std::uint32_t end) {
  const BlockHeader& header = block.header();
  Piece piece{.block = reinterpret_cast<const std::byte*>(&header),
              .begin = static_cast<std::uint16_t>(begin),
              .end = static_cast<std::uint16_t>(end),
              .non_finite = 0,
              .increasing = header.increasing != 0,
              .first = block.step(begin),
              .last = block.step(end - 1),
              .lo = 0,
              .hi = 0};
  MinMax found;
  if (header.value_type == ValueType::kF32) {
    found = min_max(std::span(block.f32() + begin, end - begin));
  } else {
    double values[kBlockRows];
    block.values(begin, end, values);
    found = min_max(std::span<const double>(values, end - begin));
  }
  piece.non_finite = static_cast<std::uint16_t>(piece.rows() - found.finite);
  piece.lo = found.lo;
  piece.hi = found.hi;
  return piece;
}

// Calls visit(block, begin, end) for the rows of `part` within `span`. Superseded rows are what all rows have beyond
// the live ones; both come block by block in the same order.
template <class Visit>
void for_each_part(const Series& series, Curve::Part part, RowSpan span, Visit&& visit) {
  if (part == Curve::Part::kLive && span == RowSpan()) {
    for_each_rows(series, Restarts::kDropSuperseded, [&](const Rows& r) { visit(r.block, r.begin, r.end); });
    return;
  }
  struct Live {
    const BlockHeader* block;
    std::uint32_t begin, end;
  };
  std::vector<Live> live;
  if (part != Curve::Part::kAll) {
    for_each_rows(series, Restarts::kDropSuperseded,
                  [&](const Rows& r) { live.push_back({&r.block.header(), r.begin, r.end}); });
  }
  auto next = live.begin();
  std::uint64_t position = 0;  // of the block's first row
  for_each_rows(series, Restarts::kKeepAll, [&](const Rows& r) {
    const auto row_of = [&](std::uint64_t place) {
      return r.begin + static_cast<std::uint32_t>(
                           std::clamp<std::uint64_t>(place, position, position + r.end - r.begin) - position);
    };
    const std::uint32_t first = row_of(span.begin), last = row_of(span.end);
    position += r.end - r.begin;
    const auto give = [&](std::uint32_t begin, std::uint32_t end) {
      begin = std::max(begin, first);
      end = std::min(end, last);
      if (begin < end) visit(r.block, begin, end);
    };
    if (part == Curve::Part::kAll) return give(r.begin, r.end);
    std::uint32_t at = r.begin;
    for (; next != live.end() && next->block == &r.block.header(); ++next) {
      if (part == Curve::Part::kLive) {
        give(next->begin, next->end);
      } else {
        give(at, next->begin);
      }
      at = next->end;
    }
    if (part == Curve::Part::kSuperseded) give(at, r.end);
  });
}

}  // namespace

bool Curve::update(const Series& series) {
  if (known_ && generation_ == series.generation) {
    unchanged_ = pieces_.size();
    return false;
  }
  known_ = true;
  generation_ = series.generation;

  std::vector<Piece> before = std::move(pieces_);
  pieces_.clear();
  pieces_.reserve(before.size());
  unchanged_ = 0;
  bool same = true;
  for_each_part(series, part_, span_, [&](const BlockView& block, std::uint32_t begin, std::uint32_t end) {
    const std::size_t i = pieces_.size();
    if (same && i < before.size()) {
      const Piece& old = before[i];
      const BlockHeader& header = block.header();
      // A grown or replaced block has another address, length or first and last step.
      if (old.block == reinterpret_cast<const std::byte*>(&header) && old.begin == begin && old.end == end &&
          old.first == block.step(begin) && old.last == block.step(end - 1) &&
          (end - begin < header.rows || (old.lo == header.value_min && old.hi == header.value_max))) {
        pieces_.push_back(old);
        unchanged_ = pieces_.size();
        return;
      }
    }
    same = false;
    pieces_.push_back(make_piece(block, begin, end));
  });

  rows_ = 0;
  non_finite_ = 0;
  values_ = {};
  for (const Piece& piece : pieces_) {
    rows_ += piece.rows();
    non_finite_ += piece.non_finite;
    values_.add(Range{piece.lo, piece.hi});
  }
  step_lo_ = std::numeric_limits<Step>::max();
  step_hi_ = std::numeric_limits<Step>::min();
  for (const Piece& piece : pieces_) {
    Step lo = std::min(piece.first, piece.last);
    Step hi = std::max(piece.first, piece.last);
    if (!piece.increasing) {
      for (std::uint32_t row = piece.begin; row < piece.end; ++row) {
        lo = std::min(lo, piece.view().step(row));
        hi = std::max(hi, piece.view().step(row));
      }
    }
    step_lo_ = std::min(step_lo_, lo);
    step_hi_ = std::max(step_hi_, hi);
  }
  return true;
}

void piece_values(const Piece& piece, double* out) { piece.view().values(piece.begin, piece.end, out); }

double step_offset(Step step, Step origin) {
  if (step >= origin) return static_cast<double>(static_cast<std::uint64_t>(step) - static_cast<std::uint64_t>(origin));
  return -static_cast<double>(static_cast<std::uint64_t>(origin) - static_cast<std::uint64_t>(step));
}

Step step_at(double offset, Step origin) {
  constexpr double kLimit = 0x1p63;
  const double whole = std::nearbyint(offset);
  if (!(whole > -2 * kLimit)) return std::numeric_limits<Step>::min();
  if (!(whole < 2 * kLimit)) return std::numeric_limits<Step>::max();
  const auto magnitude = static_cast<std::uint64_t>(std::fabs(whole));
  Step out = 0;
  if (whole >= 0) {
    const auto room = static_cast<std::uint64_t>(std::numeric_limits<Step>::max()) - static_cast<std::uint64_t>(origin);
    if (magnitude > room) return std::numeric_limits<Step>::max();
    out = static_cast<Step>(static_cast<std::uint64_t>(origin) + magnitude);
  } else {
    const auto room = static_cast<std::uint64_t>(origin) - static_cast<std::uint64_t>(std::numeric_limits<Step>::min());
    if (magnitude > room) return std::numeric_limits<Step>::min();
    out = static_cast<Step>(static_cast<std::uint64_t>(origin) - magnitude);
  }
  return out;
}

}  // namespace db
