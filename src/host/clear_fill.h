// Fills by glClear in a scissor rectangle. Where WebGL has no GPU behind it, ImGui's shader, which samples a texture at
// every pixel, takes four times as long (measured, SwiftShader: 4.5 ms of processor time a megapixel against 20).
#pragma once

#include "imgui.h"

namespace db {

// Adds a draw command to the list, inside its current clip rectangle. min, max: CSS pixels.
void fill_by_clear(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour);

}  // namespace db
