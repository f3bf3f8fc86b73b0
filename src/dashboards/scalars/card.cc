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
#include "ui/tooltip.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kTool = 24;

}  // namespace

void Scalars::draw_card(Context& context, const Rect& card, TagId tag, int slot, bool full) {
  Chart& c = chart(context.store, tag);
  const Paint paint(context);
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const bool hovered = !context.input.touch && card.contains(pointer) &&
                       ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                       ImGui::IsMouseHoveringRect(card.min(), card.max());
  if (hovered) hovered_ = tag;
  const bool selected = selected_ == tag && !full;
  paint.card(card, hovered && !full);
  if (selected) paint.edge(card.inset(-3, -3), context.theme.accent, 11, 2);
  context.probe.add(Kind::kCard, c.name(), card);

  ImGui::PushID(slot);
  const DensitySizes& size = sizes(full ? Density::kRoomy : settings_.density);
  Rect inside = card.inset(1, 1);
  draw_head(context, inside.take_top(size.head), c, hovered || selected || full, full);
  const bool beside = full && inside.w > 800;
  const bool below = !full && tables();
  Rect values;
  if (beside) values = inside.take_right(values_width(context, c, inside.w));
  if (below) values = inside.take_bottom(values_height(kRoomyRows));
  draw_plot(context, inside, c, slot, full);
  if (axis_editor_.draw(context, {card.x + 8, inside.center_y(), card.w - 16, 0}, c)) {
    zoomed(context, c);
    context.commands.state_changed(true);
  }
  if (beside || below) draw_values(context, values, c, beside ? 0 : kRoomyRows);
  ImGui::PopID();
}

// Tools come first: they lie over the title.
void Scalars::draw_head(Context& context, Rect head, Chart& chart, bool tools, bool full) {
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
    if (tool("More", kIconEllipsis, {.on = menu_is_open, .icon_px = 14})) open_menu("more");
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
  draw_title(context, title, tag);
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
void Scalars::draw_title(Context& context, const Rect& rect, std::string_view tag) {
  const Theme& t = context.theme;
  const Paint paint(context);
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
  if (ImGui::IsMouseHoveringRect(rect.min(), rect.max()) && ImGui::IsWindowHovered()) {
    context.tooltip.want(ImGui::GetID("##title"), rect, tag);
  }
}

void Scalars::draw_card_menu(Context& context, const Rect& anchor, Chart& chart) {
  Menu menu(context, "more", anchor, 200);
  if (!menu.open()) return;
  const std::string& tag = chart.name();
  const bool pinned = std::ranges::find(list_.pins, tag) != list_.pins.end();
  if (menu.item(pinned ? "Unpin" : "Pin", {.icon = pinned ? kIconPinOff : kIconPin, .key = "P"}))
    toggle_pin(context, tag);
  if (full_.empty()) {
    if (menu.item("Full screen", {.icon = kIconMaximize2, .key = "Enter"})) set_full(context, tag);
  } else if (menu.item("Back to all cards", {.icon = kIconMinimize2, .key = "Esc"})) {
    set_full(context, "");
  }
  if (menu.item("Fit to data", {.icon = kIconScan, .key = "R", .enabled = !chart.view().fitted()})) {
    chart.view().fit(context);
    zoomed(context, chart);
    context.commands.state_changed(true);
  }
  for (const bool redo : {false, true}) {
    ChartView& view = chart.view();
    if (menu.item(redo ? "Redo zoom" : "Undo zoom", {.icon = redo ? kIconStepForward : kIconStepBack,
                                                     .key = redo ? "Ctrl Shift Z" : "Ctrl Z",
                                                     .enabled = redo ? view.can_redo() : view.can_undo()})) {
      redo ? view.redo(context) : view.undo(context);
      zoomed(context, chart);
      context.commands.state_changed(true);
    }
  }
  if (menu.item("Set axis ranges", {.icon = kIconMove, .key = "E"})) axis_editor_.open(chart.tag(), 2);
  for (const bool x : {false, true}) {
    const std::string_view now = kScaleNames[static_cast<std::size_t>(x ? x_scale(tag) : y_scale(tag))];
    const std::string label = (x ? "X scale: " : "Y scale: ") + std::string(now);
    if (menu.item(
            label,
            {.icon = kIconChartLine, .key = x ? "Shift L" : "L", .enabled = !x || settings_.axis != XAxis::kWall})) {
      next_scale(context, tag, x);
    }
  }
  menu.line();
  for (const Measure measure : {Measure::kLast, Measure::kBest}) {
    RunSort sort{.by = RunSort::By::kValue, .descending = false, .measure = measure, .tag = chart.name()};
    // The better ones first; the other way round where they are already.
    sort.descending = guess_better(chart.name()) == Better::kHigher;
    if (sort == context.runs.sort()) sort.descending = !sort.descending;
    const std::string label = "Sort runs by " + std::string(measure_name(measure)) + " value";
    if (menu.item(label, {.icon = kIconArrowDownUp})) context.commands.run("sort-runs", sort.text());
  }
  menu.line();
  const MenuItemOptions save{.icon = kIconDownload, .enabled = !saving()};
  const bool grouped = chart.grouped();  // then it says whose points these are
  if (grouped && menu.item("Save groups as CSV", save)) save_groups(chart);
  if (menu.item(grouped ? "Save runs as CSV" : "Save as CSV", save))
    save_scalars(context, chart.tag(), ExportFormat::kCsv);
  if (menu.item(grouped ? "Save runs as JSON" : "Save as JSON", save))
    save_scalars(context, chart.tag(), ExportFormat::kJson);
  if (menu.item("Save as SVG", {.icon = kIconImage})) save_picture(context, chart, false);
  if (menu.item("Save as PNG", {.icon = kIconImage})) save_picture(context, chart, true);
  if (menu.item("Copy tag", {.icon = kIconCopy})) {
    context.platform.set_clipboard(tag);
    context.commands.toast("Copied " + tag);
  }
}

void Scalars::toggle_pin(Context& context, const std::string& tag) {
  const auto found = std::ranges::find(list_.pins, tag);
  if (found != list_.pins.end()) {
    list_.pins.erase(found);
  } else {
    list_.pins.push_back(tag);
  }
  list_.changed();
  context.commands.state_changed(true);
  context.animate();
}

void Scalars::set_full(Context& context, std::string_view tag) {
  if (tag.empty() && !full_.empty()) {
    if (const TagId* back = context.store.find_tag(full_)) revealing_ = *back;
  }
  full_ = std::string(tag);
  scrubbed_ = false;
  context.commands.state_changed(true);
  context.animate();
}

}  // namespace db
