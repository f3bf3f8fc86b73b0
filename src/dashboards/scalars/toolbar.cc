// The toolbar above the cards. What fits in it is not repeated in the settings.
#include <algorithm>
#include <cmath>

#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "ui/paint.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr double kMostSmoothing = 0.999;

}  // namespace

void Scalars::set_smoothing(Context& context, double weight) {
  settings_.smoothing = std::clamp(weight, 0.0, kMostSmoothing);
  if (settings_.smoothing > 0) last_smoothing_ = settings_.smoothing;
  context.commands.state_changed();
  context.animate();
}

void Scalars::set_axis(Context& context, XAxis axis) {
  settings_.axis = axis;
  marker_ = {};
  scrubbed_ = false;
  zooms_.clear();
  context.commands.state_changed(true);
  context.animate();
}

void Scalars::draw_tag_filter(Context& context, const Rect& place) {
  std::string text = list_.filter_text;
  const FieldResult edit = text_field(context, "Filter tags", place, text,
                                      {.id = "filter-tags",
                                       .placeholder = "Filter tags",
                                       .icon = kIconSearch,
                                       .key = context.phone() ? std::string_view() : "F",
                                       .problem = list_.filter_problem});
  if (!edit.changed) return;
  list_.set_filter(text);
  context.commands.state_changed();
  context.animate();
}

void Scalars::draw_smoothing(Context& context, const Rect& track, const Rect& number) {
  double weight = settings_.smoothing;
  if (slider(context, "Smoothing", track, weight, {.min = 0, .max = kMostSmoothing, .step = 0.01}) != Edit::kNone) {
    set_smoothing(context, weight < 0.99 ? std::round(weight * 100) / 100 : weight);
  }
  weight = settings_.smoothing;
  const int decimals = std::fabs(weight * 100 - std::round(weight * 100)) < 1e-9 ? 2 : 3;
  if (number_field(context, "Smoothing weight", number, weight,
                   {.min = 0, .max = kMostSmoothing, .step = 0.01, .decimals = decimals}) != Edit::kNone) {
    set_smoothing(context, weight);
  }
}

void Scalars::draw_toolbar(Context& context, Rect area) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const float height = context.size.control;
  const float y = area.center_y() - height / 2;
  if (!context.phone()) {
    const float width = std::min(220.0f, std::max(100.0f, area.w - 260));
    draw_tag_filter(context, {area.x, y, width, height});
    area.take_left(width + 8);
  }
  int axis = static_cast<int>(settings_.axis);
  bool chosen = false;
  if (context.phone()) {
    const float width = select_width(context, kAxisNames, height);
    chosen = select(context, "Horizontal axis", {area.right() - width, y, width, height}, kAxisNames, axis);
  } else {
    chosen = segment(context, "Horizontal axis", {area.x, y}, height, kAxisNames, axis);
    area.take_left(segment_width(context, kAxisNames, height) + 16);
  }
  if (chosen) set_axis(context, static_cast<XAxis>(axis));
  const float label = paint.width(type::kRow, "Group by") + 8;
  const float group_by = select_width(context, kGroupByNames, height);
  groups_in_toolbar_ = !context.phone() && area.w >= label + group_by;
  pattern_in_toolbar_ = false;
  if (groups_in_toolbar_) {
    paint.text(type::kRow, area.x, area.center_y(), t.text2, "Group by");
    area.take_left(label);
    draw_group_by(context, {area.x, y, group_by, height});
    area.take_left(group_by + 8);
    pattern_in_toolbar_ = settings_.group_by == GroupBy::kPattern && area.w >= 120;
    if (pattern_in_toolbar_) {
      const float width = std::min(std::clamp(area.w - 280, 180.0f, 280.0f), area.w - 8);  // room for why it is wrong
      draw_group_pattern(context, {area.x, y, width, height});
      area.take_left(width + 8);
    }
    area.take_left(8);
  }
  smoothing_in_toolbar_ = !context.phone() && area.w >= 250;
  if (!smoothing_in_toolbar_) return;
  const float label_end = paint.text(type::kRow, area.x, area.center_y(), t.text2, "Smoothing");
  const Rect track{label_end + 12, area.center_y() - 10, 96, 20};
  draw_smoothing(context, track, {track.right() + 12, area.center_y() - 12, 48, 24});
}

}  // namespace db
