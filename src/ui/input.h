// Input beyond what ImGui's IO carries: the wheel in CSS pixels, two-finger gestures, whether the pointer is a finger,
// and keyboard focus. Positions and buttons are ImGui's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "ui/context.h"

namespace db {

struct Modifiers {
  bool shift = false, ctrl = false, alt = false, meta = false;
  bool command() const { return ctrl || meta; }
  bool none() const { return !shift && !ctrl && !alt && !meta; }
};

struct Input {
  // This frame's.
  ImVec2 wheel{0, 0};  // CSS pixels the content should move: y > 0 shows what is above
  float pinch = 1;     // two fingers: new distance / old
  ImVec2 pinch_center{0, 0};
  ImVec2 pinch_pan{0, 0};
  bool pinching = false;
  bool activate = false;         // Enter or Space on the focused widget
  int arrow_x = 0, arrow_y = 0;  // arrow keys for the focused widget; up is -1
  bool focus_moved = false;      // keyboard focus has just arrived at `focus`
  float pages = 0;               // to scroll by, down: keys; see take_pages
  Cursor cursor = Cursor::kArrow;
  // Lasting.
  Modifiers modifiers;
  bool touch = false;          // the last pointer was a finger
  ImGuiID focus = 0;           // the widget with keyboard focus
  bool focus_visible = false;  // it was reached by keyboard: draw the ring
  ImGuiID scrolling = 0;       // the scroll area that a finger drags
  ImGuiID drag_owner = 0;      // the active widget that wants the finger's movement itself; nothing scrolls

  // The wheel, if the pointer is in `area` of the current window and nobody inside took it before. Inner areas ask
  // first.
  ImVec2 take_wheel(const Rect& area);
  bool pinch_in(const Rect& area) const;
  // For an area that can scroll: in the frame after keys have asked for it those that are in sight bid, in the next the
  // one under the pointer, or else the largest, takes them.
  float take_pages(ImGuiID id, const Rect& area);
  void end_frame(bool mouse_down);

 private:
  float pages_bid_ = 0;
  ImGuiID pages_to_ = 0;
  bool pages_due_ = false;
};

}  // namespace db
