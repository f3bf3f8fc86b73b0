// The page's fonts: Inter 400 and 600, JetBrains Mono 400, Lucide's icons. Any character that they lack is drawn by the
// system's own fonts through Platform::draw_glyph and joins the same atlas.
//
// A TextStyle's size is the CSS font size. Widths are exact fractions; there is no kerning and digits are tabular.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "imgui.h"

namespace db {

class Platform;
class ShapedRuns;

enum class Face : std::uint8_t { kSans, kBold, kMono, kIcons };
inline constexpr int kFaces = 4;

struct TextStyle {
  Face face;
  float px;
};

namespace type {  // look.md section 4
inline constexpr TextStyle kTitle{Face::kBold, 28};
inline constexpr TextStyle kHeading{Face::kBold, 20};
inline constexpr TextStyle kDialog{Face::kBold, 15};
inline constexpr TextStyle kLarge{Face::kSans, 15};
inline constexpr TextStyle kBody{Face::kSans, 13};
inline constexpr TextStyle kBodyBold{Face::kBold, 13};
inline constexpr TextStyle kRow{Face::kSans, 12};
inline constexpr TextStyle kRowBold{Face::kBold, 12};
inline constexpr TextStyle kSmall{Face::kSans, 11};
inline constexpr TextStyle kMono{Face::kMono, 12};
inline constexpr TextStyle kMonoSmall{Face::kMono, 11};
}  // namespace type

struct Fonts {
  ImFont* face[kFaces] = {};
  float cap_height[kFaces] = {};       // of 1 em
  std::shared_ptr<ShapedRuns> shaped;  // ui/shaped_text.h; the fonts' sources hold it, too

  ImFont* get(Face f) const { return face[static_cast<int>(f)]; }
};

// Adds the fonts to ImGui's atlas. `platform` must outlive them (null: no glyphs beyond the fonts' own).
Fonts load_fonts(ImFontAtlas& atlas, Platform* platform);
// Theme::text_multiply. Outside of a frame only; glyphs are drawn anew when it changes.
void set_text_multiply(const Fonts& fonts, float multiply);

// Outside of a frame, now and then: makes room for other shaped text when much of it has been drawn.
void forget_shaped_text(const Fonts& fonts);

// Once a frame, after ImGui::NewFrame: ImGui itself follows the density of its current font only.
void set_density(const Fonts& fonts, float pixel_ratio);

// As ImGui is to get it: ShapedRuns::replace.
std::string_view shaped_text(const Fonts& fonts, std::string_view text, std::string& out);

float text_width(const Fonts& fonts, TextStyle style, std::string_view text);
// The most bytes of `text` (whole code points) that fit in `width`.
std::size_t text_fit(const Fonts& fonts, TextStyle style, std::string_view text, float width);
// "abcdefgh" -> "abc…" or, from the middle with 42 % head, "ab…gh". The same text if it fits.
std::string elide_end(const Fonts& fonts, TextStyle style, std::string_view text, float width);
std::string elide_middle(const Fonts& fonts, TextStyle style, std::string_view text, float width);

}  // namespace db
