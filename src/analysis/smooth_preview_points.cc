// Previews of averages that look both ways: Gaussian and median.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <span>

#include "analysis/median_lanes.h"
#include "analysis/smooth_preview.h"

namespace db {
namespace {

constexpr std::size_t kSmallBinRows = 4;
constexpr double kDirectSigma = 2 * kSmallBinRows;  // of wider Gaussians the rows are too many
constexpr std::size_t kMedianTaps = (MedianLanes::kMostValues - 1) / 2;

// Values by their position in a curve; near ones are found quickly.
class Cursor {
 public:
  Cursor(const Curve& curve, std::size_t piece, std::uint64_t begin)
      : curve_(curve), piece_(piece), begin_(static_cast<std::int64_t>(begin)), end_(begin_) {}
  // NaN beyond its ends.
  float value(std::int64_t position) {
    if (position < begin_ || position >= end_) {
      if (position < 0 || position >= static_cast<std::int64_t>(curve_.rows())) return std::nanf("");
      enter(position);
    }
    const std::int64_t row = position - begin_;
    if (floats_) return floats_[row];
    const Piece& piece = curve_.pieces()[piece_];
    return static_cast<float>(piece.view().value(piece.begin + static_cast<std::uint32_t>(row)));
  }

 private:
  void enter(std::int64_t position) {
    const auto pieces = curve_.pieces();
    while (position < begin_) begin_ -= pieces[--piece_].rows();
    while (position >= begin_ + pieces[piece_].rows()) begin_ += pieces[piece_++].rows();
    end_ = begin_ + pieces[piece_].rows();
    const BlockView block = pieces[piece_].view();
    floats_ = block.header().value_type == ValueType::kF32 ? block.f32() + pieces[piece_].begin : nullptr;
  }

  const Curve& curve_;
  std::size_t piece_;
  std::int64_t begin_, end_;  // positions of its rows
  const float* floats_ = nullptr;
};

}  // namespace

void SmoothPreview::by_points(const Curve& curve, const Smoothing& smoothing, GaussianWeights& weights,
                              std::span<double> out) {
  if (smoothing.kind == SmoothingKind::kMedian) {
    medians(curve, static_cast<std::size_t>(smoothing.amount / 2), out);
  } else if (smoothing.amount > kDirectSigma) {
    find_bins(curve, std::bit_floor(static_cast<std::size_t>(smoothing.amount / 2)));
    weights.make(smoothing.amount / static_cast<double>(bin_rows_));
    for (std::size_t i = 0; i < rows_.size(); ++i) out[i] = gaussian_of_bins(rows_[i], weights);
  } else {
    weights.make(smoothing.amount);
    for (std::size_t i = 0; i < rows_.size(); ++i) out[i] = gaussian(curve, rows_[i], weights);
  }
}

double SmoothPreview::gaussian(const Curve& curve, const PreviewRow& end, const GaussianWeights& weights) const {
  const std::ptrdiff_t radius = weights.radius(), row = static_cast<std::ptrdiff_t>(end.rows) - 1;
  const float* const by = weights.at(0);
  if (end.f32 && row >= radius && row + radius < static_cast<std::ptrdiff_t>(curve.pieces()[end.piece].rows())) {
    return weighted_sum(end.f32 - 1 - radius, by, weights.count());
  }
  Cursor cursor(curve, end.piece, end.position - end.rows);
  double sum = 0, all = 0;
  for (std::ptrdiff_t k = -radius; k <= radius; ++k) {
    const auto value = static_cast<double>(cursor.value(static_cast<std::int64_t>(end.position) - 1 + k));
    if (!std::isfinite(value)) continue;
    const auto weight = static_cast<double>(by[k + radius]);
    sum += weight * value;
    all += weight;
  }
  return sum / all;
}

double SmoothPreview::gaussian_of_bins(const PreviewRow& end, const GaussianWeights& weights) const {
  const double at = (static_cast<double>(end.position) - 0.5) / static_cast<double>(bin_rows_);  // in bins
  const auto middle = static_cast<std::ptrdiff_t>(std::floor(at)), radius = weights.radius();
  const auto bins = static_cast<std::ptrdiff_t>(bins_.size());
  const float* const by = weights.at(static_cast<double>(middle) + 0.5 - at);
  if (whole_bins_ && middle >= radius && middle + radius + 1 < bins) {
    return weighted_sum(bins_.data() + middle - radius, by, weights.count());
  }
  double sum = 0, all = 0;
  for (std::ptrdiff_t k = -radius; k <= radius; ++k) {
    const std::ptrdiff_t bin = middle + k;
    if (bin < 0 || bin >= bins) continue;
    const float mean = bins_[static_cast<std::size_t>(bin)];
    if (std::isnan(mean)) continue;
    const double weight = static_cast<double>(by[k + radius]) * (bin + 1 == bins ? last_bin_share_ : 1);
    sum += weight * static_cast<double>(mean);
    all += weight;
  }
  return sum / all;
}

void SmoothPreview::find_bins(const Curve& curve, std::size_t rows) {
  if (bin_rows_ == rows) return;
  if (small_sums_.empty()) find_small_bins(curve);
  bin_rows_ = rows;
  const std::size_t together = rows / kSmallBinRows;
  bins_.clear();
  bins_.reserve(small_sums_.size() / together + 1);
  whole_bins_ = true;
  for (std::size_t i = 0; i < small_sums_.size(); i += together) {
    const std::size_t end = std::min(i + together, small_sums_.size());
    float sum = 0;
    std::uint32_t finite = 0;
    for (std::size_t k = i; k < end; ++k) sum += small_sums_[k], finite += small_counts_[k];
    bins_.push_back(finite > 0 ? sum / static_cast<float>(finite) : std::nanf(""));
    whole_bins_ &= finite > 0;
  }
  const std::size_t rest = curve.rows() % rows;
  last_bin_share_ = rest > 0 ? static_cast<double>(rest) / static_cast<double>(rows) : 1;
}

void SmoothPreview::find_small_bins(const Curve& curve) {
  small_sums_.reserve(curve.rows() / kSmallBinRows + 1);
  small_counts_.reserve(curve.rows() / kSmallBinRows + 1);
  float sum = 0;
  std::uint32_t finite = 0, taken = 0;
  const auto end_bin = [&] {
    small_sums_.push_back(sum);
    small_counts_.push_back(static_cast<std::uint8_t>(finite));
    sum = 0;
    finite = taken = 0;
  };
  for (const Piece& piece : curve.pieces()) {
    const BlockView block = piece.view();
    const bool floats = block.header().value_type == ValueType::kF32;
    double values[kBlockRows];
    if (!floats) piece_values(piece, values);
    for (std::uint32_t row = 0; row < piece.rows(); ++row) {
      const float value = floats ? block.f32()[piece.begin + row] : static_cast<float>(values[row]);
      if (std::isfinite(value)) sum += value, ++finite;
      if (++taken == kSmallBinRows) end_bin();
    }
  }
  if (taken > 0) end_bin();
}

void SmoothPreview::medians(const Curve& curve, std::size_t radius, std::span<double> out) {
  const std::size_t stride = (radius + kMedianTaps - 1) / kMedianTaps, reach = radius / stride, n = 2 * reach + 1;
  // Where windows of columns overlap they share their points.
  const bool shared = stride > 1 && n * stride * rows_.size() > curve.rows();
  std::ranges::fill(out, 0.0);
  if (shared) find_samples(curve, stride);
  MedianLanes lanes(out);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const PreviewRow& end = rows_[i];
    const auto row = static_cast<std::int64_t>(end.position) - 1, half = static_cast<std::int64_t>(reach);
    const std::int64_t at = row / static_cast<std::int64_t>(stride);
    const auto last = static_cast<std::int64_t>(samples_.size()) - 1;
    if (shared) {
      if (finite_samples_ && at >= half && at + half <= last) {
        lanes.add(i, &samples_[static_cast<std::size_t>(at - half)], n, 1);
        continue;
      }
    } else if (const std::size_t before = reach * stride;
               end.f32 && end.rows > before && end.rows + before <= curve.pieces()[end.piece].rows()) {
      lanes.add(i, end.f32 - 1 - before, n, stride);
      continue;
    }
    float values[MedianLanes::kMostValues];
    std::size_t count = 0;
    const auto take = [&](float value) {
      values[count] = value;
      count += std::isfinite(value);
    };
    if (shared) {
      for (std::int64_t k = std::max<std::int64_t>(0, at - half); k <= std::min(last, at + half); ++k)
        take(samples_[static_cast<std::size_t>(k)]);
    } else {
      Cursor cursor(curve, end.piece, end.position - end.rows);
      for (std::int64_t k = -half; k <= half; ++k) take(cursor.value(row + k * static_cast<std::int64_t>(stride)));
    }
    lanes.add(i, {values, count});
  }
  lanes.flush();
}

// Every stride-th value.
void SmoothPreview::find_samples(const Curve& curve, std::size_t stride) {
  if (sample_rows_ == stride) return;
  sample_rows_ = stride;
  samples_.clear();
  Cursor cursor(curve, 0, 0);
  for (std::size_t row = stride / 2; row < curve.rows(); row += stride)
    samples_.push_back(cursor.value(static_cast<std::int64_t>(row)));
  finite_samples_ = std::ranges::all_of(samples_, [](float value) { return std::isfinite(value); });
}

}  // namespace db
