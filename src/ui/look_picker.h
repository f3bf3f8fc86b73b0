// Swatches to choose a run's colour and pattern from: the 12 of look.md section 3 in two rows, its 4 patterns below.
#pragma once

#include "ui/context.h"
#include "ui/paint.h"
#include "ui/run_colours.h"

namespace db {

float look_picker_height(const Context& context);
// `style`: what is in force. True: `look` has changed; what was chosen already, chosen again, is taken back.
bool look_picker(Context& context, Rect area, const RunStyle& style, RunLook& look);

// The line of a run as a swatch, `width` wide.
void draw_line_swatch(const Paint& paint, float x, float center_y, ImU32 colour, Pattern pattern, float width = 14);

}  // namespace db
