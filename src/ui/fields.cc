// Text fields, number fields, sliders.
#include <algorithm>
#include <cmath>
#include <limits>

#include "imgui_internal.h"
#include "ui/input.h"
#include "ui/number_text.h"
#include "ui/text_fields.h"
#include "ui/tooltip.h"
#include "ui/widgets.h"

namespace db {

FieldResult text_field(Context& context, std::string_view label, const Rect& rect, std::string& text,
                       const FieldOptions& options) {
  const Theme& t = context.theme;
  const Paint paint(context);
  FieldResult out;
  TextFields& fields = context.fields;
  const bool had_focus = fields.focused(options.id);
  const Interaction act =
      interact(context, Kind::kField, label, rect, {.value = text, .cursor = Cursor::kText, .ring = 6});

  TextFields::Events events = fields.take(options.id);
  if (events.text && *events.text != text) {
    text = *std::move(events.text);
    out.changed = true;
  }
  out.entered = events.enter;
  out.escaped = events.escape;
  bool focus = had_focus;
  // The page has taken its input away after Enter; what is a heading stays for more.
  if (events.escape || events.blur || (events.enter && !options.bare)) focus = false;
  const bool tabbed = context.input.focus_moved && context.input.focus == act.id;
  if (act.clicked || tabbed || fields.take_wanted(options.id)) focus = true;
  if (!focus && had_focus) fields.drop_focus(context.platform);

  const float radius = rect.h >= 28 ? 6 : 4;
  const bool wrong = !options.problem.empty();
  if (!options.bare) {
    paint.fill(rect, t.surface, radius);
    paint.edge(rect,
               wrong         ? t.danger
               : focus       ? t.accent
               : act.hovered ? t.control
                             : t.border2,
               radius, focus && !wrong ? 2 : 1);
  }
  float x = rect.x + 8, right = rect.right() - 8;
  if (options.icon) {
    paint.icon(options.icon, x + 7, rect.center_y(), 14, wrong ? t.danger : focus ? t.text2 : t.text3);
    x += 20;
  }
  if (wrong) {
    const float w = std::min(paint.width(type::kRow, options.problem), (right - x) * 0.6f);
    paint.text(type::kRow, {right - w, rect.y, w, rect.h}, t.danger, options.problem);
    if (act.hovered) context.tooltip.want(act.id, rect, options.problem);
    right -= w + 8;
  } else if (!options.key.empty() && !focus && text.empty() && !context.phone() && !context.input.touch) {
    const float w = key_width(context, options.key);
    draw_key_cap(paint, {right - w, rect.center_y() - 9}, options.key);
    right -= w + 8;
  } else if (!text.empty() && !options.multiline) {
    right -= 16;
  }
  const TextStyle style = options.bare ? type::kLarge : options.mono ? type::kMono : type::kBody;
  const float pad = options.multiline ? 6 : 0;
  const Rect inside{x, rect.y + pad, std::max(0.0f, right - x), rect.h - 2 * pad};
  if (focus) {
    fields.place(context.platform, {.id = options.id,
                                    .label = label,
                                    .text = text,
                                    .x = inside.x,
                                    .y = inside.y,
                                    .width = inside.w,
                                    .height = inside.h,
                                    .font_px = style.px,
                                    .mono = options.mono,
                                    .multiline = options.multiline});
  }
  if (options.multiline) {
    constexpr float kLine = 20;
    if (text.empty() || !focus) {
      ImGui::PushClipRect(rect.min(), rect.max(), true);
      paint.paragraph(style, inside, text.empty() ? t.text3 : t.text, text.empty() ? options.placeholder : text, kLine,
                      Align::kLeft, static_cast<int>(inside.h / kLine));
      ImGui::PopClipRect();
    }
  } else if (text.empty()) {
    paint.text(style, inside, t.text3, options.placeholder);
  } else if (!focus) {
    paint.text(style, inside, t.text, text);
  }
  return out;
}

Edit number_field(Context& context, std::string_view label, const Rect& rect, double& value,
                  const NumberOptions& options) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const bool unset = options.optional && std::isnan(value);
  const std::string shown = unset            ? std::string()
                            : options.commas ? with_commas(value, options.decimals)
                                             : fixed(value, options.decimals);
  const Interaction act =
      interact(context, Kind::kField, label, rect, {.value = shown, .cursor = Cursor::kText, .drags = true});
  TextFields& fields = context.fields;
  const std::string field_id = "number-" + std::to_string(act.id);
  const bool had_focus = fields.focused(field_id);
  Edit edit = Edit::kNone;

  // A drag changes the value; a click without one opens the text.
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImVec2 drag = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 3);
  if (act.held && drag.x != 0 && !unset) {
    const float last = storage->GetFloat(act.id, 0);
    const double steps = std::trunc((drag.x - last) / 2);
    if (steps != 0) {
      value = std::clamp(value + steps * options.step, options.min, options.max);
      storage->SetFloat(act.id, last + static_cast<float>(steps) * 2);
      edit = Edit::kChanging;
    }
    storage->SetBool(act.id + 1, true);
    context.input.cursor = Cursor::kResizeX;
  }
  const bool dragged = storage->GetBool(act.id + 1, false);
  if (!act.held && dragged) {
    storage->SetBool(act.id + 1, false);
    storage->SetFloat(act.id, 0);
    edit = Edit::kDone;
  }
  if (context.input.focus == act.id && !had_focus && context.input.arrow_y != 0 && !unset) {
    value = std::clamp(value - context.input.arrow_y * options.step, options.min, options.max);
    context.input.arrow_y = 0;
    edit = Edit::kDone;
  }

  TextFields::Events events = fields.take(field_id);
  bool focus = had_focus;
  if (events.escape || events.blur || events.enter) focus = false;
  if (events.text && !events.escape) {
    double typed = 0;
    if (options.optional && events.text->empty()) {
      value = std::numeric_limits<double>::quiet_NaN();
      edit = Edit::kDone;
    } else if (parse_number(*events.text, typed)) {
      value = std::clamp(typed, options.min, options.max);
      edit = Edit::kDone;
    }
  }
  const bool tabbed = context.input.focus_moved && context.input.focus == act.id;
  if ((act.clicked && !dragged) || tabbed || fields.take_wanted(label)) focus = true;
  if (!focus && had_focus) fields.drop_focus(context.platform);

  paint.fill(rect, t.surface, 4);
  paint.edge(rect, focus ? t.accent : act.hovered ? t.control : t.border2, 4, focus ? 2 : 1);
  const Rect inside = rect.inset(6, 0);
  if (focus) {
    fields.place(context.platform, {.id = field_id,
                                    .label = label,
                                    .text = shown,
                                    .x = inside.x,
                                    .y = rect.y,
                                    .width = inside.w,
                                    .height = rect.h,
                                    .font_px = 12,
                                    .right_aligned = true});
  } else {
    paint.text(type::kRow, inside, unset ? t.text3 : t.text, unset ? options.placeholder : std::string_view(shown),
               Align::kRight);
  }
  return edit;
}

Edit slider(Context& context, std::string_view label, const Rect& rect, double& value, const SliderOptions& options) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const double span = options.max - options.min;
  const auto fraction = [&] {
    return span > 0 ? static_cast<float>(std::clamp((value - options.min) / span, 0.0, 1.0)) : 0;
  };
  const std::string shown = options.spoken.empty() ? fixed(value, 2) : std::string(options.spoken);
  const Interaction act =
      interact(context, Kind::kSlider, label, rect,
               {.value = shown, .fraction = fraction(), .cursor = Cursor::kHand, .drags = true, .ring = 8});
  const auto snapped = [&](double v) {
    v = options.min + std::round((v - options.min) / options.step) * options.step;
    return std::clamp(v, options.min, options.max);
  };
  Edit edit = Edit::kNone;
  ImGuiStorage* storage = ImGui::GetStateStorage();
  if (act.held) {
    const double at = (ImGui::GetIO().MousePos.x - rect.x) / rect.w;
    const double v = snapped(options.min + at * span);
    if (std::fabs(v - value) > 1e-6 * options.step) {  // the caller may round it
      value = v;
      edit = Edit::kChanging;
      storage->SetBool(act.id, true);
    }
  } else if (storage->GetBool(act.id, false)) {
    storage->SetBool(act.id, false);
    edit = Edit::kDone;
  }
  if (context.input.focus == act.id && context.input.arrow_x != 0) {
    const double v = snapped(value + context.input.arrow_x * options.step);
    context.input.arrow_x = 0;
    if (v != value) {
      value = v;
      edit = Edit::kDone;
    }
  }

  const float f = fraction();
  const float y = rect.center_y(), x = rect.x + f * rect.w;
  paint.fill({rect.x, y - 2, rect.w, 4}, t.border2, 2);
  for (const double tick : options.ticks) {
    if (tick < options.min || tick > options.max || span <= 0) continue;
    paint.vline(rect.x + rect.w * static_cast<float>((tick - options.min) / span), y - 6, y + 6, t.control);
  }
  paint.fill({rect.x, y - 2, f * rect.w, 4}, t.ink, 2);
  const ImVec2 knob{paint.snap(x), paint.snap(y - 7) + 7};
  paint.circle(knob, 7, t.ink);
  paint.circle(knob, 5, act.hovered ? t.hover : t.surface);
  return edit;
}

}  // namespace db
