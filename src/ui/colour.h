// Colours as people type them, and how they come out on a page.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ui/theme.h"

namespace db {

std::uint32_t rgb_of(ImU32 colour);  // 0xRRGGBB

// 1 to 21 (analysis/oklab.h).
double contrast_of(ImU32 a, ImU32 b);

// "#1A2B3C", "1a2b3c", "#abc"; nothing else.
std::optional<ImU32> parse_colour(std::string_view text);
std::string hex_text(ImU32 colour);  // "1a2b3c"

// The nearest lightness of the same hue at which a line can be seen on the theme's cards and panels (3:1); the colour
// itself where that is so already.
ImU32 legible(ImU32 colour, const Theme& theme);

}  // namespace db
