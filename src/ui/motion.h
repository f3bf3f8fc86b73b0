// A value that moves to its target in a given time, ease-out; at once where motion is reduced. Asks for frames while it
// moves. State lives in the current window's storage, by id.
#pragma once

#include <string_view>

#include "ui/context.h"

namespace db {

float move_to(Context& context, std::string_view id, float target, float secs);
// From 0 to 1 in the time since the current window has appeared.
float fade_in(Context& context, float secs);

}  // namespace db
