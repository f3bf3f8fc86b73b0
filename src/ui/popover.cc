#include "ui/popover.h"

#include <algorithm>

#include "imgui_internal.h"
#include "ui/menu.h"
#include "ui/paint.h"

namespace db {

Popover::Popover(Context& context, std::string_view id, const Rect& anchor, ImVec2 size) {
  if (!menu_open(id)) return;
  const Rect page = context.page.inset(8, 8);
  area_ = {anchor.x, anchor.bottom() + 4, std::min(size.x, page.w), std::min(size.y, page.h)};
  area_.x = std::clamp(area_.x, page.x, std::max(page.x, page.right() - area_.w));
  if (area_.bottom() > page.bottom()) {
    area_.y = anchor.y - 4 - area_.h >= page.y ? anchor.y - 4 - area_.h : page.bottom() - area_.h;
  }
  ImGui::SetNextWindowPos(area_.min());
  ImGui::SetNextWindowSize({area_.w, area_.h});
  open_ =
      ImGui::BeginPopupEx(ImGui::GetID(id.data(), id.data() + id.size()),
                          ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                              ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
  if (!open_) return;
  ImGui::GetWindowDrawList()->PushClipRectFullScreen();
  Paint(context).popup(area_);
  ImGui::GetWindowDrawList()->PopClipRect();
}

Popover::~Popover() {
  if (open_) ImGui::EndPopup();
}

void Popover::close() {
  if (open_) ImGui::CloseCurrentPopup();
}

}  // namespace db
