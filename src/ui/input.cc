#include "ui/input.h"

#include "imgui_internal.h"

namespace db {
namespace {

bool window_hovered() {
  return ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem | ImGuiHoveredFlags_ChildWindows);
}

// Two fingers leave no pointer behind: the window is asked for by place.
bool window_at(ImVec2 place) {
  ImGuiWindow *hovered = nullptr, *under = nullptr;
  ImGui::FindHoveredWindowEx(place, false, &hovered, &under);
  return hovered && hovered->RootWindow == ImGui::GetCurrentWindowRead()->RootWindow;
}

}  // namespace

ImVec2 Input::take_wheel(const Rect& area) {
  if ((wheel.x == 0 && wheel.y == 0) || !area.contains(ImGui::GetIO().MousePos) || !window_hovered()) return {0, 0};
  const ImVec2 taken = wheel;
  wheel = {0, 0};
  return taken;
}

bool Input::pinch_in(const Rect& area) const {
  return pinching && area.contains(pinch_center) && window_at(pinch_center);
}

void Input::end_frame(bool mouse_down) {
  wheel = pinch_pan = {0, 0};
  pinch = 1;
  pinching = activate = focus_moved = false;
  arrow_x = arrow_y = 0;
  if (!mouse_down) scrolling = drag_owner = 0;
}

}  // namespace db
