// Drawing in CSS pixels on an ImDrawList: crisp rectangles, hairlines, text and icons as reference/look.md wants them.
// A Paint is cheap: make one where you draw. Everything is snapped to device pixels; colours are Theme's.
#pragma once

#include <span>
#include <string_view>

#include "imgui.h"
#include "ui/context.h"
#include "ui/fonts.h"

namespace db {

enum class Align : std::uint8_t { kLeft, kCenter, kRight };
enum class Elide : std::uint8_t { kNone, kEnd, kMiddle };

class Paint {
 public:
  explicit Paint(const Context& context) : Paint(context, ImGui::GetWindowDrawList()) {}
  Paint(const Context& context, ImDrawList* list)
      : list_(list),
        fonts_(context.fonts),
        theme_(context.theme),
        platform_(context.platform),
        ratio_(context.pixel_ratio) {}

  float snap(float v) const;  // to the next device pixel
  float hairline() const;     // the width of a crisp 1 px line
  Rect snap(const Rect& r) const;

  void fill(const Rect& r, ImU32 colour, float radius = 0, ImDrawFlags corners = 0) const;
  void edge(const Rect& r, ImU32 colour, float radius = 0, float width = 1, ImDrawFlags corners = 0) const;  // inside r
  void hline(float x0, float x1, float y, ImU32 colour) const;  // one hairline below y
  void vline(float x, float y0, float y1, ImU32 colour) const;  // one hairline right of x
  void circle(ImVec2 center, float radius, ImU32 colour) const;
  void ring(ImVec2 center, float radius, ImU32 colour, float width) const;  // radius is the outer one
  void polyline(std::span<const ImVec2> points, ImU32 colour, float width) const;
  void dashes(const Rect& r, ImU32 colour, float radius, float width, float on, float off) const;  // a dashed frame

  // Capital letters are centred on `center_y`. Returns the x where the text ends.
  float text(TextStyle style, float x, float center_y, ImU32 colour, std::string_view text) const;
  // In a box; returns the width of what was drawn.
  float text(TextStyle style, const Rect& box, ImU32 colour, std::string_view text, Align align = Align::kLeft,
             Elide elide = Elide::kEnd) const;
  // Lines of `line_height` broken at line breaks, spaces, or behind a part of a name without any, at most `max_lines`;
  // returns the height used.
  float paragraph(TextStyle style, const Rect& box, ImU32 colour, std::string_view text, float line_height,
                  Align align = Align::kLeft, int max_lines = 100) const;
  int lines(TextStyle style, std::string_view text, float width, int most) const;  // that a paragraph takes
  void icon(const char* icon, float center_x, float center_y, float px, ImU32 colour) const;

  float width(TextStyle style, std::string_view text) const { return text_width(fonts_, style, text); }

  void shadow(const Rect& r, float radius) const;     // of popups, dialogs and toasts; draws outside of r
  void popup(const Rect& r, float radius = 8) const;  // shadow, surface and edge
  void card(const Rect& r, bool hovered = false, float radius = 8) const;
  void logo(ImVec2 top_left, float px) const;

  ImDrawList* list() const { return list_; }
  const Theme& theme() const { return theme_; }

 private:
  bool fill_large(const Rect& r, ImU32 colour, float radius, ImDrawFlags corners) const;
  static std::string_view next_line(std::string_view text);
  std::size_t line_end(TextStyle style, std::string_view text, float width) const;

  ImDrawList* list_;
  const Fonts& fonts_;
  const Theme& theme_;
  Platform& platform_;
  float ratio_;
};

}  // namespace db
