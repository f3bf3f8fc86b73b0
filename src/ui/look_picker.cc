#include "ui/look_picker.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "icons.h"
#include "ui/tooltip.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr std::size_t kColumns = 6;
constexpr float kSwatch = 18, kLine = 26;

float cell_height(const Context& context) { return std::max(28.0f, context.size.target); }

std::string capital(std::string_view name) {
  std::string out(name);
  out[0] = static_cast<char>(out[0] - 32);
  return out;
}

}  // namespace

void draw_line_swatch(const Paint& paint, float x, float center_y, ImU32 colour, Pattern pattern, float width) {
  const auto dashes = dash_lengths(pattern);
  const float end = x + width;
  if (dashes[0] <= 0) return paint.fill({x, center_y - 1, width, 2}, colour, 1);
  for (std::size_t i = 0; x < end; i = (i + 1) % 4) {
    if (i % 2 == 0) paint.fill({x, center_y - 1, std::min(dashes[i], end - x), 2}, colour);
    x += dashes[i];
  }
}

float look_picker_height(const Context& context) { return 3 * cell_height(context); }

bool look_picker(Context& context, Rect area, const RunStyle& style, RunLook& look) {
  const Theme& t = context.theme;
  const Paint paint(context);
  bool changed = false;
  const float height = cell_height(context);
  const auto cell = [&](std::size_t i, std::size_t columns) {
    const float width = std::floor(area.w / static_cast<float>(columns));
    const std::size_t row = i / columns;
    return Rect{area.x + static_cast<float>(i % columns) * width, area.y + static_cast<float>(row) * height, width,
                height};
  };
  const auto option = [&](std::string_view name, const Rect& rect, bool on) {
    const std::string label = capital(name);
    const Interaction act =
        interact(context, Kind::kOption, label, rect,
                 {.checked = on ? Checked::kOn : Checked::kOff, .cursor = Cursor::kHand, .ring = 4});
    if (act.hovered) context.tooltip.want(act.id, rect, label);
    if (on || act.hovered) paint.fill(rect.inset(1, 1), on ? t.sel : t.hover, 4);
    return act.clicked;
  };
  for (std::size_t i = 0; i < kColourNames.size(); ++i) {
    const Rect rect = cell(i, kColumns);
    const bool on = style.light == 0 && style.slot == i;
    if (option(kColourNames[i], rect, on)) {
      look.own.reset();
      const auto slot = static_cast<std::uint8_t>(i);
      look.slot = look.slot == slot ? std::nullopt : std::optional(slot);
      changed = true;
    }
    const Rect box{rect.center_x() - kSwatch / 2, rect.center_y() - kSwatch / 2, kSwatch, kSwatch};
    paint.fill(box, t.run[i], 4);
    if (on) paint.icon(kIconCheck, box.center_x(), box.center_y(), 14, t.dark ? t.on_ink : IM_COL32_WHITE);
  }
  area.take_top(2 * height);
  for (std::size_t i = 0; i < kPatternNames.size(); ++i) {
    const Rect rect = cell(i, kPatternNames.size());
    const auto pattern = static_cast<Pattern>(i);
    if (option(kPatternNames[i], rect, style.pattern == pattern)) {
      look.pattern = look.pattern == pattern ? std::nullopt : std::optional(pattern);
      changed = true;
    }
    draw_line_swatch(paint, rect.center_x() - kLine / 2, rect.center_y(), colour_of(style, t), pattern, kLine);
  }
  return changed;
}

}  // namespace db
