// Settings of lines and axes.
#include <algorithm>

#include "dashboards/scalars/panel_rows.h"
#include "dashboards/scalars/scalars.h"

namespace db {

void Scalars::panel_lines(PanelRows& rows) {
  rows.section("Lines");
  if (!smoothing_in_toolbar_) {
    Rect at = rows.row("Smoothing", std::min(180.0f, rows.area.w - 2 * PanelRows::kPadding - 80), rows.control);
    const Rect number = at.take_right(48);
    at.take_right(8);
    draw_smoothing(rows.context, at, number);
  }
  rows.toggle("Faint raw line behind", settings_.raw_line);
  rows.toggle("Points as dots below 60", settings_.dots);
  rows.toggle("Show superseded points", settings_.superseded);
}

void Scalars::panel_axes(PanelRows& rows) {
  rows.section("Axes");
  static constexpr std::string_view kScales[] = {"Linear", "Log"};
  int scale = settings_.log_y ? 1 : 0;
  if (rows.segment("Y scale", kScales, scale)) {
    settings_.log_y = scale == 1;
    toggled_log_.clear();
  }
  rows.toggle("Ignore outliers", settings_.ignore_outliers);
}

}  // namespace db
