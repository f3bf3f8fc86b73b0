#include "dashboards/scalars/readout_table.h"

#include "dashboards/scalars/chart_tags.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/number_format.h"
#include "ui/number_text.h"
#include "ui/paint.h"
#include "ui/probe.h"
#include "ui/run_list.h"
#include "ui/run_selection.h"

namespace db {
namespace {

constexpr float kName = 22;  // from the left of the row's inside
constexpr float kBetween = 14;
constexpr float kIndent = 12;  // of a group's runs
constexpr float kHead = 20;

}  // namespace

ReadoutTable::ReadoutTable(Context& context, const Readout& readout, int most, float row_height, bool mark)
    : context_(context), readout_(readout), row_height_(row_height), mark_(mark) {
  const auto [first, last] = readout.window(most);
  first_ = first;
  count_ = last - first;
  const TextStyle style = type::kRow;
  for (std::size_t i = 0; i < count_; ++i) {
    const ReadoutRow& row = readout.rows[first_ + i];
    const float indent = readout.band && !row.is_group() && !row.group.empty() ? kIndent : 0;
    const TextStyle face = first_ + i == readout.nearest ? type::kRowBold : style;
    name_width_ = std::max(name_width_, indent + text_width(context.fonts, face, name(row).text));
  }
  add_columns();
}

ShortName ReadoutTable::name(const ReadoutRow& row) const {
  ShortName name = row.is_group() ? row.group_name : context_.runs.short_name(row.run);
  if (row.part >= 0) name.text += ": " + std::to_string(row.part);
  if (row.tag_name.text.empty()) return name;
  return readout_.by_tag && row.part < 0 ? row.tag_name : joined(name, row.tag_name);
}

void ReadoutTable::add_columns() {
  if (readout_.band) {
    add("n", false, [](const ReadoutRow& row) { return row.is_group() ? std::to_string(row.runs) : std::string(); });
    const std::string_view centre = kCentreNames[static_cast<std::size_t>(readout_.band->centre)];
    add(centre, true, [](const ReadoutRow& row) { return value_text(row.point.smoothed); });
    add("Low", false, [](const ReadoutRow& row) { return row.is_group() ? value_text(row.low) : std::string(); });
    add("High", false, [](const ReadoutRow& row) { return row.is_group() ? value_text(row.high) : std::string(); });
  } else {
    if (readout_.smoothed) add("Smoothed", true, [](const ReadoutRow& row) { return value_text(row.point.smoothed); });
    add("Value", !readout_.smoothed, [](const ReadoutRow& row) { return value_text(row.point.value); });
  }
  const auto shown = std::span(readout_.rows).subspan(first_, count_);
  if (std::ranges::any_of(shown, [](const ReadoutRow& row) { return !row.non_finite.empty(); })) {
    add("Not finite", false, [](const ReadoutRow& row) { return row.non_finite; });
  }
  if (readout_.steps_differ) add("Step", false, [](const ReadoutRow& row) { return step_text(row.point.step); });
  if (readout_.times_differ) add("Time", false, [](const ReadoutRow& row) { return duration_text(row.relative_secs); });
}

void ReadoutTable::add(std::string_view title, bool strong, auto&& cell) {
  Column column{.title = std::string(title), .strong = strong};
  column.width = text_width(context_.fonts, type::kSmall, title);
  for (std::size_t i = 0; i < count_; ++i) {
    column.cells.push_back(cell(readout_.rows[first_ + i]));
    const bool nearest = mark_ && first_ + i == readout_.nearest;
    column.width =
        std::max(column.width, text_width(context_.fonts, nearest ? type::kRowBold : type::kRow, column.cells.back()));
  }
  columns_.push_back(std::move(column));
}

float ReadoutTable::wanted_width() const {
  float width = kName + name_width_;
  for (const Column& column : columns_) width += kBetween + column.width;
  return width;
}

float ReadoutTable::height() const {
  const bool more = count_ < readout_.rows.size();
  return kHead + row_height_ * static_cast<float>(count_ + (more ? 1 : 0));
}

void ReadoutTable::draw(const Rect& rect) const {
  const Theme& t = context_.theme;
  const Paint paint(context_);
  float names_end = rect.right() - 12;
  for (const Column& column : columns_) names_end -= column.width + kBetween;
  const float left = rect.x + 12;

  Rect rest = rect;
  const Rect head = rest.take_top(kHead);
  paint.text(type::kSmall, left + kName, head.center_y(), t.text3,
             readout_.by_tag ? "Tag"
             : readout_.band ? "Group"
                             : "Run");
  float right = rect.right() - 12;
  for (auto column = columns_.rbegin(); column != columns_.rend(); ++column) {
    paint.text(type::kSmall, {right - column->width, head.y, column->width, head.h}, t.text3, column->title,
               Align::kRight, Elide::kNone);
    right -= column->width + kBetween;
  }
  for (std::size_t i = 0; i < count_; ++i) {
    const ReadoutRow& row = readout_.rows[first_ + i];
    const bool nearest = mark_ && first_ + i == readout_.nearest;
    const Rect line = rest.take_top(row_height_);
    if (nearest) paint.fill(line, t.sel);
    const TextStyle style = nearest ? type::kRowBold : type::kRow;
    const bool inside = readout_.band && !row.is_group() && !row.group.empty();
    const float at = inside ? left + kIndent : left;
    draw_line_swatch(paint, at, line.center_y(), colour_of(row.style, t), row.style.pattern);
    draw_short_name(context_, name(row), style, {at + kName, line.y, names_end - at - kName, line.h},
                    inside ? t.text2 : t.text, t.text3);
    std::string spoken;
    right = rect.right() - 12;
    for (auto column = columns_.rbegin(); column != columns_.rend(); ++column) {
      const std::string& cell = column->cells[i];
      paint.text(style, {right - column->width, line.y, column->width, line.h}, column->strong ? t.text : t.text2, cell,
                 Align::kRight, Elide::kNone);
      if (!cell.empty()) spoken = column->title + " " + cell + (spoken.empty() ? "" : ", ") + spoken;
      right -= column->width + kBetween;
    }
    std::string label = row.is_group() ? row.group : context_.store.run(row.run).name;
    if (row.part >= 0) label += ": " + std::to_string(row.part);
    if (!row.tag_name.text.empty()) label += " · " + row.tag_name.text;
    context_.probe.add(Kind::kRow, label, line, 0, true, nearest ? Checked::kOn : Checked::kNone, spoken);
  }
  if (count_ < readout_.rows.size()) {
    const Rect line = rest.take_top(row_height_);
    paint.text(type::kSmall, left + kName, line.center_y(), t.text3,
               with_commas(static_cast<std::uint64_t>(readout_.rows.size() - count_)) + " more");
  }
}

}  // namespace db
