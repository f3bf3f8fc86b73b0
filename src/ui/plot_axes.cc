#include "ui/plot_axes.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace db {
namespace {

constexpr float kLabelGap = 6;  // between label and plot
constexpr float kTickLength = 4;
constexpr float kMinorTickLength = 2;
constexpr float kXLabelCenter = 11;  // below the axis
constexpr float kEdge = 4;           // between a label of the y axis and the card's edge
constexpr float kGutterStep = 4;

float at_x(const Rect& plot, Range view, double x) {
  return plot.x + static_cast<float>((x - view.lo) / view.size() * plot.w);
}
float at_y(const Rect& plot, Range view, double y) {
  return plot.bottom() - static_cast<float>((y - view.lo) / view.size() * plot.h);
}

}  // namespace

UtcOffset utc_offset(Platform& platform) {
  return [&platform](WallTime wall) { return platform.utc_offset_secs(wall); };
}

void PlotAxes::update(const AxesView& view, Platform& platform) {
  if (view == view_) return;
  view_ = view;
  ticks_ = axes_ticks(view, utc_offset(platform));
}

void PlotAxes::draw_grid(const Paint& paint, const Rect& plot) const {
  for (const Tick& tick : ticks_.y.ticks)
    paint.hline(plot.x, plot.right(), at_y(plot, view_.y, tick.at), paint.theme().grid);
}

float PlotAxes::left_gutter(const Paint& paint) const {
  float widest = 0;
  for (const Tick& tick : ticks_.y.ticks) widest = std::max(widest, paint.width(type::kSmall, tick.label));
  return std::ceil((widest + kLabelGap + kEdge) / kGutterStep) * kGutterStep;
}

void PlotAxes::draw_labels(const Paint& paint, const Rect& plot, const Gutters& gutters,
                           std::span<const Rect> covered) const {
  const Theme& t = paint.theme();
  paint.hline(plot.x, plot.right(), plot.bottom(), t.axis);
  for (const Tick& tick : ticks_.y.ticks) {
    const float y = std::clamp(at_y(plot, view_.y, tick.at), plot.y, plot.bottom());
    const float w = paint.width(type::kSmall, tick.label);
    paint.text(type::kSmall, plot.x - kLabelGap - w, y, t.text3, tick.label);
  }
  for (const double at : ticks_.x_minor) {
    paint.vline(at_x(plot, view_.x, at), plot.bottom(), plot.bottom() + kMinorTickLength, t.axis);
  }
  const float left = plot.x - gutters.left + 4;
  const float right = plot.right() + gutters.right - 4;
  std::vector<Range> spans;
  for (const Tick& tick : ticks_.x.ticks) {
    const float x = at_x(plot, view_.x, tick.at);
    paint.vline(x, plot.bottom(), plot.bottom() + kTickLength, t.axis);
    const float w = paint.width(type::kSmall, tick.label);
    const float start = std::clamp(x - w / 2, left, std::max(left, right - w));
    spans.push_back({start, start + w});
  }
  const LabelsWithRoom shown = labels_with_room(ticks_.x, spans, 8);
  for (std::size_t i = 0; i < spans.size(); ++i) {
    const auto start = static_cast<float>(spans[i].lo), end = static_cast<float>(spans[i].hi);
    const auto cut = [&](const Rect& flag) { return start < flag.right() + 2 && flag.x - 2 < end; };
    if (!shown.has(i) || std::ranges::any_of(covered, cut)) continue;  // the tick stays
    paint.text(type::kSmall, start, plot.bottom() + kXLabelCenter, t.text3, ticks_.x.ticks[i].label);
  }
  // What all labels begin with lies over the lines: on a plate.
  const auto draw_base = [&](const std::string& text, float x, float center_y) {
    if (text.empty()) return;
    paint.fill({x - 3, center_y - 7, paint.width(type::kSmall, text) + 6, 14}, with_alpha(t.surface, 0.85f), 3);
    paint.text(type::kSmall, x, center_y, t.text3, text);
  };
  draw_base(ticks_.y.base, plot.x + 4, plot.y + 8);
  draw_base(ticks_.x.base, plot.right() - paint.width(type::kSmall, ticks_.x.base) - 4, plot.bottom() - 9);
}

}  // namespace db
