// What lies over the page: dialogs, drawers, sheets. A full-page window with a scrim; nothing behind it can be reached,
// by pointer, keyboard or probe, while it is open.
#pragma once

#include <string_view>

#include "ui/context.h"

namespace db {

class Overlay {
 public:
  // `shown` runs from 0 to 1 while it opens; the scrim fades with it.
  Overlay(Context& context, const char* id, float shown);
  ~Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;

  // A press on the scrim, outside of `content`. Call it last: what was drawn before has the pointer first.
  bool pressed_outside(const Rect& content);
};

}  // namespace db
