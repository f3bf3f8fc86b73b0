// Buttons, icon buttons, chips, key caps, progress bars.
#include <algorithm>
#include <cmath>

#include "ui/tooltip.h"
#include "ui/widgets.h"

namespace db {
namespace {

float button_height(const Context& context, const ButtonOptions& options) {
  return options.large ? 36 : context.size.control;
}
float button_padding(const ButtonOptions& options) { return options.large ? 16 : 10; }
float icon_size(const ButtonOptions& options) { return options.large ? 16 : 14; }

}  // namespace

float button_width(const Context& context, std::string_view label, const ButtonOptions& options) {
  const std::string_view text = options.text.empty() ? label : options.text;
  float w = text_width(context.fonts, type::kBody, text) + 2 * button_padding(options);
  if (options.icon) w += icon_size(options) + (options.large ? 8 : 6);
  if (options.icon_after) w += 12 + 6;
  return std::ceil(w);
}

bool button(Context& context, std::string_view label, ImVec2 at, const ButtonOptions& options) {
  const Rect rect{at.x, at.y, button_width(context, label, options), button_height(context, options)};
  const float radius = options.large ? 8 : 6;
  const Interaction act =
      interact(context, Kind::kButton, label, rect,
               {.enabled = options.enabled, .checked = options.checked, .cursor = Cursor::kHand, .ring = radius});
  if (act.hovered && !options.tooltip.empty()) context.tooltip.want(act.id, rect, options.tooltip);

  const Theme& t = context.theme;
  const Paint paint(context);
  ImU32 back = t.surface, edge = t.border2, fore = t.text, mark = t.text;
  switch (options.style) {
    case ButtonStyle::kNormal:
      if (act.hovered) back = act.held ? t.sel : t.hover;
      mark = t.text2;
      break;
    case ButtonStyle::kPrimary:
      back = act.hovered ? mix(t.ink, t.dark ? t.surface : t.on_ink, act.held ? 0.2f : 0.12f) : t.ink;
      edge = back;
      fore = mark = t.on_ink;
      break;
    case ButtonStyle::kQuiet:
      back = act.hovered ? (act.held ? t.sel : t.hover) : 0;
      edge = 0;
      fore = mark = t.text2;
      break;
  }
  if (!options.enabled) {
    back = options.style == ButtonStyle::kQuiet ? 0 : t.sunken;
    edge = back;
    fore = mark = t.control;
  }
  if (back) paint.fill(rect, back, radius);
  if (edge) paint.edge(rect, edge, radius);
  float x = rect.x + button_padding(options);
  if (options.icon) {
    paint.icon(options.icon, x + icon_size(options) / 2, rect.center_y(), icon_size(options), mark);
    x += icon_size(options) + (options.large ? 8 : 6);
  }
  x = paint.text(type::kBody, x, rect.center_y(), fore, options.text.empty() ? label : options.text);
  if (options.icon_after) paint.icon(options.icon_after, x + 6 + 6, rect.center_y(), 12, mark);
  return act.clicked;
}

bool icon_button(Context& context, std::string_view label, const char* icon, const Rect& rect,
                 const IconButtonOptions& options) {
  const Interaction act = interact(context, Kind::kButton, label, rect,
                                   {.enabled = options.enabled,
                                    .checked = options.opens ? (options.on ? Checked::kOpen : Checked::kClosed)
                                               : options.on  ? Checked::kOn
                                                             : Checked::kNone,
                                    .cursor = Cursor::kHand,
                                    .ring = 6});
  if (act.hovered && options.tooltip) context.tooltip.want(act.id, rect, label, options.key);
  const Theme& t = context.theme;
  const Paint paint(context);
  if (options.on || (act.hovered && act.held)) {
    paint.fill(rect, t.sel, 6);
  } else if (act.hovered) {
    paint.fill(rect, t.hover, 6);
  }
  const ImU32 plain = options.on ? t.text : t.text2;
  const ImU32 colour = !options.enabled ? t.control : options.colour ? options.colour : plain;
  paint.icon(icon, rect.center_x(), rect.center_y(), options.icon_px, colour);
  return act.clicked;
}

ImU32 tone_colour(const Theme& t, Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return t.text2;
    case Tone::kAccent:
      return t.accent_text;
    case Tone::kOk:
      return t.ok;
    case Tone::kWarn:
      return t.warn;
    case Tone::kDanger:
      return t.danger;
    case Tone::kInfo:
      return t.info;
  }
  return t.text2;
}

ImU32 tone_back(const Theme& t, Tone tone) {
  switch (tone) {
    case Tone::kPlain:
      return t.sunken;
    case Tone::kAccent:
      return t.accent_bg;
    case Tone::kOk:
      return t.ok_bg;
    case Tone::kWarn:
      return t.warn_bg;
    case Tone::kDanger:
      return t.danger_bg;
    case Tone::kInfo:
      return t.info_bg;
  }
  return t.sunken;
}

float chip_width(const Context& context, std::string_view text, const char* icon) {
  return std::ceil(text_width(context.fonts, type::kSmall, text) + 12 + (icon ? 16 : 0));
}

float chip(Context& context, ImVec2 at, std::string_view text, Tone tone, const char* icon) {
  const Paint paint(context);
  const Rect rect{at.x, at.y, chip_width(context, text, icon), 20};
  const ImU32 fore = tone_colour(context.theme, tone);
  paint.fill(rect, tone_back(context.theme, tone), 4);
  float x = rect.x + 6;
  if (icon) {
    paint.icon(icon, x + 6, rect.center_y(), 12, fore);
    x += 16;
  }
  paint.text(type::kSmall, x, rect.center_y(), fore, text);
  context.probe.text(text, rect);
  return rect.w;
}

float key_width(const Context& context, std::string_view key) {
  return std::max(18.0f, std::ceil(text_width(context.fonts, type::kSmall, key) + 10));
}

void draw_key_cap(const Paint& paint, ImVec2 at, std::string_view key) {
  const Theme& t = paint.theme();
  const Rect rect{at.x, at.y, std::max(18.0f, std::ceil(paint.width(type::kSmall, key) + 10)), 18};
  paint.fill(rect, t.surface, 3);
  paint.edge(rect, t.border2, 3);
  paint.text(type::kSmall, rect, t.text3, key, Align::kCenter, Elide::kNone);
}

void progress_bar(const Paint& paint, const Rect& rect, double fraction) {
  const Theme& t = paint.theme();
  const float radius = rect.h / 2;
  paint.fill(rect, t.sunken, radius);
  if (fraction <= 0) return;
  const float w = rect.w * static_cast<float>(std::min(fraction, 1.0));
  paint.fill({rect.x, rect.y, std::max(w, rect.h), rect.h}, t.accent, radius);
}

}  // namespace db
