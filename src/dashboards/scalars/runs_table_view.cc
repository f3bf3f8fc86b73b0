// The runs table on screen: grid, toolbar, menus.
#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/better_ways.h"
#include "dashboards/scalars/runs_table.h"
#include "icons.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/run_list.h"
#include "ui/run_selection.h"
#include "ui/tooltip.h"

namespace db {
namespace {

constexpr float kFirst = 260, kLeastFirst = 132, kMostFirst = 420, kMostForNames = 720;
constexpr std::size_t kMeasured = 40;  // rows that say how wide names are
using Of = RunColumn::Kind;

}  // namespace

void RunsTable::draw_toolbar(Context& context, Rect area, const TagIndex& index) {
  const float height = context.size.control;
  const float y = area.center_y() - height / 2;
  const Paint paint(context);
  const auto tool = [&](std::string_view label, const char* icon, const char* menu) {
    const bool wide = !context.phone();
    const float width = wide ? button_width(context, label, {.icon = icon, .icon_after = kIconChevronDown}) : height;
    const Rect place{area.x, y, width, height};
    area.take_left(width + 8);
    const bool pressed = wide ? button(context, label, place.min(), {.icon = icon, .icon_after = kIconChevronDown})
                              : icon_button(context, label, icon, place);
    if (pressed) open_menu(menu);
    return place;
  };
  const Rect columns = tool("Columns", kIconColumns3, "table-columns");
  draw_columns_menu(context, columns, index);
  const Rect copy = tool("Copy", kIconCopy, "table-copy");
  draw_copy_menu(context, copy);
  if (!chosen_.empty()) {
    const std::string only = "Only these " + with_commas(static_cast<std::uint64_t>(chosen_.size()));
    const ButtonOptions options{.style = ButtonStyle::kPrimary, .text = only};
    if (button(context, "Only the chosen runs", {area.x, y}, options)) show_only_chosen(context);
    area.take_left(button_width(context, "Only the chosen runs", options) + 8);
    if (area.w > 80 && button(context, "Choose none", {area.x, y}, {.style = ButtonStyle::kQuiet, .text = "None"})) {
      chosen_.clear();
      context.animate();
    }
    return;
  }
  const bool at_step = std::ranges::any_of(columns_, [](const RunColumn& c) { return c.kind == Of::kAtStep; });
  std::string note = counted(matching_, "run", "runs");
  if (at_step) note += step_ ? ", values at step " + with_commas(std::int64_t{*step_}) : ", values at the last step";
  if (area.w > 80) paint.text(type::kRow, {area.x + 4, area.y, area.w - 8, area.h}, context.theme.text3, note);
  context.probe.text(note, area);
}

bool RunsTable::is_left(const Context& context, const RunColumn& column) const {
  if (column.kind == Of::kLine) return true;
  if (column.kind != Of::kHParam) return false;
  const auto names = context.runs.hparams().names();
  const auto name = std::ranges::find(names, column.tag, &HParamTable::Name::name);
  return name != names.end() && !name->numbers;
}

float RunsTable::column_width(const Context& context, const RunColumn& column, bool sorted) {
  switch (column.kind) {
    case Of::kStart:
      return 136;
    case Of::kDuration:
      return 110;
    case Of::kPoints:
      return 92;
    case Of::kLine:
      return 104;
    case Of::kHParam: {
      constexpr std::size_t kLooked = 100;
      constexpr float kLeast = 64, kMost = 180, kAround = 24, kArrow = 16;
      auto& width = hparam_widths_[column.tag];
      if (width > 0) return width;
      width = text_width(context.fonts, type::kRowBold, column.tag) + kArrow;
      for (const RunId run : std::span(rows_).first(std::min(rows_.size(), kLooked))) {
        const TextCell text = hparam_cell(context.runs.hparams().find(run, column.tag));
        width = std::max(width, text_width(context.fonts, type::kRowBold, text.shown));
      }
      return width = std::clamp(std::ceil(width) + kAround, kLeast, kMost);
    }
    case Of::kMeasure:
    case Of::kAtStep:
      break;
  }
  return sorted ? 148 : 92;  // a bar before the value
}

void RunsTable::show_only_chosen(Context& context) {
  std::string names;
  for (const RunId run : rows_) {
    if (chosen_.contains(run)) names += context.store.run(run).name + "\n";
  }
  if (names.empty()) return;
  names.pop_back();
  context.commands.run("only-runs", names);
  chosen_.clear();
  context.animate();
}

void RunsTable::draw(Context& context, const Rect& area, const TagIndex&) {
  const Paint paint(context);
  const Rect card = area.inset(context.size.gutter, context.size.gutter);
  paint.card(card);
  const Rect inside = card.inset(1, 1);
  head_.clear();
  head_.push_back({.title = "Run", .width = kFirst, .align = Align::kLeft});
  int sorted = sort_.on && sort_.by_name ? 0 : -1;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const RunColumn& column = columns_[i];
    const bool by_this = sort_.on && !sort_.by_name && sort_.column == column;
    if (by_this) sorted = static_cast<int>(i) + 1;
    const bool hparam = column.kind == Of::kHParam;
    head_.push_back({.title = column.full_title(),
                     .text = column.title(),
                     .group = hparam ? "Hyperparameters" : column.tag,
                     .width = column_width(context, column, by_this),
                     .align = is_left(context, column) ? Align::kLeft : Align::kRight,
                     .sortable = column.kind != Of::kLine});
  }
  float most_first = kMostFirst;
  for (std::size_t row = 0; row < std::min(kMeasured, rows_.size()); ++row) {
    const float name = paint.width(type::kRow, context.runs.short_name(rows_[row]).text) + 56;  // box, padding
    most_first = std::clamp(std::ceil(name), most_first, kMostForNames);
  }
  Grid grid(context, "runs-table", inside, head_, static_cast<int>(rows_.size()),
            {.row_height = context.size.table_row,
             .head_height = context.size.table_head,
             .least_first = kLeastFirst,
             .most_first = most_first,
             .sorted = sorted,
             .descending = sort_.descending});
  const bool touch = context.input.touch;
  for (int row = grid.first(); row < grid.last(); ++row) {
    const RunId run = rows_[static_cast<std::size_t>(row)];
    const std::string& name = context.store.run(run).name;
    const bool on = context.runs.on(run);
    const Rect first = grid.cell(row, 0);
    ImGui::PushID(row);
    // The box has the pointer before the row; it is drawn with the cell.
    if (checkbox(context, name, {first.x + 7, first.center_y()}, on ? Checked::kOn : Checked::kOff,
                 context.runs.colour(run, context.theme), static_cast<BoxShape>(context.runs.style(run).pattern)))
      context.commands.run("toggle-run", name);
    ImGui::PopID();
    const bool lit = context.hover.run == run;
    const Interaction act =
        grid.row(row, name, chosen_.contains(run) ? Checked::kOn : Checked::kNone, {}, lit ? context.theme.hover : 0);
    if (act.hovered) {
      context.hover.next_run = run;
      if (ImGui::GetIO().MousePos.x < first.right()) context.tooltip.want(act.id, first, name);
    }
    if (act.clicked) press_row(context, row, touch);
  }
  grid.cells([&](int row, int column, const Rect& box) {
    const RunId run = rows_[static_cast<std::size_t>(row)];
    const bool on = context.runs.on(run);
    const bool dim = static_cast<std::size_t>(row) >= matching_ || !on;
    if (column > 0) return draw_cell(context, box, run, columns_[static_cast<std::size_t>(column - 1)], dim);
    const Theme& t = context.theme;
    draw_checkbox(paint, {box.x + 7, box.center_y()}, on ? Checked::kOn : Checked::kOff, context.runs.colour(run, t),
                  static_cast<BoxShape>(context.runs.style(run).pattern), t.dark ? t.on_ink : IM_COL32_WHITE);
    draw_short_name(context, context.runs.short_name(run), type::kRow, {box.x + 24, box.y, box.w - 24, box.h},
                    dim ? t.text3 : t.text, t.text3);
  });
  if (grid.sorted() >= 0) sort_by(context, grid.sorted());
  if (const auto moved = grid.moved()) {
    std::vector<RunColumn> next = columns_;
    const auto from = static_cast<std::size_t>(moved->first - 1);
    auto to = static_cast<std::size_t>(moved->second - 1);
    const RunColumn column = next[from];
    next.erase(next.begin() + static_cast<std::ptrdiff_t>(from));
    if (to > from) --to;
    next.insert(next.begin() + static_cast<std::ptrdiff_t>(std::min(to, next.size())), column);
    choose_columns(context, std::move(next));
  }
}

// A click chooses one row, Ctrl adds or takes one, Shift all from the last one on. A finger adds and takes.
void RunsTable::press_row(Context& context, int row, bool touch) {
  const RunId run = rows_[static_cast<std::size_t>(row)];
  const auto anchor = anchor_ ? std::ranges::find(rows_, *anchor_) : rows_.end();
  if (context.input.modifiers.shift && anchor != rows_.end()) {
    const auto at = static_cast<std::size_t>(anchor - rows_.begin()), to = static_cast<std::size_t>(row);
    for (std::size_t i = std::min(at, to); i <= std::max(at, to); ++i) chosen_.insert(rows_[i]);
  } else if (context.input.modifiers.command() || touch) {
    if (!chosen_.erase(run)) chosen_.insert(run);
    anchor_ = run;
  } else {
    const bool again = chosen_.size() == 1 && chosen_.contains(run);
    chosen_.clear();
    if (!again) chosen_.insert(run);
    anchor_ = run;
  }
  context.animate();
}

void RunsTable::draw_cell(Context& context, const Rect& box, RunId run, const RunColumn& column, bool dim) {
  const Theme& t = context.theme;
  const Paint paint(context);
  if (column.kind == Of::kLine) return draw_spark(context, box, run, column, dim);
  const bool by_this = sort_.on && !sort_.by_name && sort_.column == column;
  const TextStyle style = by_this ? type::kRowBold : type::kRow;
  const std::string text = cell(context, run, column).shown;
  context.probe.text(column.text() + " of " + context.store.run(run).name + ": " + text, box);
  if (column.kind == Of::kHParam) {
    const bool known = context.runs.hparams().find(run, column.tag);
    const bool left = is_left(context, column);
    paint.text(style, box, dim || !known ? t.text3 : t.text, text, left ? Align::kLeft : Align::kRight);
    if (paint.width(style, text) > box.w && ImGui::IsMouseHoveringRect(box.min(), box.max()))
      context.tooltip.want(ImGui::GetID(column.tag.c_str()), box, text);
    return;
  }
  const auto value = number(context, run, column);
  paint.text(style, box, dim || !value ? t.text3 : by_this ? t.text : t.text2, text, Align::kRight, Elide::kNone);
  const bool measured = column.kind == Of::kMeasure || column.kind == Of::kAtStep;
  if (!by_this || !measured || !value || !std::isfinite(*value) || bar_.size() <= 0) return;
  // Longer is better.
  const TagId* tag = context.store.find_tag(column.tag);
  double share = (*value - bar_.lo) / bar_.size();
  if (tag && context.ways.of(context.store, *tag) == Better::kLower) share = 1 - share;
  const Rect bar{box.x, box.center_y() - 2, 48, 4};
  paint.fill(bar, t.sunken, 2);
  const float length = 48 * static_cast<float>(std::clamp(share, 0.0, 1.0));
  if (length >= 1) paint.fill({bar.x, bar.y, length, 4}, dim ? t.border2 : t.text2, 2);
}

void RunsTable::draw_spark(Context& context, const Rect& box, RunId run, const RunColumn& column, bool dim) {
  const auto id = series(context.store, run, column);
  if (!id) return;
  const Spark& line = spark(context.store, *id);
  if (line.values.empty()) return;
  const Paint paint(context);
  const double size = line.values.size();
  const Rect inside = box.inset(0, 5);
  const auto y = [&](double value) {
    if (size <= 0) return inside.center_y();
    return inside.bottom() - static_cast<float>((value - line.values.lo) / size) * inside.h;
  };
  std::vector<ImVec2> points;
  const auto columns = static_cast<float>(line.columns.size());
  for (std::size_t i = 0; i < line.columns.size(); ++i) {
    const Range& range = line.columns[i];
    if (range.empty()) continue;
    const float x = inside.x + (static_cast<float>(i) + 0.5f) / columns * inside.w;
    // From where the line came to the farther end.
    const bool falls = !points.empty() && points.back().y < y((range.lo + range.hi) / 2);
    points.push_back({x, y(falls ? range.hi : range.lo)});
    if (range.size() > 0) points.push_back({x, y(falls ? range.lo : range.hi)});
  }
  const ImU32 colour = context.runs.colour(run, context.theme);
  const ImU32 shown = dim ? with_alpha(colour, 0.35f) : colour;
  if (points.size() == 1) {
    paint.circle(points[0], 1.5f, shown);
  } else {
    paint.polyline(points, shown, 1.25f);
  }
}

bool RunsTable::key(Context& context, std::string_view key, const Modifiers&) {
  if (key == "Escape" && !chosen_.empty()) {
    chosen_.clear();
    context.animate();
    return true;
  }
  if ((key == "x" || key == "X") && !chosen_.empty()) {
    show_only_chosen(context);
    return true;
  }
  return false;
}

}  // namespace db
