#include "analysis/smooth_preview.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace db {
namespace {

// As weighted_sum(), of doubles as they lie in a block.
double weighted_sum_of_doubles(const std::uint64_t* bits, const float* weights, std::size_t n) {
  double sums[4]{};
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    for (std::size_t k = 0; k < 4; ++k) {
      sums[k] += std::bit_cast<double>(bits[i + k]) * static_cast<double>(weights[i + k]);
    }
  }
  for (; i < n; ++i) sums[0] += std::bit_cast<double>(bits[i]) * static_cast<double>(weights[i]);
  return (sums[0] + sums[1]) + (sums[2] + sums[3]);
}

// The weighted sum of rows [begin, end) of a piece, the last of which has `after` rows behind it. What is not finite
// counts as 0.
double weighted(const Piece& piece, std::uint32_t begin, std::uint32_t end, const AverageWeights& weights,
                std::size_t after) {
  const std::uint32_t n = end - begin;
  const float* by = weights.rows(n, after);
  const BlockView block = piece.view();
  const ValueType type = block.header().value_type;
  if (piece.non_finite == 0 && type == ValueType::kF32) return weighted_sum(block.f32() + piece.begin + begin, by, n);
  if (piece.non_finite == 0 && type == ValueType::kF64)
    return weighted_sum_of_doubles(block.bits() + piece.begin + begin, by, n);
  double values[kBlockRows];
  block.values(piece.begin + begin, piece.begin + end, values);
  if (piece.non_finite > 0) {
    for (std::uint32_t i = 0; i < n; ++i) values[i] = std::isfinite(values[i]) ? values[i] : 0;
  }
  double sum = 0;
  for (std::uint32_t i = 0; i < n; ++i) sum += values[i] * static_cast<double>(by[i]);
  return sum;
}

// How much x grows from row to row.
double mean_gap(const Curve& curve, bool by_time) {
  if (curve.rows() < 2) return 0;
  const Piece &first = curve.pieces().front(), &last = curve.pieces().back();
  const double size =
      by_time ? last.view().wall(last.end - 1u) - first.view().wall(first.begin) : step_offset(last.last, first.first);
  return std::isfinite(size) ? std::max(0.0, size / static_cast<double>(curve.rows() - 1)) : 0;
}

}  // namespace

SmoothPreview::SmoothPreview(const Curve& curve, const CurveX& x, const LodWindow& drawn, bool coarse)
    : window_(drawn) {
  LodWindow window = drawn;
  if (coarse) window.column *= 2, window.columns = (window.columns + 1) / 2;
  const auto pieces = curve.pieces();
  const auto column_of = [&](double at) {
    return std::clamp(std::floor((at - window.begin) / window.column), -1.0, static_cast<double>(window.columns));
  };
  std::uint64_t position = 0;
  double last_column = -2;
  const auto add = [&](std::uint32_t piece, double at, std::uint32_t rows, double column) {
    if (column != last_column) {
      ends_.emplace_back();
    } else if (column == window.columns) {
      return;  // the first row beyond the window is enough
    }
    last_column = column;
    const Piece& p = pieces[piece];
    const BlockView block = p.view();
    const bool floats = p.non_finite == 0 && block.header().value_type == ValueType::kF32;
    ends_.back() = {at, floats ? block.f32() + p.begin + rows : nullptr, position + rows, piece, rows};
  };
  ends_.reserve(std::min<std::size_t>(curve.rows(), window.columns + 2));
  for (std::uint32_t i = 0; i < pieces.size() && last_column < window.columns; ++i) {
    const std::uint32_t n = pieces[i].rows();
    const Range span = x.span(curve, i);
    if (column_of(span.lo) == column_of(span.hi) && std::isfinite(span.lo)) {
      add(i, span.hi, column_of(span.hi) == window.columns ? 1 : n, column_of(span.hi));
    } else {
      const auto even = x.even_rows(curve, i);
      double xs[kBlockRows];
      if (!even) x.values(curve, i, xs);
      const auto at = [&](std::uint32_t row) { return even ? even->first + row * even->stride : xs[row]; };
      for (std::uint32_t row = 0; row < n;) {
        const double column = column_of(at(row));
        std::uint32_t end = row + 1;
        if (column == column_of(at(n - 1))) {
          if (column < window.columns) end = n;
        } else if (column < window.columns) {
          const double edge = window.begin + (column + 1) * window.column;
          const double guess = even ? (edge - even->first) / even->stride : row + 1;
          end = end_of_alike(row, n, guess, [&](std::uint32_t r) { return column_of(at(r)) == column; });
        }
        if (std::isfinite(at(end - 1))) add(i, at(end - 1), end, column);
        if (column == window.columns) break;
        row = end;
      }
    }
    position += n;
  }
}

LodLine SmoothPreview::line(const Curve& curve, const Smoothing& smoothing, PreviewWeights& weights) {
  const auto average = [&](double weight) {
    weights.average.make(weight);
    return average_line(curve, weights.average);
  };
  if (smoothing.amount == 0) return average(0);
  switch (smoothing.kind) {
    case SmoothingKind::kEma:
      return average(smoothing.amount);
    case SmoothingKind::kTimeEma:
      return average(std::exp2(-mean_gap(curve, smoothing.by_time) / smoothing.amount));
    case SmoothingKind::kGaussian:
    case SmoothingKind::kMedian:
      break;
  }
  return by_points(curve, smoothing, weights.gaussian);
}

LodLine SmoothPreview::average_line(const Curve& curve, const AverageWeights& weights) const {
  LodLine out(window_);
  out.points.reserve(ends_.size() + 1);
  const auto pieces = curve.pieces();
  double state = 0;
  double bias = 1;           // w^n, n rows so far
  std::uint64_t before = 0;  // the last end's position
  struct Power {
    std::uint64_t rows = 0;
    double value = 1;
  };
  Power powers[4];                   // most columns have as many rows as one of the last ones
  constexpr std::size_t kAhead = 8;  // columns: their rows lie anywhere in memory
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const End& end = ends_[i];
    if (i + kAhead < ends_.size() && ends_[i + kAhead].f32) {
      __builtin_prefetch(ends_[i + kAhead].f32 - 1);
      __builtin_prefetch(ends_[i + kAhead].f32 - 17);
    }
    const std::uint64_t rows = end.position - before;
    const std::uint64_t wanted = std::min<std::uint64_t>(rows, weights.count());
    Power& power = powers[rows % 4];
    if (rows != power.rows) power = {rows, weights.power(rows)};
    state = wanted < rows ? 0 : state * power.value;
    bias *= power.value;
    std::uint32_t piece = end.piece, last = end.rows;
    std::uint64_t after = 0;
    if (end.f32) {  // the part in its own piece
      after = std::min<std::uint64_t>(wanted, last);
      state += weighted_sum(end.f32 - after, weights.rows(after, 0), after);
      last -= static_cast<std::uint32_t>(after);
    }
    while (after < wanted) {
      if (last == 0) last = pieces[--piece].rows();
      const auto n = static_cast<std::uint32_t>(std::min<std::uint64_t>(wanted - after, last));
      state += weighted(pieces[piece], last - n, last, weights, after);
      after += n;
      last -= n;
    }
    before = end.position;
    const double value = state / (1 - bias);
    if (std::isfinite(value)) out.put(end.x, window_.normal_y(value));
  }
  out.gap();
  return out;
}

}  // namespace db
