// What a chart of many rows shows while the smoothing slider moves.
#include <algorithm>
#include <utility>

#include "dashboards/scalars/chart.h"

namespace db {
namespace {

constexpr std::uint64_t kManyRows = 50'000;       // of a chart: fewer are smoothed exactly at once
constexpr std::uint64_t kVeryManyRows = 500'000;  // its lines lie so close together that half the columns do

}  // namespace

// Whether another smoothing is so small a change that the layer stays and its runs' lines are previewed.
bool Chart::wants_preview(const ChartInputs& inputs) const {
  ChartInputs alike = inputs;
  alike.smoothing = inputs_.smoothing;
  if (alike != inputs_ || inputs.smoothing.kind != inputs_.smoothing.kind ||
      inputs.smoothing.by_time != inputs_.smoothing.by_time || grouped() || !layer_.ready() || !has_data()) {
    return false;
  }
  return std::ranges::all_of(lines_, [](const ChartLine& line) { return line.x.ordered(); }) && rows() >= kManyRows;
}

std::uint64_t Chart::rows() const {
  std::uint64_t rows = 0;
  for (const ChartLine& line : lines_) rows += line.curve.rows();
  return rows;
}

// The next line of the preview. True: more is left.
bool Chart::preview_step(Context& context) {
  if (previews_.empty()) {
    previews_.resize(items_.size());
    coarse_preview_ = rows() >= kVeryManyRows;
  }
  if (preview_item_ == 0) next_preview_.begin(layer_.window(), height_px_, items_.size() * layer_.window().columns);
  if (preview_item_ < items_.size()) {
    const ChartItem& item = items_[preview_item_];
    LodLine reduced(layer_.window());
    if (item.kind == ChartItem::Kind::kRun) {
      const Curve& curve = lines_[item.index].curve;
      auto& preview = previews_[preview_item_];
      if (!preview)
        preview = std::make_unique<SmoothPreview>(curve, lines_[item.index].x, layer_.window(), coarse_preview_);
      reduced = preview->line(curve, inputs_.smoothing);
    }
    next_preview_.add(reduced);
    ++preview_item_;
    return true;
  }
  next_preview_.upload(*context.platform.line_renderer());
  std::swap(preview_, next_preview_);
  preview_item_ = 0;
  preview_due_ = false;
  context.animate();
  return false;
}

void Chart::end_preview() {
  preview_.clear();
  next_preview_.clear();
  previews_.clear();
  preview_item_ = 0;
  preview_due_ = false;
  exact_due_secs_.reset();
}

}  // namespace db
