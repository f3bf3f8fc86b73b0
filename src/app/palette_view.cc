// The palette on screen (reference look.md, mock 13): a field, what it finds, the keys that work in it.
#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "app/commands.h"
#include "app/palette.h"
#include "app/shell.h"
#include "icons.h"
#include "ui/input.h"
#include "ui/motion.h"
#include "ui/overlay.h"
#include "ui/scroll_area.h"
#include "ui/text_fields.h"

namespace db {
namespace {

constexpr float kFadeSecs = 0.08f;
constexpr float kWidth = 560, kHead = 56, kFoot = 40, kSectionHead = 28, kRow = 36;
constexpr std::string_view kField = "palette";

std::string_view section_name(PaletteSection section) {
  switch (section) {
    case PaletteSection::kCommands:
      return "Commands";
    case PaletteSection::kTags:
      return "Tags";
    case PaletteSection::kRuns:
      return "Runs";
  }
  return {};
}

const char* section_icon(PaletteSection section) {
  switch (section) {
    case PaletteSection::kCommands:
      return kIconChevronRight;
    case PaletteSection::kTags:
      return kIconTag;
    case PaletteSection::kRuns:
      return kIconChartLine;
  }
  return "";
}

// A long name from shortly before what was looked for.
std::string around_match(const PaletteItem& item) {
  constexpr std::size_t kBefore = 16;
  const std::string_view name = item.text;
  if (item.match_at <= kBefore) return std::string(name);
  std::size_t from = item.match_at - kBefore;
  while (from < item.match_at && (static_cast<unsigned char>(name[from]) & 0xC0) == 0x80) ++from;  // a whole letter
  return "…" + std::string(name.substr(from));
}

// Tags of scalars, then all others; by name if `sorted`.
struct TagNames {
  std::vector<std::string_view> all;
  std::size_t scalars = 0;
};

TagNames tag_names(const Store& store, bool sorted) {
  TagNames names;
  std::vector<bool> scalar(store.tags().size());
  for (const Series& series : store.series()) {
    if (series.kind == SeriesKind::kScalar) scalar[index_of(series.tag)] = true;
  }
  for (const bool wanted : {true, false}) {
    const auto begin = static_cast<std::ptrdiff_t>(names.all.size());
    for (std::size_t i = 0; i < scalar.size(); ++i)
      if (scalar[i] == wanted) names.all.emplace_back(store.tags()[i]);
    if (sorted) std::sort(names.all.begin() + begin, names.all.end());
    if (wanted) names.scalars = names.all.size();
  }
  return names;
}

}  // namespace

std::vector<PaletteItem> Shell::palette_items() const {
  const bool any_word = state_.palette_text.find_first_not_of(">#@ ") != std::string::npos;
  const TagNames tags = tag_names(app_.store_, !any_word);  // where there is a word the palette has its own order
  if (state_.palette_sorts) {
    const auto scalars = std::span(tags.all).first(tags.scalars);
    std::vector<PaletteItem> items = find_in_palette("#" + state_.palette_text, {{}, scalars, {}});
    for (PaletteItem& item : items) {
      item.command = "sort-runs";
      item.argument = RunSort{.by = RunSort::By::kValue, .tag = item.text}.text();
    }
    return items;
  }
  std::vector<PaletteCommand> commands;
  std::vector<std::string> titles;
  titles.reserve(app_.dashboards_.size());
  if (open()) {
    for (const auto& dashboard : app_.dashboards_) {
      if (dashboard->id() == state_.dashboard || !dashboard->is_tab()) continue;
      titles.push_back("Go to " + std::string(dashboard->title()));
      commands.push_back({titles.back(), "", "set-dashboard", dashboard->id()});
    }
    if (const Dashboard* dashboard = app_.active()) {
      for (const KeyHelp& key : dashboard->keys())
        if (key.always) commands.push_back({key.what, key.shown_keys(), "dashboard-key", key.keys});
    }
  }
  for (const CommandInfo& command : all_commands()) {
    if (command.name == "show-palette" || !app_.command_works(command)) continue;
    commands.push_back({command.title, command.shown, command.name, {}});
  }
  std::vector<std::string_view> runs;
  for (const RunId run : app_.runs_.order()) runs.push_back(app_.store_.run(run).name);
  return find_in_palette(state_.palette_text, {commands, tags.all, runs});
}

void Shell::draw_palette() {
  Overlay overlay(context_, "##palette", 1);
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, fade_in(context_, kFadeSecs));
  const std::vector<PaletteItem> items = palette_items();
  float wanted = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i == 0 || items[i].section != items[i - 1].section) wanted += kSectionHead;
    wanted += kRow;
  }
  const bool phone = context_.phone();
  const float width = std::min(kWidth, context_.page.w - 16);
  const float top = phone ? 16 : std::min(112.0f, std::floor(context_.page.h * 0.125f));
  const float foot = phone ? 0 : kFoot;
  const float list_h = std::clamp(items.empty() ? 72 : wanted + 8, 72.0f,
                                  std::max(120.0f, std::min(440.0f, context_.page.h - top - kHead - foot - 24)));
  const Rect box{std::floor(context_.page.center_x() - width / 2), top, width, kHead + list_h + foot};
  const Paint paint(context_);
  paint.popup(box, 12);
  context_.probe.region("Find", box, "listbox");
  Rect inside = box;

  const Rect head = inside.take_top(kHead);
  paint.icon(kIconSearch, head.x + 24, head.center_y(), 16, theme_.text2);
  if (ImGui::IsWindowAppearing()) context_.fields.focus(kField);
  const FieldResult field = text_field(
      context_, "Commands, tags, runs", head.inset(40, 10), state_.palette_text,
      {.id = kField,
       .placeholder = state_.palette_sorts ? "Sort runs by the last value of a tag" : "Find a command, a tag, a run",
       .icon = nullptr,
       .key = {},
       .problem = {},
       .mono = false,
       .bare = true});
  if (field.changed) {
    state_.palette_chosen = 0;
    context_.animate();
  }
  if (field.escaped) context_.commands.run("close-dialog");
  paint.hline(head.x, head.right(), head.bottom() - paint.hairline(), theme_.border);

  const int count = static_cast<int>(items.size());
  int& chosen = state_.palette_chosen;
  if (count > 0) chosen = (std::clamp(chosen, 0, count - 1) + context_.input.arrow_y + count) % count;
  const bool moved = context_.input.arrow_y != 0;
  const auto run = [&](const PaletteItem& item) {
    context_.commands.run("close-dialog");
    context_.commands.run(item.command, item.argument);
  };
  if (field.entered && count > 0) run(items[static_cast<std::size_t>(chosen)]);

  const Rect list = inside.take_top(list_h);
  {
    ScrollArea scroll(context_, "palette", list, wanted + 8);
    float y = scroll.y() + 4;
    for (int i = 0; i < count; ++i) {
      const PaletteItem& item = items[static_cast<std::size_t>(i)];
      if (i == 0 || item.section != items[static_cast<std::size_t>(i - 1)].section) {
        const Rect name{list.x + 16, y, list.w - 32, kSectionHead};
        paint.text(type::kSmall, name, theme_.text3, section_name(item.section));
        context_.probe.text(section_name(item.section), name);
        y += kSectionHead;
      }
      const Rect row{list.x + 4, y, list.w - 8, kRow};
      if (draw_palette_row(item, row, i == chosen, i)) run(item);
      if (i == chosen && moved) scroll.reveal(y - scroll.y() - kSectionHead, y - scroll.y() + kRow + 4);
      y += kRow;
    }
  }
  if (items.empty()) {
    constexpr std::string_view kNothing = "Nothing has a name like that.";
    paint.text(type::kBody, list, theme_.text3, kNothing, Align::kCenter);
    context_.probe.status(kNothing, list);
  }
  if (!phone) draw_palette_foot(inside);
  ImGui::PopStyleVar();
  if (overlay.pressed_outside(box)) context_.commands.run("close-dialog");
}

bool Shell::draw_palette_row(const PaletteItem& item, const Rect& row, bool chosen, int index) {
  const Paint paint(context_);
  ImGui::PushID(index);
  const Interaction act = interact(context_, Kind::kMenuItem, item.text, row,
                                   {.checked = chosen ? Checked::kOn : Checked::kOff, .value = item.key});
  ImGui::PopID();
  if (chosen) context_.probe.set_current(act.id);
  if (act.hovered && (ImGui::GetIO().MouseDelta.x != 0 || ImGui::GetIO().MouseDelta.y != 0)) {
    state_.palette_chosen = index;
  }
  if (chosen) paint.fill(row, theme_.sel, 6);
  paint.icon(section_icon(item.section), row.x + 20, row.center_y(), 14, theme_.text3);
  float right = row.right() - 12;
  if (!item.key.empty()) {
    right -= key_width(context_, item.key);
    draw_key_cap(paint, {right, row.center_y() - 9}, item.key);
    right -= 8;
  }
  // What was looked for stands out, where the whole name fits.
  const Rect text{row.x + 40, row.y, right - row.x - 40, row.h};
  const std::string_view name = item.text;
  if (item.match_bytes == 0) {
    paint.text(type::kBody, text, theme_.text, name, Align::kLeft, Elide::kMiddle);
    return act.clicked;
  }
  if (paint.width(type::kBodyBold, name) > text.w) {
    paint.text(type::kBody, text, theme_.text, around_match(item), Align::kLeft, Elide::kEnd);
    return act.clicked;
  }
  float x = paint.text(type::kBody, text.x, text.center_y(), theme_.text2, name.substr(0, item.match_at));
  x = paint.text(type::kBodyBold, x, text.center_y(), theme_.text, name.substr(item.match_at, item.match_bytes));
  paint.text(type::kBody, x, text.center_y(), theme_.text2, name.substr(item.match_at + item.match_bytes));
  return act.clicked;
}

void Shell::draw_palette_foot(const Rect& foot) {
  const Paint paint(context_);
  paint.hline(foot.x, foot.right(), foot.y, theme_.border);
  float x = foot.x + 16;
  const auto hint = [&](std::initializer_list<std::string_view> keys, std::string_view what) {
    for (const std::string_view key : keys) {
      draw_key_cap(paint, {x, foot.center_y() - 9}, key);
      x += key_width(context_, key) + 4;
    }
    x = paint.text(type::kSmall, x + 2, foot.center_y(), theme_.text3, what) + 16;
  };
  hint({"↑", "↓"}, "choose");
  hint({"Enter"}, "run");
  hint({"Esc"}, "close");
  constexpr std::string_view kHint = "> for commands, # for tags, @ for runs";
  const float width = paint.width(type::kSmall, kHint);
  if (foot.right() - 16 - width > x) {
    paint.text(type::kSmall, foot.right() - 16 - width, foot.center_y(), theme_.text3, kHint);
  }
}

}  // namespace db
