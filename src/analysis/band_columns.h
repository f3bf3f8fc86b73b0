// Centre, band and count of many columns of numbers at once, a column being what the runs of a group say at one step.
// NaN does not count.
//
//   mean        sum / n                              median     middle value, or the mean of the middle two
//   kDeviation  mean +- s, s^2 = sum (x - mean)^2 / (n - 1)
//   kError      mean +- s / sqrt n
//   kConfidence mean +- t s / sqrt n                 t: 0.975 quantile of Student's t, n - 1 degrees of freedom
//   kExtremes   least and greatest                   kQuartiles 25 % and 75 %, linear between ranks (numpy's default)
//
// The first three bands are around the mean also where the line is the median; with n = 1 they have no width.
//
// Columns are taken 256 at a time, so that every loop runs over neighbours in a row: about 1 ns a number for means.
// Medians and quartiles sort all columns at once by Batcher's network, some 10 ns a number for 100 runs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace db {

enum class BandCentre : std::uint8_t { kMean, kMedian };
enum class BandSpread : std::uint8_t { kDeviation, kError, kConfidence, kExtremes, kQuartiles };

struct BandRule {
  BandCentre centre = BandCentre::kMean;
  BandSpread spread = BandSpread::kDeviation;
  bool operator==(const BandRule&) const = default;
};

class BandColumns {
 public:
  static constexpr std::size_t kWidth = 256;

  BandColumns(std::size_t rows, BandRule rule);

  // `whole`: no NaN is in the row. It must stay until reduce() is done.
  void set_row(std::size_t i, const double* values, bool whole) { rows_[i] = {values, whole}; }
  // Reduces the first `columns` (at most kWidth) of all rows. Where n is 0, or a sum is beyond all doubles, centre, low
  // and high are NaN.
  void reduce(std::size_t columns);

  double centre[kWidth], low[kWidth], high[kWidth];
  std::uint32_t n[kWidth];

 private:
  void count(std::size_t columns);
  void find_means(std::size_t columns);
  void find_deviations(std::size_t columns);
  void find_extremes(std::size_t columns);
  void sort(std::size_t columns);
  void find_quantile(double share, std::size_t columns, double* out) const;

  struct Row {
    const double* values;
    bool whole;
  };
  BandRule rule_;
  std::vector<Row> rows_;
  std::vector<double> sorted_;  // [rows, kWidth]; where ranks are wanted
  std::vector<double> factor_;  // of the standard deviation, by n
  double mean_[kWidth], squares_[kWidth];
};

}  // namespace db
