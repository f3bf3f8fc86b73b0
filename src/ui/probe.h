// What is on screen, as of the last frame: every widget with its name, kind and rectangle. The page's script interface,
// its mirror for assistive technology, keyboard focus and the UI tests all read it. Widgets add themselves in tab
// order; controls side by side may come in any, and are from left to right at the end of the frame. The value of a
// region is its ARIA role, if it is not a group.
//
// Cost: a hundred bytes a widget on screen; nothing is allocated once the buffers have grown.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/context.h"

namespace db {

enum class Kind : std::uint8_t {
  kButton,
  kCheckbox,
  kSwitch,
  kTab,
  kOption,
  kSlider,
  kField,
  kSelect,
  kMenuItem,
  kRow,
  kHeader,
  kCard,
  kPlot,
  kText,
  kStatus,  // a text to be heard when it changes
  kRegion,
  kResize,
};
std::string_view kind_name(Kind kind);  // "button", "checkbox", ...: stable, tests and scripts use them

enum class Checked : std::uint8_t { kNone, kOff, kOn, kMixed, kClosed, kOpen };  // the last two: a menu of it

struct Widget {
  Kind kind = Kind::kButton;
  Rect rect;  // the visible part
  ImGuiID id = 0;
  bool enabled = true;
  bool focusable = true;
  Checked checked = Checked::kNone;
  float fraction = -1;                          // of a slider: where between its ends, 0 ... 1
  std::uint32_t label_at = 0, label_bytes = 0;  // in the probe's text buffer
  std::uint32_t value_at = 0, value_bytes = 0;
};

class Probe {
 public:
  void begin_frame();
  void end_frame();
  // Something covers all that was added so far: it is out of reach.
  void cover();
  // What Enter would choose of a list or menu, though the focus is elsewhere.
  void set_current(ImGuiID id) { current_ = id; }
  ImGuiID current() const { return current_; }  // 0: none

  // `rect` is cut to the current clip rectangle; what is not visible at all is not added.
  void add(Kind kind, std::string_view label, const Rect& rect, ImGuiID id = 0, bool enabled = true,
           Checked checked = Checked::kNone, std::string_view value = {}, float fraction = -1);
  // Something to read, not to press: headings, messages, numbers that tests and screen readers want.
  void text(std::string_view label, const Rect& rect) { add(Kind::kText, label, rect); }
  void status(std::string_view label, const Rect& rect) { add(Kind::kStatus, label, rect); }
  void region(std::string_view label, const Rect& rect, std::string_view role = {}) {
    add(Kind::kRegion, label, rect, 0, true, Checked::kNone, role);
  }

  std::span<const Widget> widgets() const { return widgets_; }
  std::string_view label(const Widget& w) const { return std::string_view(text_).substr(w.label_at, w.label_bytes); }
  std::string_view value(const Widget& w) const { return std::string_view(text_).substr(w.value_at, w.value_bytes); }
  const Widget* find(std::string_view label) const;
  const Widget* find(Kind kind, std::string_view label) const;

 private:
  std::vector<Widget> widgets_;
  std::string text_;
  ImGuiID current_ = 0;
};

}  // namespace db
