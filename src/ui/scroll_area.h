// A part of a window that scrolls up and down: wheel, a finger with momentum, its bar, keys. The caller draws only what
// is in view (`top` to `bottom`) and says how high the whole is.
//
//   ScrollArea scroll(context, "runs", area, rows * row_height);
//   for (row from scroll.first(row_height); ...; ++row) draw at scroll.y() + row * row_height
//
// Clips to the area while it lives. State (position, speed) is kept in ImGui's storage of the window, by id.
#pragma once

#include <string_view>

#include "ui/context.h"

namespace db {

class ScrollArea {
 public:
  // `content_height` may be that of the last frame. `reveal`: the area scrolls just enough to show these content
  // coordinates (top, bottom); negative: none.
  ScrollArea(Context& context, std::string_view id, const Rect& area, float content_height);
  ~ScrollArea();
  ScrollArea(const ScrollArea&) = delete;
  ScrollArea& operator=(const ScrollArea&) = delete;

  const Rect& area() const { return area_; }
  float offset() const;                           // content y at the area's top
  float y() const { return area_.y - offset(); }  // screen y of content y 0
  float view_height() const { return area_.h; }
  int first(float row_height) const;           // the first row that is in view
  int last(float row_height, int rows) const;  // one past the last
  void reveal(float top, float bottom);
  void scroll_to(float offset);

 private:
  struct State;
  Context& context_;
  Rect area_;
  float content_height_;
  ImGuiID id_;
  State* state_;
};

}  // namespace db
