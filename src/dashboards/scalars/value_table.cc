// The table of values under a card's plot, or beside it: a row a line, at the kept step or over the kept range.
#include <algorithm>

#include "analysis/number_format.h"
#include "analysis/text_table.h"
#include "base/number_text.h"
#include "dashboards/scalars/readout_table.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "ui/grid.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/run_list.h"
#include "ui/run_selection.h"
#include "ui/view_state.h"

namespace db {
namespace {

constexpr float kTitle = 24, kRow = 20;
constexpr std::size_t kMeasured = 40;  // rows that say how wide columns are

// Of a line, with its tag where the card has several.
std::string full_name(const Store& store, const Chart& chart, std::size_t line) {
  const ChartLine& of = chart.lines()[line];
  std::string name = line_name(store, of);
  return chart.tags().several() ? name + " · " + chart.tags().name(of.tag) : name;
}

ShortName line_short_name(const Context& context, const Chart& chart, std::size_t at) {
  const ChartLine& line = chart.lines()[at];
  const ChartTags& tags = chart.tags();
  if (tags.several() && tags.by_tag() && line.part < 0) return tags.short_name(line.tag);
  ShortName name = context.runs.short_name(line.run);
  if (line.part >= 0) name.text += ": " + std::to_string(line.part);
  return tags.several() ? joined(name, tags.short_name(line.tag)) : name;
}

}  // namespace

void Scalars::draw_value_table(Context& context, Rect area, Chart& chart, int most_rows) {
  if (!chart.has_data()) return;
  const Paint paint(context);
  const Theme& t = context.theme;
  const auto kept = kept_in(chart);
  const auto range = kept && kept->range ? kept : std::nullopt;
  const auto marker = marker_x(chart);
  const double x = kept ? chart.place_of(kept->last) : marker.value_or(chart.x_extent().hi);
  ValueRows& values = chart.value_rows;
  values.update(context.store, chart, range, x, value_table_);
  const std::span<const ValueRow> rows = values.rows();
  if (rows.empty()) return;
  std::vector<ValueColumn> columns = value_table_.columns(range.has_value());
  const bool smoothed = std::ranges::any_of(chart.lines(), [](const ChartLine& l) { return l.smooth.active(l.curve); });
  if (!smoothed) std::erase(columns, ValueColumn::kSmoothed);

  Rect head = area.take_top(kTitle);
  if (most_rows > 0) {
    paint.hline(area.x, area.right(), head.y, t.border);
  } else {
    paint.vline(area.x, head.y + 4, area.bottom() - 8, t.border);
  }
  const Rect tool = head.take_right(28).inset(2, 2);
  if (icon_button(context, "Table of values", kIconColumns3, tool,
                  {.on = menu_open("values"), .opens = true, .icon_px = 14}))
    open_menu("values");
  std::string title = settings_.axis == XAxis::kStep ? "Step " + step_text(chart.step_of(x)) : marker_text(context);
  if (range) title = "Steps " + step_text(range->first) + " to " + step_text(range->last);
  if (!kept && !marker) title = "The last step";
  paint.text(type::kRowBold, {head.x + 12, head.y + 2, head.w - 12, head.h - 2}, t.text, title);
  context.probe.text("Values: " + title, head);

  const bool more = most_rows > 0 && rows.size() > static_cast<std::size_t>(most_rows);
  area = area.inset(6, 0);
  if (most_rows == 0) area.take_right(8);  // the bar
  const Rect last = more ? area.take_bottom(kRow + 4) : Rect{};
  draw_value_grid(context, area, chart, columns, range.has_value(), most_rows == 0);
  if (more) {
    const std::string text =
        with_commas(static_cast<std::uint64_t>(rows.size()) - static_cast<std::uint64_t>(most_rows)) + " more";
    const Interaction act = interact(context, Kind::kButton, text, last, {.cursor = Cursor::kHand});
    paint.text(type::kSmall, {last.x + 10, last.y, last.w, last.h}, act.hovered ? t.text : t.text3, text);
    if (act.clicked) set_full(context, chart.name());
  }
  draw_value_menu(context, tool, chart, rows, columns, range.has_value());
}

void Scalars::draw_value_grid(Context& context, const Rect& area, Chart& chart, const std::vector<ValueColumn>& columns,
                              bool range, bool scrolls) {
  const Paint paint(context);
  const Theme& t = context.theme;
  ValueRows& values = chart.value_rows;
  const std::span<const ValueRow> rows = values.rows();
  std::vector<GridColumn> heads{{.title = "Run", .width = 90, .align = Align::kLeft}};
  for (std::size_t row = 0; row < std::min<std::size_t>(rows.size(), kMeasured); ++row) {
    const float name = paint.width(type::kRow, line_short_name(context, chart, rows[row].line).text) + 38;
    heads[0].width = std::clamp(std::ceil(name), heads[0].width, scrolls ? 400.0f : 160.0f);
  }
  int sorted = value_table_.by_name ? 0 : -1;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (!value_table_.by_name && value_table_.sort == columns[i]) sorted = static_cast<int>(i) + 1;
    const std::string name(value_column_title(columns[i]));
    float width = paint.width(type::kRowBold, name) + (sorted == static_cast<int>(i) + 1 ? 28.0f : 12.0f);
    for (std::size_t row = 0; row < std::min<std::size_t>(rows.size(), kMeasured); ++row)
      width = std::max(width, paint.width(type::kRow, values.cell(row, columns[i])) + 12);
    heads.push_back({.title = name, .width = std::ceil(width)});
  }
  Grid grid(context, "values", area, heads, static_cast<int>(rows.size()),
            {.row_height = kRow,
             .head_height = kRow,
             .padding = 6,
             .least_first = 90,
             .sorted = sorted,
             .descending = value_table_.descending,
             .scrolls = scrolls});
  const auto name_of = [&](const ValueRow& row) { return full_name(context.store, chart, row.line); };
  for (int i = grid.first(); i < grid.last(); ++i) {
    const ValueRow& row = rows[static_cast<std::size_t>(i)];
    std::string spoken;
    for (const ValueColumn column : columns)
      spoken += (spoken.empty() ? "" : ", ") + std::string(value_column_title(column)) + " " +
                values.cell(static_cast<std::size_t>(i), column);
    const RunId run = chart.lines()[row.line].run;
    const bool lit = context.hover.run == run;
    const Interaction act = grid.row(i, name_of(row), Checked::kNone, spoken, lit ? t.sel : 0);
    if (act.hovered) context.hover.next_run = run;
    if (act.clicked) context.commands.run("highlight-run", context.store.run(run).name);
  }
  grid.cells([&](int i, int column, const Rect& box) {
    const ValueRow& row = rows[static_cast<std::size_t>(i)];
    if (column > 0) {
      paint.text(type::kRow, box, column == 1 ? t.text : t.text2,
                 values.cell(static_cast<std::size_t>(i), columns[static_cast<std::size_t>(column - 1)]), Align::kRight,
                 Elide::kNone);
      return;
    }
    const RunStyle style = chart.style(row.line, context.runs);
    draw_line_swatch(paint, box.x + 4, box.center_y(), colour_of(style, t), style.pattern);
    draw_short_name(context, line_short_name(context, chart, row.line), type::kRow,
                    {box.x + 26, box.y, box.w - 26, box.h}, t.text, t.text3);
  });
  if (const int by = grid.sorted(); by >= 0)
    sort_values(context, by == 0 ? std::nullopt : std::optional(columns[static_cast<std::size_t>(by - 1)]));
  if (const auto moved = grid.moved()) {
    const auto to = static_cast<std::size_t>(moved->second - 1);
    move_value_column(context, range, columns[static_cast<std::size_t>(moved->first - 1)],
                      to < columns.size() ? std::optional(columns[to]) : std::nullopt);
  }
}

// Up, down, as the chart has them. No column: by name.
void Scalars::sort_values(Context& context, std::optional<ValueColumn> by) {
  const bool same = by ? !value_table_.by_name && value_table_.sort == by : value_table_.by_name;
  if (same && value_table_.descending) {
    value_table_.by_name = false, value_table_.sort.reset(), value_table_.descending = false;
  } else {
    value_table_.by_name = !by, value_table_.sort = by, value_table_.descending = same;
  }
  context.commands.state_changed(true);
  context.animate();
}

void Scalars::move_value_column(Context& context, bool range, ValueColumn column, std::optional<ValueColumn> before) {
  auto& list = value_table_.columns(range);
  std::erase(list, column);
  list.insert(before ? std::ranges::find(list, *before) : list.end(), column);
  context.commands.state_changed(true);
  context.animate();
}

void Scalars::draw_value_menu(Context& context, const Rect& anchor, const Chart& chart, std::span<const ValueRow> rows,
                              const std::vector<ValueColumn>& columns, bool range) {
  Menu menu(context, "values", anchor, 200);
  if (!menu.open()) return;
  auto& list = value_table_.columns(range);
  using enum ValueColumn;
  const auto begin = static_cast<int>(range ? kMin : kSmoothed), end = static_cast<int>(range ? kRawChange : kRelative);
  for (int i = begin; i <= end; ++i) {
    const auto column = static_cast<ValueColumn>(i);
    const auto found = std::ranges::find(list, column);
    const bool on = found != list.end();
    if (!menu.item(value_column_title(column), {.checked = on ? Checked::kOn : Checked::kOff, .stays = true})) continue;
    if (on) {
      list.erase(found);
    } else {
      list.push_back(column);
    }
    context.commands.state_changed(true);
    context.animate();
  }
  menu.line();
  const auto copy = [&](std::string_view label, std::string (*text)(const TextTable&)) {
    if (!menu.item(label, {.icon = kIconCopy})) return;
    TextTable table;
    table.columns.push_back({"Run"});
    for (const ValueColumn column : columns) table.columns.push_back({std::string(value_column_title(column)), true});
    for (const ValueRow& row : rows) {
      auto& cells = table.rows.emplace_back();
      cells.push_back({full_name(context.store, chart, row.line), {}});
      for (const ValueColumn column : columns)
        cells.push_back({value_cell(row, column), number_text(value_of(row, column))});
    }
    context.platform.set_clipboard(text(table));
    context.commands.toast("Copied " + counted(rows.size(), "row", "rows"));
  };
  copy("Copy as Markdown", markdown_text);
  copy("Copy as TSV", tsv_text);
  if (full_.empty() && menu.item("All rows", {.icon = kIconMaximize2})) set_full(context, chart.name());
}

std::uint64_t Scalars::value_rows_made() const {
  std::uint64_t sum = 0;
  for (const auto& [card, chart] : charts_) sum += chart->value_rows.made();
  return sum;
}

// "cols=value,step", "rangecols=min,max", "valuesort=-min"
void Scalars::save_value_table(StateWriter& state) const {
  value_table_.save_columns(state, false);
  value_table_.save_columns(state, true);
  if (!value_table_.by_name && !value_table_.sort) return;
  const std::string_view by = value_table_.by_name ? "run" : value_column_key(*value_table_.sort);
  state.set("valuesort", (value_table_.descending ? "-" : "") + std::string(by));
}

void Scalars::load_value_table(const StateReader& state) {
  value_table_ = {};
  const auto load_list = [&](std::string_view key, bool range, std::vector<ValueColumn>& columns) {
    if (!state.text(key)) return;
    std::vector<ValueColumn> read;
    for (const std::string& name : state.list(key)) {
      const auto column = value_column_named(name);
      if (!column || of_range(*column) != range) {
        state.refuse_item(key, name);
      } else if (std::ranges::find(read, *column) == read.end()) {
        read.push_back(*column);
      }
    }
    if (!read.empty()) columns = std::move(read);
  };
  load_list("cols", false, value_table_.at_step);
  load_list("rangecols", true, value_table_.range);
  const std::string text = state.text("valuesort", "");
  value_table_.descending = text.starts_with('-');
  const std::string_view by = std::string_view(text).substr(value_table_.descending ? 1 : 0);
  value_table_.by_name = by == "run";
  value_table_.sort = value_column_named(by);
  if (value_table_.by_name || value_table_.sort) return;
  value_table_.descending = false;
  state.refuse("valuesort");  // if it is there
}

}  // namespace db
