#include "ui/overlay.h"

#include "imgui_internal.h"
#include "ui/paint.h"
#include "ui/probe.h"

namespace db {

Overlay::Overlay(Context& context, const char* id, float shown) {
  ImGui::SetNextWindowPos(context.page.min());
  ImGui::SetNextWindowSize({context.page.w, context.page.h});
  ImGui::Begin(id, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoFocusOnAppearing);
  if (ImGui::IsWindowAppearing()) ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  context.probe.cover();
  const Paint paint(context);
  const float alpha = static_cast<float>((context.theme.scrim >> IM_COL32_A_SHIFT) & 255) / 255;
  paint.fill(context.page, with_alpha(context.theme.scrim, alpha * shown));
}

Overlay::~Overlay() { ImGui::End(); }

bool Overlay::pressed_outside(const Rect& content) {
  return ImGui::IsMouseClicked(ImGuiMouseButton_Left) && ImGui::IsWindowHovered() &&
         !content.contains(ImGui::GetIO().MousePos);
}

}  // namespace db
