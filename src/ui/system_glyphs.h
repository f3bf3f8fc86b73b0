// Glyphs of any script and emoji, drawn by the system's own fonts through Platform::draw_glyph: one picture a code
// point, or a shaped run (ui/shaped_text.h).
#pragma once

#include <memory>

#include "imgui.h"

namespace db {

class Platform;
class ShapedRuns;

// Merges a source behind `font` that draws what the sources before it lack. `platform` must outlive the atlas.
void merge_system_glyphs(ImFontAtlas& atlas, ImFont* font, Platform& platform, std::shared_ptr<const ShapedRuns> runs,
                         bool bold);

}  // namespace db
