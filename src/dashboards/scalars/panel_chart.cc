// Settings of lines and axes.
#include <algorithm>

#include "dashboards/scalars/panel_rows.h"
#include "dashboards/scalars/scalars.h"

namespace db {

void Scalars::panel_lines(PanelRows& rows) {
  panel_frame_ = frame_;
  rows.section("Lines");
  rows.choice("Smoothing", kSmoothingNames, settings_.smoothing_kind);
  const AmountLook& look = amount_look(settings_.smoothing_amount());
  if (!smoothing_in_toolbar_) {
    Rect at = rows.row(look.unit == 0 ? "Weight" : look.label,
                       std::min(180.0f, rows.area.w - 2 * PanelRows::kPadding - 80), rows.control);
    const Rect number = at.take_right(48);
    at.take_right(8);
    draw_smoothing(rows.context, at, number);
  }
  rows.note(look.formula);
  rows.toggle("Faint raw line behind", settings_.raw_line);
  rows.toggle("Points as dots below 60", settings_.dots);
  rows.toggle("Show superseded points", settings_.superseded);
  rows.toggle("Partition at restarts", settings_.partition);
  if (settings_.partition && grouping_.on() && settings_.axis == XAxis::kStep)
    rows.note("Runs in groups are not parted: a band takes of each run the newest point at a step.");
}

void Scalars::panel_axes(PanelRows& rows) {
  rows.section("Axes");
  // A choice for all cards takes back those for one.
  if (settings_.axis != XAxis::kWall && rows.choice("X scale", kScaleNames, settings_.x_scale)) {
    for (auto& [card, scales] : card_scales_) scales.x.reset();
  }
  if (rows.choice("Y scale", kScaleNames, settings_.y_scale)) {
    for (auto& [card, scales] : card_scales_) scales.y.reset();
  }
  rows.toggle("Y from 0", settings_.y_from_0);
  if (rows.toggle("Zoom x in all cards", settings_.link_zoom)) relink_zoom();
  rows.toggle("Ignore outliers", settings_.ignore_outliers);
}

}  // namespace db
