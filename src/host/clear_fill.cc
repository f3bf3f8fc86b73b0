#include "host/clear_fill.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace db {
namespace {

struct Fill {
  ImVec2 min, max;
  ImU32 colour;
};

void on_fill(const ImDrawList*, const ImDrawCmd* command) {
  Fill fill;
  std::memcpy(&fill, command->UserCallbackData, sizeof fill);
  const ImDrawData& data = *ImGui::GetDrawData();
  const float scale = data.FramebufferScale.x;
  const auto px = [scale](float css) { return static_cast<int>(std::lround(css * scale)); };
  const ImVec4& clip = command->ClipRect;
  const int left = std::max({0, px(fill.min.x - data.DisplayPos.x), px(clip.x - data.DisplayPos.x)});
  const int top = std::max({0, px(fill.min.y - data.DisplayPos.y), px(clip.y - data.DisplayPos.y)});
  const int right = std::min(px(fill.max.x - data.DisplayPos.x), px(clip.z - data.DisplayPos.x));
  const int bottom = std::min(px(fill.max.y - data.DisplayPos.y), px(clip.w - data.DisplayPos.y));
  if (right <= left || bottom <= top) return;
  glScissor(left, px(data.DisplaySize.y) - bottom, right - left, bottom - top);
  const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(fill.colour);
  glClearColor(colour.x, colour.y, colour.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
}

}  // namespace

void fill_by_clear(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour) {
  const Fill fill{min, max, colour};
  list->AddCallback(on_fill, const_cast<Fill*>(&fill), sizeof fill);
}

}  // namespace db
