#include "ui/grid.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <unordered_map>

#include "icons.h"
#include "imgui_internal.h"
#include "ui/input.h"
#include "ui/tooltip.h"

namespace db {

struct Grid::State {
  float offset = 0;       // sideways
  float finger_from = 0;  // offset + pointer x when a finger took hold
  bool finger = false;
  float bar_grip = -1;  // below 0: not held
  int dragged = -1;     // a column's head
  int wanted_row = -1;  // gets the keyboard focus when it is drawn
};

namespace {

constexpr float kSlop = 8;
constexpr float kBar = 10;
constexpr float kMostFrozen = 0.45f;  // of the width

}  // namespace

Grid::Grid(Context& context, std::string_view id, const Rect& area, std::span<const GridColumn> columns, int rows,
           const GridOptions& options)
    : context_(context), paint_(context), area_(area), columns_(columns), rows_(rows), options_(options) {
  static std::unordered_map<ImGuiID, std::unique_ptr<State>> states;  // a page has a handful, by stable id
  id_ = ImGui::GetID(id.data(), id.data() + id.size());
  auto& state = states[id_];
  if (!state) state = std::make_unique<State>();
  state_ = state.get();
  ImGui::PushOverrideID(id_);
  for (const GridColumn& column : columns_) grouped_ = grouped_ || !column.group.empty();
  body_ = area_;
  head_ = body_.take_top(options_.head_height + (grouped_ ? kGroupHeight : 0));
  place_columns();
  scroll_sideways();
  const float left = state_->offset, right = left + area_.w - frozen_;
  int begin = 1, end = static_cast<int>(columns_.size());
  while (begin < end && at_[static_cast<std::size_t>(begin)] + columns_[static_cast<std::size_t>(begin)].width <= left)
    ++begin;
  int last = begin;
  while (last < end && at_[static_cast<std::size_t>(last)] < right) ++last;
  columns_in_view_ = {begin, last};
  draw_head();
  if (options_.scrolls) scroll_.emplace(context_, "rows", body_, static_cast<float>(rows_) * options_.row_height);
}

Grid::~Grid() {
  scroll_.reset();
  if (state_->offset > 0) paint_.vline(area_.x + frozen_, area_.y, area_.bottom(), context_.theme.border);
  draw_bar();
  ImGui::PopID();
}

void Grid::place_columns() {
  at_.assign(columns_.size(), 0);
  for (std::size_t i = 1; i < columns_.size(); ++i) {
    at_[i] = total_;
    total_ += columns_[i].width;
  }
  const float room = area_.w - total_;  // for the first one, were all others in view
  const float wanted = columns_[0].width;
  if (room >= wanted) {
    frozen_ = std::min(room, std::max(wanted, options_.most_first));
  } else {
    const float least = std::min(wanted, std::max(options_.least_first, area_.w * kMostFrozen));
    frozen_ = std::max(room, least);
  }
}

void Grid::scroll_sideways() {
  Input& input = context_.input;
  const ImGuiIO& io = ImGui::GetIO();
  const bool sideways =
      std::fabs(input.wheel.x) > std::fabs(input.wheel.y) || (input.modifiers.shift && input.wheel.y != 0);
  if (limit() > 0 && sideways) {
    const ImVec2 turned = input.take_wheel(area_);
    const float by = turned.x != 0 ? turned.x : turned.y;
    if (by != 0) {
      state_->offset -= by;
      context_.animate();
    }
  }
  if (input.touch && ImGui::IsMouseDown(0) && limit() > 0) {
    const float dx = io.MousePos.x - io.MouseClickedPos[0].x, dy = io.MousePos.y - io.MouseClickedPos[0].y;
    if (!state_->finger && input.drag_owner == 0 && input.scrolling == 0 && !input.pinching &&
        body_.contains(io.MouseClickedPos[0]) && std::fabs(dx) > kSlop && std::fabs(dx) > std::fabs(dy) &&
        ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem)) {
      state_->finger = true;
      state_->finger_from = state_->offset + io.MouseClickedPos[0].x + std::copysign(kSlop, dx);
      input.scrolling = id_;
      ImGui::ClearActiveID();
    }
    if (state_->finger) state_->offset = state_->finger_from - io.MousePos.x;
  } else {
    state_->finger = false;
  }
  state_->offset = std::clamp(state_->offset, 0.0f, limit());
}

float Grid::column_x(int column) const {
  return column == 0 ? area_.x : area_.x + frozen_ + at_[static_cast<std::size_t>(column)] - state_->offset;
}

void Grid::draw_head() {
  const Theme& t = context_.theme;
  if (state_->dragged >= static_cast<int>(columns_.size())) state_->dragged = -1;
  Rect titles = head_;
  const Rect groups = titles.take_top(grouped_ ? kGroupHeight : 0);
  ImGui::PushClipRect({area_.x, head_.y}, {area_.x + frozen_, head_.bottom()}, true);
  draw_head_cell(0);
  ImGui::PopClipRect();
  ImGui::PushClipRect({area_.x + frozen_, head_.y}, {area_.right(), head_.bottom()}, true);
  for (int column = columns_in_view_.first; column < columns_in_view_.second; ++column) draw_head_cell(column);
  if (grouped_) draw_groups(groups);
  if (state_->dragged >= 0) {  // where it would go
    const float x = ImGui::GetIO().MousePos.x;
    int to = 1;
    while (to < static_cast<int>(columns_.size()) &&
           column_x(to) + columns_[static_cast<std::size_t>(to)].width / 2 < x) {
      ++to;
    }
    const auto last = columns_.size() - 1;
    const float line =
        to < static_cast<int>(columns_.size()) ? column_x(to) : column_x(static_cast<int>(last)) + columns_[last].width;
    paint_.fill({line - 1, titles.y + 4, 2, titles.h - 8}, t.accent, 1);
    context_.input.cursor = Cursor::kGrab;
    if (!ImGui::IsMouseDown(0)) {
      if (to != state_->dragged && to != state_->dragged + 1) moved_ = {state_->dragged, to};
      state_->dragged = -1;
      context_.animate();
    }
  }
  ImGui::PopClipRect();
  paint_.hline(area_.x, area_.right(), head_.bottom() - paint_.hairline(), t.border);
}

void Grid::draw_head_cell(int column) {
  const Theme& t = context_.theme;
  const GridColumn& c = columns_[static_cast<std::size_t>(column)];
  Rect rect{column_x(column), head_.y, column == 0 ? frozen_ : c.width, head_.h};
  if (grouped_) rect.take_top(kGroupHeight);
  const bool sorted = options_.sorted == column;
  const std::string_view order = !sorted ? "" : options_.descending ? "descending" : "ascending";
  const Interaction act = interact(context_, Kind::kHeader, c.title, rect,
                                   {.checked = sorted ? Checked::kOn : Checked::kNone,
                                    .value = order,
                                    .cursor = c.sortable ? Cursor::kHand : Cursor::kArrow,
                                    .drags = column > 0,
                                    .grow_target = false,
                                    .ring = 2});
  if (act.held && column > 0 && std::fabs(ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 6).x) > 0)
    state_->dragged = column;
  if (act.clicked && c.sortable && state_->dragged < 0) sorted_ = column;
  if (column > 0 && context_.input.focus == act.id && context_.input.arrow_x != 0) {
    const int to = context_.input.arrow_x > 0 ? column + 2 : column - 1;
    context_.input.arrow_x = 0;
    if (to >= 1 && to <= static_cast<int>(columns_.size())) moved_ = {column, to};
  }
  const Rect inside = rect.inset(options_.padding, 0);
  const TextStyle style = sorted ? type::kRowBold : type::kRow;
  const ImU32 colour = state_->dragged == column ? t.accent_text : sorted || act.hovered ? t.text : t.text3;
  const std::string_view text = c.text.empty() ? c.title : c.text;
  const char* arrow = options_.descending ? kIconArrowDown : kIconArrowUp;
  if (c.align == Align::kRight) {
    const float width = paint_.text(style, inside, colour, text, Align::kRight);
    if (sorted) paint_.icon(arrow, inside.right() - width - 8, rect.center_y(), 12, colour);
  } else {
    const Rect box{inside.x, inside.y, inside.w - (sorted ? 16 : 0), inside.h};
    const float width = paint_.text(style, box, colour, text);
    if (sorted) paint_.icon(arrow, inside.x + width + 10, rect.center_y(), 12, colour);
  }
  if (act.hovered && paint_.width(style, text) > inside.w) context_.tooltip.want(act.id, rect, c.title);
}

// A heading over neighbours of one group, in what is seen of them.
void Grid::draw_groups(const Rect& line) {
  const Theme& t = context_.theme;
  for (int begin = columns_in_view_.first; begin < columns_in_view_.second;) {
    const std::string& group = columns_[static_cast<std::size_t>(begin)].group;
    int from = begin, end = begin;
    while (from > 1 && columns_[static_cast<std::size_t>(from - 1)].group == group) --from;
    while (end < static_cast<int>(columns_.size()) && columns_[static_cast<std::size_t>(end)].group == group) ++end;
    if (!group.empty()) {
      const float left = std::max(column_x(from), area_.x + frozen_);
      const float right =
          std::min(column_x(end - 1) + columns_[static_cast<std::size_t>(end - 1)].width, area_.right());
      const Rect box{left + options_.padding, line.y + 4, right - left - 2 * options_.padding, line.h - 4};
      if (box.w > 12) {
        paint_.text(type::kRowBold, box, t.text2, group, Align::kLeft, Elide::kMiddle);
        context_.probe.text(group, box);
        if (ImGui::IsMouseHoveringRect(box.min(), box.max()) && ImGui::IsWindowHovered())
          context_.tooltip.want(ImGui::GetID(group.c_str()), box, group);
      }
    }
    if (from > 1) paint_.vline(column_x(from), line.y + 4, head_.bottom() - 4, t.border);
    begin = std::max(end, begin + 1);
  }
}

int Grid::last() const {
  if (scroll_) return scroll_->last(options_.row_height, rows_);
  return std::min(rows_, static_cast<int>(body_.h / options_.row_height));
}

Rect Grid::row_rect(int row) const {
  const float y = scroll_ ? scroll_->y() : body_.y;
  return {area_.x, y + static_cast<float>(row) * options_.row_height, area_.w, options_.row_height};
}

Rect Grid::cell(int row, int column) const {
  const Rect r = row_rect(row);
  const float width = column == 0 ? frozen_ : columns_[static_cast<std::size_t>(column)].width;
  return {column_x(column) + options_.padding, r.y, width - 2 * options_.padding, r.h};
}

Interaction Grid::row(int row, std::string_view label, Checked chosen, std::string_view value, ImU32 back) {
  const Theme& t = context_.theme;
  const Rect rect = row_rect(row);
  ImGui::PushID(row);
  const Interaction act =
      interact(context_, Kind::kRow, label, rect, {.checked = chosen, .value = value, .grow_target = false, .ring = 2});
  ImGui::PopID();
  Input& input = context_.input;
  if (state_->wanted_row == row) {
    state_->wanted_row = -1;
    input.focus = act.id;
    input.focus_visible = true;
  } else if (input.focus == act.id && input.focus_visible && input.arrow_y != 0) {
    const int to = std::clamp(row + input.arrow_y, 0, rows_ - 1);
    input.arrow_y = 0;
    if (to != row) {
      state_->wanted_row = to;
      if (scroll_) {
        scroll_->reveal(static_cast<float>(to) * options_.row_height, static_cast<float>(to + 1) * options_.row_height);
      }
      context_.animate();
    }
  }
  if (chosen == Checked::kOn)
    paint_.fill(rect, t.sel);
  else if (act.hovered)
    paint_.fill(rect, t.hover);
  else if (back)
    paint_.fill(rect, back);
  paint_.hline(rect.x, rect.right(), rect.bottom() - paint_.hairline(), t.grid);
  return act;
}

void Grid::begin_column(int column) {
  const float left = column == 0 ? area_.x : area_.x + frozen_;
  const float right = column == 0 ? area_.x + frozen_ : area_.right();
  ImGui::PushClipRect({left, body_.y}, {right, body_.bottom()}, true);
}

void Grid::end_column() { ImGui::PopClipRect(); }

void Grid::draw_bar() {
  if (limit() <= 0) return;
  const float view = area_.w - frozen_;
  const float length = std::max(32.0f, view * view / total_);
  const float travel = view - length - 4 - kBar;  // the other bar has the corner
  if (travel <= 0) return;
  const Rect strip{area_.x + frozen_, area_.bottom() - kBar, view - kBar, kBar};
  const float left = strip.x + 2 + travel * state_->offset / limit();
  bool hovered = false, held = false;
  if (!context_.input.touch) {
    const ImGuiID bar = ImGui::GetID("bar");
    const ImRect box(strip.min(), strip.max());
    if (ImGui::ItemAdd(box, bar, nullptr, ImGuiItemFlags_NoNav))
      ImGui::ButtonBehavior(box, bar, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
    const float x = ImGui::GetIO().MousePos.x;
    if (!held) state_->bar_grip = -1;
    if (held && state_->bar_grip < 0) state_->bar_grip = x >= left && x < left + length ? x - left : length / 2;
    if (held) {
      state_->offset = std::clamp((x - state_->bar_grip - strip.x - 2) / travel, 0.0f, 1.0f) * limit();
      context_.animate();
    }
  }
  const bool wide = hovered || held;
  const float thick = wide ? 6 : 4;
  const Theme& t = context_.theme;
  paint_.fill({left, strip.bottom() - thick - 2, length, thick}, wide ? t.control : t.border2, thick / 2);
}

}  // namespace db
