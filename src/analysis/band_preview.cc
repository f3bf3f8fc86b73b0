#include "analysis/band_preview.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "analysis/band_columns.h"

namespace db {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool finite(double value) { return value - value == 0; }

}  // namespace

BandPreview::BandPreview(const BandLine& group, const LodWindow& window, bool coarse)
    : window_(window),
      of_(group.lines),
      band_(group.shared_band()),
      columns_(last_rows(group.band().centre(), group.x(), window, coarse)),
      lines_{LodLine(window), LodLine(window), LodLine(window)} {
  for (const PreviewRow& row : columns_) {
    const Piece& piece = group.band().centre().pieces()[row.piece];
    steps_.push_back(piece.view().step(piece.begin + row.rows - 1));
  }
}

void BandPreview::start(const Smoothing& smoothing) {
  begun_ = true;
  done_ = false;
  smoothing_ = smoothing;
  next_ = 0;
  for (LodLine& line : lines_) {
    line = LodLine(window_);
    line.points.reserve(columns_.size() + 1);
  }
}

bool BandPreview::advance(std::span<const ChartLine> all, const BandInputs& inputs, PreviewWeights& weights,
                          std::size_t rows) {
  if (!begun_ || smoothing_ != inputs.smoothing) start(inputs.smoothing);
  if (done_) return true;
  if (!inputs.smooth_runs) {
    smooth_lines(weights);
    return done_ = true;
  }
  values_.resize(of_.size() * columns_.size());
  whole_.resize(of_.size());
  for (std::size_t taken = 0; next_ < of_.size(); ++next_) {
    if (taken >= rows) return false;
    const Curve& curve = all[of_[next_]].curve;
    add_run(curve, weights);
    taken += curve.rows();
  }
  take_together(inputs.rule);
  return done_ = true;
}

// The run's values at the columns' steps.
void BandPreview::add_run(const Curve& curve, PreviewWeights& weights) {
  if (next_ == runs_.size()) {
    RowsAtSteps found = rows_at_steps(curve, steps_);
    runs_.push_back({SmoothPreview(curve, std::move(found.rows)), std::move(found.places)});
  }
  Run& run = runs_[next_];
  const std::span<double> out(values_.data() + next_ * columns_.size(), columns_.size());
  const bool direct = run.places.empty();
  at_rows_.resize(run.preview.rows().size());
  const std::span<double> at_rows = direct ? out : std::span(at_rows_);
  run.preview.values(curve, smoothing_, weights, at_rows);
  if (curve.non_finite() > 0) {
    for (std::size_t i = 0; i < at_rows.size(); ++i) {
      const PreviewRow& row = run.preview.rows()[i];
      const Piece& piece = curve.pieces()[row.piece];
      if (piece.non_finite > 0 && !finite(piece.view().value(piece.begin + row.rows - 1))) at_rows[i] = kNone;
    }
  }
  for (std::size_t i = 0; i < run.places.size(); ++i) {
    const auto [row, share] = run.places[i];
    if (row == RowsAtSteps::kNone) {
      out[i] = kNone;
    } else {
      out[i] = share == 0 ? at_rows[row] : at_rows[row] + (at_rows[row + 1] - at_rows[row]) * share;
    }
  }
  bool whole = true;
  for (double& value : out) {
    value = finite(value) ? value : kNone;
    whole = whole & (value == value);
  }
  whole_[next_] = whole;
}

void BandPreview::take_together(BandRule rule) {
  const std::size_t runs = of_.size();
  BandColumns columns(runs, rule);
  for (std::size_t first = 0; first < columns_.size(); first += BandColumns::kWidth) {
    const std::size_t n = std::min(BandColumns::kWidth, columns_.size() - first);
    for (std::size_t i = 0; i < runs; ++i)
      columns.set_row(i, values_.data() + i * columns_.size() + first, whole_[i] != 0);
    columns.reduce(n);
    for (std::size_t i = 0; i < n; ++i) put(first + i, columns.centre[i], columns.low[i], columns.high[i]);
  }
  for (LodLine& line : lines_) line.gap();
}

void BandPreview::smooth_lines(PreviewWeights& weights) {
  const Curve* const curves[] = {&band_->centre(), &band_->low(), &band_->high()};
  if (smooth_lines_.empty()) {
    for (const Curve* curve : curves) smooth_lines_.emplace_back(*curve, rows_at_steps(*curve, steps_).rows);
  }
  const std::size_t n = columns_.size();
  values_.resize(3 * n);
  for (std::size_t i = 0; i < 3; ++i) {
    smooth_lines_[i].values(*curves[i], smoothing_, weights, std::span(values_).subspan(i * n, n));
  }
  for (std::size_t i = 0; i < n; ++i) {
    const Piece& piece = curves[0]->pieces()[columns_[i].piece];
    const bool counts = piece.non_finite == 0 || finite(piece.view().value(piece.begin + columns_[i].rows - 1));
    put(i, counts ? values_[i] : kNone, values_[n + i], values_[2 * n + i]);
  }
  for (LodLine& out : lines_) out.gap();
}

void BandPreview::put(std::size_t column, double centre, double low, double high) {
  if (!finite(centre) || !finite(low) || !finite(high)) {
    for (LodLine& line : lines_) line.gap();
    return;
  }
  const double x = columns_[column].x;
  lines_[0].put(x, lines_[0].normal_y(centre));
  lines_[1].put(x, lines_[1].normal_y(low));
  lines_[2].put(x, lines_[2].normal_y(high));
}

LodLine BandPreview::run_line(std::size_t n) const {
  LodLine out(window_);
  out.points.reserve(columns_.size() + 1);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const double value = values_[n * columns_.size() + i];
    if (finite(value)) out.put(columns_[i].x, out.normal_y(value));
  }
  out.gap();
  return out;
}

}  // namespace db
