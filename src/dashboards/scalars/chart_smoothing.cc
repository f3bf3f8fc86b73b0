// What a chart shows while the smoothing slider moves, and once it rests: its lines made again, over the layer.
#include <algorithm>
#include <utility>

#include "dashboards/scalars/chart.h"

namespace db {
namespace {

// Rows of a chart: fewer are smoothed exactly at once.
constexpr std::uint64_t kQuickAverages = 500'000;
constexpr std::uint64_t kQuickWindows = 50'000;
constexpr std::uint64_t kQuickBands = 50'000;
constexpr std::uint64_t kVeryManyRows = 500'000;  // its lines lie so close together that half the columns do
constexpr std::size_t kRowsAStep = 32'768;

}  // namespace

// Whether another smoothing is so small a change that the layer stays and only its smoothed lines are made.
bool Chart::resmooths(const ChartInputs& inputs) const {
  ChartInputs alike = inputs;
  alike.smoothing = inputs_.smoothing;
  return alike == inputs_ && inputs.smoothing.kind == inputs_.smoothing.kind &&
         inputs.smoothing.by_time == inputs_.smoothing.by_time && layer_.ready() && has_data() &&
         (grouped() ? previews(inputs) && (stage_ == Stage::kRest || !band_previews_.empty())
                    : stage_ == Stage::kRest || stage_ == Stage::kResmooth || exact_of_ == versions());
}

// Whether the exact lines would come too late while the slider moves.
bool Chart::previews(const ChartInputs& inputs) const {
  const SmoothingKind kind = inputs.smoothing.kind;
  const bool average = kind == SmoothingKind::kEma || (kind == SmoothingKind::kTimeEma && !inputs.smoothing.by_time);
  return rows() >= (grouped() ? kQuickBands
                    : average ? kQuickAverages
                              : kQuickWindows) &&
         std::ranges::all_of(lines_, [](const ChartLine& line) { return line.x.ordered(); });
}

std::uint64_t Chart::rows() const {
  std::uint64_t rows = 0;
  for (const ChartLine& line : lines_) rows += line.curve.rows();
  return rows;
}

void Chart::begin_preview() {
  if (previews_.empty()) {
    previews_.resize(items_.size());
    band_previews_.resize(groups_.size());
    coarse_preview_ = rows() >= kVeryManyRows;
  }
  std::size_t points = 0;
  for (const ChartItem& item : items_)
    points += (item.kind == ChartItem::Kind::kGroup ? 2 : 1) * layer_.window().columns;
  next_smoothed_.begin(layer_.window(), height_px_, points);
}

// Goes on with the preview of an item. True: it is in next_smoothed_.
bool Chart::preview(std::size_t index) {
  using enum ChartItem::Kind;
  const ChartItem& item = items_[index];
  if (item.kind == kGroup || (item.kind == kMember && inputs_.smooth_runs_first)) {
    const std::size_t group = item.kind == kGroup ? item.index : group_of_[item.index];
    auto& bands = band_previews_[group];
    if (!bands) bands = std::make_unique<BandPreview>(groups_[group], layer_.window(), coarse_preview_);
    if (!bands->advance(lines_, band_inputs(), preview_weights_, kRowsAStep)) return false;
    if (item.kind == kGroup) {
      next_smoothed_.add(bands->centre(), bands->low(), bands->high());
    } else {
      const auto run = std::ranges::lower_bound(groups_[group].lines, item.index) - groups_[group].lines.begin();
      next_smoothed_.add(bands->run_line(static_cast<std::size_t>(run)));
    }
  } else if (item.kind == kGhost) {
    next_smoothed_.add(LodLine(layer_.window()));
  } else {
    const ChartLine& line = lines_[item.index];
    auto& preview = previews_[index];
    if (!preview)
      preview =
          std::make_unique<SmoothPreview>(line.curve, last_rows(line.curve, line.x, layer_.window(), coarse_preview_));
    next_smoothed_.add(preview->line(line.curve, inputs_.smoothing, preview_weights_, layer_.window()));
  }
  return true;
}

// The next line of the preview. True: more is left.
bool Chart::preview_step(Context& context) {
  if (preview_item_ == 0) begin_preview();
  if (preview_item_ < items_.size()) {
    if (preview(preview_item_)) ++preview_item_;
    return true;
  }
  exact_of_.reset();
  show_smoothed(context);
  preview_item_ = 0;
  preview_due_ = false;
  return false;
}

// The next of the exact lines, and the extent as far as a sample tells; that of all values follows when the slider
// rests.
void Chart::resmooth_step(Context& context) {
  if (!begun_) {
    begun_ = true;
    next_smoothed_.begin(layer_.window(), height_px_, items_.size() * (2 * layer_.window().columns + 8));
    extent_.begin({.ignore_outliers = inputs_.ignore_outliers, .log_y = inputs_.y_scale == ScaleKind::kLog},
                  lines_.size(), true);
  }
  if (line_ == 0) {
    const auto is_run = [](const ChartItem& item) { return item.kind == ChartItem::Kind::kRun; };
    const auto end = std::ranges::find_if_not(items_, is_run) - items_.begin();
    if (smooth_together(context, std::span(items_).first(static_cast<std::size_t>(end))))
      line_ = static_cast<std::size_t>(end);
    if (line_ == 0 && end > 0) return;
  }
  if (line_ < items_.size()) {  // what restarts hid is in the layer
    extent_.add_x(lines_[items_[line_].index].ghost_x.range());
    next_smoothed_.add(LodLine(layer_.window()));
    ++line_;
    return;
  }
  extent_.end();
  exact_of_ = versions();
  const bool exact = extent_.exact();
  show_smoothed(context);
  end_previews();
  take_extent();
  // The extent is worked out anew when the slider rests.
  if (exact || (exact_due_secs_ && *exact_due_secs_ <= context.platform.clock_secs())) exact_due_secs_.reset();
  if (!exact && !exact_due_secs_) exact_due_secs_ = context.platform.clock_secs();
}

// Goes on with some lines. True: they are in next_smoothed_.
bool Chart::smooth_together(const Context& context, std::span<const ChartItem> items) {
  if (!sweep_) {
    std::vector<SmoothLane> lanes;
    for (const ChartItem& item : items) {
      ChartLine& line = lines_[item.index];
      refresh(context.store, line);
      lods_.push_back(std::make_unique<Lod>(line.curve, line.x, line.smooth, false, layer_.window()));
      lanes.push_back({&line.curve, &line.smooth, lods_.back().get()});
    }
    sweep_.emplace(std::move(lanes));
  }
  if (!sweep_->advance(kRowsAStep)) return false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const ChartLine& line = lines_[items[i].index];
    next_smoothed_.add(*lods_[i], true);
    if (line.smooth.active(line.curve)) {
      extent_.add(line.x, line.smooth.values(line.curve));
    } else {
      extent_.add(line.curve, line.x, line.smooth);
    }
  }
  extent_.add_sample(sweep_->sample());
  sweep_.reset();
  lods_.clear();
  return true;
}

void Chart::show_smoothed(Context& context) {
  next_smoothed_.upload(*context.platform.line_renderer());
  std::swap(smoothed_, next_smoothed_);
  finished_secs_ = context.platform.clock_secs();
  context.animate();
}

// What they refer to goes.
void Chart::end_previews() {
  previews_.clear();
  band_previews_.clear();
  preview_item_ = 0;
  preview_due_ = false;
}

void Chart::end_resmoothing() {
  smoothed_.clear();
  next_smoothed_.clear();
  exact_of_.reset();
  end_previews();
  exact_due_secs_.reset();
}

}  // namespace db
