// One card: frame, title, tools, menu.
#include <algorithm>

#include "analysis/number_format.h"
#include "dashboards/scalars/readout_table.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "ui/input.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/paint.h"
#include "ui/run_list.h"
#include "ui/tooltip.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kTool = 24;
constexpr float kTagLegend = 20;

}  // namespace

void Scalars::draw_card(Context& context, const Rect& place, CardId card, int slot, CardPart part) {
  const bool full = part == CardPart::kFull;
  Chart& c = chart(context.store, card);
  const Paint paint(context);
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const bool hovered = !context.input.touch && !drag_ && place.contains(pointer) &&
                       ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                       ImGui::IsMouseHoveringRect(place.min(), place.max());
  if (hovered) hovered_ = card;
  const bool selected = selected_ == card && !full;
  paint.card(place, hovered && !full);
  if (selected) paint.edge(place.inset(-3, -3), context.theme.accent, 11, 2);
  context.probe.add(Kind::kCard, c.name(), place, 0, true, Checked::kNone, cards_.title(context.store, card));

  ImGui::PushID(slot);
  const DensitySizes& size = sizes(full ? Density::kRoomy : settings_.density);
  Rect inside = place.inset(1, 1);
  draw_head(context, inside.take_top(size.head), c, hovered || selected || full, part);
  const bool beside = full && inside.w > 800;
  const bool below = !full && tables();
  Rect values;
  if (beside) {
    const auto kept = kept_in(c);
    const std::size_t columns = value_table_.columns(kept && kept->range).size();
    values = inside.take_right(values_width(context, c, columns, inside.w));
  }
  if (below) values = inside.take_bottom(values_height(kRoomyRows));
  if (c.tags().several()) draw_tag_legend(context, inside.take_top(kTagLegend), c);
  draw_plot(context, inside, c, slot, full);
  if (axis_editor_.draw(context, {place.x + 8, inside.center_y(), place.w - 16, 0}, c)) {
    zoomed(context, c);
    context.commands.state_changed(true);
  }
  if (beside || below) draw_values(context, values, c, beside ? 0 : kRoomyRows);
  ImGui::PopID();
}

// Tools come first: they lie over the title.
void Scalars::draw_head(Context& context, Rect head, Chart& chart, bool tools, CardPart part) {
  const bool full = part == CardPart::kFull;
  const Theme& t = context.theme;
  const Paint paint(context);
  const std::string& tag = chart.name();
  const bool pinned = std::ranges::find(list_.pins, tag) != list_.pins.end();
  const bool menu_is_open = menu_open("more");
  const bool finger = context.phone() || context.input.touch;  // has no hover: the menu is always there
  Rect title = head;
  title.take_left(12);
  title.take_right(finger || tools || menu_is_open || pinned ? 4 : 10);
  const auto tool = [&](std::string_view label, const char* icon, const IconButtonOptions& options) {
    const Rect place = title.take_right(kTool);
    return icon_button(context, label, icon, {place.x, place.center_y() - kTool / 2, kTool, kTool}, options);
  };
  if (tools || menu_is_open || finger) {
    const Rect more{title.right() - kTool, title.center_y() - kTool / 2, kTool, kTool};
    if (tool("More", kIconEllipsis, {.on = menu_is_open, .opens = true, .icon_px = 14})) open_menu("more");
    draw_card_menu(context, more, chart);
    if (tools || full) {
      if (full) {
        if (tool("Back to all cards", kIconMinimize2, {.icon_px = 14, .key = "Esc"})) set_full(context, "");
      } else if (tool("Full screen", kIconMaximize2, {.icon_px = 14, .key = "Enter"})) {
        set_full(context, tag);
      }
      if (tool("Fit to data", kIconScan, {.enabled = !chart.view().fitted(), .icon_px = 14, .key = "R"})) {
        chart.view().fit(context);
        zoomed(context, chart);
        context.commands.state_changed(true);
      }
    }
  }
  if (tools || pinned) {
    const IconButtonOptions options{.icon_px = 14, .colour = pinned ? t.accent : 0, .key = "P"};
    if (tool(pinned ? "Unpin" : "Pin", kIconPin, options)) toggle_pin(context, tag);
  }
  draw_notes(context, title, chart);
  draw_title(context, title, chart.card(), part);
}

// At the right end of the title: NaN and infinities, and which axes are not linear.
void Scalars::draw_notes(Context& context, Rect& title, Chart& chart) {
  const Paint paint(context);
  const auto note = [&](std::string_view text, std::string_view spoken, std::string_view tip, ImU32 colour,
                        const char* icon) {
    const float width = paint.width(type::kSmall, text) + 8 + (icon ? 15.0f : 0.0f);
    if (title.w < width + 40) return;
    Rect place = title.take_right(width);
    context.probe.text(spoken, place);
    if (ImGui::IsMouseHoveringRect(place.min(), place.max()) && ImGui::IsWindowHovered() && !tip.empty()) {
      context.tooltip.want(ImGui::GetID(spoken.data(), spoken.data() + spoken.size()), place, tip);
    }
    if (icon) paint.icon(icon, place.take_left(15).center_x(), place.center_y(), 12, colour);
    paint.text(type::kSmall, place, colour, text, icon ? Align::kLeft : Align::kCenter);
  };
  const Chart::NonFiniteTexts& bad = chart.non_finite(context);
  if (!bad.counts.empty()) {
    note(bad.counts, "Not finite: " + bad.by_run, bad.by_run, context.theme.warn, kIconTriangleAlert);
  }
  bool clipped = false;
  if (kept_in(chart, &clipped) && clipped) {
    const KeptStep kept = *kept_.of(chart.name()), all = *steps_of(chart);
    const std::string what =
        kept.range ? "Range " + step_text(kept.first) + " to " + step_text(kept.last) : "Step " + step_text(kept.last);
    const std::string spoken = what + (kept.range ? " is not all in this card" : " is not in this card");
    note("", spoken, spoken + ": it has " + step_text(all.first) + " to " + step_text(all.last), context.theme.warn,
         kIconTriangleAlert);
  }
  std::string scales;
  const auto add = [&](std::string_view axis, ScaleKind kind) {
    if (kind == ScaleKind::kLinear) return;
    scales += std::string(scales.empty() ? "" : ", ") + std::string(axis) + std::string(scale_key(kind));
  };
  add("x ", x_scale(chart.name()));
  add(scales.empty() ? "" : "y ", y_scale(chart.name()));
  if (scales.empty()) return;
  std::string tip;
  if (chart.left_out() > 0) {
    tip = left_out_text(chart);
    scales += ", " + with_commas(chart.left_out()) + " left out";
  }
  note(scales, "Scale " + scales, tip, context.theme.text3, nullptr);
}

// The group part gives way first.
void Scalars::draw_title(Context& context, const Rect& rect, CardId card, CardPart part) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const std::string title = cards_.title(context.store, card);
  const std::string_view tag = title;
  if (part != CardPart::kFull && rect.w > 8) {
    const std::string label = "Card " + std::string(cards_.name(context.store, card));
    const Interaction act = interact(context, Kind::kButton, label, rect, {.value = title, .grow_target = false});
    if (act.held) grip_title(context, card, part);
    if (act.clicked && !drag_) {
      selected_ = selected_ == card ? std::nullopt : std::optional(card);
      context.animate();
    }
  }
  const auto slash = tag.rfind('/');
  std::string_view prefix =
      slash == tag.npos || slash + 1 == tag.size() ? std::string_view() : tag.substr(0, slash + 1);
  const std::string_view name = tag.substr(prefix.size());
  const float name_width = std::min(paint.width(type::kBodyBold, name), rect.w);
  const float room = rect.w - name_width;
  std::string shown;
  if (!prefix.empty() && paint.width(type::kBody, prefix) > room) {
    shown = elide_end(context.fonts, type::kBody, prefix.substr(0, prefix.size() - 1),
                      std::max(0.0f, room - paint.width(type::kBody, "/")));
    if (!shown.empty()) shown += "/";
    prefix = shown;
  }
  const float x = prefix.empty() ? rect.x : paint.text(type::kBody, rect.x, rect.center_y(), t.text3, prefix);
  paint.text(type::kBodyBold, {x, rect.y, std::max(0.0f, rect.right() - x), rect.h}, t.text, name, Align::kLeft,
             Elide::kMiddle);
  if (!drag_ && ImGui::IsMouseHoveringRect(rect.min(), rect.max()) && ImGui::IsWindowHovered()) {
    context.tooltip.want(ImGui::GetID("##title"), rect, full_title(context.store, card));
  }
}

// With every tag's whole name.
std::string Scalars::full_title(const Store& store, CardId card) const {
  constexpr std::size_t kMost = 12;
  std::string text = cards_.title(store, card);
  if (!cards_.has_several(card)) return text;
  const auto tags = cards_.tags(card);
  text += ":";
  for (std::size_t i = 0; i < std::min(kMost, tags.size()); ++i) text += (i > 0 ? ", " : " ") + store.tag(tags[i]);
  const std::size_t left = tags.size() + cards_.more(card) - std::min(kMost, tags.size());
  if (left > 0) text += " and " + with_commas(static_cast<std::uint64_t>(left)) + " more";
  return text;
}

// What tells the tags apart: their colours, or their dashes.
void Scalars::draw_tag_legend(Context& context, Rect area, const Chart& chart) {
  constexpr float kSwatch = 14, kGap = 6, kBetween = 14, kMore = 56;
  const Theme& t = context.theme;
  const Paint paint(context);
  const ChartTags& tags = chart.tags();
  area = area.inset(12, 0);
  const std::size_t count = tags.ids().size();
  for (std::uint32_t i = 0; i < count; ++i) {
    const float name = std::min(paint.width(type::kSmall, tags.short_name(i).text) + 1, 160.0f);
    const bool last = i + 1 == count && cards_.more(chart.card()) == 0;
    if (kSwatch + kGap + name > area.w - (last ? 0 : kMore)) {
      const auto left = static_cast<std::uint64_t>(count - i + cards_.more(chart.card()));
      const std::string more = with_commas(left) + " more";
      if (area.w > 0) paint.text(type::kSmall, area, t.text3, more);
      context.probe.text(more, area);
      break;
    }
    Rect item = area.take_left(kSwatch + kGap + name);
    area.take_left(kBetween);
    context.probe.add(Kind::kText, "Tag " + tags.name(i), item);
    const RunStyle style = tags.style(i);
    draw_line_swatch(paint, item.x, item.center_y(), tags.by_tag() ? colour_of(style, t) : t.text2, style.pattern);
    item.take_left(kSwatch + kGap);
    draw_short_name(context, tags.short_name(i), type::kSmall, item, t.text2, t.text3);
  }
}

}  // namespace db
