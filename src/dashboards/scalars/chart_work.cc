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
    case Stage::kBand:
      band_step(context);
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

void Chart::refresh(const Store& store, ChartLine& line) { line.refresh(store, line_inputs()); }

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
    found_left_out_ = 0;
    sample_.clear();
    sources_.clear();
    if (by_rank()) ranks_.emplace(inputs_.ignore_outliers ? outlier_ranks : all_ranks);
  }
  if (line_ < lines_.size()) {
    ChartLine& line = lines_[line_];
    refresh(context.store, line);
    if (!line.advance(kRowsAStep)) return;
    if (alone(line_) || inputs_.group_runs) collect(line.curve, line.x, line.smooth);
    if (alone(line_) && inputs_.superseded) found_x_.add(line.ghost_x.range());
    ++line_;
    return;
  }
  if (!grouped()) return end_collecting();
  stage_ = Stage::kBand;
  line_ = 0;
}

// Goes on with a group. While files are read its lines change from frame to frame: a small one is made at once.
void Chart::band_step(const Context& context) {
  constexpr std::uint64_t kAtOnce = 300'000;
  if (line_ == groups_.size()) return end_collecting();
  ChartGroup& group = groups_[line_];
  for (const std::uint32_t i : group.lines) {
    refresh(context.store, lines_[i]);
    if (!lines_[i].advance(kRowsAStep)) return;
  }
  const BandInputs inputs{.rule = inputs_.band,
                          .smooth_runs = inputs_.smooth_runs_first,
                          .smoothing = inputs_.smoothing,
                          .x_scale = x_scale()};
  const bool at_once = context.reading && group.rows(lines_) < kAtOnce;
  if (!group.advance(lines_, inputs, origin_, at_once ? std::numeric_limits<std::size_t>::max() : kRowsAStep)) return;
  collect(group.band().centre(), group.x(), group.smooth_centre());
  collect(group.band().low(), group.x(), group.smooth_low());
  collect(group.band().high(), group.x(), group.smooth_high());
  ++line_;
}

// What is drawn of these rows counts for the extents.
void Chart::collect(const Curve& curve, const CurveX& x, const SmoothCurve& smooth) {
  found_x_.add(x.range());
  found_left_out_ += x.left_out();
  found_y_.add(smooth.values(curve));
  if (!by_rank()) return;
  sample(curve, smooth);
  sources_.push_back({&curve, &smooth});
}

void Chart::end_collecting() {
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
  if (log_y()) {
    for (std::size_t i = 0; i < n; ++i)
      values[i] = values[i] > 0 ? values[i] : std::numeric_limits<double>::quiet_NaN();
  }
  ranks_->add(std::span<const double>(values, n));
}

// Some values of the line, evenly spread: one of each piece. They tell the exact passes where to look, and do for the
// extent while files are read.
void Chart::sample(const Curve& curve, const SmoothCurve& smooth) {
  const bool all = sampled_ && curve.rows() * lines_.size() <= kFewRows;
  for (std::size_t i = 0; i < curve.pieces().size(); ++i) {
    if (all) {
      double values[kBlockRows];
      smooth.piece_values(curve, i, values);
      sample_.insert(sample_.end(), values, values + curve.pieces()[i].rows());
      continue;
    }
    const double value = smooth.first_value(curve, i);
    if (value > 0 || !log_y()) sample_.push_back(value);
  }
}

// One step of the passes over all values that find the ranks.
void Chart::extent_step(const Context& context) {
  if (stale(context.store) || seen_version_ != versions()) return restart(Stage::kRefresh);
  std::size_t taken = 0;
  for (; line_ < sources_.size(); ++line_, piece_ = 0) {
    const auto& [curve, smooth] = sources_[line_];
    for (; piece_ < curve->pieces().size(); ++piece_) {
      if (taken >= kRowsAStep) return;
      const Piece& piece = curve->pieces()[piece_];
      const Range range = smooth->piece_range(*curve, piece_);
      const bool all_count = !log_y() || range.lo > 0;
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
  line_ = piece_ = 0;
  if (ranks_->end_pass()) take_extent(ranks_->range());
}

void Chart::take_extent(Range y) {
  x_extent_ = found_x_;
  y_extent_ = y;
  left_out_ = found_left_out_;
  set_y_scale(y);
  Range fit_x = x_extent_;
  if (fit_x.empty()) {
    fit_x = {0, 1};
  } else if (!drawable(fit_x)) {  // one step
    const double room = std::max(1.0, std::fabs(fit_x.lo) * 1e-9);
    fit_x = {fit_x.lo - room, fit_x.hi + room};
  }
  Range fit_y;
  if (inputs_.y_from_0 && !log_y() && !y.empty()) y.add(0.0);
  if (log_y()) {
    fit_y = y_scale_.forward(nice_log(y));
  } else if (inputs_.y_scale == ScaleKind::kSymlog) {
    fit_y = y.empty() ? Range{0, 1} : y_scale_.forward(y);
    const double room = 0.05 * fit_y.size();
    fit_y = {y.lo >= 0 ? std::max(0.0, fit_y.lo - room) : fit_y.lo - room,
             y.hi <= 0 ? std::min(0.0, fit_y.hi + room) : fit_y.hi + room};
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

// Lines behind first: runs of groups, runs alone, groups, then what restarts hid.
void Chart::plan_items() {
  plan_.clear();
  const auto add = [&](ChartItem::Kind kind, std::uint32_t i) {
    ChartItem& item = plan_.emplace_back();
    item.kind = kind;
    item.index = i;
    const bool is_group = kind == ChartItem::Kind::kGroup;
    if (!is_group) item.run = lines_[i].run;
    item.tag = is_group ? groups_[i].tag : lines_[i].tag;
    if (const ChartGroup* group = is_group ? &groups_[i] : group_of(i)) {
      item.group = group->look.name;
      item.group_style = group->look.style;
    }
  };
  for (std::uint32_t i = 0; i < lines_.size(); ++i) {
    if (!alone(i) && inputs_.group_runs) add(ChartItem::Kind::kMember, i);
  }
  for (std::uint32_t i = 0; i < lines_.size(); ++i) {
    if (alone(i)) add(ChartItem::Kind::kRun, i);
  }
  for (std::uint32_t i = 0; i < groups_.size() && grouped(); ++i) {
    if (groups_[i].ready()) add(ChartItem::Kind::kGroup, i);
  }
  for (std::uint32_t i = 0; i < lines_.size() && inputs_.superseded; ++i) {
    if (alone(i)) add(ChartItem::Kind::kGhost, i);
  }
}

void Chart::reduce_step(Context& context, ImVec2 size_px) {
  if (!context.platform.line_renderer() || x_extent_.empty()) {
    layer_.clear();
    items_.clear();
    finished_secs_ = context.platform.clock_secs();
    stage_ = Stage::kRest;
    return;
  }
  if (!begun_) {
    window_ = wanted_window(size_px);
    height_px_ = size_px.y;
    plan_items();
    std::size_t points = 0;
    for (const ChartItem& item : plan_) {
      const bool band = item.kind == ChartItem::Kind::kGroup;
      const std::uint64_t rows = band ? groups_[item.index].band().centre().rows() : lines_[item.index].curve.rows();
      points += (band ? 2 : 1) * (std::min<std::size_t>(rows, 2 * std::size_t{window_.columns}) + 8);
    }
    next_.begin(window_, height_px_, inputs_.raw_line && inputs_.smoothing.amount > 0 ? 2 * points : points);
    items_next_.clear();
    begun_ = true;
  }
  if (line_ == plan_.size()) return publish(context);
  if (!reduce(context, plan_[line_])) return;
  if (lod_) {
    next_.add(*lod_, true, lod_band_.get());
    items_next_.push_back(std::move(plan_[line_]));
  }
  lod_.reset();
  lod_band_.reset();
  ++line_;
}

// Goes on with lod_, which is of one item. True: it is done, or there is nothing to draw.
bool Chart::reduce(Context& context, const ChartItem& item) {
  if (item.kind == ChartItem::Kind::kGroup) {
    const ChartGroup& group = groups_[item.index];
    if (!lod_) {
      lod_ = std::make_unique<Lod>(group.band().centre(), group.x(), group.smooth_centre(), inputs_.raw_line, window_);
      lod_band_ = std::make_unique<LodBand>(BandEdge{group.band().low(), group.smooth_low()},
                                            BandEdge{group.band().high(), group.smooth_high()}, group.x(), window_);
    }
    return lod_->advance(kRowsAStep) && lod_band_->advance(kRowsAStep);
  }
  const bool ghost = item.kind == ChartItem::Kind::kGhost;
  const bool raw = inputs_.raw_line && item.kind == ChartItem::Kind::kRun;
  ChartLine& line = lines_[item.index];
  if (!lod_ || !line.fresh(context.store) || seen_version_ != line.version()) {
    lod_.reset();
    refresh(context.store, line);
    if (!line.advance(kRowsAStep)) return false;
    seen_version_ = line.version();
    if (ghost && line.ghost.empty()) return true;
    lod_ = ghost ? std::make_unique<Lod>(line.ghost, line.ghost_x, line.ghost_smooth, false, window_)
                 : std::make_unique<Lod>(line.curve, line.x, line.smooth, raw, window_);
  }
  return lod_->advance(kRowsAStep);
}

void Chart::publish(Context& context) {
  next_.upload(*context.platform.line_renderer());
  std::swap(layer_, next_);
  next_.clear();
  layer_smoothed_ = inputs_.smoothing.amount > 0;
  end_preview();
  items_ = std::move(items_next_);
  items_next_ = {};
  dots_.clear();
  finished_secs_ = context.platform.clock_secs();
  stage_ = Stage::kRest;
  if (!context.reading) context.platform.request_frame(0);
}

}  // namespace db
