#include "analysis/band_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/student_t.h"

namespace db {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool ranked(BandRule rule) { return rule.centre == BandCentre::kMedian || rule.spread == BandSpread::kQuartiles; }

void order(double* lesser, double* greater, std::size_t columns) {
  for (std::size_t k = 0; k < columns; ++k) {
    const double a = lesser[k], b = greater[k];
    lesser[k] = a < b ? a : b;
    greater[k] = a < b ? b : a;
  }
}

}  // namespace

BandColumns::BandColumns(std::size_t rows, BandRule rule) : rule_(rule), rows_(rows), factor_(rows + 1) {
  if (ranked(rule)) sorted_.resize(rows * kWidth);
  for (std::size_t i = 2; i <= rows; ++i) {
    const auto count = static_cast<std::uint32_t>(i);
    factor_[i] = rule.spread == BandSpread::kDeviation ? 1 : 1 / std::sqrt(static_cast<double>(i));
    if (rule.spread == BandSpread::kConfidence) factor_[i] *= student_t_95(count - 1);
  }
}

void BandColumns::reduce(std::size_t columns) {
  count(columns);
  const bool around_mean = rule_.spread < BandSpread::kExtremes;
  if (around_mean || rule_.centre == BandCentre::kMean) find_means(columns);
  if (around_mean) find_deviations(columns);
  if (rule_.spread == BandSpread::kExtremes) find_extremes(columns);
  if (rule_.centre == BandCentre::kMean) std::copy_n(mean_, columns, centre);
  if (ranked(rule_)) {
    sort(columns);
    if (rule_.centre == BandCentre::kMedian) find_quantile(0.5, columns, centre);
    if (rule_.spread == BandSpread::kQuartiles) {
      find_quantile(0.25, columns, low);
      find_quantile(0.75, columns, high);
    }
  }
  for (std::size_t k = 0; k < columns; ++k) {
    const double all = centre[k] + low[k] + high[k];
    if (n[k] == 0 || !(all - all == 0)) centre[k] = low[k] = high[k] = kNone;
  }
}

void BandColumns::count(std::size_t columns) {
  std::uint32_t whole = 0;
  for (const Row& row : rows_) whole += row.whole;
  std::fill_n(n, columns, whole);
  for (const auto& [v, all] : rows_) {
    if (all) continue;
    for (std::size_t k = 0; k < columns; ++k) n[k] += v[k] == v[k];
  }
}

void BandColumns::find_means(std::size_t columns) {
  std::fill_n(mean_, columns, 0.0);
  for (const auto& [v, whole] : rows_) {
    if (whole) {
      for (std::size_t k = 0; k < columns; ++k) mean_[k] += v[k];
    } else {
      for (std::size_t k = 0; k < columns; ++k) mean_[k] += v[k] == v[k] ? v[k] : 0;
    }
  }
  for (std::size_t k = 0; k < columns; ++k) mean_[k] /= n[k];
}

// From the means, not from sums of squares: those would cancel where values are large and close.
void BandColumns::find_deviations(std::size_t columns) {
  std::fill_n(squares_, columns, 0.0);
  for (const auto& [v, whole] : rows_) {
    if (whole) {
      for (std::size_t k = 0; k < columns; ++k) squares_[k] += (v[k] - mean_[k]) * (v[k] - mean_[k]);
    } else {
      for (std::size_t k = 0; k < columns; ++k) {
        const double distance = v[k] == v[k] ? v[k] - mean_[k] : 0;
        squares_[k] += distance * distance;
      }
    }
  }
  for (std::size_t k = 0; k < columns; ++k) {
    const double width = n[k] < 2 ? 0 : factor_[n[k]] * std::sqrt(squares_[k] / (n[k] - 1));
    low[k] = mean_[k] - width;
    high[k] = mean_[k] + width;
  }
}

void BandColumns::find_extremes(std::size_t columns) {
  std::fill_n(low, columns, kInfinity);
  std::fill_n(high, columns, -kInfinity);
  for (const auto& [v, whole] : rows_) {
    for (std::size_t k = 0; k < columns; ++k) {  // NaN is neither less nor greater
      low[k] = v[k] < low[k] ? v[k] : low[k];
      high[k] = v[k] > high[k] ? v[k] : high[k];
    }
  }
}

// Batcher's odd-even merge sort for any number of rows (Knuth, The Art of Computer Programming 5.2.2, algorithm M):
// every comparison is of two whole rows. What does not count goes to the end.
void BandColumns::sort(std::size_t columns) {
  const std::size_t n_rows = rows_.size();
  const auto row = [&](std::size_t i) { return &sorted_[i * kWidth]; };
  for (std::size_t i = 0; i < n_rows; ++i) {
    const double* v = rows_[i].values;
    for (std::size_t k = 0; k < columns; ++k) row(i)[k] = v[k] == v[k] ? v[k] : kInfinity;
  }
  for (std::size_t p = 1; p < n_rows; p *= 2) {
    for (std::size_t q = p; q >= 1; q /= 2) {
      for (std::size_t j = q % p; j + q < n_rows; j += 2 * q) {
        for (std::size_t i = j; i < std::min(j + q, n_rows - q); ++i) {
          if (i / (2 * p) == (i + q) / (2 * p)) order(row(i), row(i + q), columns);
        }
      }
    }
  }
}

void BandColumns::find_quantile(double share, std::size_t columns, double* out) const {
  for (std::size_t k = 0; k < columns; ++k) {
    if (n[k] == 0) continue;
    const double rank = share * (n[k] - 1);
    const auto below = static_cast<std::size_t>(rank);
    const double a = sorted_[below * kWidth + k];
    const double b = sorted_[std::min<std::size_t>(below + 1, n[k] - 1) * kWidth + k];
    out[k] = a + (b - a) * (rank - static_cast<double>(below));
  }
}

}  // namespace db
