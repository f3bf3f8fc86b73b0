// Segments, switches, checkboxes, selects.
#include <algorithm>
#include <cmath>
#include <string>

#include "icons.h"
#include "ui/menu.h"
#include "ui/widgets.h"

namespace db {
namespace {

float option_width(const Context& context, std::string_view option, float height) {
  const float padding = height >= 28 ? 10 : 5;
  return std::ceil(text_width(context.fonts, type::kRowBold, option) + 2 * padding);
}

}  // namespace

float segment_width(const Context& context, std::span<const std::string_view> options, float height) {
  float w = 4;
  for (const auto option : options) w += option_width(context, option, height);
  return w;
}

bool segment(Context& context, std::string_view label, ImVec2 at, float height,
             std::span<const std::string_view> options, int& chosen) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const Rect rect{at.x, at.y, segment_width(context, options, height), height};
  paint.fill(rect, t.sunken, 6);
  ImGui::PushID(label.data(), label.data() + label.size());
  bool changed = false;
  float x = rect.x + 2;
  for (int i = 0; i < static_cast<int>(options.size()); ++i) {
    const Rect cell{x, rect.y + 2, option_width(context, options[i], height), height - 4};
    const bool on = i == chosen;
    const Interaction act =
        interact(context, Kind::kOption, options[i], cell,
                 {.checked = on ? Checked::kOn : Checked::kOff, .value = label, .cursor = Cursor::kHand});
    if (on) {
      paint.fill(cell, t.dark ? t.sel : t.surface, 4);
      paint.edge(cell.inset(-paint.hairline(), -paint.hairline()), t.border2, 5);
    } else if (act.hovered) {
      paint.fill(cell, t.hover, 4);
    }
    paint.text(on ? type::kRowBold : type::kRow, cell, on ? t.text : t.text2, options[i], Align::kCenter, Elide::kNone);
    if (act.clicked && !on) {
      chosen = i;
      changed = true;
    }
    x += cell.w;
  }
  ImGui::PopID();
  return changed;
}

bool toggle(Context& context, std::string_view label, ImVec2 at, bool& on) {
  const Rect rect{at.x, at.y, 28, 16};
  const Interaction act = interact(context, Kind::kSwitch, label, rect,
                                   {.checked = on ? Checked::kOn : Checked::kOff, .cursor = Cursor::kHand, .ring = 8});
  if (act.clicked) on = !on;
  const Theme& t = context.theme;
  const Paint paint(context);
  paint.fill(rect, on ? t.ink : t.control, 8);
  paint.circle({rect.x + (on ? 20.0f : 8.0f), rect.center_y()}, 6, t.surface);
  return act.clicked;
}

void draw_checkbox(const Paint& paint, ImVec2 center, Checked state, ImU32 colour, BoxShape shape, ImU32 back) {
  constexpr float r = 7;
  ImDrawList* list = paint.list();
  const float x = paint.snap(center.x - r) + r, y = paint.snap(center.y - r) + r;
  const bool on = state == Checked::kOn || state == Checked::kMixed;
  const Rect box{x - r, y - r, 2 * r, 2 * r};
  const ImVec2 triangle[] = {{x, y - r}, {x + r + 0.5f, y + r - 1}, {x - r - 0.5f, y + r - 1}};
  const ImVec2 diamond[] = {{x, y - r - 0.5f}, {x + r + 0.5f, y}, {x, y + r + 0.5f}, {x - r - 0.5f, y}};
  switch (shape) {
    case BoxShape::kSquare:
      if (on)
        paint.fill(box, colour, 3);
      else
        paint.edge(box, colour, 3, 1.5f);
      break;
    case BoxShape::kCircle:
      if (on)
        paint.circle({x, y}, r, colour);
      else
        paint.ring({x, y}, r, colour, 1.5f);
      break;
    case BoxShape::kTriangle:
      if (on)
        list->AddConvexPolyFilled(triangle, 3, colour);
      else
        list->AddPolyline(triangle, 3, colour, 1.5f, ImDrawFlags_Closed | ImDrawFlags_StrokeInside);
      break;
    case BoxShape::kDiamond:
      if (on)
        list->AddConvexPolyFilled(diamond, 4, colour);
      else
        list->AddPolyline(diamond, 4, colour, 1.5f, ImDrawFlags_Closed | ImDrawFlags_StrokeInside);
      break;
  }
  const float drop = shape == BoxShape::kTriangle ? 2.0f : 0.0f;
  const float k = shape == BoxShape::kTriangle || shape == BoxShape::kDiamond ? 0.7f : 1.0f;
  if (state == Checked::kMixed) {
    paint.fill({x - 3, y - 0.75f + drop, 6, 1.5f}, back);
  } else if (on) {
    const ImVec2 tick[] = {{x - 3.5f * k, y + 0.25f * k + drop},
                           {x - 1.0f * k, y + 2.75f * k + drop},
                           {x + 3.75f * k, y - 2.5f * k + drop}};
    paint.polyline(tick, back, 1.5f);
  }
}

bool checkbox(Context& context, std::string_view label, ImVec2 center, Checked state, ImU32 colour, BoxShape shape) {
  const Rect rect{center.x - 7, center.y - 7, 14, 14};
  const Interaction act =
      interact(context, Kind::kCheckbox, label, rect, {.checked = state, .cursor = Cursor::kHand, .ring = 3});
  draw_checkbox(Paint(context), center, state, colour, shape,
                context.theme.dark ? context.theme.on_ink : IM_COL32_WHITE);
  return act.clicked;
}

float select_box_width(const Context& context, std::string_view text, float height) {
  return std::ceil(text_width(context.fonts, type::kRow, text) + 8 + 4 + 12 + (height >= 28 ? 8 : 6));
}

float select_width(const Context& context, std::span<const std::string_view> options, float height) {
  float w = 0;
  for (const auto option : options) w = std::max(w, select_box_width(context, option, height));
  return w;
}

bool select_box(Context& context, std::string_view label, const Rect& rect, std::string_view value, bool open) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const Interaction act =
      interact(context, Kind::kSelect, label, rect,
               {.checked = open ? Checked::kOpen : Checked::kClosed, .value = value, .cursor = Cursor::kHand});
  paint.fill(rect, act.hovered ? t.hover : t.surface, 4);
  paint.edge(rect, t.border2, 4);
  paint.text(type::kRow, {rect.x + 8, rect.y, rect.w - 8 - 20, rect.h}, t.text, value);
  paint.icon(kIconChevronDown, rect.right() - 6 - 6, rect.center_y(), 12, t.text2);
  return act.clicked;
}

bool select(Context& context, std::string_view label, const Rect& rect, std::span<const std::string_view> options,
            int& chosen) {
  const bool known = chosen >= 0 && chosen < static_cast<int>(options.size());
  ImGui::PushID(label.data(), label.data() + label.size());
  const bool open = menu_open("options");
  ImGui::PopID();
  const bool pressed = select_box(context, label, rect, known ? options[static_cast<std::size_t>(chosen)] : "", open);
  bool changed = false;
  ImGui::PushID(label.data(), label.data() + label.size());
  if (pressed) open_menu("options");
  if (Menu menu(context, "options", rect, rect.w); menu.open()) {
    for (int i = 0; i < static_cast<int>(options.size()); ++i) {
      if (menu.item(options[i], {.checked = i == chosen ? Checked::kOn : Checked::kOff}) && i != chosen) {
        chosen = i;
        changed = true;
      }
    }
  }
  ImGui::PopID();
  return changed;
}

}  // namespace db
