#include "analysis/smooth_preview.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

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

// Adds to `sum` the finite values among the first `rows` of a piece, from the last one back: those that have `after`
// finite ones behind them and more, until they are `wanted`. Returns how many there are then.
std::size_t add_weighted(const Piece& piece, std::uint32_t rows, const AverageWeights& weights, std::size_t after,
                         std::size_t wanted, double& sum) {
  auto n = static_cast<std::uint32_t>(std::min<std::size_t>(wanted - after, rows));
  const BlockView block = piece.view();
  const std::uint32_t end = piece.begin + rows;
  const ValueType type = block.header().value_type;
  if (piece.non_finite == 0 && type == ValueType::kF32) {
    sum += weighted_sum(block.f32() + end - n, weights.rows(n, after), n);
  } else if (piece.non_finite == 0 && type == ValueType::kF64) {
    sum += weighted_sum_of_doubles(block.bits() + end - n, weights.rows(n, after), n);
  } else {
    double values[kBlockRows];
    block.values(piece.begin, end, values);
    const double* const last = std::remove_if(values, values + rows, [](double v) { return !std::isfinite(v); });
    n = static_cast<std::uint32_t>(std::min<std::ptrdiff_t>(n, last - values));
    const float* by = weights.rows(n, after);
    for (std::uint32_t i = 0; i < n; ++i) sum += *(last - n + i) * static_cast<double>(by[i]);
  }
  return after + n;
}

// Rows of columns lie anywhere in memory: those of a few columns are waited for together, which wasm, without an
// instruction to fetch ahead, does where they are loaded one after the other and nothing is done with them.
constexpr std::size_t kTogether = 16;

void fetch(std::span<const PreviewRow> rows, std::uint64_t before, std::size_t count) {
  constexpr std::size_t kLine = 64 / sizeof(float), kMostLines = 8;
  for (const PreviewRow& row : rows) {
    const std::size_t n = std::min<std::uint64_t>({count, row.position - before, row.rows, kMostLines * kLine});
    before = row.position;
    if (!row.f32) continue;
    for (std::size_t back = 1; back <= n; back += kLine) {
      const float value = *(row.f32 - back);
      asm volatile("" : : "r"(value));
    }
  }
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

SmoothPreview::SmoothPreview(const Curve& curve, std::vector<PreviewRow> rows) : rows_(std::move(rows)) {
  if (curve.non_finite() > 0) count_finite(curve);
}

void SmoothPreview::count_finite(const Curve& curve) {
  finite_.reserve(rows_.size());
  std::uint64_t before = 0;  // of piece i
  std::uint32_t i = 0;
  for (const PreviewRow& row : rows_) {
    for (; i < row.piece; ++i) before += curve.pieces()[i].rows() - curve.pieces()[i].non_finite;
    const Piece& piece = curve.pieces()[i];
    std::uint64_t finite = row.rows;
    if (piece.non_finite > 0) {
      double values[kBlockRows];
      piece_values(piece, values);
      finite =
          static_cast<std::uint64_t>(std::count_if(values, values + row.rows, [](double v) { return v - v == 0; }));
    }
    finite_.push_back(before + finite);
  }
}

void SmoothPreview::values(const Curve& curve, const Smoothing& smoothing, PreviewWeights& weights,
                           std::span<double> out) {
  const auto average = [&](double weight) {
    weights.average.make(weight);
    averages(curve, weights.average, out);
  };
  if (curve.constant()) {
    std::ranges::fill(out, curve.values().lo);
  } else if (smoothing.amount == 0) {
    average(0);
  } else if (smoothing.kind == SmoothingKind::kEma) {
    average(smoothing.amount);
  } else if (smoothing.kind == SmoothingKind::kTimeEma) {
    average(std::exp2(-mean_gap(curve, smoothing.by_time) / smoothing.amount));
  } else {
    by_points(curve, smoothing, weights.gaussian, out);
  }
}

LodLine SmoothPreview::line(const Curve& curve, const Smoothing& smoothing, PreviewWeights& weights,
                            const LodWindow& window) {
  std::vector<double> at(rows_.size());
  values(curve, smoothing, weights, at);
  LodLine out(window);
  out.points.reserve(rows_.size() + 1);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (std::isfinite(at[i])) out.put(rows_[i].x, out.normal_y(at[i]));
  }
  out.gap();
  return out;
}

void SmoothPreview::averages(const Curve& curve, const AverageWeights& weights, std::span<double> out) const {
  const auto pieces = curve.pieces();
  const double of_all = weights.power(weights.count());
  double state = 0;
  double left = 1;           // the share of its start at 0 that is left in it
  std::uint64_t before = 0;  // finite values up to the last row
  struct Power {
    std::uint64_t rows = 0;
    double value = 1;
  };
  Power powers[4];  // most columns have as many rows as one of the last ones
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const PreviewRow& row = rows_[i];
    if (i % kTogether == 0) {
      const auto some = std::span(rows_).subspan(i, std::min(kTogether, rows_.size() - i));
      fetch(some, i == 0 ? 0 : rows_[i - 1].position, weights.count());
    }
    const std::uint64_t position = finite_.empty() ? row.position : finite_[i], n = position - before;
    const std::size_t wanted = std::min<std::uint64_t>(n, weights.count());
    before = position;
    if (wanted < n) {
      state = 0;
      left = of_all;
    } else {
      Power& power = powers[n % 4];
      if (n != power.rows) power = {n, weights.power(n)};
      state *= power.value;
      left *= power.value;
    }
    std::uint32_t piece = row.piece, last = row.rows;
    std::size_t after = 0;
    if (row.f32) {  // the part in its own piece
      after = std::min<std::size_t>(wanted, last);
      state += weighted_sum(row.f32 - after, weights.rows(after, 0), after);
      last = 0;
    }
    for (; after < wanted; last = 0) {
      if (last == 0) last = pieces[--piece].rows();
      after = add_weighted(pieces[piece], last, weights, after, wanted, state);
    }
    out[i] = state / (1 - left);
  }
}

}  // namespace db
