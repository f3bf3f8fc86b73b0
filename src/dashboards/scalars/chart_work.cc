// The steps of a chart's work; each takes a fraction of a millisecond.
#include <algorithm>
#include <cmath>
#include <limits>

#include "dashboards/scalars/chart.h"

namespace db {
namespace {

constexpr std::size_t kRowsAStep = 32'768;
constexpr std::size_t kFewRows = 60'000;  // of a chart: all of them are its sample
constexpr std::size_t kUnopenedRows = 8;  // what a piece costs that is not opened, in rows

}  // namespace

void Chart::step(Context& context, ImVec2 size_px) {
  switch (stage_) {
    case Stage::kRefresh: {
      if (line_ == 0) choose_origin(context.store);
      if (line_ < lines_.size()) {
        refresh(context.store, lines_[line_]);
        ++line_;
      } else {
        restart(Stage::kSmooth);
      }
      break;
    }
    case Stage::kSmooth:
      smooth_step(context);
      break;
    case Stage::kExtent:
      extent_step(context);
      break;
    case Stage::kReduce:
      reduce_step(context, size_px);
      break;
    case Stage::kRest:
      break;
  }
}

void Chart::refresh(const Store& store, ChartLine& line) {
  line.refresh(store, inputs_.axis, origin_, inputs_.weight, inputs_.superseded);
}

// Steps count from 0 unless they are too large for doubles; wall times from a whole second near the first.
void Chart::choose_origin(const Store& store) {
  if (origin_known_) return;
  Step least = std::numeric_limits<Step>::max();
  double wall = std::numeric_limits<double>::infinity();
  for (const ChartLine& line : lines_) {
    for (const Segment& segment : store.series(line.series).segments) {
      if (segment.blocks.empty()) continue;
      least = std::min(least, segment.step_min);
      const double first = segment.blocks[0].view().wall(0);
      if (std::isfinite(first)) wall = std::min(wall, std::floor(first));
      origin_known_ = true;
    }
  }
  constexpr Step kExact = Step{1} << 50;
  origin_.step = least > kExact || least < -kExact ? least : 0;
  origin_.wall_secs = std::isfinite(wall) ? wall : 0;
}

void Chart::smooth_step(const Context& context) {
  if (!begun_) {
    begun_ = true;
    sampled_ = context.reading;
    found_x_ = found_y_ = {};
    sample_.clear();
    if (by_rank()) ranks_.emplace(inputs_.ignore_outliers ? outlier_ranks : all_ranks);
  }
  if (line_ < lines_.size()) {
    ChartLine& line = lines_[line_];
    refresh(context.store, line);
    if (!line.advance(kRowsAStep)) return;
    found_x_.add(line.x.range());
    if (inputs_.superseded) found_x_.add(line.ghost_x.range());
    found_y_.add(line.smooth.values(line.curve));
    if (by_rank()) sample(line);
    ++line_;
    return;
  }
  if (!by_rank() || found_y_.empty()) return take_extent(found_y_);
  if (sampled_) {
    do add_to_ranks(sample_.data(), sample_.size());
    while (!ranks_->end_pass());
    return take_extent(ranks_->range());
  }
  ranks_->expect(std::move(sample_));
  sample_ = {};
  stage_ = Stage::kExtent;
  line_ = piece_ = 0;
  seen_version_ = versions();
}

void Chart::add_to_ranks(double* values, std::size_t n) {
  if (inputs_.log_y) {
    for (std::size_t i = 0; i < n; ++i)
      values[i] = values[i] > 0 ? values[i] : std::numeric_limits<double>::quiet_NaN();
  }
  ranks_->add(std::span<const double>(values, n));
}

// Some values of the line, evenly spread: one of each piece. They tell the exact passes where to look, and do for the
// extent while files are read.
void Chart::sample(const ChartLine& line) {
  const bool all = sampled_ && line.curve.rows() * lines_.size() <= kFewRows;
  for (std::size_t i = 0; i < line.curve.pieces().size(); ++i) {
    if (all) {
      double values[kBlockRows];
      line.smooth.piece_values(line.curve, i, values);
      sample_.insert(sample_.end(), values, values + line.curve.pieces()[i].rows());
      continue;
    }
    const double value = line.smooth.first_value(line.curve, i);
    if (value > 0 || !inputs_.log_y) sample_.push_back(value);
  }
}

// One step of the passes over all values that find the ranks.
void Chart::extent_step(const Context& context) {
  if (stale(context.store) || seen_version_ != versions()) return restart(Stage::kRefresh);
  std::size_t taken = 0;
  for (; line_ < lines_.size(); ++line_, piece_ = 0) {
    const ChartLine& line = lines_[line_];
    for (; piece_ < line.curve.pieces().size(); ++piece_) {
      if (taken >= kRowsAStep) return;
      const Piece& piece = line.curve.pieces()[piece_];
      const Range range = line.smooth.piece_range(line.curve, piece_);
      const bool all_count = !inputs_.log_y || range.lo > 0;
      if (all_count && ranks_->skip(range, piece.rows() - piece.non_finite)) {
        taken += kUnopenedRows;
        continue;
      }
      double values[kBlockRows];
      line.smooth.piece_values(line.curve, piece_, values);
      add_to_ranks(values, piece.rows());
      taken += piece.rows();
    }
  }
  line_ = piece_ = 0;
  if (ranks_->end_pass()) take_extent(ranks_->range());
}

void Chart::take_extent(Range y) {
  x_extent_ = found_x_;
  y_extent_ = y;
  Range fit_x = x_extent_;
  if (fit_x.empty()) {
    fit_x = {0, 1};
  } else if (!drawable(fit_x)) {  // one step
    const double room = std::max(1.0, std::fabs(fit_x.lo) * 1e-9);
    fit_x = {fit_x.lo - room, fit_x.hi + room};
  }
  Range fit_y;
  if (inputs_.log_y) {
    const Range nice = nice_log(y);
    fit_y = {std::log10(nice.lo), std::log10(nice.hi)};
  } else {
    fit_y = nice_linear(y);
    // Room below 0 says nothing where nothing is below it.
    if (y.lo >= 0 && fit_y.lo < 0 && !y.empty() && y.hi > 0) fit_y.lo = 0;
    if (y.hi <= 0 && fit_y.hi > 0 && !y.empty() && y.lo < 0) fit_y.hi = 0;
  }
  if (!drawable(fit_y)) fit_y = {fit_y.lo - 1, fit_y.lo + 1};
  view_.set_fit(fit_x, fit_y);
  restart(Stage::kReduce);
}

void Chart::reduce_step(Context& context, ImVec2 size_px) {
  if (!context.platform.line_renderer() || x_extent_.empty()) {
    layer_.clear();
    finished_secs_ = context.platform.clock_secs();
    stage_ = Stage::kRest;
    return;
  }
  if (!begun_) {
    window_ = wanted_window(size_px);
    height_px_ = size_px.y;
    std::size_t points = 0;
    for (const ChartLine& line : lines_) {
      points += std::min<std::size_t>(line.curve.rows(), 2 * std::size_t{window_.columns}) + 8;
    }
    next_.begin(window_, height_px_, inputs_.raw_line && inputs_.weight > 0 ? 2 * points : points);
    ghosts_next_.clear();
    begun_ = true;
  }
  const std::size_t n = lines_.size();
  if (line_ >= 2 * n) return publish(context);
  // First all lines, then what restarts hid of them.
  const bool ghost = line_ >= n;
  ChartLine& line = lines_[ghost ? line_ - n : line_];
  if (!lod_ || !line.fresh(context.store) || seen_version_ != line.version()) {
    lod_.reset();
    refresh(context.store, line);
    if (!line.advance(kRowsAStep)) return;
    seen_version_ = line.version();
    if (ghost && line.ghost.empty()) {
      ++line_;
      return;
    }
    lod_ = ghost ? std::make_unique<Lod>(line.ghost, line.ghost_x, line.ghost_smooth, false, window_)
                 : std::make_unique<Lod>(line.curve, line.x, line.smooth, inputs_.raw_line, window_);
  }
  if (!lod_->advance(kRowsAStep)) return;
  next_.add(*lod_, true);
  if (ghost) ghosts_next_.push_back(static_cast<std::uint32_t>(line_ - n));
  lod_.reset();
  ++line_;
}

void Chart::publish(Context& context) {
  next_.upload(*context.platform.line_renderer());
  std::swap(layer_, next_);
  next_.clear();
  ghosts_ = std::move(ghosts_next_);
  ghosts_next_ = {};
  finished_secs_ = context.platform.clock_secs();
  stage_ = Stage::kRest;
  if (!context.reading) context.platform.request_frame(0);
}

}  // namespace db
