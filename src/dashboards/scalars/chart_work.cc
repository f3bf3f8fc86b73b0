// The steps of a chart's work; each takes a fraction of a millisecond.
#include <algorithm>
#include <limits>

#include "dashboards/scalars/chart.h"

namespace db {
namespace {

constexpr std::size_t kRowsAStep = 32'768;

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
    case Stage::kResmooth:
      resmooth_step(context);
      break;
    case Stage::kRest:
      break;
  }
}

void Chart::refresh(const Store& store, ChartLine& line) { line.refresh(store, line_inputs()); }

void Chart::choose_origin(const Store& store) {
  if (origin_known_) return;
  std::vector<SeriesId> series;
  for (const ChartLine& line : lines_) series.push_back(line.series);
  const auto origin = origin_of(store, series);
  origin_known_ = origin.has_value();
  origin_ = origin.value_or(XOrigin{});
}

void Chart::smooth_step(const Context& context) {
  if (!begun_) {
    begun_ = true;
    sampled_ = context.reading;
    extent_.begin({.ignore_outliers = inputs_.ignore_outliers, .log_y = inputs_.y_scale == ScaleKind::kLog},
                  lines_.size(), sampled_);
  }
  if (line_ < lines_.size()) {
    const std::size_t end = std::min(lines_.size(), line_ + kLanes);
    std::vector<SmoothLane> lanes;
    for (std::size_t i = line_; i < end; ++i) {
      refresh(context.store, lines_[i]);
      lanes.push_back({&lines_[i].curve, &lines_[i].smooth});
    }
    if (!SmoothSweep(std::move(lanes)).advance(kRowsAStep)) return;
    for (; line_ < end; ++line_) {
      const ChartLine& line = lines_[line_];
      if (alone(line_) || inputs_.group_runs) extent_.add(line.curve, line.x, line.smooth);
      if (alone(line_) && inputs_.superseded) extent_.add_x(line.ghost_x.range());
    }
    return;
  }
  if (!grouped()) return end_collecting();
  stage_ = Stage::kBand;
  line_ = 0;
}

BandInputs Chart::band_inputs() const {
  return {.rule = inputs_.band,
          .smooth_runs = inputs_.smooth_runs_first,
          .smoothing = inputs_.smoothing,
          .x_scale = x_scale()};
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
  const bool at_once = context.reading && group.rows(lines_) < kAtOnce;
  const std::size_t rows = at_once ? std::numeric_limits<std::size_t>::max() : kRowsAStep;
  if (!group.advance(lines_, band_inputs(), origin_, rows)) return;
  group.add_to(extent_);
  ++line_;
}

void Chart::end_collecting() {
  if (extent_.end()) return take_extent();
  stage_ = Stage::kExtent;
  seen_version_ = versions();
}

// One step of the passes over all values that find what is no outlier.
void Chart::extent_step(const Context& context) {
  if (stale(context.store) || seen_version_ != versions()) return restart(Stage::kRefresh);
  if (extent_.advance(kRowsAStep)) take_extent();
}

void Chart::take_extent() {
  x_extent_ = extent_.x();
  y_extent_ = extent_.y();
  left_out_ = extent_.left_out();
  set_y_scale(y_extent_);
  view_.set_fit(fit_x(x_extent_), fit_y(y_extent_, y_scale_, inputs_.y_from_0));
  const bool drawn = layer_.ready() && smoothed_.ready() && exact_of_ == versions();
  restart(drawn ? Stage::kRest : Stage::kReduce);
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
  end_resmoothing();
  items_ = std::move(items_next_);
  items_next_ = {};
  dots_.clear();
  finished_secs_ = context.platform.clock_secs();
  stage_ = Stage::kRest;
  if (!context.reading) context.platform.request_frame(context.frame_secs);
}

}  // namespace db
