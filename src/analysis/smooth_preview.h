// A curve's smoothed values for a slider that moves: at chosen rows (the last one of each pixel column), and nothing of
// what lies between. What lies between (spikes, breaks, marks) is the exact line's, which follows. Of these values
//
//   TensorBoard's average (smoothing.h) is right to about 0.1 % of what the values differ: rows are weighted by powers
//   of w as far back as these matter. By time it is taken for as if the rows were evenly spaced.
//   The Gaussian is right to about 1 %: three standard deviations to each side, wide ones of the means of a few rows.
//   The median is exact up to 21 points; of a wider window it is that of 21 of its points, evenly spread.
//
// An average costs about 0.3 ns a row that matters: at most the rows of the window, and fewer the smaller the weight; a
// Gaussian 20 ns a row that is wanted, a median 60 ns. 32 bytes a row that is wanted; of a wide Gaussian up to 2.3
// bytes a row of the curve.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/curve.h"
#include "analysis/lod_line.h"
#include "analysis/preview_rows.h"
#include "analysis/smooth_preview_weights.h"
#include "analysis/smoothing_kinds.h"

namespace db {

class SmoothPreview {
 public:
  // `rows` in their order. The curve must not change as long as this is used; a view into the store's blocks.
  SmoothPreview(const Curve& curve, std::vector<PreviewRow> rows);

  std::span<const PreviewRow> rows() const { return rows_; }
  // The values at rows() for a sound smoothing, a weight below 1; not finite where no row up to there is. `curve` as
  // above. All that are smoothed alike share `weights`, which may come from another smoothing.
  void values(const Curve& curve, const Smoothing& smoothing, PreviewWeights& weights, std::span<double> out);
  // The line through them.
  LodLine line(const Curve& curve, const Smoothing& smoothing, PreviewWeights& weights, const LodWindow& window);

 private:
  void count_finite(const Curve& curve);
  void averages(const Curve& curve, const AverageWeights& weights, std::span<double> out) const;
  void by_points(const Curve& curve, const Smoothing& smoothing, GaussianWeights& weights, std::span<double> out);
  double gaussian(const Curve& curve, const PreviewRow& row, const GaussianWeights& weights) const;
  double gaussian_of_bins(const PreviewRow& row, const GaussianWeights& weights) const;
  void find_bins(const Curve& curve, std::size_t rows);
  void find_small_bins(const Curve& curve);
  void medians(const Curve& curve, std::size_t radius, std::span<double> out);
  void find_samples(const Curve& curve, std::size_t stride);

  std::vector<PreviewRow> rows_;
  std::vector<std::uint64_t> finite_;  // by row: finite values up to it and with it; empty: all are
  std::size_t bin_rows_ = 0;
  std::vector<float> small_sums_;  // of a few rows each, of which larger bins are made; of those that are finite
  std::vector<std::uint8_t> small_counts_;
  std::vector<float> bins_;  // means of so many rows; NaN: none of them is finite
  bool whole_bins_ = true;   // none is NaN
  double last_bin_share_ = 1;
  std::size_t sample_rows_ = 0;
  std::vector<float> samples_;  // the value of every so many rows
  bool finite_samples_ = false;
};

}  // namespace db
