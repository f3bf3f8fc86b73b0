// Which text field has the focus. The platform lays a real input over it, whose text is the truth while it has the
// focus; the field draws its frame only. Without focus the field draws its text itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/platform.h"

namespace db {

enum class TextEvent : std::uint8_t { kChange, kEnter, kEscape, kBlur };

class TextFields {
 public:
  // From the page.
  void on_text(std::string_view id, std::string_view text, TextEvent event);

  // For widgets.
  bool focused(std::string_view id) const { return focus_ == id && !id.empty(); }
  bool any_focused() const { return !focus_.empty(); }
  // Asks for the focus; the field takes it when it is drawn next.
  void focus(std::string_view id) { wanted_ = id; }
  bool take_wanted(std::string_view id);
  // Called by the focused field each frame: tells the platform where it is.
  void place(Platform& platform, const TextEdit& edit);
  void drop_focus(Platform& platform);
  void forget(Platform& platform);  // also what has come for the field that had it
  // What has come from the page for this field since last time.
  struct Events {
    std::optional<std::string> text;
    bool enter = false, escape = false, blur = false;
  };
  Events take(std::string_view id);
  // The focused field was not drawn this frame: it is gone, and with it the focus.
  void end_frame(Platform& platform);

 private:
  std::string focus_;
  std::string wanted_;
  std::string events_id_;
  Events events_;
  bool placed_ = false;
  float x_ = 0, y_ = 0, width_ = 0, height_ = 0;  // of the focused field
};

}  // namespace db
