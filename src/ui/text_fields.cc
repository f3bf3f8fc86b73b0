#include "ui/text_fields.h"

#include <utility>

namespace db {

void TextFields::on_text(std::string_view id, std::string_view text, TextEvent event) {
  if (events_id_ != id) {
    events_id_ = id;
    events_ = {};
  }
  switch (event) {
    case TextEvent::kChange:
      events_.text = text;
      break;
    case TextEvent::kEnter:
      events_.text = text;
      events_.enter = true;
      break;
    case TextEvent::kEscape:
      events_.escape = true;
      break;
    case TextEvent::kBlur:
      events_.blur = true;
      break;
  }
}

bool TextFields::take_wanted(std::string_view id) {
  if (wanted_ != id) return false;
  wanted_.clear();
  return true;
}

void TextFields::place(Platform& platform, const TextEdit& edit) {
  const bool same = focus_ == edit.id;
  if (!same) {
    if (!focus_.empty()) platform.end_text_edit();
    focus_ = edit.id;
    platform.begin_text_edit(edit);
  } else if (edit.x != x_ || edit.y != y_ || edit.width != width_ || edit.height != height_) {
    platform.move_text_edit(edit);
  }
  x_ = edit.x, y_ = edit.y, width_ = edit.width, height_ = edit.height;
  placed_ = true;
}

void TextFields::drop_focus(Platform& platform) {
  if (focus_.empty()) return;
  focus_.clear();
  platform.end_text_edit();
}

TextFields::Events TextFields::take(std::string_view id) {
  if (events_id_ != id) return {};
  events_id_.clear();
  return std::exchange(events_, {});
}

void TextFields::forget(Platform& platform) {
  (void)take(focus_);
  drop_focus(platform);
}

void TextFields::end_frame(Platform& platform) {
  if (!placed_) drop_focus(platform);
  placed_ = false;
}

}  // namespace db
