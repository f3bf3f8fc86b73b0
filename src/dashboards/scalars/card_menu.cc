// A card's menu.
#include <algorithm>

#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/run_selection.h"

namespace db {

void Scalars::draw_card_menu(Context& context, const Rect& anchor, Chart& chart) {
  Menu menu(context, "more", anchor, 200);
  if (!menu.open()) return;
  const std::string& tag = chart.name();
  const bool pinned = std::ranges::find(list_.pins, tag) != list_.pins.end();
  if (menu.item(pinned ? "Unpin" : "Pin", {.icon = pinned ? kIconPinOff : kIconPin, .key = "P"}))
    toggle_pin(context, tag);
  if (pinned && list_.pins.size() > 1) {
    if (menu.item("Move pin earlier", {.icon = kIconArrowUp, .key = ",", .enabled = tag != list_.pins.front()}))
      move_pin(context, tag, -1);
    if (menu.item("Move pin later", {.icon = kIconArrowDown, .key = ".", .enabled = tag != list_.pins.back()}))
      move_pin(context, tag, 1);
  }
  if (full_.empty()) {
    if (menu.item("Full screen", {.icon = kIconMaximize2, .key = "Enter"})) set_full(context, tag);
  } else if (menu.item("Back to all cards", {.icon = kIconMinimize2, .key = "Esc"})) {
    set_full(context, "");
  }
  const bool wide = list_.wide.contains(tag);
  if (full_.empty() && menu.item(wide ? "Usual width" : "Full width", {.icon = kIconExpand, .key = "Shift Enter"}))
    toggle_wide(context, tag);
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
  if (menu.item("Set axis ranges", {.icon = kIconMove, .key = "E"})) axis_editor_.open(chart.card(), 2);
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
  const bool several = chart.tags().several();
  if (menu.item(several ? "Tags of this card…" : "Add a tag to this card…", {.icon = kIconTag, .key = "M"}))
    picker_.open(context, tag);
  if (!cards_.own_tag(chart.card())) {
    if (menu.item("Take this card away", {.icon = kIconX})) remove_pattern(context, tag);
  } else if (several && menu.item("Take added tags out", {.icon = kIconX})) {
    keep_for_undo();
    cards_.only_own(tag);
    cards_changed(context);
  }
  if (!several && cards_.own_tag(chart.card())) draw_sort_items(context, menu, tag);
  menu.line();
  const MenuItemOptions save{.icon = kIconDownload, .enabled = !saving()};
  const bool grouped = chart.grouped();  // then it says whose points these are
  if (grouped && menu.item("Save groups as CSV", save)) save_groups(chart);
  if (menu.item(grouped ? "Save runs as CSV" : "Save as CSV", save))
    save_scalars(context, chart.card(), ExportFormat::kCsv);
  if (menu.item(grouped ? "Save runs as JSON" : "Save as JSON", save))
    save_scalars(context, chart.card(), ExportFormat::kJson);
  if (menu.item("Save as SVG", {.icon = kIconImage, .key = "Shift S"})) save_picture(context, chart, false);
  if (menu.item("Save as PNG", {.icon = kIconImage})) save_picture(context, chart, true);
  if (menu.item("Copy image", {.icon = kIconCopy, .key = "Shift C"})) copy_picture(context, chart);
  if (menu.item(several ? "Copy tags" : "Copy tag", {.icon = kIconCopy})) {
    std::string text;
    for (const TagId id : cards_.tags(chart.card())) text += (text.empty() ? "" : "\n") + context.store.tag(id);
    context.platform.set_clipboard(text);
    context.commands.toast("Copied " + (several ? counted(chart.tags().ids().size(), "tag", "tags") : text));
  }
}

// The better runs first; the other way round where they are already.
void Scalars::draw_sort_items(Context& context, Menu& menu, const std::string& tag) {
  menu.line();
  for (const Measure measure : {Measure::kLast, Measure::kBest}) {
    RunSort sort{.by = RunSort::By::kValue, .descending = false, .measure = measure, .tag = tag};
    sort.descending = guess_better(tag) == Better::kHigher;
    if (sort == context.runs.sort()) sort.descending = !sort.descending;
    const std::string label = "Sort runs by " + std::string(measure_name(measure)) + " value";
    if (menu.item(label, {.icon = kIconArrowDownUp})) context.commands.run("sort-runs", sort.text());
  }
}

void Scalars::set_full(Context& context, std::string_view tag) {
  if (tag.empty() && !full_.empty()) {
    revealing_ = cards_.find(context.store, full_);
  }
  full_ = std::string(tag);
  scrubbed_ = false;
  context.commands.state_changed(true);
  context.animate();
}

void Scalars::toggle_wide(Context& context, const std::string& card) {
  if (list_.wide.erase(card) == 0) list_.wide.insert(card);
  hold_page(cards_.find(context.store, card));
  list_.changed();
  context.commands.state_changed(true);
  context.animate();
}

}  // namespace db
