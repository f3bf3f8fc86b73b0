// What of a link was not understood, setting by setting.
#include "app/shell.h"
#include "ui/scroll_area.h"

namespace db {
namespace {

std::string_view reason(StateReader::LeftOut::Why why) {
  using Why = StateReader::LeftOut::Why;
  if (why == Why::kUnknown) return "There is no setting of that name here";
  return why == Why::kValue ? "Not a value of this setting, which stays as it was"
                            : "Not understood; the rest of this list is";
}

}  // namespace

void Shell::draw_left_out(Rect area) {
  const Paint paint(context_);
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID height_id = ImGui::GetID("left-out-height");
  ScrollArea scroll(context_, "left-out", area, storage->GetFloat(height_id, 0));
  float y = scroll.y() + 16;
  for (const auto& setting : state_.left_out) {
    const Rect line{area.x + 24, y, area.w - 48, 20};
    const float shown = paint.text(type::kBodyBold, {line.x, line.y, line.w * 0.45f, line.h}, theme_.text, setting.key,
                                   Align::kLeft, Elide::kMiddle);
    const Rect value{line.x + shown + 12, line.y, line.w - shown - 12, line.h};
    paint.text(type::kMono, value, theme_.text2, setting.value);
    paint.text(type::kRow, {line.x, y + 20, line.w, 20}, theme_.text3, reason(setting.why));
    context_.probe.add(Kind::kText, setting.key, {line.x, y, line.w, 40}, 0, true, Checked::kNone, setting.value);
    y += 56;
  }
  storage->SetFloat(height_id, y - scroll.y());
}

}  // namespace db
