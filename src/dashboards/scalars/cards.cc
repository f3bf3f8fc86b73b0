// The page of cards: groups, their headers, what is in view; one card alone; and what is said when there is none.
#include <algorithm>
#include <cmath>

#include "dashboards/scalars/readout_table.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "ui/input.h"
#include "ui/number_text.h"
#include "ui/paint.h"
#include "ui/scroll_area.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr int kSlots = 256;  // ids of plots: more than are ever in view

}  // namespace

void Scalars::draw_cards(Context& context, Rect area) {
  const float table = tables() ? values_height(kRoomyRows) : 0;
  list_.layout(area.w, settings_, context.size, table);
  constexpr float kNote = 48;  // below pinned cards that stand alone
  const bool only_pinned = list_.cards() == 0;
  ScrollArea scroll(context, "cards", area, list_.height() + (only_pinned ? kNote : 0));
  keep_place(scroll, area, ImGui::GetIO().MousePos);
  if (revealing_) {
    const auto own = list_.find(*revealing_, false);
    if (const auto at = own ? own : list_.find(*revealing_, true)) {
      const Rect place = list_.place(*at);
      scroll.reveal(place.y - list_.head_height() - 8, place.bottom() + 8);
    }
    revealing_.reset();
  }
  begin_drag_frame(context, &scroll, area);
  const float top = scroll.offset();
  const auto groups = list_.groups();
  // The header that sticks to the top lies over the cards: it is asked first and painted last.
  const auto sticky = std::ranges::find_if(groups, [&](const CardGroup& g) { return g.top < top && g.bottom > top; });
  Rect sticky_rect;
  if (sticky != groups.end()) {
    const float pushed = std::min(0.0f, sticky->bottom - top - list_.head_height());
    sticky_rect = {area.x, area.y + pushed, area.w, list_.head_height()};
  }
  ImDrawList* list = ImGui::GetWindowDrawList();
  list->ChannelsSplit(2);
  if (sticky != groups.end()) {
    list->ChannelsSetCurrent(1);
    draw_group_head(context, sticky_rect, *sticky, true);
    list->ChannelsSetCurrent(0);
  }
  auto group = std::ranges::lower_bound(groups, top, {}, &CardGroup::bottom);
  const auto draw_heads = [&](std::size_t before) {
    for (; group < groups.begin() + static_cast<std::ptrdiff_t>(before) && group->top < top + area.h; ++group) {
      if (group == sticky) continue;
      draw_group_head(context, {area.x, scroll.y() + group->top, area.w, list_.head_height()}, *group, false);
    }
  };
  list_.visible(top, top + area.h, places_);
  int slot = 0;
  seen_.clear();
  for (const CardPlace& place : places_) {
    draw_heads(place.group + 1);
    Rect rect = list_.place(place);
    rect.x += area.x;
    rect.y += scroll.y();
    const CardId card = list_.card(place);
    const bool pinned = groups[place.group].pinned;
    draw_card(context, rect, card, slot++ % kSlots, pinned ? CardPart::kPinned : CardPart::kGroup);
    seen_.push_back({card, pinned, rect});
    find_drop(context, rect, card, pinned);
  }
  draw_heads(groups.size());
  end_drag_frame(context);
  list->ChannelsMerge();
  if (only_pinned) {
    const Rect note{area.x + context.size.gutter, scroll.y() + list_.height(), area.w - 2 * context.size.gutter, 24};
    const std::string text = nothing_text(context);
    Paint(context).text(type::kBody, note, context.theme.text3, text);
    context.probe.status(text, note);
  }
}

void Scalars::draw_group_head(Context& context, const Rect& rect, const CardGroup& group, bool sticky) {
  const Theme& t = context.theme;
  const Paint paint(context);
  if (sticky) {
    paint.fill(rect, t.bg);
    paint.hline(rect.x, rect.right(), rect.bottom() - paint.hairline(), t.border);
  }
  ImGui::PushID(group.pinned ? "pinned" : "group");
  const std::string count = with_commas(static_cast<std::uint64_t>(group.cards.size()));
  const std::string_view name = group.name.empty() ? std::string_view("/") : std::string_view(group.name);
  Rect box = rect.inset(context.size.gutter - 4, 2);
  const float name_width = paint.width(type::kBodyBold, name);
  if (!group.pinned) {
    const Interaction act = interact(context, Kind::kHeader, group.name, box,
                                     {.checked = group.folded ? Checked::kOff : Checked::kOn,
                                      .value = count,
                                      .cursor = Cursor::kHand,
                                      .grow_target = false});
    if (act.clicked) {
      const bool fold = !group.folded;
      if (context.input.modifiers.alt) {
        fold_all(context, fold);
      } else {
        list_.fold(group.name, fold);
        context.commands.state_changed();
        context.animate();
      }
    }
    if (act.hovered) paint.fill({box.x, box.y, 38 + name_width + paint.width(type::kRow, count), box.h}, t.hover, 6);
    paint.icon(group.folded ? kIconChevronRight : kIconChevronDown, box.x + 11, box.center_y(), 14, t.text3);
  } else {
    context.probe.add(Kind::kHeader, group.name, box, 0, true, Checked::kNone, count);
    paint.icon(kIconPin, box.x + 11, box.center_y(), 14, t.accent);
    const float size = context.size.icon_button;
    const Rect clear{box.x + 26 + name_width + 8 + paint.width(type::kRow, count) + 6, box.center_y() - size / 2, size,
                     size};
    if (icon_button(context, "Clear all pins", kIconX, clear, {.icon_px = 14, .key = "Shift P"})) clear_pins(context);
    find_drop_on_pins(rect);
  }
  float x = paint.text(type::kBodyBold, box.x + 26, box.center_y(), t.text, name);
  paint.text(type::kRow, x + 8, box.center_y(), t.text3, count);
  ImGui::PopID();
}

void Scalars::fold_all(Context& context, bool fold) {
  list_.fold_all(fold);
  context.commands.state_changed(true);
  context.animate();
}

void Scalars::draw_full_card(Context& context, CardId card, Rect area) {
  const float gutter = context.size.gutter;
  draw_card(context, area.inset(gutter, gutter), card, kSlots, CardPart::kFull);
}

// Why there is no card.
std::string Scalars::nothing_text(const Context& context) const {
  if (context.runs.shown().empty()) return "No run is shown";
  if (!list_.filter_in_force.empty()) return "No tag matches “" + list_.filter_in_force + "”";
  return "The shown runs have no scalars";
}

// With the way out.
void Scalars::draw_nothing(Context& context, Rect area) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const std::string title = nothing_text(context);
  const std::string all = counted(list_.tags_in_all(), "scalar tag", "scalar tags");
  const bool no_run = context.runs.shown().empty();
  const bool none_matches =
      no_run && !std::ranges::any_of(context.runs.order(), [&](RunId run) { return context.runs.matches(run); });
  std::string text = "Other runs have " + all + ".", way_out = "Show all runs";
  if (none_matches) {
    text = "None passes the filter of runs.", way_out = "Clear filter";
  } else if (no_run) {
    text = "All that are listed are switched off.";
  } else if (!list_.filter_in_force.empty()) {
    text = "There are " + all + ".", way_out = "Clear filter";
  }
  const float y = area.y + std::max(24.0f, area.h * 0.3f);
  paint.text(type::kHeading, {area.x + 16, y, area.w - 32, 28}, t.text, title, Align::kCenter);
  paint.text(type::kBody, {area.x + 16, y + 36, area.w - 32, 20}, t.text2, text, Align::kCenter);
  context.probe.status(title, {area.x + 16, y, area.w - 32, 28});
  const float w = button_width(context, way_out);
  if (!button(context, way_out, {area.center_x() - w / 2, y + 72})) return;
  if (none_matches) return context.commands.run("runs-filter");
  if (no_run || list_.filter_in_force.empty()) return context.commands.run("all-runs");
  list_.set_filter("");
  context.commands.state_changed();
  context.animate();
}

}  // namespace db
