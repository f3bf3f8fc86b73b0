// The toolbar above the cards and the settings beside them. What fits in the toolbar is not repeated in the settings.
#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/number_format.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "ui/input.h"
#include "ui/paint.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kMostSmoothing = 0.999;

// A row of the panel: a label left, the control right.
struct PanelRows {
  Context& context;
  Rect area;
  float y;
  float row_height;

  PanelRows(Context& c, const Rect& a)
      : context(c),
        area(a),
        y(a.y),
        row_height(c.phone()             ? 44.0f
                   : c.size.target >= 36 ? 40.0f
                                         : 32.0f) {}

  void section(std::string_view title) {
    const Paint paint(context);
    if (y > area.y) {
      y += 8;
      paint.hline(area.x, area.right(), y, context.theme.border);
    }
    paint.text(type::kRowBold, area.x + 16, y + 12 + 10, context.theme.text, title);
    y += 36;
  }
  // The row; the control is put at its right end, `width` wide.
  Rect row(std::string_view label, float width, float height) {
    const Paint paint(context);
    const Rect line{area.x + 16, y, area.w - 32, row_height};
    y += row_height;
    paint.text(type::kRow, {line.x, line.y, std::max(0.0f, line.w - width - 4), line.h}, context.theme.text2, label);
    return {line.right() - width, line.center_y() - height / 2, width, height};
  }
  bool toggle(std::string_view label, bool& on) {
    const Rect at = row(label, 28, 16);
    return db::toggle(context, label, at.min(), on);
  }
  template <class E>
  bool segment(std::string_view label, std::span<const std::string_view> options, E& value) {
    const float height = context.size.small_control;
    const Rect at = row(label, segment_width(context, options, height), height);
    int chosen = static_cast<int>(value);
    if (!db::segment(context, label, at.min(), height, options, chosen)) return false;
    value = static_cast<E>(chosen);
    return true;
  }
};

}  // namespace

void Scalars::set_smoothing(Context& context, double weight) {
  settings_.smoothing = std::clamp(weight, 0.0, static_cast<double>(kMostSmoothing));
  if (settings_.smoothing > 0) last_smoothing_ = settings_.smoothing;
  context.commands.state_changed();
  context.animate();
}

void Scalars::draw_toolbar(Context& context, Rect area) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const float height = context.size.control;
  const float y = area.center_y() - height / 2;
  if (!context.phone()) {
    const float width = std::min(220.0f, std::max(100.0f, area.w - 260));
    const Rect box{area.x, y, width, height};
    std::string text = list_.filter_text;
    const FieldResult edit = text_field(context, "Filter tags", box, text,
                                        {.id = "filter-tags",
                                         .placeholder = "Filter tags",
                                         .icon = kIconSearch,
                                         .key = "F",
                                         .problem = list_.filter_problem});
    if (edit.changed) {
      list_.set_filter(text);
      context.commands.state_changed();
      context.animate();
    }
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
  if (chosen) {
    settings_.axis = static_cast<XAxis>(axis);
    marker_ = {};
    scrubbed_ = false;
    zooms_.clear();
    context.commands.state_changed(true);
    context.animate();
  }
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
  double weight = settings_.smoothing;
  if (slider(context, "Smoothing", track, weight, {.min = 0, .max = kMostSmoothing, .step = 0.01}) != Edit::kNone) {
    set_smoothing(context, weight < 0.99 ? std::round(weight * 100) / 100 : weight);
  }
  weight = settings_.smoothing;
  const Rect number{track.right() + 12, area.center_y() - 12, 48, 24};
  const int decimals = std::fabs(weight * 100 - std::round(weight * 100)) < 1e-9 ? 2 : 3;
  if (number_field(context, "Smoothing weight", number, weight,
                   {.min = 0, .max = kMostSmoothing, .step = 0.01, .decimals = decimals}) != Edit::kNone) {
    set_smoothing(context, weight);
  }
}

float Scalars::draw_settings(Context& context, Rect area) {
  PanelRows rows(context, area);
  const float control = context.size.small_control;
  bool changed = false;
  if (context.phone()) {
    rows.section("Tags");
    const Rect at = rows.row("", area.w - 32, context.size.control);
    std::string text = list_.filter_text;
    if (text_field(
            context, "Filter tags", at, text,
            {.id = "filter-tags", .placeholder = "Filter tags", .icon = kIconSearch, .problem = list_.filter_problem})
            .changed) {
      list_.set_filter(text);
      changed = true;
    }
  }
  rows.section("Lines");
  if (!smoothing_in_toolbar_) {
    Rect at = rows.row("Smoothing", std::min(180.0f, area.w - 32 - 80), control);
    double weight = settings_.smoothing;
    const Rect number = at.take_right(48);
    at.take_right(8);
    if (slider(context, "Smoothing", at, weight, {.min = 0, .max = kMostSmoothing, .step = 0.01}) != Edit::kNone) {
      set_smoothing(context, weight < 0.99 ? std::round(weight * 100) / 100 : weight);
    }
    weight = settings_.smoothing;
    if (number_field(context, "Smoothing weight", number, weight,
                     {.min = 0, .max = kMostSmoothing, .step = 0.01, .decimals = 2}) != Edit::kNone) {
      set_smoothing(context, weight);
    }
  }
  changed |= rows.toggle("Faint raw line behind", settings_.raw_line);
  changed |= rows.toggle("Points as dots below 60", settings_.dots);
  changed |= rows.toggle("Show superseded points", settings_.superseded);

  const bool grouped = settings_.group_by != GroupBy::kNone;
  if (grouped || !groups_in_toolbar_) rows.section("Groups of runs");
  if (!groups_in_toolbar_) {
    const float width = select_width(context, kGroupByNames, control);
    draw_group_by(context, rows.row("Group by", width, control));
  }
  if (settings_.group_by == GroupBy::kPattern && !pattern_in_toolbar_) {
    draw_group_pattern(context, rows.row("", area.w - 32, context.size.control));
  }
  if (grouped) {
    changed |= rows.segment("Line", kCentreNames, settings_.band.centre);
    int spread = static_cast<int>(settings_.band.spread);
    const float width = select_width(context, kSpreadNames, control);
    if (select(context, "Band", rows.row("Band", width, control), kSpreadNames, spread)) {
      settings_.band.spread = static_cast<BandSpread>(spread);
      changed = true;
    }
    changed |= rows.toggle("Smooth runs first", settings_.smooth_runs_first);
    changed |= rows.toggle("Show runs behind", settings_.group_runs);
  }

  rows.section("Axes");
  static constexpr std::string_view kScales[] = {"Linear", "Log"};
  int scale = settings_.log_y ? 1 : 0;
  if (rows.segment("Y scale", kScales, scale)) {
    settings_.log_y = scale == 1;
    toggled_log_.clear();
    changed = true;
  }
  changed |= rows.toggle("Ignore outliers", settings_.ignore_outliers);

  rows.section("Step marker");
  changed |= rows.toggle("Link all cards", settings_.link_marker);

  rows.section("Cards");
  if (!context.phone()) {
    Rect at = rows.row("Columns", 2 * control + 40 + 8, control);
    const int shown = list_.columns();
    if (icon_button(context, "Fewer columns", kIconMinus, at.take_left(control),
                    {.enabled = shown > 1, .icon_px = 14})) {
      settings_.columns = shown - 1;
      changed = true;
    }
    at.take_left(4);
    double columns = settings_.columns > 0 ? settings_.columns : std::numeric_limits<double>::quiet_NaN();
    if (number_field(context, "Columns", at.take_left(40), columns, {.min = 1, .max = 12, .optional = true}) !=
        Edit::kNone) {
      settings_.columns = std::isfinite(columns) ? static_cast<int>(columns) : 0;
      changed = true;
    }
    at.take_left(4);
    if (icon_button(context, "More columns", kIconPlus, at.take_left(control),
                    {.enabled = shown < 12, .icon_px = 14})) {
      settings_.columns = shown + 1;
      changed = true;
    }
  }
  if (rows.segment("Density", kDensityNames, settings_.density)) {
    settings_.plot_height = 0;
    changed = true;
  }
  double plot_height = settings_.plot_height > 0 ? settings_.plot_height : sizes(settings_.density).plot_height;
  if (slider(context, "Plot height", rows.row("Plot height", 96, 20), plot_height,
             {.min = 80, .max = 400, .step = 10}) != Edit::kNone) {
    settings_.plot_height = static_cast<int>(std::round(plot_height));
    changed = true;
  }
  changed |= rows.toggle("Hide empty cards", settings_.hide_empty);

  rows.section("Values at the pointer");
  double most = settings_.tooltip_rows;
  if (number_field(context, "Rows at most", rows.row("Rows at most", 40, control), most, {.min = 1, .max = 100}) !=
      Edit::kNone) {
    settings_.tooltip_rows = static_cast<int>(most);
    changed = true;
  }
  int order = static_cast<int>(settings_.tooltip_order);
  const float order_width = select_width(context, kTooltipOrderNames, control);
  if (select(context, "Order", rows.row("Order", order_width, control), kTooltipOrderNames, order)) {
    settings_.tooltip_order = static_cast<TooltipOrder>(order);
    changed = true;
  }

  rows.section("Saving");
  static constexpr std::string_view kLayouts[] = {"Point", "Step"};
  int wide = settings_.wide_export ? 1 : 0;
  if (rows.segment("A row for each", kLayouts, wide)) {
    settings_.wide_export = wide == 1;
    changed = true;
  }
  {
    Rect at = rows.row("All cards listed", button_width(context, "CSV") + 8 + button_width(context, "JSON"), 28);
    const bool can = !saving() && !list_.groups().empty();
    const ButtonOptions csv{.enabled = can, .text = "CSV"}, json{.enabled = can, .text = "JSON"};
    if (button(context, "Save all cards as CSV", at.min(), csv))
      save_scalars(context, std::nullopt, ExportFormat::kCsv);
    at.take_left(button_width(context, "CSV") + 8);
    if (button(context, "Save all cards as JSON", at.min(), json))
      save_scalars(context, std::nullopt, ExportFormat::kJson);
  }
  Rect size = rows.row("Pictures, px", 48 + 20 + 48, control);
  double width = settings_.picture_width, height = settings_.picture_height;
  const NumberOptions px{.min = kLeastPicture, .max = kMostPicture, .step = 10};
  if (number_field(context, "Width of pictures", size.take_left(48), width, px) != Edit::kNone) {
    settings_.picture_width = static_cast<int>(width);
    changed = true;
  }
  Paint(context).text(type::kRow, size.take_left(20), context.theme.text3, "×", Align::kCenter);
  if (number_field(context, "Height of pictures", size, height, px) != Edit::kNone) {
    settings_.picture_height = static_cast<int>(height);
    changed = true;
  }
  if (number_field(context, "Pixels of a PNG", rows.row("PNG pixels for each", 48, control), settings_.picture_scale,
                   {.min = 0.5, .max = 8, .step = 0.5, .decimals = 1}) != Edit::kNone) {
    changed = true;
  }
  if (changed) {
    context.commands.state_changed();
    context.animate();
  }
  return rows.y + 16 - area.y;
}

}  // namespace db
