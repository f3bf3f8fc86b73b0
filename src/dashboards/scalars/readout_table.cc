#include "dashboards/scalars/readout_table.h"

#include "dashboards/scalars/chart_tags.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "analysis/number_format.h"
#include "analysis/time_ticks.h"
#include "base/number_text.h"
#include "ui/number_text.h"
#include "ui/paint.h"
#include "ui/plot_axes.h"
#include "ui/probe.h"
#include "ui/run_list.h"
#include "ui/run_selection.h"

namespace db {
namespace {

constexpr float kName = 22;  // from the left of the row's inside
constexpr float kBetween = 14;
constexpr float kIndent = 12;  // of a group's runs
constexpr float kHead = 20;
constexpr float kLeastName = 90;

TextCell number(double value) { return {value_text(value), number_text(value)}; }

}  // namespace

ReadoutTable::ReadoutTable(Context& context, const Readout& readout, ReadoutColumns columns, int most, float row_height,
                           bool mark)
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
  add_columns(columns);
}

ShortName ReadoutTable::name(const ReadoutRow& row) const {
  ShortName name = row.is_group() ? row.group_name : context_.runs.short_name(row.run);
  if (row.part >= 0) name.text += ": " + std::to_string(row.part);
  if (row.tag_name.text.empty()) return name;
  return readout_.by_tag && row.part < 0 ? row.tag_name : joined(name, row.tag_name);
}

std::string ReadoutTable::full_name(const ReadoutRow& row) const {
  std::string name = row.is_group() ? row.group : context_.store.run(row.run).name;
  if (row.part >= 0) name += ": " + std::to_string(row.part);
  if (!row.tag_name.text.empty()) name += " · " + row.tag_name.text;
  return name;
}

void ReadoutTable::add_columns(ReadoutColumns chosen) {
  add_values(chosen);
  const auto shown = std::span(readout_.rows).subspan(first_, count_);
  if (std::ranges::any_of(shown, [](const ReadoutRow& row) { return !row.non_finite.empty(); })) {
    add("Not finite", false, [](const ReadoutRow& row) { return TextCell{row.non_finite, {}}; });
  }
  const std::size_t values = columns_.size();
  add_times(chosen);
  if (!two_lines()) return;
  below_.assign(std::make_move_iterator(columns_.begin() + static_cast<std::ptrdiff_t>(values)),
                std::make_move_iterator(columns_.end()));
  columns_.resize(values);
}

// Of groups always what the band is.
void ReadoutTable::add_values(ReadoutColumns chosen) {
  const auto value = [](const ReadoutRow& row) { return number(row.point.value); };
  const auto smoothed = [](const ReadoutRow& row) { return number(row.point.smoothed); };
  if (readout_.band) {
    const auto of_group = [](const ReadoutRow& row, double number_of) {
      return row.is_group() ? number(number_of) : TextCell();
    };
    add("n", false,
        [](const ReadoutRow& row) { return TextCell{row.is_group() ? std::to_string(row.runs) : std::string(), {}}; });
    add(kCentreNames[static_cast<std::size_t>(readout_.band->centre)], true, smoothed);
    add("Low", false, [&](const ReadoutRow& row) { return of_group(row, row.low); });
    add("High", false, [&](const ReadoutRow& row) { return of_group(row, row.high); });
    if (readout_.smoothed && !chosen.automatic() && chosen.has(ReadoutColumn::kValue)) add("Value", false, value);
    return;
  }
  const bool smooth = readout_.smoothed && chosen.has(ReadoutColumn::kSmoothed);
  if (smooth) add("Smoothed", true, smoothed);
  // Without smoothing they are the same.
  const bool instead = !readout_.smoothed && chosen.has(ReadoutColumn::kSmoothed);
  if (chosen.has(ReadoutColumn::kValue) || instead) add("Value", !smooth, value);
}

void ReadoutTable::add_times(ReadoutColumns chosen) {
  const bool by_itself = chosen.automatic();
  if (by_itself ? readout_.steps_differ : chosen.has(ReadoutColumn::kStep)) {
    add("Step", false,
        [](const ReadoutRow& row) { return TextCell{step_text(row.point.step), std::to_string(row.point.step)}; });
  }
  if (chosen.has(ReadoutColumn::kTime)) {
    const UtcOffset offset = utc_offset(context_.platform);
    double first = std::numeric_limits<double>::infinity(), last = -first;
    for (const ReadoutRow& row : readout_.rows) {
      if (!std::isfinite(row.point.wall_secs) || row.is_group()) continue;
      first = std::min(first, row.point.wall_secs);
      last = std::max(last, row.point.wall_secs);
    }
    const Date date = first < last && days_differ(first, last, offset) ? Date::kDay : Date::kNone;
    add("Time", false, [&](const ReadoutRow& row) {
      if (row.is_group() || !std::isfinite(row.point.wall_secs)) return TextCell();
      return TextCell{wall_text(row.point.wall_secs, offset, date), number_text(row.point.wall_secs)};
    });
  }
  if (by_itself ? readout_.times_differ : chosen.has(ReadoutColumn::kRelative)) {
    add("Relative", false, [](const ReadoutRow& row) {
      if (std::isnan(row.relative_secs)) return TextCell();
      return TextCell{duration_text(row.relative_secs), number_text(row.relative_secs)};
    });
  }
}

void ReadoutTable::add(std::string_view title, bool strong, auto&& cell) {
  Column column{.title = std::string(title), .strong = strong};
  column.width = text_width(context_.fonts, type::kSmall, title);
  for (std::size_t i = 0; i < count_; ++i) {
    column.cells.push_back(cell(readout_.rows[first_ + i]));
    const TextStyle style = mark_ && first_ + i == readout_.nearest ? type::kRowBold : type::kRow;
    column.width = std::max(column.width, text_width(context_.fonts, style, column.cells.back().shown));
  }
  columns_.push_back(std::move(column));
}

float ReadoutTable::wanted_width() const {
  float width = kName + name_width_;
  for (const Column& column : columns_) width += kBetween + column.width;
  return width;
}

float ReadoutTable::least_width() const { return wanted_width() - std::max(0.0f, name_width_ - kLeastName); }

float ReadoutTable::height() const {
  const bool more = count_ < readout_.rows.size();
  return kHead + row_height_ * static_cast<float>(count_ + (more ? 1 : 0));
}

TextTable ReadoutTable::text() const {
  TextTable out;
  out.columns.push_back({readout_.band ? "Group" : "Run"});
  for (const auto* columns : {&columns_, &below_}) {
    for (const Column& column : *columns) out.columns.push_back({column.title, true});
  }
  for (std::size_t i = 0; i < count_; ++i) {
    auto& row = out.rows.emplace_back();
    row.push_back({full_name(readout_.rows[first_ + i]), {}});
    for (const auto* columns : {&columns_, &below_}) {
      for (const Column& column : *columns) row.push_back(column.cells[i]);
    }
  }
  return out;
}

void ReadoutTable::draw(const Rect& rect) const {
  const Theme& t = context_.theme;
  const Paint paint(context_);
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
  for (std::size_t i = 0; i < count_; ++i) draw_row(rest.take_top(row_height_), i);
  if (count_ < readout_.rows.size()) {
    const Rect line = rest.take_top(row_height_);
    paint.text(type::kSmall, left + kName, line.center_y(), t.text3,
               with_commas(static_cast<std::uint64_t>(readout_.rows.size() - count_)) + " more");
  }
}

void ReadoutTable::draw_row(const Rect& line, std::size_t i) const {
  const Theme& t = context_.theme;
  const Paint paint(context_);
  const ReadoutRow& row = readout_.rows[first_ + i];
  const bool nearest = mark_ && first_ + i == readout_.nearest;
  if (nearest) paint.fill(line, t.sel);
  const TextStyle style = nearest ? type::kRowBold : type::kRow;
  const bool inside = readout_.band && !row.is_group() && !row.group.empty();
  const float at = line.x + 12 + (inside ? kIndent : 0);
  draw_line_swatch(paint, at, line.center_y(), colour_of(row.style, t), row.style.pattern);
  std::string spoken, below;
  const auto say = [&](const Column& column) {
    if (const std::string& cell = column.cells[i].shown; !cell.empty())
      spoken += (spoken.empty() ? "" : ", ") + column.title + " " + cell;
  };
  for (const Column& column : columns_) say(column);
  for (const Column& column : below_) {
    say(column);
    const std::string& cell = column.cells[i].shown;
    if (!cell.empty()) below += (below.empty() ? "" : " · ") + (column.title == "Step" ? "step " + cell : cell);
  }
  Rect first = line;
  if (!below.empty()) {
    first = {line.x, line.y + 2, line.w, 17};
    paint.text(type::kSmall, {at + kName, line.y + 18, line.right() - 12 - at - kName, 16}, t.text3, below);
  }
  float right = line.right() - 12;
  for (auto column = columns_.rbegin(); column != columns_.rend(); ++column) {
    paint.text(style, {right - column->width, first.y, column->width, first.h}, column->strong ? t.text : t.text2,
               column->cells[i].shown, Align::kRight, Elide::kNone);
    right -= column->width + kBetween;
  }
  draw_short_name(context_, name(row), style, {at + kName, first.y, right - at - kName, first.h},
                  inside ? t.text2 : t.text, t.text3);
  context_.probe.add(Kind::kRow, full_name(row), line, 0, true, nearest ? Checked::kOn : Checked::kNone, spoken);
}

}  // namespace db
