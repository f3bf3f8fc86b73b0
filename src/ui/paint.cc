#include "ui/paint.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace db {

float Paint::snap(float v) const { return std::floor(v * ratio_ + 0.5f) / ratio_; }

float Paint::hairline() const { return std::max(1.0f, std::floor(ratio_ + 0.49f)) / ratio_; }

Rect Paint::snap(const Rect& r) const {
  const float x = snap(r.x), y = snap(r.y);
  return {x, y, snap(r.right()) - x, snap(r.bottom()) - y};
}

void Paint::fill(const Rect& r, ImU32 colour, float radius, ImDrawFlags corners) const {
  const Rect s = snap(r);
  if (s.empty() || fill_large(s, colour, radius, corners)) return;
  list_->AddRectFilled(s.min(), s.max(), colour, radius, corners);
}

// By the platform, but for strips that have the round corners. False: that would not be quicker.
bool Paint::fill_large(const Rect& r, ImU32 colour, float radius, ImDrawFlags corners) const {
  constexpr float kLarge = 20'000;  // device pixels
  const float strip = radius > 0 ? std::ceil((radius + 1) * ratio_) / ratio_ : 0;
  const Rect middle = r.inset(0, strip);
  const bool opaque = colour >> IM_COL32_A_SHIFT == 255;
  if (!opaque || middle.h <= 0 || middle.w * middle.h * ratio_ * ratio_ < kLarge) return false;
  if (!platform_.fill(list_, middle.min(), middle.max(), colour)) return false;
  if (strip == 0) return true;
  if ((corners & ImDrawFlags_RoundMask_) == 0) corners |= ImDrawFlags_RoundAll;
  const auto some = [&](ImDrawFlags of) { return corners & of ? corners & of : ImDrawFlags_RoundNone; };
  list_->AddRectFilled(r.min(), {r.right(), middle.y}, colour, radius, some(ImDrawFlags_RoundTop));
  list_->AddRectFilled({r.x, middle.bottom()}, r.max(), colour, radius, some(ImDrawFlags_RoundBottom));
  return true;
}

void Paint::edge(const Rect& r, ImU32 colour, float radius, float width, ImDrawFlags corners) const {
  const Rect s = snap(r);
  if (s.empty()) return;
  list_->AddRect(s.min(), s.max(), colour, radius, width == 1 ? hairline() : width, corners);
}

void Paint::hline(float x0, float x1, float y, ImU32 colour) const {
  const float top = snap(y);
  list_->AddRectFilled({snap(x0), top}, {snap(x1), top + hairline()}, colour);
}

void Paint::vline(float x, float y0, float y1, ImU32 colour) const {
  const float left = snap(x);
  list_->AddRectFilled({left, snap(y0)}, {left + hairline(), snap(y1)}, colour);
}

void Paint::circle(ImVec2 center, float radius, ImU32 colour) const { list_->AddCircleFilled(center, radius, colour); }

void Paint::ring(ImVec2 center, float radius, ImU32 colour, float width) const {
  list_->AddCircle(center, radius, colour, 0, width, ImDrawFlags_StrokeInside);
}

void Paint::polyline(std::span<const ImVec2> points, ImU32 colour, float width) const {
  list_->AddPolyline(points.data(), static_cast<int>(points.size()), colour, width);
}

void Paint::dashes(const Rect& r, ImU32 colour, float radius, float width, float on, float off) const {
  // The frame as a closed polyline, walked by arc length.
  list_->PathRect(r.inset(width / 2, width / 2).min(), r.inset(width / 2, width / 2).max(), radius);
  std::vector<ImVec2> path(list_->_Path.begin(), list_->_Path.end());
  list_->PathClear();
  if (path.empty()) return;
  path.push_back(path.front());
  float phase = 0;
  std::vector<ImVec2> dash;
  for (std::size_t i = 1; i < path.size(); ++i) {
    ImVec2 a = path[i - 1];
    const ImVec2 b = path[i];
    float length = std::hypot(b.x - a.x, b.y - a.y);
    while (length > 0) {
      const bool draw = phase < on;
      const float part = std::min(length, (draw ? on : on + off) - phase);
      const ImVec2 c{a.x + (b.x - a.x) * part / length, a.y + (b.y - a.y) * part / length};
      if (draw) {
        if (dash.empty()) dash.push_back(a);
        dash.push_back(c);
      }
      phase += part;
      length -= part;
      a = c;
      if (phase >= on && dash.size() > 1) {
        polyline(dash, colour, width);
        dash.clear();
      }
      if (phase >= on + off) phase = 0;
    }
  }
  if (dash.size() > 1) polyline(dash, colour, width);
}

float Paint::text(TextStyle style, float x, float center_y, ImU32 colour, std::string_view text) const {
  if (text.empty()) return x;
  const float end = x + width(style, text);
  std::string shaped;
  text = shaped_text(fonts_, text, shaped);
  ImFont* font = fonts_.get(style.face);
  ImFontBaked* baked = font->GetFontBaked(style.px);
  const float baseline = snap(center_y + fonts_.cap_height[static_cast<int>(style.face)] * style.px / 2);
  const ImVec2 at{snap(x), baseline - std::round(baked->Ascent)};
  const ImDrawFlags flags = list_->Flags;
  list_->Flags |= ImDrawFlags_TextNoPixelSnap;  // it is snapped already, to device pixels
  list_->AddText(font, style.px, at, colour, text.data(), text.data() + text.size());
  list_->Flags = flags;
  return end;
}

float Paint::text(TextStyle style, const Rect& box, ImU32 colour, std::string_view text, Align align,
                  Elide elide) const {
  float w = width(style, text);
  std::string cut;
  if (w > box.w && elide != Elide::kNone) {
    cut = elide == Elide::kEnd ? elide_end(fonts_, style, text, box.w) : elide_middle(fonts_, style, text, box.w);
    text = cut;
    w = width(style, text);
  }
  const float x = align == Align::kLeft ? box.x : align == Align::kRight ? box.right() - w : box.center_x() - w / 2;
  this->text(style, x, box.center_y(), colour, text);
  return w;
}

std::size_t Paint::line_end(TextStyle style, std::string_view text, float width) const {
  const std::size_t end = text_fit(fonts_, style, text, width);
  if (const auto broken = text.substr(0, end).find('\n'); broken != text.npos) return broken;
  if (end == text.size()) return end;
  if (const auto space = text.rfind(' ', end); space != text.npos && space > 0) return space;
  // A long name or path: behind one of its parts, unless that leaves half of the line empty.
  const auto joint = text.substr(0, end).find_last_of("/_-");
  return joint != text.npos && joint + 1 > end / 2 ? joint + 1 : end == 0 ? text.size() : end;
}

// What lies between two lines is not drawn: one line break, or spaces.
std::string_view Paint::next_line(std::string_view text) {
  if (text.starts_with('\n')) return text.substr(1);
  while (text.starts_with(' ')) text.remove_prefix(1);
  return text;
}

int Paint::lines(TextStyle style, std::string_view text, float width, int most) const {
  int count = 0;
  while (!text.empty() && count < most) {
    ++count;
    text = next_line(text.substr(line_end(style, text, width)));
  }
  return count;
}

float Paint::paragraph(TextStyle style, const Rect& box, ImU32 colour, std::string_view text, float line_height,
                       Align align, int max_lines) const {
  float y = box.y;
  for (int line = 0; line < max_lines && !text.empty(); ++line, y += line_height) {
    // The last line: the ellipsis does the rest.
    const std::size_t end =
        line + 1 < max_lines ? line_end(style, text, box.w) : std::min(text.find('\n'), text.size());
    this->text(style, Rect{box.x, y, box.w, line_height}, colour, text.substr(0, end), align);
    text = next_line(text.substr(end));
  }
  return y - box.y;
}

void Paint::icon(const char* icon, float center_x, float center_y, float px, ImU32 colour) const {
  // An icon fills its em square, which is ImGui's line of this font: centre it, on whole device pixels.
  const ImVec2 at{snap(center_x - px / 2), snap(center_y - px / 2)};
  const ImDrawFlags flags = list_->Flags;
  list_->Flags |= ImDrawFlags_TextNoPixelSnap;
  list_->AddText(fonts_.get(Face::kIcons), px, at, colour, icon);
  list_->Flags = flags;
}

void Paint::shadow(const Rect& r, float radius) const {
  // look.md's three rectangles and one more behind each, all of half their strength: no edge is to be seen.
  constexpr float grow[] = {1, 2, 3, 4, 5, 6}, lower[] = {0, 1, 2, 3, 4.5f, 6};
  const ImU32 colour = with_alpha(theme_.shadow, static_cast<float>(theme_.shadow >> IM_COL32_A_SHIFT) / 510.0f);
  const ImVec2 min{r.x - 8, r.y - 8}, max{r.right() + 8, r.bottom() + 14};
  list_->PushClipRect(min, max, false);
  for (int i = 5; i >= 0; --i) {
    const Rect s{r.x - grow[i], r.y - grow[i] + lower[i], r.w + 2 * grow[i], r.h + 2 * grow[i]};
    list_->AddRectFilled(s.min(), s.max(), colour, radius + grow[i]);
  }
  list_->PopClipRect();
}

void Paint::popup(const Rect& r, float radius) const {
  shadow(r, radius);
  fill(r, theme_.surface, radius);
  edge(r, theme_.border2, radius);
}

void Paint::card(const Rect& r, bool hovered, float radius) const {
  fill(r, theme_.surface, radius);
  edge(r, hovered ? theme_.control : theme_.border, radius);
}

void Paint::logo(ImVec2 at, float px) const {
  const float k = px / 20;
  const auto point = [&](float x, float y) { return ImVec2{at.x + x * k, at.y + y * k}; };
  const ImU32 line = theme_.dark ? theme_.on_ink : IM_COL32_WHITE;
  fill({at.x, at.y, px, px}, theme_.accent, 5 * k);
  list_->PathLineTo(point(4, 6.5f));
  list_->PathBezierCubicCurveTo(point(6, 6.5f), point(6.5f, 13.5f), point(10, 13.5f));
  list_->PathBezierCubicCurveTo(point(13.5f, 13.5f), point(14, 8.5f), point(16, 8.5f));
  list_->PathStroke(line, 2 * k);
  circle(point(4, 6.5f), k, line);
  circle(point(16, 8.5f), 1.6f * k, line);
}

}  // namespace db
