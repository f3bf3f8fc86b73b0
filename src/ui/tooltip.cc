#include "ui/tooltip.h"

#include <algorithm>
#include <utility>

#include "ui/paint.h"
#include "ui/widgets.h"

namespace db {
namespace {
constexpr double kDelaySecs = 0.4;
constexpr float kMaxWidth = 560;
constexpr int kMostLines = 12;
}  // namespace

void Tooltip::want(ImGuiID id, const Rect& anchor, std::string_view text, std::string_view key) {
  wanted_ = id;
  anchor_ = anchor;
  text_ = text;
  key_ = key;
}

void Tooltip::draw(Context& context) {
  const ImGuiID wanted = std::exchange(wanted_, 0);
  if (wanted != id_) {
    id_ = wanted;
    since_secs_ = context.now_secs;
  }
  if (id_ == 0) return;
  const double rest = since_secs_ + kDelaySecs - context.now_secs;
  if (rest > 0) {
    context.platform.request_frame(rest);
    return;
  }
  const float key_w = key_.empty() ? 0 : key_width(context, key_) + 8;
  const float most_w = std::min(kMaxWidth, context.page.w - 16) - key_w - 16;
  const float text_w = std::min(text_width(context.fonts, type::kRow, text_), most_w);
  Paint paint(context, ImGui::GetForegroundDrawList());
  const int lines = paint.lines(type::kRow, text_, text_w + 1, kMostLines);
  const float height = 12 + 16 * static_cast<float>(lines);
  Rect box{anchor_.center_x() - (text_w + key_w + 16) / 2, anchor_.bottom() + 6, text_w + key_w + 16, height};
  box.x = std::clamp(box.x, context.page.x + 8, std::max(context.page.right() - 8 - box.w, 8.0f));
  if (box.bottom() > context.page.bottom() - 8) box.y = anchor_.y - 6 - box.h;
  paint.popup(box, 6);
  if (lines < 2) {
    paint.text(type::kRow, box.x + 8, box.center_y(), context.theme.text, text_);
  } else {
    paint.paragraph(type::kRow, {box.x + 8, box.y + 6, text_w + 1, height - 12}, context.theme.text, text_, 16,
                    Align::kLeft, lines);
  }
  if (key_w > 0) draw_key_cap(paint, {box.right() - 8 - (key_w - 8), box.center_y() - 9}, key_);
}

}  // namespace db
