// The run list's rail: filter, header, list, footer.
#include <algorithm>
#include <cmath>

#include "app/shell.h"
#include "icons.h"
#include "imgui_internal.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/tooltip.h"

namespace db {
namespace {

constexpr std::size_t kMostInMenu = 12;

}  // namespace

void Shell::draw_rail(Rect area, bool overlay) {
  const Paint paint(context_);
  if (!context_.phone() || !overlay) paint.fill(area, theme_.rail);
  if (!overlay) {
    paint.vline(area.right() - paint.hairline(), area.y, area.bottom(), theme_.border);
    // The edge is a handle.
    const Rect edge{area.right() - 4, area.y, 8, area.h};
    const Interaction act = interact(context_, Kind::kResize, "Width of the run list", edge,
                                     {.cursor = Cursor::kResizeX, .drags = true, .grow_target = false});
    if (act.held) {
      context_.commands.run("rail-width", std::to_string(std::round(ImGui::GetIO().MousePos.x - area.x)));
    }
    if (act.hovered || act.held) paint.fill({area.right() - 1, area.y, 2, area.h}, theme_.border2);
    area.w -= paint.hairline();
  }
  Rect toolbar = area.take_top(context_.size.toolbar);
  paint.hline(toolbar.x, toolbar.right(), toolbar.bottom() - paint.hairline(), theme_.border);
  const float height = context_.size.control;
  Rect field{toolbar.x + 12, toolbar.center_y() - height / 2, toolbar.w - 24, height};
  if (overlay) {
    const Rect close{field.right() - height, field.y, height, height};
    if (icon_button(context_, "Close run list", kIconX, close, {.key = "["})) context_.commands.run("toggle-rail");
    field.w -= height + 8;
  }
  draw_run_filter(field);
  draw_rail_head(area.take_top(context_.width == Width::kDesktop ? 32 : 40));
  draw_rail_foot(area.take_bottom(36));
  app_.run_list_.draw(context_, area, state_.folded);
}

// The field, and on it: how to search, or a way to get all back (Escape in the field does it, too).
void Shell::draw_run_filter(const Rect& field) {
  std::string text = app_.runs_.filter_text();
  const std::string& problem = app_.runs_.filter_problem();
  // What lies on the field has the pointer before it, and is drawn after.
  ImDrawListSplitter layers;
  ImDrawList* const list = ImGui::GetWindowDrawList();
  layers.Split(list, 2);
  layers.SetCurrentChannel(list, 1);
  if (problem.empty() && !context_.fields.focused("filter-runs")) {
    Rect buttons{field.x, field.y + (field.h - 24) / 2, field.w, 24};
    const bool key = text.empty() && !context_.phone() && !context_.input.touch;
    if (key) buttons.take_right(24);
    if (!text.empty() && icon_button(context_, "Clear the filter", kIconX, buttons.take_right(24), {.icon_px = 14})) {
      context_.commands.run("runs-filter", "");
    }
    if (icon_button(context_, "How to search", kIconCircleQuestionMark, buttons.take_right(24),
                    {.icon_px = 14, .colour = theme_.text3})) {
      context_.commands.run("search-help");
    }
  }
  layers.SetCurrentChannel(list, 0);
  const FieldOptions options{
      .id = "filter-runs", .placeholder = "Filter runs", .icon = kIconFilter, .key = "/", .problem = problem};
  if (text_field(context_, "Filter runs", field, text, options).changed) context_.commands.run("runs-filter", text);
  layers.Merge(list);
}

void Shell::draw_rail_head(Rect area) {
  const Paint paint(context_);
  const RunSelection& runs = app_.runs_;
  std::size_t matching = 0;
  for (const RunId run : runs.order()) matching += runs.matches(run);
  const std::size_t shown = runs.shown().size(), all = runs.order().size() - runs.hidden_runs().size();
  const Checked state = shown == 0 ? Checked::kOff : shown == matching ? Checked::kOn : Checked::kMixed;
  const ImVec2 box{area.x + 16 + 7, area.center_y()};
  if (all > 0) {
    const ImU32 colour = state == Checked::kOff ? theme_.control : theme_.ink;
    if (checkbox(context_, "All runs", box, state, colour)) {
      context_.commands.run(state == Checked::kOn ? "filtered-off" : "filtered-on");
    }
    draw_checkbox(paint, box, state, colour, BoxShape::kSquare, theme_.on_ink);
  }
  std::string text = with_commas(static_cast<std::uint64_t>(all)) + (all == 1 ? " run" : " runs");
  if (shown != all) text = with_commas(static_cast<std::uint64_t>(shown)) + " of " + text + " shown";
  const float sort_width = draw_sort(area);
  const Rect label{area.x + 16 + 14 + 8, area.y, area.w - 50 - sort_width, area.h};
  paint.text(type::kRow, label, theme_.text3, text);
  context_.probe.status(text, label);
  paint.hline(area.x, area.right(), area.bottom() - paint.hairline(), theme_.border);
}

// What the list is sorted by, and the menu to change it; returns the width it took.
float Shell::draw_sort(Rect area) {
  const RunSelection& runs = app_.runs_;
  if (runs.order().size() < 2) return 0;
  const Paint paint(context_);
  const RunSort& sort = runs.sort();
  const auto what = [&]() -> std::string {
    switch (sort.by) {
      case RunSort::By::kName:
        return "Name";
      case RunSort::By::kStart:
        return "Start";
      case RunSort::By::kValue:
        return std::string(measure_name(sort.measure)) + " " + sort.tag;
      case RunSort::By::kHParam:
        return sort.tag;
    }
    return {};
  }();
  const float most = std::min(140.0f, area.w * 0.5f);
  const std::string shown = elide_middle(context_.fonts, type::kRow, what, most - 30);
  const float width = std::ceil(paint.width(type::kRow, shown)) + 30;
  const Rect box{area.right() - 8 - width, area.center_y() - 12, width, 24};
  const Interaction act = interact(context_, Kind::kSelect, "Sort runs", box,
                                   {.checked = menu_open("sort") ? Checked::kOpen : Checked::kClosed,
                                    .value = (sort.descending ? "-" : "") + what,
                                    .cursor = Cursor::kHand,
                                    .ring = 4});
  if (act.hovered || menu_open("sort")) paint.fill(box, theme_.hover, 4);
  paint.text(type::kRow, box.x + 8, box.center_y(), theme_.text2, shown);
  paint.icon(sort.descending ? kIconArrowDown : kIconArrowUp, box.right() - 13, box.center_y(), 12, theme_.text3);
  if (act.hovered) context_.tooltip.want(act.id, box, "Sorted by " + what + (sort.descending ? ", highest first" : ""));
  if (act.clicked) open_menu("sort");
  if (Menu menu(context_, "sort", box, 220); menu.open()) {
    const auto offer = [&](std::string_view label, RunSort to, bool chosen) {
      to.descending = chosen && sort.descending;
      if (menu.item(label, {.checked = chosen ? Checked::kOn : Checked::kNone})) {
        context_.commands.run("sort-runs", to.text());
      }
    };
    menu.heading("Sort runs by");
    offer("Name", {}, sort.by == RunSort::By::kName);
    offer("Start", {.by = RunSort::By::kStart, .descending = false, .measure = {}, .tag = {}},
          sort.by == RunSort::By::kStart);
    if (sort.by == RunSort::By::kValue) {
      for (const Measure measure : {Measure::kLast, Measure::kBest, Measure::kMin, Measure::kMax, Measure::kMean}) {
        RunSort to = sort;
        to.measure = measure;
        offer(std::string(measure_name(measure)) + " of " + sort.tag, to, sort.measure == measure);
      }
    }
    if (menu.item("Value of a tag")) context_.commands.run("sort-by-tag");
    const auto hparams = runs.hparams().names();
    if (!hparams.empty()) menu.heading("Hyperparameter");
    for (std::size_t i = 0; i < std::min(hparams.size(), kMostInMenu); ++i) {
      const std::string& name = hparams[i].name;
      offer(name, {.by = RunSort::By::kHParam, .descending = false, .measure = {}, .tag = name},
            sort.by == RunSort::By::kHParam && sort.tag == name);
    }
    menu.line();
    if (menu.item("The other way round", {.icon = kIconArrowDownUp})) {
      RunSort to = sort;
      to.descending = !to.descending;
      context_.commands.run("sort-runs", to.text());
    }
  }
  return width + 4;
}

void Shell::draw_rail_foot(Rect area) {
  const Paint paint(context_);
  paint.hline(area.x, area.right(), area.y, theme_.border);
  const Store& store = app_.store_;
  std::string_view chip_text = "All read";
  Tone tone = Tone::kOk;
  const char* icon = kIconCircleCheck;
  std::string problems;
  const Reading& reading = state_.reading;
  if (reading.state == ReadingState::kPaused) {
    chip_text = "Paused", tone = Tone::kInfo, icon = kIconPause;
  } else if (reading.busy()) {
    chip_text = "Reading", tone = Tone::kInfo, icon = nullptr;
  } else if (const auto n = app_.notices_.problems(); n > 0) {
    problems = counted(n, "problem", "problems");
    chip_text = problems, tone = Tone::kDanger, icon = kIconCircleX;
  }
  const float width = chip_width(context_, chip_text, icon);
  const Rect box{area.right() - 8 - width, area.center_y() - 10, width, 20};
  if (tone == Tone::kDanger) {
    const Interaction act =
        interact(context_, Kind::kButton, "Problems", box, {.value = chip_text, .cursor = Cursor::kHand});
    if (act.clicked) context_.commands.run("set-dashboard", "inspect");
  }
  chip(context_, box.min(), chip_text, tone, icon);
  double bytes = 0;
  for (const FileInfo& file : store.files()) bytes += static_cast<double>(file.bytes);
  const Rect label{area.x + 16, area.y, box.x - area.x - 24, area.h};
  std::string text =
      counted(app_.runs_.order().size(), "run", "runs") + " · " + counted(store.tags().size(), "tag", "tags");
  const std::string with_bytes = text + " · " + byte_text(bytes);
  if (paint.width(type::kRow, with_bytes) <= label.w) text = with_bytes;
  paint.text(type::kRow, label, theme_.text3, text);
  context_.probe.text(text, label);
}

}  // namespace db
