#include "ui/plot_axes.h"

#include <algorithm>
#include <cmath>

namespace db {
namespace {

constexpr float kLabelGap = 6;  // between label and plot
constexpr float kTickLength = 4;
constexpr float kMinorTickLength = 2;
constexpr float kMinorEvery = 8;     // at most one in so many px
constexpr float kXLabelCenter = 11;  // below the axis
constexpr int kYChars = 5;
constexpr int kXChars = 9;
constexpr float kClosest = 18;  // between two labels of the y axis
constexpr float kEdge = 4;      // between a label of the y axis and the card's edge
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
  const int most_x = std::clamp(static_cast<int>(view.width / 72) + 2, 3, 9);
  const int most_y = std::clamp(static_cast<int>(view.height / 36) + 1, 2, view.most_y);
  const auto y_ticks = [&view](int most) { return scale_ticks(view.y, view.y_scale, most, kYChars); };
  y_ = y_ticks(most_y);
  if (y_.ticks.size() < 3) {  // the next rounder distance is far: rather closer together than one or two alone
    const int closer = std::min(static_cast<int>(view.height / kClosest), view.most_y);
    if (closer > most_y) y_ = y_ticks(closer);
  }
  switch (view.x_axis) {
    case XAxis::kStep:
      x_ = view.x_scale.kind == ScaleKind::kLinear ? step_ticks(view.x, view.origin.step, most_x, kXChars)
                                                   : scale_ticks(view.x, view.x_scale, most_x, kXChars);
      break;
    case XAxis::kRelative:
      x_ = duration_ticks(view.x, view.x_scale, most_x);
      break;
    case XAxis::kWall:
      x_ = wall_ticks(view.x, view.origin.wall_secs, utc_offset(platform), most_x);
      break;
  }
  // Of durations 2 to 9 times a decade of seconds is no round place.
  x_minor_.clear();
  if (view.x_axis == XAxis::kStep) {
    x_minor_ = minor_ticks(view.x, view.x_scale, static_cast<int>(view.width / kMinorEvery));
  }
}

void PlotAxes::draw_grid(const Paint& paint, const Rect& plot) const {
  for (const Tick& tick : y_.ticks) paint.hline(plot.x, plot.right(), at_y(plot, view_.y, tick.at), paint.theme().grid);
}

float PlotAxes::left_gutter(const Paint& paint) const {
  float widest = 0;
  for (const Tick& tick : y_.ticks) widest = std::max(widest, paint.width(type::kSmall, tick.label));
  return std::ceil((widest + kLabelGap + kEdge) / kGutterStep) * kGutterStep;
}

void PlotAxes::draw_labels(const Paint& paint, const Rect& plot, const Gutters& gutters,
                           std::span<const Rect> covered) const {
  const Theme& t = paint.theme();
  paint.hline(plot.x, plot.right(), plot.bottom(), t.axis);
  for (const Tick& tick : y_.ticks) {
    const float y = std::clamp(at_y(plot, view_.y, tick.at), plot.y, plot.bottom());
    const float w = paint.width(type::kSmall, tick.label);
    paint.text(type::kSmall, plot.x - kLabelGap - w, y, t.text3, tick.label);
  }
  for (const double at : x_minor_) {
    paint.vline(at_x(plot, view_.x, at), plot.bottom(), plot.bottom() + kMinorTickLength, t.axis);
  }
  const float left = plot.x - gutters.left + 4;
  const float right = plot.right() + gutters.right - 2;
  float free_from = left;
  for (const Tick& tick : x_.ticks) {
    const float x = at_x(plot, view_.x, tick.at);
    paint.vline(x, plot.bottom(), plot.bottom() + kTickLength, t.axis);
    const float w = paint.width(type::kSmall, tick.label);
    const float start = std::clamp(x - w / 2, left, right - w);
    if (start < free_from) continue;  // no room: the tick stays
    free_from = start + w + 8;
    const auto cut = [&](const Rect& flag) { return start < flag.right() + 2 && flag.x - 2 < start + w; };
    if (std::ranges::any_of(covered, cut)) continue;
    paint.text(type::kSmall, start, plot.bottom() + kXLabelCenter, t.text3, tick.label);
  }
  // What all labels begin with lies over the lines: on a plate.
  const auto draw_base = [&](const std::string& text, float x, float center_y) {
    if (text.empty()) return;
    paint.fill({x - 3, center_y - 7, paint.width(type::kSmall, text) + 6, 14}, with_alpha(t.surface, 0.85f), 3);
    paint.text(type::kSmall, x, center_y, t.text3, text);
  };
  draw_base(y_.base, plot.x + 4, plot.y + 8);
  draw_base(x_.base, plot.right() - paint.width(type::kSmall, x_.base) - 4, plot.bottom() - 9);
}

}  // namespace db
