#include "ui/input.h"

#include <cfloat>
#include <utility>

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

float Input::take_pages(ImGuiID id, const Rect& area) {
  if (pages == 0) return 0;
  if (pages_due_) return pages_to_ == id ? std::exchange(pages, 0.0f) : 0;
  const float bid = area.contains(ImGui::GetIO().MousePos) ? FLT_MAX : area.w * area.h;
  if (bid > pages_bid_ && window_at({area.center_x(), area.center_y()})) pages_bid_ = bid, pages_to_ = id;
  return 0;
}

void Input::end_frame(bool mouse_down) {
  pages_due_ = pages != 0 && !pages_due_;
  pages_bid_ = 0;
  if (!pages_due_) pages = 0, pages_to_ = 0;
  wheel = pinch_pan = {0, 0};
  pinch = 1;
  pinching = activate = focus_moved = false;
  arrow_x = arrow_y = 0;
  if (!mouse_down) scrolling = drag_owner = 0;
}

}  // namespace db
