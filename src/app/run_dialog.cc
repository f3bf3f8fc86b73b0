// What a person says about a run, or the runs of a folder: shown name, colour and pattern, notes. Each change holds at
// once.
#include <algorithm>
#include <cmath>

#include "app/shell.h"
#include "icons.h"
#include "ui/colour.h"
#include "ui/look_picker.h"

namespace db {
namespace {

constexpr float kLabel = 20, kGap = 16;

// How a line looks in a theme: on its card.
void draw_sample(const Paint& paint, const Rect& rect, const Theme& theme, const RunStyle& style,
                 std::string_view name) {
  paint.fill(rect, theme.surface, 4);
  paint.edge(rect, theme.border2, 4);
  paint.text(type::kSmall, rect.x + 8, rect.center_y(), theme.text3, name);
  const float from = rect.x + 44;
  draw_line_swatch(paint, from, rect.center_y(), colour_of(style, theme), style.pattern, rect.right() - 8 - from);
}

}  // namespace

void Shell::draw_run_dialog(Rect area) {
  RunEdit& edit = state_.run_edit;
  const Paint paint(context_);
  if (dialog_footer(area, "Done")) context_.commands.run("close-dialog");
  const Rect foot{area.x, area.bottom(), area.w, 64};
  const std::string_view hide = edit.folder() ? "Hide these runs" : "Hide this run";
  if (button(context_, hide, {foot.x + 24, foot.center_y() - 18}, {.icon = kIconEyeOff, .large = true})) {
    context_.commands.run("hide-run", edit.key);
    context_.commands.run("close-dialog");
  }
  area = area.inset(24, 12);
  const auto label = [&](std::string_view text) {
    paint.text(type::kRow, area.take_top(kLabel), theme_.text3, text);
    area.take_top(4);
  };
  std::string_view path = edit.key;
  if (edit.folder()) path.remove_suffix(1);
  const float size = context_.size.icon_button;
  Rect full = area.take_top(std::max(size, 36.0f));
  if (icon_button(context_, "Copy name", kIconCopy, full.take_right(size), {.icon_px = 14})) {
    context_.commands.run("copy", path);
    context_.commands.toast("Name copied");
  }
  context_.probe.text(path, full);
  const int lines = paint.lines(type::kMono, path, full.w - 8, 2);
  if (lines > 1) {
    paint.paragraph(type::kMono, {full.x, full.y, full.w - 8, 18}, theme_.text, path, 18, Align::kLeft, 2);
  } else {
    paint.text(type::kMono, full, theme_.text, path);
  }
  area.take_top(kGap - 8);
  if (!edit.folder()) {
    label("Shown as");
    Rect field = area.take_top(context_.size.control);
    if (text_field(context_, "Shown as", field, edit.name, {.id = "run-name", .placeholder = "Its own name"}).changed) {
      context_.commands.run("rename-run", edit.key + '\0' + edit.name);
    }
    area.take_top(kGap);
  }
  draw_run_colour(area);
  if (edit.folder()) return;
  area.take_top(kGap);
  label("Notes: shown with the name, found by the filter");
  const FieldOptions options{.id = "run-notes", .placeholder = "Why this run, what came of it", .multiline = true};
  if (text_field(context_, "Notes", area.take_top(std::max(60.0f, area.h)), edit.note, options).changed) {
    context_.commands.run("note-run", edit.key + '\0' + edit.note);
  }
}

// Swatches; a colour of one's own, and how both themes show it.
void Shell::draw_run_colour(Rect& area) {
  RunEdit& edit = state_.run_edit;
  const Paint paint(context_);
  const RunMarks& marks = app_.runs_.marks();
  const RunLook* set = marks.look(edit.key);
  RunLook look = set ? *set : RunLook();
  RunStyle style;
  for (const RunId run : app_.runs_.order()) {
    const std::string& name = app_.store_.run(run).name;
    if (name != edit.key && !(edit.folder() && name.starts_with(edit.key))) continue;
    style = app_.runs_.style(run);
    break;
  }
  style = look.over(style);
  const auto apply = [&] {
    context_.commands.run("run-look", look.text() + ":" + edit.key);
    context_.animate();
  };
  const std::string_view title = edit.folder() ? "Colour and pattern of all runs inside" : "Colour and pattern";
  paint.text(type::kRow, area.take_top(kLabel), theme_.text3, title);
  Rect swatches = area.take_top(look_picker_height(context_));
  if (look_picker(context_, {swatches.x - 4, swatches.y, swatches.w + 8, swatches.h}, style, look)) {
    edit.colour.clear();
    apply();
  }
  area.take_top(8);
  Rect row = area.take_top(context_.size.control);
  const bool wrong = !edit.colour.empty() && !parse_colour(edit.colour);
  const FieldOptions options{
      .id = "run-colour", .placeholder = "#1a2b3c", .problem = wrong ? "six digits 0-9, a-f" : "", .mono = true};
  const float field = wrong ? row.w : 104.0f;
  if (text_field(context_, "Any other colour", row.take_left(field), edit.colour, options).changed) {
    context_.animate();
    if (const auto colour = parse_colour(edit.colour)) {
      look.own = colour;
      look.slot.reset();
      apply();
    } else if (edit.colour.empty() && look.own) {
      look.own.reset();
      apply();
    }
  }
  if (!wrong) {
    row.take_left(8);
    if (set) {
      const float size = context_.size.icon_button;
      if (icon_button(context_, "By name again", kIconRotateCcw, row.take_right(size), {.icon_px = 14})) {
        edit.colour.clear();
        context_.commands.run("run-look", ":" + edit.key);
      }
      row.take_right(8);
    }
    const float half = std::floor((row.w - 8) / 2);
    draw_sample(paint, row.take_left(half), light_theme(), style, "Light");
    row.take_left(8);
    draw_sample(paint, row, dark_theme(), style, "Dark");
  }
  if (look.own && (style.light != *look.own || style.dark != *look.own)) {
    const bool both = style.light != *look.own && style.dark != *look.own;
    const std::string_view where = both                       ? "both themes"
                                   : style.light != *look.own ? "the light theme"
                                                              : "the dark theme";
    const std::string text = "Hard to see in " + std::string(where) + ": drawn stronger there, in the same hue.";
    const Rect line = area.take_top(24);
    paint.text(type::kSmall, line, theme_.text3, text);
    context_.probe.text(text, line);
  }
}

}  // namespace db
