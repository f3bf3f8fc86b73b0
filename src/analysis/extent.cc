#include "analysis/extent.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace db {
namespace {

constexpr std::size_t kFewRows = 60'000;  // of a chart: all of them are its sample
constexpr std::size_t kUnopenedRows = 8;  // what a piece costs that is not opened, in rows

}  // namespace

void ExtentFinder::begin(const ExtentRule& rule, std::size_t lines, bool roughly) {
  *this = {};
  rule_ = rule;
  lines_ = lines;
  roughly_ = roughly;
  if (by_rank()) ranks_.emplace(rule_.ignore_outliers ? outlier_ranks : all_ranks);
}

void ExtentFinder::add(const Curve& curve, const CurveX& x, const SmoothCurve& smooth) {
  add(x, smooth.values(curve));
  if (!by_rank()) return;
  sample(curve, smooth);
  sources_.push_back({&curve, &smooth});
}

void ExtentFinder::add(const CurveX& x, Range values) {
  x_.add(x.range());
  left_out_ += x.left_out();
  y_.add(values);
}

void ExtentFinder::add_sample(std::span<const double> values) {
  if (!by_rank() || values.empty()) return;
  exact_ = false;
  sample_.insert(sample_.end(), values.begin(), values.end());
}

// Some values of the line, evenly spread: one of each piece. They tell the exact passes where to look, and do for the
// extent where it is wanted roughly.
void ExtentFinder::sample(const Curve& curve, const SmoothCurve& smooth) {
  const bool all = roughly_ && curve.rows() * lines_ <= kFewRows;
  if (roughly_ && !all) exact_ = false;
  for (std::size_t i = 0; i < curve.pieces().size(); ++i) {
    if (all) {
      double values[kBlockRows];
      smooth.piece_values(curve, i, values);
      sample_.insert(sample_.end(), values, values + curve.pieces()[i].rows());
      continue;
    }
    const double value = smooth.value(curve, i, 0);
    if (value > 0 || !rule_.log_y) sample_.push_back(value);
  }
}

bool ExtentFinder::end() {
  if (!by_rank() || y_.empty()) return true;
  if (!roughly_) {
    ranks_->expect(std::move(sample_));
    sample_ = {};
    return false;
  }
  do add_to_ranks(sample_.data(), sample_.size());
  while (!ranks_->end_pass());
  y_ = ranks_->range();
  return true;
}

void ExtentFinder::stop() {
  ranks_.reset();
  sources_.clear();
  sample_.clear();
}

void ExtentFinder::add_to_ranks(double* values, std::size_t n) {
  if (rule_.log_y) {
    for (std::size_t i = 0; i < n; ++i)
      values[i] = values[i] > 0 ? values[i] : std::numeric_limits<double>::quiet_NaN();
  }
  ranks_->add(std::span<const double>(values, n));
}

bool ExtentFinder::advance(std::size_t rows) {
  std::size_t taken = 0;
  for (; source_ < sources_.size(); ++source_, piece_ = 0) {
    const auto& [curve, smooth] = sources_[source_];
    for (; piece_ < curve->pieces().size(); ++piece_) {
      if (taken >= rows) return false;
      const Piece& piece = curve->pieces()[piece_];
      const Range range = smooth->piece_range(*curve, piece_);
      const bool all_count = !rule_.log_y || range.lo > 0;
      if (all_count && ranks_->skip(range, piece.rows() - piece.non_finite)) {
        taken += kUnopenedRows;
        continue;
      }
      double values[kBlockRows];
      smooth->piece_values(*curve, piece_, values);
      add_to_ranks(values, piece.rows());
      taken += piece.rows();
    }
  }
  source_ = piece_ = 0;
  if (!ranks_->end_pass()) return false;
  y_ = ranks_->range();
  return true;
}

Range fit_x(Range extent) {
  if (extent.empty()) return {0, 1};
  if (drawable(extent)) return extent;
  const double room = std::max(1.0, std::fabs(extent.lo) * 1e-9);
  return {extent.lo - room, extent.hi + room};
}

AxisScale scale_for(ScaleKind kind, Range values) {
  AxisScale scale{.kind = kind};
  if (kind == ScaleKind::kSymlog) scale.threshold = symlog_threshold(values);
  return scale;
}

Range fit_y(Range y, const AxisScale& scale, bool from_0) {
  if (from_0 && scale.kind != ScaleKind::kLog && !y.empty()) y.add(0.0);
  Range fit;
  if (scale.kind == ScaleKind::kLog) {
    fit = scale.forward(nice_log(y));
  } else if (scale.kind == ScaleKind::kSymlog) {
    fit = y.empty() ? Range{0, 1} : scale.forward(y);
    const double room = 0.05 * fit.size();
    fit = {y.lo >= 0 ? std::max(0.0, fit.lo - room) : fit.lo - room,
           y.hi <= 0 ? std::min(0.0, fit.hi + room) : fit.hi + room};
  } else {
    fit = nice_linear(y);
    // Room below 0 says nothing where nothing is below it.
    if (y.lo >= 0 && fit.lo < 0 && !y.empty() && y.hi > 0) fit.lo = 0;
    if (y.hi <= 0 && fit.hi > 0 && !y.empty() && y.lo < 0) fit.hi = 0;
  }
  if (!drawable(fit)) fit = {fit.lo - 1, fit.lo + 1};
  return fit;
}

}  // namespace db
