// A small popup with controls in it, that closes by a click elsewhere, Escape or close(). Opened by open_menu(id) in
// the same id scope, as a menu.
//
//   if (Popover box(context, "axes", anchor, {340, 160}); box.open()) {
//     ... draw in box.area() ...
//   }
#pragma once

#include <string_view>

#include "ui/context.h"

namespace db {

class Popover {
 public:
  // Below `anchor`, or above where there is no room; inside the page.
  Popover(Context& context, std::string_view id, const Rect& anchor, ImVec2 size);
  ~Popover();
  Popover(const Popover&) = delete;
  Popover& operator=(const Popover&) = delete;

  bool open() const { return open_; }
  const Rect& area() const { return area_; }
  void close();

 private:
  bool open_ = false;
  Rect area_;
};

}  // namespace db
