// Previews of averages that look both ways: Gaussian and median.
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

#include "analysis/smooth_preview.h"

namespace db {
namespace {

constexpr double kDeviations = 3;
constexpr double kDirectSigma = 8;  // of wider Gaussians the rows are too many
constexpr std::size_t kMedianTaps = 10, kMostTaps = 2 * kMedianTaps + 1;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

constexpr std::size_t kLanes = 4;
using Floats [[gnu::vector_size(16)]] = float;

// Puts the lesser into a and the greater into b, in every lane.
void order(Floats& a, Floats& b) {
  const Floats least = b < a ? b : a;  // so written it is one instruction in wasm, too
  b = a < b ? b : a;
  a = least;
}

// The medians of n values each, an odd number from 3; none is NaN. Of more than half of them neither the least nor the
// greatest is the median: both go, and another comes.
Floats medians_of(Floats* values, std::size_t n) {
  std::size_t begin = 0, next = n / 2 + 2;
  const std::size_t end = next;
  for (;; ++begin) {
    for (std::size_t i = begin + 1; i < end; ++i) order(values[begin], values[i]);
    for (std::size_t i = begin + 1; i + 1 < end; ++i) order(values[i], values[end - 1]);
    if (next == n) return values[begin + 1];
    values[end - 1] = values[next++];
  }
}

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

float sum_of(const float* values, std::size_t n) {
  Floats sums{};
  std::size_t i = 0;
  for (; i + kLanes <= n; i += kLanes) {
    Floats some;
    std::memcpy(&some, values + i, sizeof some);
    sums += some;
  }
  float sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
  for (; i < n; ++i) sum += values[i];
  return sum;
}

}  // namespace

LodLine SmoothPreview::by_points(const Curve& curve, const Smoothing& smoothing) {
  std::vector<double> values(ends_.size());
  if (smoothing.kind == SmoothingKind::kMedian) {
    medians(curve, static_cast<std::size_t>(smoothing.amount / 2), values);
  } else if (smoothing.amount > kDirectSigma) {
    find_bins(curve, std::bit_floor(static_cast<std::size_t>(smoothing.amount / 2)));
    for (std::size_t i = 0; i < ends_.size(); ++i) values[i] = gaussian_of_bins(ends_[i], smoothing.amount);
  } else {
    g_.clear();
    for (int k = 0; k <= std::ceil(kDeviations * smoothing.amount); ++k)
      g_.push_back(std::exp(-0.5 * (k / smoothing.amount) * (k / smoothing.amount)));
    for (std::size_t i = 0; i < ends_.size(); ++i) values[i] = gaussian(curve, ends_[i]);
  }
  LodLine out(window_);
  out.points.reserve(ends_.size() + 1);
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    if (std::isfinite(values[i])) out.put(ends_[i].x, window_.normal_y(values[i]));
  }
  out.gap();
  return out;
}

double SmoothPreview::gaussian(const Curve& curve, const End& end) const {
  const auto radius = static_cast<std::int64_t>(g_.size()) - 1;
  Cursor cursor(curve, end.piece, end.position - end.rows);
  double sum = 0, weights = 0;
  for (std::int64_t k = -radius; k <= radius; ++k) {
    const auto value = static_cast<double>(cursor.value(static_cast<std::int64_t>(end.position) - 1 + k));
    if (!std::isfinite(value)) continue;
    const double weight = g_[static_cast<std::size_t>(std::abs(k))];
    sum += weight * value;
    weights += weight;
  }
  return sum / weights;
}

double SmoothPreview::gaussian_of_bins(const End& end, double sigma) const {
  const auto rows = static_cast<double>(bin_rows_);
  const double at = (static_cast<double>(end.position) - 0.5) / rows;  // in bins
  const double radius = kDeviations * sigma / rows;
  const auto first = static_cast<std::size_t>(std::max(0.0, std::floor(at - radius)));
  const std::size_t last = std::min(bins_.size(), static_cast<std::size_t>(std::ceil(at + radius)));
  // Weights of evenly spaced bins follow from each other: g(z + d) = g(z) e^(-z d - d^2 / 2).
  const double d = rows / sigma, z = (static_cast<double>(first) + 0.5 - at) * d;
  const double falls = std::exp(-d * d);
  double weight = std::exp(-0.5 * z * z), ratio = std::exp(-z * d - 0.5 * d * d);
  double sum = 0, weights = 0;
  for (std::size_t bin = first; bin < last; ++bin) {
    const double own = bin + 1 == bins_.size() ? weight * last_bin_share_ : weight;
    if (!std::isnan(bins_[bin])) sum += own * static_cast<double>(bins_[bin]), weights += own;
    weight *= ratio;
    ratio *= falls;
  }
  return sum / weights;
}

void SmoothPreview::find_bins(const Curve& curve, std::size_t rows) {
  if (bin_rows_ == rows) return;
  bin_rows_ = rows;
  bins_.clear();
  bins_.reserve(curve.rows() / rows + 1);
  double sum = 0;
  std::size_t finite = 0, taken = 0;
  const auto end_bin = [&] {
    bins_.push_back(finite > 0 ? static_cast<float>(sum / static_cast<double>(finite))
                               : std::numeric_limits<float>::quiet_NaN());
    sum = 0, finite = taken = 0;
  };
  double values[kBlockRows];
  for (const Piece& piece : curve.pieces()) {
    const BlockView block = piece.view();
    const bool floats = piece.non_finite == 0 && block.header().value_type == ValueType::kF32;
    if (!floats) piece_values(piece, values);
    for (std::size_t row = 0, n = 0; row < piece.rows(); row += n) {
      n = std::min(piece.rows() - row, rows - taken);
      if (floats) {
        sum += static_cast<double>(sum_of(block.f32() + piece.begin + row, n));
        finite += n;
      }
      for (std::size_t i = row; !floats && i < row + n; ++i)
        if (std::isfinite(values[i])) sum += values[i], ++finite;
      taken += n;
      if (taken == rows) end_bin();
    }
  }
  last_bin_share_ = taken > 0 ? static_cast<double>(taken) / static_cast<double>(rows) : 1;
  if (taken > 0) end_bin();
}

// Medians of four columns at once. Of fewer values than a whole window has, those of as many infinities above as below
// besides; of an even number half of the median with one more above and half of that with one more below.
void SmoothPreview::medians(const Curve& curve, std::size_t radius, std::vector<double>& out) {
  const std::size_t stride = (radius + kMedianTaps - 1) / kMedianTaps, reach = radius / stride, n = 2 * reach + 1;
  // Where windows of columns overlap they share their points.
  const bool shared = stride > 1 && n * stride * ends_.size() > curve.rows();
  if (shared) find_samples(curve, stride);
  Floats windows[kMostTaps];
  struct {
    std::size_t column;
    double share;
  } lanes[kLanes];
  std::size_t lane = 0;
  const auto flush = [&] {
    const Floats found = medians_of(windows, n);
    for (std::size_t i = 0; i < lane; ++i) out[lanes[i].column] += lanes[i].share * static_cast<double>(found[i]);
    lane = 0;
  };
  const auto add = [&](std::size_t column, std::span<const float> values, double share, float first) {
    for (std::size_t k = 0; k<n; ++k, first = k> values.size() ? -first : first)
      windows[k][lane] = k < values.size() ? values[k] : first;
    lanes[lane++] = {column, share};
    if (lane == kLanes) flush();
  };
  for (std::size_t i = 0; i < ends_.size(); ++i) {
    const End& end = ends_[i];
    const auto row = static_cast<std::int64_t>(end.position) - 1, half = static_cast<std::int64_t>(reach);
    float values[kMostTaps];
    std::size_t count = 0;
    const auto take = [&](float value) {
      values[count] = value;
      count += std::isfinite(value);
    };
    if (shared) {
      const std::int64_t at = row / static_cast<std::int64_t>(stride);
      const auto last = static_cast<std::int64_t>(samples_.size()) - 1;
      for (std::int64_t k = std::max<std::int64_t>(0, at - half); k <= std::min(last, at + half); ++k)
        take(samples_[static_cast<std::size_t>(k)]);
    } else {
      Cursor cursor(curve, end.piece, end.position - end.rows);
      for (std::int64_t k = -half; k <= half; ++k) take(cursor.value(row + k * static_cast<std::int64_t>(stride)));
    }
    if (count % 2 == 1) {
      add(i, {values, count}, 1, kInfinity);
    } else {
      add(i, {values, count}, 0.5, kInfinity);
      add(i, {values, count}, 0.5, -kInfinity);
    }
  }
  flush();
}

// Every stride-th value.
void SmoothPreview::find_samples(const Curve& curve, std::size_t stride) {
  if (sample_rows_ == stride) return;
  sample_rows_ = stride;
  samples_.clear();
  Cursor cursor(curve, 0, 0);
  for (std::size_t row = stride / 2; row < curve.rows(); row += stride)
    samples_.push_back(cursor.value(static_cast<std::int64_t>(row)));
}

}  // namespace db
