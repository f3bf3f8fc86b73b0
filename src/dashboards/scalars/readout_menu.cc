// Which columns the values at the pointer have, and copying them.
#include "analysis/text_table.h"
#include "dashboards/scalars/panel_rows.h"
#include "dashboards/scalars/readout_table.h"
#include "dashboards/scalars/scalars.h"
#include "ui/menu.h"
#include "ui/number_text.h"

namespace db {

void Scalars::draw_readout_menu(Context& context, const Rect& anchor) {
  Menu menu(context, "readout-columns", anchor, 220);
  if (!menu.open()) return;
  ReadoutColumns& columns = settings_.tooltip_columns;
  const ReadoutColumns before = columns;
  const auto tick = [](bool on) { return on ? Checked::kOn : Checked::kOff; };
  if (menu.item("Automatic",
                {.note = "step and time where runs differ", .checked = tick(columns.automatic()), .stays = true}))
    columns = {};
  menu.line();
  for (int i = 0; i < kReadoutColumns; ++i) {
    const auto column = static_cast<ReadoutColumn>(i);
    const bool on = !before.automatic() && before.has(column);
    if (menu.item(kReadoutColumnNames[static_cast<std::size_t>(i)], {.checked = tick(on), .stays = true}))
      columns.set(column, !on);
  }
  if (columns == before) return;
  context.commands.state_changed();
  context.animate();
}

void Scalars::panel_readout_columns(PanelRows& rows) {
  Context& context = rows.context;
  std::size_t chosen = 0;
  for (int i = 0; i < kReadoutColumns; ++i) chosen += settings_.tooltip_columns.has(static_cast<ReadoutColumn>(i));
  const std::string text = settings_.tooltip_columns.automatic() ? "Automatic" : counted(chosen, "column", "columns");
  const Rect place = rows.row("Columns", select_box_width(context, text, rows.control), rows.control);
  if (select_box(context, "Columns of values", place, text, menu_open("readout-columns"))) open_menu("readout-columns");
  draw_readout_menu(context, place);
}

// All rows, with the columns that are shown.
bool Scalars::copy_readout(Context& context) {
  if (readout_.empty()) return false;
  const ReadoutTable table(context, readout_, settings_.tooltip_columns, static_cast<int>(readout_.rows.size()), 20);
  context.platform.set_clipboard(tsv_text(table.text()));
  context.commands.toast("Copied " + counted(readout_.rows.size(), "row", "rows"));
  return true;
}

}  // namespace db
