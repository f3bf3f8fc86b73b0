// The values of all lines at the marker, or at the last step: the table under a roomy card's plot and beside the plot
// of a card that fills the screen.
#include <algorithm>

#include "dashboards/scalars/readout_table.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "ui/menu.h"
#include "ui/paint.h"
#include "ui/probe.h"
#include "ui/run_selection.h"

namespace db {
namespace {

constexpr float kTitle = 24;
constexpr float kRow = 20;

}  // namespace

// Title, head, rows, "8 more" and some air.
float values_height(int rows) { return kTitle + kRow * static_cast<float>(rows + 2) + 8; }

// Does not depend on the values: the plot beside would become another one with every move of the pointer.
float values_width(Context& context, const Chart& chart, std::size_t columns, float card_width) {
  constexpr float kColumn = 72, kAround = 60;  // swatch, padding, bar
  float name = 0;
  for (const ChartLine& line : chart.lines()) {
    name = std::max(name, text_width(context.fonts, type::kRowBold, context.runs.short_name(line.run).text));
  }
  if (chart.grouped()) {
    for (const ChartGroup& group : chart.groups()) {
      name = std::max(name, text_width(context.fonts, type::kRowBold, group.look.short_name.text));
    }
  }
  const float numbers = chart.grouped() ? 300 : kAround + kColumn * static_cast<float>(columns);
  return std::clamp(std::ceil(name) + numbers, 320.0f, std::max(320.0f, card_width * 0.5f));
}

void Scalars::draw_values(Context& context, Rect area, Chart& chart, int most_rows) {
  const auto kept = kept_in(chart);
  if (!chart.grouped() || (kept && kept->range)) return draw_value_table(context, area, chart, most_rows);
  if (!chart.has_data()) return;
  const auto marker = marker_x(chart);
  const double x = marker.value_or(chart.x_extent().hi);
  const bool hovered = plot_hovered_ == chart.card() && readout_card_id_ == chart.card() && !readout_.empty();
  if (!hovered) chart.update_values(context, x, settings_.tooltip_order);
  const Readout& readout = hovered ? readout_ : chart.values();
  if (readout.empty()) return;
  const Paint paint(context);
  std::string second;
  const std::string title = readout_title(context, readout, settings_.axis, second);
  Rect head = area.take_top(kTitle);
  if (most_rows > 0) {
    paint.hline(area.x, area.right(), head.y, context.theme.border);
  } else {
    paint.vline(area.x, head.y + 4, area.bottom() - 8, context.theme.border);
  }
  const Rect tool = head.take_right(28).inset(2, 2);
  if (icon_button(context, "Columns of values", kIconColumns3, tool,
                  {.on = menu_open("readout-columns"), .opens = true, .icon_px = 14}))
    open_menu("readout-columns");
  draw_readout_menu(context, tool);
  const float end = paint.text(type::kRowBold, head.x + 12, head.center_y() + 2, context.theme.text, title);
  paint.text(type::kRow, end + 8, head.center_y() + 2, context.theme.text3, marker ? second : "the last, " + second);
  const int most = most_rows > 0 ? most_rows : static_cast<int>(area.h / kRow) - 3;
  const ReadoutTable table(context, readout, settings_.tooltip_columns, most, kRow, hovered);
  ImGui::PushClipRect(area.min(), area.max(), true);
  table.draw(area);
  ImGui::PopClipRect();
}

}  // namespace db
