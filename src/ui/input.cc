#include "ui/input.h"

namespace db {
namespace {

bool window_hovered() {
  return ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem | ImGuiHoveredFlags_ChildWindows);
}

}  // namespace

ImVec2 Input::take_wheel(const Rect& area) {
  if ((wheel.x == 0 && wheel.y == 0) || !area.contains(ImGui::GetIO().MousePos) || !window_hovered()) return {0, 0};
  const ImVec2 taken = wheel;
  wheel = {0, 0};
  return taken;
}

bool Input::pinch_in(const Rect& area) const { return pinching && area.contains(pinch_center) && window_hovered(); }

void Input::end_frame(bool mouse_down) {
  wheel = pinch_pan = {0, 0};
  pinch = 1;
  pinching = activate = focus_moved = false;
  arrow_x = arrow_y = 0;
  if (!mouse_down) scrolling = drag_owner = 0;
}

}  // namespace db
