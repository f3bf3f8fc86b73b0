// A smoothed line for a slider that moves: its value at the last row of each pixel column, and nothing of what lies
// between. What lies between columns' ends (spikes, breaks, marks) is the exact line's, which follows. Of these values
//
//   TensorBoard's average (smoothing.h) is right to about 0.1 %: rows are weighted by powers of w as far back as these
//   matter. By time it is taken for as if the rows were evenly spaced.
//   The Gaussian is right to about 1 %: three standard deviations to each side, wide ones of the means of a few rows.
//   The median is exact up to 21 points; of a wider window it is that of 21 of its points, evenly spread.
//
// Where the columns end is found once, a pass over x; then an average costs about 0.3 ns a row that matters: at most
// the rows of the window, and fewer the smaller the weight; a Gaussian 20 ns a column, a median 60 ns. 32 bytes a
// column; of a wide Gaussian up to 2.3 bytes a row.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/curve.h"
#include "analysis/curve_x.h"
#include "analysis/lod_line.h"
#include "analysis/smooth_preview_weights.h"
#include "analysis/smoothing_kinds.h"

namespace db {

class SmoothPreview {
 public:
  // `x` must be ordered(). The curve must not change as long as this is used; a view into the store's blocks. With
  // `coarse` two pixel columns are taken for one: half the cost, where many lines are drawn at once.
  SmoothPreview(const Curve& curve, const CurveX& x, const LodWindow& window, bool coarse = false);

  // The line for a sound smoothing, a weight below 1; x never goes back. `curve` and window as above. Lines of one
  // smoothing share `weights`, which may come from another one.
  LodLine line(const Curve& curve, const Smoothing& smoothing, PreviewWeights& weights);

 private:
  struct End {  // of a column: its last row
    double x;
    const float* f32;        // behind the value of its row, if all of its piece are finite floats; else null
    std::uint64_t position;  // rows of the curve up to it and with it
    std::uint32_t piece;
    std::uint32_t rows;  // of the piece up to it and with it
  };

  LodLine average_line(const Curve& curve, const AverageWeights& weights) const;
  LodLine by_points(const Curve& curve, const Smoothing& smoothing, GaussianWeights& weights);
  double gaussian(const Curve& curve, const End& end, const GaussianWeights& weights) const;
  double gaussian_of_bins(const End& end, const GaussianWeights& weights) const;
  void find_bins(const Curve& curve, std::size_t rows);
  void find_small_bins(const Curve& curve);
  void medians(const Curve& curve, std::size_t radius, std::vector<double>& out);
  void find_samples(const Curve& curve, std::size_t stride);

  LodWindow window_;
  std::vector<End> ends_;
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
