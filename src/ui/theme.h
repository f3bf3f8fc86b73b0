// Colour tokens and sizes of reference/look.md (sections 2 to 6). Constants only; a Context names the ones in force.
#pragma once

#include <array>
#include <cstdint>

#include "analysis/run_style.h"
#include "imgui.h"

namespace db {

struct Theme {
  bool dark;
  ImU32 bg, surface, rail, sunken;       // page; cards, bar, popups; side panels, toolbars; wells, tracks
  ImU32 hover, sel;                      // row under the pointer; chosen row, pressed icon
  ImU32 border, border2, control;        // hairlines; edges of fields and popups; outlines of boxes and switches
  ImU32 text, text2, text3;              // values and names; labels; units, counts, ticks
  ImU32 ink, on_ink;                     // primary button, checked, slider fill
  ImU32 accent, accent_bg, accent_text;  // tab underline, pin, focus ring, brush, progress; never a run
  ImU32 danger, danger_bg, warn, warn_bg, ok, ok_bg, info, info_bg;
  ImU32 grid, axis, scrim;
  ImU32 shadow;                        // one of the three rectangles of a popup's shadow
  std::array<ImU32, kRunColours> run;  // by slot (analysis/run_style.h)
  float raw_alpha;                     // the faint raw line behind a smoothed curve
  float text_multiply;                 // ImFontConfig::RasterizerMultiply: light text on dark comes out thin
};

const Theme& light_theme();
const Theme& dark_theme();

ImU32 with_alpha(ImU32 colour, float alpha);  // alpha replaces the colour's own
ImU32 mix(ImU32 from, ImU32 to, float t);     // in sRGB; good enough for fades

// Sizes that follow the width of the page. CSS pixels.
enum class Width : std::uint8_t { kPhone, kTablet, kDesktop };

struct Metrics {
  float bar;            // the top bar
  float tabs;           // height of the tabs (in the bar, below it on phones)
  float toolbar;        // the row that heads rail, main and panel
  float control;        // buttons, fields, segments in toolbars
  float small_control;  // the same in panels and cards
  float icon_button;
  float row;  // a run
  float folder_row;
  float table_head;
  float table_row;
  float menu_row;
  float target;   // least height and width that a finger or pointer can hit
  float gutter;   // around the cards of a page
  float body_px;  // 13; text of bars and dialogs is 15 on phones
  float bar_px;
};

// roomy: higher rows where a pointer hits them; fingers have them anyway.
const Metrics& metrics(Width width, bool roomy = false);
Width width_class(float page_width);

}  // namespace db
