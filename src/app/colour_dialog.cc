// Colours of runs by what a regular expression captures of their names, seen before they are applied. Source of the
// rule: TensorBoard's "Color runs by: Regex", tensorboard.md 5.1.
#include <algorithm>

#include "analysis/run_groups.h"
#include "app/shell.h"
#include "icons.h"
#include "ui/look_picker.h"
#include "ui/number_text.h"
#include "ui/scroll_area.h"

namespace db {
namespace {

constexpr std::size_t kNamed = 5;  // runs of a group that are named
constexpr std::string_view kRest[] = {"Keep theirs", "Grey"};

}  // namespace

void Shell::preview_colours() {
  ColourEdit& edit = state_.colour_edit;
  const RunSelection& runs = app_.runs_;
  if (!edit.stale && edit.list_generation == runs.list_generation()) return;
  edit.stale = false;
  edit.list_generation = runs.list_generation();
  edit.problem.clear();
  if (edit.pattern.empty()) {
    edit.groups.clear();
    return;
  }
  const auto key = run_key({.by = GroupRule::By::kCaptures, .depth = 1, .pattern = edit.pattern}, app_.store_);
  if (!key) {
    edit.problem = key.error().message;  // what the last good one gave stays
    return;
  }
  const auto groups = group_runs(runs.order(), *key);
  std::vector<std::string_view> names;
  for (const RunGroup& group : groups)
    if (!group.keyless) names.push_back(group.name);
  GroupColours colours;
  colours.add(names);
  edit.groups.clear();
  for (const RunGroup& group : groups) {
    ColourEdit::Group& out = edit.groups.emplace_back();
    out.name = group.keyless ? "Not matched" : group.name.empty() ? "(empty)" : group.name;
    out.keyless = group.keyless;
    out.style =
        group.keyless ? RunStyle{.light = light_theme().control, .dark = dark_theme().control} : colours.of(group.name);
    out.runs = group.runs.size();
    for (std::size_t i = 0; i < std::min(kNamed, group.runs.size()); ++i)
      out.first.emplace_back(runs.shown_name(group.runs[i]));
  }
}

void Shell::draw_colour_dialog(Rect area) {
  ColourEdit& edit = state_.colour_edit;
  const Paint paint(context_);
  preview_colours();
  const bool ready = !edit.pattern.empty() && edit.problem.empty();
  const bool in_force = !app_.runs_.marks().pattern.empty();
  bool apply = dialog_footer(area, "Colour runs", ready);
  if (in_force) {
    const Rect foot{area.x, area.bottom(), area.w, 64};
    if (button(context_, "Colour by name again", {foot.x + 24, foot.center_y() - 18}, {.large = true})) {
      context_.commands.run("colour-by", "keep:");
      context_.commands.run("close-dialog");
    }
  }
  area = area.inset(24, 12);
  if (ImGui::IsWindowAppearing()) context_.fields.focus("colour-pattern");
  const FieldResult typed =
      text_field(context_, "Pattern", area.take_top(context_.size.control), edit.pattern,
                 {.id = "colour-pattern", .placeholder = "(train|eval)", .problem = edit.problem, .mono = true});
  if (typed.changed) {
    edit.stale = true;
    context_.animate();
  }
  if (typed.escaped) context_.commands.run("close-dialog");
  apply = apply || (typed.entered && ready);
  area.take_top(8);
  constexpr std::string_view kHow =
      "A regular expression, found anywhere in the name. Runs with the same text in its brackets get one colour; "
      "without "
      "brackets all that match get one. A run's own colour, chosen by hand, stays.";
  area.take_top(paint.paragraph(type::kRow, area, theme_.text3, kHow, 18) + 8);
  Rect rest = area.take_top(context_.size.small_control);
  paint.text(type::kRow, rest, theme_.text2, "Runs that do not match");
  int grey = edit.grey_rest ? 1 : 0;
  const float width = segment_width(context_, kRest, rest.h);
  if (segment(context_, "Runs that do not match", {rest.right() - width, rest.y}, rest.h, kRest, grey)) {
    edit.grey_rest = grey == 1;
    context_.animate();
  }
  area.take_top(8);
  draw_colour_groups({area.x - 24, area.y, area.w + 48, area.h + 12});
  if (!apply) return;
  context_.commands.run("colour-by", (edit.grey_rest ? "grey:" : "keep:") + edit.pattern);
  context_.commands.run("close-dialog");
}

void Shell::draw_colour_groups(Rect area) {
  const ColourEdit& edit = state_.colour_edit;
  const Paint paint(context_);
  paint.hline(area.x, area.right(), area.y, theme_.border);
  constexpr float kHead = 24, kLine = 18;
  float height = 8;
  const auto lines_of = [](const ColourEdit::Group& group) {
    return static_cast<float>(group.first.size() + (group.runs > group.first.size() ? 1 : 0));
  };
  for (const auto& group : edit.groups) height += kHead + kLine * lines_of(group) + 8;
  ScrollArea scroll(context_, "colour-groups", area, height);
  float y = scroll.y() + 8;
  for (const auto& group : edit.groups) {
    const float all = kHead + kLine * lines_of(group) + 8;
    if (y + all < area.y || y > area.bottom()) {
      y += all;
      continue;
    }
    const Rect head{area.x + 24, y, area.w - 48, kHead};
    const bool drawn = !group.keyless || edit.grey_rest;
    if (drawn) draw_line_swatch(paint, head.x, head.center_y(), colour_of(group.style, theme_), group.style.pattern);
    const std::string count = counted(group.runs, "run", "runs");
    const float count_w = paint.width(type::kRow, count);
    const Rect name{head.x + 22, head.y, head.w - 22 - count_w - 8, head.h};
    paint.text(type::kRowBold, name, group.keyless ? theme_.text2 : theme_.text, group.name, Align::kLeft,
               Elide::kMiddle);
    paint.text(type::kRow, head, theme_.text3, count, Align::kRight);
    context_.probe.add(Kind::kText, group.name, head, 0, true, Checked::kNone, count);
    float line = y + kHead;
    for (const std::string& run : group.first) {
      paint.text(type::kRow, {name.x, line, head.w - 22, kLine}, theme_.text2, run, Align::kLeft, Elide::kMiddle);
      line += kLine;
    }
    if (group.runs > group.first.size()) {
      const std::string more =
          "and " + with_commas(static_cast<std::uint64_t>(group.runs - group.first.size())) + " more";
      paint.text(type::kRow, {name.x, line, head.w - 22, kLine}, theme_.text3, more);
      context_.probe.text(more, {name.x, line, head.w - 22, kLine});
    }
    y += all;
  }
}

}  // namespace db
