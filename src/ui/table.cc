#include "ui/table.h"

#include <algorithm>

#include "icons.h"

namespace db {
namespace {
constexpr float kPadding = 12;
}

Table::Table(Context& context, std::string_view id, const Rect& area, std::span<const Column> columns, int rows,
             Sort& sort)
    : context_(context), paint_(context), area_(area), rows_(rows), row_height_(context.size.table_row) {
  float fixed = 0, weights = 0;
  for (const Column& column : columns) {
    const bool shown = area.w >= column.needs_table;
    cells_.push_back({0, 0, shown ? column.width : 0, 0});
    aligns_.push_back(column.align);
    fixed += shown ? column.width : 0;
    if (shown && column.width == 0) weights += column.weight;
  }
  float x = area.x;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (area.w >= columns[i].needs_table && columns[i].width == 0) {
      cells_[i].w = std::max(80.0f, (area.w - fixed) * columns[i].weight / weights);
    }
    cells_[i].x = x;
    x += cells_[i].w;
  }

  Rect body = area;
  const Rect head = body.take_top(context.size.table_head);
  const Theme& t = context.theme;
  ImGui::PushID(id.data(), id.data() + id.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (cells_[i].w <= 0) continue;
    const Rect rect{cells_[i].x, head.y, cells_[i].w, head.h};
    const bool sorted = sort.column == static_cast<int>(i);
    const Interaction act =
        interact(context, Kind::kHeader, columns[i].title, rect,
                 {.checked = sorted ? Checked::kOn : Checked::kNone, .cursor = Cursor::kHand, .ring = 2});
    if (act.clicked) {
      // Up, down, natural order again.
      if (!sorted)
        sort = {static_cast<int>(i), columns[i].align == Align::kRight};
      else if (sort.descending == (columns[i].align == Align::kRight))
        sort.descending = !sort.descending;
      else
        sort = {};
      sort_changed_ = true;
    }
    const Rect inside = rect.inset(kPadding, 0);
    const TextStyle style = sorted ? type::kRowBold : type::kRow;
    const ImU32 colour = sorted || act.hovered ? t.text : t.text3;
    const float arrow = sorted ? 16 : 0;
    if (columns[i].align == Align::kRight) {
      paint_.text(style, inside, colour, columns[i].title, Align::kRight);
      if (sorted) {
        const float left = inside.right() - paint_.width(style, columns[i].title) - 10;
        paint_.icon(sort.descending ? kIconArrowDown : kIconArrowUp, left, rect.center_y(), 12, colour);
      }
    } else {
      const float w = paint_.text(style, {inside.x, inside.y, inside.w - arrow, inside.h}, colour, columns[i].title);
      if (sorted)
        paint_.icon(sort.descending ? kIconArrowDown : kIconArrowUp, inside.x + w + 10, rect.center_y(), 12, colour);
    }
  }
  paint_.hline(area.x, area.right(), head.bottom() - paint_.hairline(), t.border);
  scroll_.emplace(context, "rows", body, static_cast<float>(rows) * row_height_);
  ImGui::PopID();
}

Rect Table::row_rect(int row) const {
  return {area_.x, scroll_->y() + static_cast<float>(row) * row_height_, area_.w, row_height_};
}

Interaction Table::row(int row, std::string_view label, bool chosen, ImU32 back) {
  const Theme& t = context_.theme;
  const Rect rect = row_rect(row);
  ImGui::PushID(row);
  const Interaction act =
      interact(context_, Kind::kRow, label, rect, {.checked = chosen ? Checked::kOn : Checked::kNone, .ring = 2});
  ImGui::PopID();
  if (back) paint_.fill(rect, back);
  if (chosen)
    paint_.fill(rect, t.sel);
  else if (act.hovered && !back)
    paint_.fill(rect, t.hover);
  paint_.hline(rect.x, rect.right(), rect.bottom() - paint_.hairline(), t.grid);
  return act;
}

Rect Table::cell(int row, int column) const {
  const Rect& c = cells_[static_cast<std::size_t>(column)];
  if (c.w <= 0) return {};
  const Rect r = row_rect(row);
  return {c.x + kPadding, r.y, c.w - 2 * kPadding, r.h};
}

void Table::text(int row, int column, std::string_view text, ImU32 colour, TextStyle style, Elide elide) {
  const Rect box = cell(row, column);
  if (box.empty()) return;
  paint_.text(style, box, colour, text, aligns_[static_cast<std::size_t>(column)], elide);
}

}  // namespace db
