#include <algorithm>

#include "imgui_internal.h"
#include "ui/input.h"
#include "ui/widgets.h"

namespace db {

Interaction interact(Context& context, Kind kind, std::string_view label, const Rect& rect,
                     const InteractOptions& options) {
  Interaction out;
  // A row and the box on it have the same name.
  out.id = ImHashData(&kind, sizeof kind, ImGui::GetID(label.data(), label.data() + label.size()));
  context.probe.add(kind, label, rect, out.id, options.enabled, options.checked, options.value, options.fraction);

  Rect target = rect;
  if (options.grow_target) {
    const float grow_x = std::max(0.0f, (context.size.target - rect.w) / 2);
    const float grow_y = std::max(0.0f, (context.size.target - rect.h) / 2);
    target = rect.inset(-grow_x, -grow_y);
  }
  const ImRect box(target.min(), target.max());
  ImGuiItemFlags flags = ImGuiItemFlags_NoNav;
  if (!options.enabled) flags |= ImGuiItemFlags_Disabled;
  if (!ImGui::ItemAdd(box, out.id, nullptr, flags)) return out;

  bool hovered = false, held = false;
  out.clicked = ImGui::ButtonBehavior(box, out.id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
  out.hovered = hovered && options.enabled;
  out.held = held;
  if (options.enabled) {
    if (hovered && options.cursor != Cursor::kArrow) context.input.cursor = options.cursor;
    if (out.clicked || held) {
      context.input.focus = out.id;
      context.input.focus_visible = false;
    }
    if (held && options.drags) context.input.drag_owner = out.id;
    out.double_clicked = hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    out.right_clicked = hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right);
    out.focused = context.input.focus == out.id && context.input.focus_visible;
    if (context.input.focus == out.id && context.input.activate) {
      context.input.activate = false;
      out.clicked = true;
    }
  }
  if (out.focused) {
    const Paint paint(context);
    ImDrawList* list = paint.list();
    // Around it; what reaches from edge to edge has its ring inside.
    const bool wide = kind == Kind::kRow || kind == Kind::kHeader || kind == Kind::kTab;
    const Rect ring = wide ? rect.inset(1, 1) : rect.inset(-4, -4);
    list->PushClipRect(ring.min(), ring.max(), wide);
    list->AddRect(ring.min(), ring.max(), context.theme.accent, wide ? 4 : options.ring + 4, 2);
    list->PopClipRect();
  }
  return out;
}

}  // namespace db
