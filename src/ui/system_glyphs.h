// Glyphs of any script and emoji, drawn by the system's own fonts through Platform::draw_glyph. One picture a code
// point: no shaping, so joined scripts show isolated letters.
#pragma once

#include "imgui.h"

namespace db {

class Platform;

// Merges a source behind `font` that draws what the sources before it lack. `platform` must outlive the atlas.
void merge_system_glyphs(ImFontAtlas& atlas, ImFont* font, Platform& platform, bool bold);

}  // namespace db
