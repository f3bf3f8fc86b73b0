#include "analysis/summary.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "analysis/min_max.h"

namespace db {
namespace {

// Of finite values: four sums side by side, which the machine adds at once.
template <class T>
double sum_of(const T* values, std::size_t n) {
  std::array<double, 4> lanes{};
  std::size_t i = 0;
  for (; i + 4 <= n; i += 4) {
    for (std::size_t k = 0; k < 4; ++k) lanes[k] += static_cast<double>(values[i + k]);
  }
  double sum = (lanes[0] + lanes[1]) + (lanes[2] + lanes[3]);
  for (; i < n; ++i) sum += static_cast<double>(values[i]);
  return sum;
}

template <class T>
void add_values(SeriesSummary& s, const Rows& rows, const T* values) {
  const std::size_t n = rows.end - rows.begin;
  const auto step = [&](std::size_t i) { return rows.block.step(rows.begin + static_cast<std::uint32_t>(i)); };
  const MinMax found = min_max(std::span(values, n));
  if (found.finite == n) {
    s.sum += sum_of(values, n);
  } else {
    double sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
      if (std::isfinite(values[i])) {
        sum += static_cast<double>(values[i]);
      } else if (std::isnan(values[i])) {
        if (s.nans++ == 0) s.nan_step = step(i);
      } else if (s.infinities++ == 0) {
        s.infinity_step = step(i);
      }
    }
    s.sum += sum;
  }
  if (found.finite == 0) return;
  const auto place = [&](double value) {
    const auto same = [value](T v) { return static_cast<double>(v) == value; };
    return static_cast<std::size_t>(std::find_if(values, values + n, same) - values);
  };
  if (s.finite == 0 || found.lo < s.min) s.min = found.lo, s.min_step = step(place(found.lo));
  if (s.finite == 0 || found.hi > s.max) s.max = found.hi, s.max_step = step(place(found.hi));
  s.finite += found.finite;
}

}  // namespace

void SeriesSummary::add(const Rows& piece) {
  const BlockView& block = piece.block;
  if (rows == 0) {
    first_step = block.step(piece.begin);
    first_wall = block.wall(piece.begin);
    first = block.value(piece.begin);
  }
  last_step = block.step(piece.end - 1);
  last_wall = block.wall(piece.end - 1);
  last = block.value(piece.end - 1);
  rows += piece.end - piece.begin;
  if (block.header().value_type == ValueType::kBlob) return;
  if (block.header().value_type == ValueType::kF32) return add_values(*this, piece, block.f32() + piece.begin);
  double values[kBlockRows];
  block.values(piece.begin, piece.end, values);
  add_values(*this, piece, values);
}

SeriesSummary summarize(const Series& series) {
  SeriesSummary out;
  for_each_rows(series, Restarts::kDropSuperseded, [&](const Rows& rows) { out.add(rows); });
  return out;
}

std::optional<double> measure_of(const SeriesSummary& summary, Measure measure, Better better) {
  if (summary.rows == 0) return std::nullopt;
  const auto finite = [&](double value) { return summary.finite > 0 ? std::optional(value) : std::nullopt; };
  switch (measure) {
    case Measure::kFirst:
      return summary.first;
    case Measure::kLast:
      return summary.last;
    case Measure::kMin:
      return finite(summary.min);
    case Measure::kMax:
      return finite(summary.max);
    case Measure::kBest:
      return finite(better == Better::kHigher ? summary.max : summary.min);
    case Measure::kMean:
      return finite(summary.mean());
    case Measure::kCount:
      return static_cast<double>(summary.rows);
    case Measure::kNan:
      return static_cast<double>(summary.nans);
  }
  return std::nullopt;
}

std::optional<SeriesRow> row_at(const Series& series, Step step) {
  std::optional<Rows> found;
  for_each_rows(series, Restarts::kDropSuperseded, [&](const Rows& rows) {
    if (rows.block.step(rows.begin) <= step) found = rows;  // steps increase over all pieces
  });
  if (!found) return std::nullopt;
  std::uint32_t low = found->begin, high = found->end;  // the last row at or before is in [low, high)
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    (found->block.step(middle) <= step ? low : high) = middle;
  }
  return SeriesRow{found->block.step(low), found->block.wall(low), found->block.value(low)};
}

}  // namespace db
