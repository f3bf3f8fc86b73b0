// The settings beside the cards, a function a section. Those of lines and axes are in panel_chart.cc.
#include <cmath>
#include <limits>

#include "dashboards/scalars/panel_rows.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"

namespace db {

float Scalars::draw_settings(Context& context, Rect area) {
  PanelRows rows(context, area);
  if (context.phone()) {
    rows.section("Tags");
    draw_tag_filter(context, rows.wide_row(context.size.control));
  }
  panel_lines(rows);
  panel_groups(rows);
  panel_axes(rows);
  panel_marker(rows);
  panel_cards(rows);
  panel_values(rows);
  panel_saving(rows);
  if (rows.changed) {
    context.commands.state_changed();
    context.animate();
  }
  return rows.y + 16 - area.y;
}

void Scalars::panel_groups(PanelRows& rows) {
  Context& context = rows.context;
  const bool grouped = settings_.group_by != GroupBy::kNone;
  if (grouped || !groups_in_toolbar_) rows.section("Groups of runs");
  if (!groups_in_toolbar_) {
    const float width = select_width(context, kGroupByNames, rows.control);
    draw_group_by(context, rows.row("Group by", width, rows.control));
  }
  if (settings_.group_by == GroupBy::kPattern && !pattern_in_toolbar_) {
    draw_group_pattern(context, rows.wide_row(context.size.control));
  }
  if (settings_.group_by == GroupBy::kHParams) panel_group_hparams(rows);
  if (!grouped) return;
  rows.segment("Line", kCentreNames, settings_.band.centre);
  rows.choice("Band", kSpreadNames, settings_.band.spread);
  rows.toggle("Smooth runs first", settings_.smooth_runs_first);
  rows.toggle("Show runs behind", settings_.group_runs);
}

void Scalars::panel_columns(PanelRows& rows) {
  Context& context = rows.context;
  Rect at = rows.row("Columns", 2 * rows.control + 40 + 8, rows.control);
  const int shown = list_.columns();
  const auto set = [&](int columns) {
    settings_.columns = columns;
    rows.changed = true;
  };
  if (icon_button(context, "Fewer columns", kIconMinus, at.take_left(rows.control),
                  {.enabled = shown > 1, .icon_px = 14})) {
    set(shown - 1);
  }
  at.take_left(4);
  double columns = settings_.columns > 0 ? settings_.columns : std::numeric_limits<double>::quiet_NaN();
  if (number_field(context, "Columns", at.take_left(40), columns, {.min = 1, .max = 12, .optional = true}) !=
      Edit::kNone) {
    set(std::isfinite(columns) ? static_cast<int>(columns) : 0);
  }
  at.take_left(4);
  if (icon_button(context, "More columns", kIconPlus, at.take_left(rows.control),
                  {.enabled = shown < 12, .icon_px = 14})) {
    set(shown + 1);
  }
}

void Scalars::panel_cards(PanelRows& rows) {
  rows.section("Cards");
  if (!rows.context.phone()) panel_columns(rows);
  if (rows.segment("Density", kDensityNames, settings_.density)) settings_.plot_height = 0;
  double height = settings_.plot_height > 0 ? settings_.plot_height : sizes(settings_.density).plot_height;
  if (slider(rows.context, "Plot height", rows.row("Plot height", 96, 20), height,
             {.min = 80, .max = 400, .step = 10}) != Edit::kNone) {
    settings_.plot_height = static_cast<int>(std::round(height));
    rows.changed = true;
  }
  rows.toggle("Hide empty cards", settings_.hide_empty);
  panel_card_buttons(rows);
}

void Scalars::panel_card_buttons(PanelRows& rows) {
  Context& context = rows.context;
  const float height = context.size.control;
  const ButtonOptions fold{.text = "Fold"}, unfold{.text = "Unfold"}, make{.icon = kIconPlus, .text = "New card"};
  const float fold_w = button_width(context, "Fold all groups", fold);
  Rect at = rows.row("All groups", fold_w + 8 + button_width(context, "Unfold all groups", unfold), height);
  if (button(context, "Fold all groups", at.min(), fold)) fold_all(context, true);
  at.take_left(fold_w + 8);
  if (button(context, "Unfold all groups", at.min(), unfold)) fold_all(context, false);
  const float make_w = button_width(context, "New card from a pattern", make);
  if (button(context, "New card from a pattern", rows.row("Several tags in one", make_w, height).min(), make)) {
    if (context.width != Width::kDesktop) context.commands.run("toggle-panel");  // it covers the page
    new_pattern(context);
  }
}

void Scalars::panel_values(PanelRows& rows) {
  rows.section("Values at the pointer");
  double most = settings_.tooltip_rows;
  if (rows.number("Rows at most", 40, most, {.min = 1, .max = 100})) settings_.tooltip_rows = static_cast<int>(most);
  rows.choice("Order", kTooltipOrderNames, settings_.tooltip_order);
  panel_readout_columns(rows);
}

void Scalars::panel_saving(PanelRows& rows) {
  Context& context = rows.context;
  rows.section("Saving");
  static constexpr std::string_view kLayouts[] = {"Point", "Step"}, kFiles[] = {"One", "Each"},
                                    kThemes[] = {"Light", "Dark"};
  rows.segment("A row for each", kLayouts, settings_.wide_export);
  rows.segment("Files of all cards", kFiles, settings_.file_each);
  Rect size = rows.row("Pictures, px", 48 + 20 + 48, rows.control);
  double width = settings_.picture_width, height = settings_.picture_height;
  const NumberOptions px{.min = kLeastPicture, .max = kMostPicture, .step = 10};
  if (number_field(context, "Width of pictures", size.take_left(48), width, px) != Edit::kNone) {
    settings_.picture_width = static_cast<int>(width);
    rows.changed = true;
  }
  Paint(context).text(type::kRow, size.take_left(20), context.theme.text3, "×", Align::kCenter);
  if (number_field(context, "Height of pictures", size, height, px) != Edit::kNone) {
    settings_.picture_height = static_cast<int>(height);
    rows.changed = true;
  }
  const Rect scale = rows.row("PNG pixels for each", 48, rows.control);
  if (number_field(context, "Pixels of a PNG", scale, settings_.picture_scale,
                   {.min = 0.5, .max = 8, .step = 0.5, .decimals = 1}) != Edit::kNone) {
    rows.changed = true;
  }
  rows.segment("Colours of pictures", kThemes, settings_.picture_dark);
  panel_save_all(rows);
}

void Scalars::panel_save_all(PanelRows& rows) {
  Context& context = rows.context;
  if (pictures_.running()) {
    const Rect at =
        rows.row("Card " + std::to_string(pictures_.next + 1) + " of " + std::to_string(pictures_.cards.size()),
                 button_width(context, "Stop"), 28);
    if (button(context, "Stop saving pictures", at.min(), {.text = "Stop"})) stop_pictures(context);
    return;
  }
  const bool can = !saving() && !list_.groups().empty();
  const auto pair = [&](std::string_view label, std::string_view one, std::string_view other) {
    constexpr float kGap = 8;
    const float one_width = button_width(context, one), other_width = button_width(context, other);
    Rect at = rows.row(label, one_width + kGap + other_width, 28);
    for (const auto& [form, width] : {std::pair(one, one_width), std::pair(other, other_width)}) {
      const std::string name = "Save all cards as " + std::string(form);
      std::string key(form);
      for (char& c : key) c = static_cast<char>(c | 32);
      if (button(context, name, at.take_left(width).min(), {.enabled = can, .text = form})) save_all(context, key);
      at.take_left(kGap);
    }
  };
  pair("All cards listed", "CSV", "JSON");
  pair("Their pictures", "SVG", "PNG");
}

}  // namespace db
