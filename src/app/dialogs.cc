// Keys, about, what can be opened.
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/commands.h"
#include "app/shell.h"
#include "icons.h"
#include "ui/motion.h"
#include "ui/overlay.h"
#include "ui/scroll_area.h"

namespace db {
namespace {

constexpr float kFadeSecs = 0.08f;
constexpr float kSingleKeys = 44;  // the line about them

struct KeyGroup {
  std::string_view name;
  std::vector<KeyHelp> keys;
};

// Exactly the keys that work now.
template <typename Works>
std::vector<KeyGroup> key_groups(const Dashboard* dashboard, bool open, const Works& works) {
  std::vector<KeyGroup> groups;
  const auto add = [&](const KeyHelp& key) {
    auto group = std::ranges::find(groups, key.group, &KeyGroup::name);
    if (group == groups.end()) group = groups.insert(groups.end(), {key.group, {}});
    group->keys.push_back(key);
  };
  if (dashboard && open)
    for (const KeyHelp& key : dashboard->keys())
      if (!key.group.empty()) add(key);
  for (const CommandInfo& command : all_commands()) {
    if (command.group.empty() || !works(command)) continue;
    add({command.group, command.shown, command.title});
  }
  if (open) add({"Page", "1 … 9", "Dashboards"});
  add({"Page", "Tab", "Next control"});
  add({"Page", "Esc", "Back out"});
  for (std::size_t i = 1; i < groups.size(); ++i) {  // the longest first: columns come out even
    for (std::size_t at = i; at > 0 && groups[at - 1].keys.size() < groups[at].keys.size(); --at)
      std::swap(groups[at - 1], groups[at]);
  }
  return groups;
}

// Each group goes into the shortest so far.
int key_columns(const Context& context, std::size_t groups) {
  if (context.phone() || groups < 2) return 1;
  return groups > 2 && context.page.w >= 1100 ? 3 : 2;
}

}  // namespace

void Shell::draw_dialog() {
  if (state_.dialog == Dialog::kNone) return;
  if (state_.dialog == Dialog::kPalette) return draw_palette();
  Overlay overlay(context_, "##dialog", 1);
  const float shown = fade_in(context_, kFadeSecs);
  ImGui::PushStyleVar(ImGuiStyleVar_Alpha, shown);
  const bool phone = context_.phone();
  const auto [title, wanted] = [this]() -> std::pair<std::string_view, ImVec2> {
    switch (state_.dialog) {
      case Dialog::kKeys:
        return {"Keys", {656, 560}};
      case Dialog::kAbout:
        return {"About dropboard", {720, 560}};
      case Dialog::kFormats:
        return {"What can be opened", {720, 430}};
      case Dialog::kRun:
        return state_.run_edit.folder() ? std::pair<std::string_view, ImVec2>("Runs of a folder", {480, 376})
                                        : std::pair<std::string_view, ImVec2>("Run", {480, 560});
      case Dialog::kColourRuns:
        return {"Colour runs by a pattern", {560, 560}};
      case Dialog::kSearchHelp:
        return {"How to search", {560, 530}};
      case Dialog::kLeftOut: {
        const float rows = 56 * static_cast<float>(std::min<std::size_t>(state_.left_out.size(), 6));
        return {"Left out of the link", {560, 56 + 16 + rows + 8}};
      }
      case Dialog::kPalette:
      case Dialog::kNone:
        break;
    }
    return {};
  }();
  float wanted_w = wanted.x, wanted_h = wanted.y;
  if (state_.dialog == Dialog::kKeys) {
    // As draw_keys places them.
    const auto works = [this](const CommandInfo& command) { return app_.command_works(command); };
    const auto groups = key_groups(app_.active(), open(), works);
    const int columns = key_columns(context_, groups.size());
    std::vector<float> ends(static_cast<std::size_t>(columns), 16);
    for (const auto& group : groups)
      *std::ranges::min_element(ends) += 24 + 28 * static_cast<float>(group.keys.size()) + 16;
    wanted_h = 56 + std::ranges::max(ends) + kSingleKeys + 8;
    if (groups.size() == 1) wanted_w = 360;
    if (columns == 3) wanted_w = 1040;
  }
  const float width = std::min(wanted_w, context_.page.w - (phone ? 16 : 48));
  const float high = std::min(112.0f, std::floor(context_.page.h * 0.125f));
  const float top = phone ? 24 : std::clamp(context_.page.h - 24 - wanted_h, std::min(24.0f, high), high);
  const Rect box{std::floor(context_.page.center_x() - width / 2), top, width,
                 std::min(wanted_h, context_.page.h - top - 24)};
  const Paint paint(context_);
  paint.popup(box, 12);
  Rect inside = box;
  Rect head = inside.take_top(56);
  paint.text(type::kDialog, {head.x + 24, head.y, head.w - 80, head.h}, theme_.text, title);
  context_.probe.region(title, box, "dialog");
  paint.hline(head.x, head.right(), head.bottom() - paint.hairline(), theme_.border);
  const float size = std::max(28.0f, context_.size.icon_button);
  if (icon_button(context_, "Close", kIconX, {head.right() - 12 - size, head.center_y() - size / 2, size, size},
                  {.key = "Esc"})) {
    context_.commands.run("close-dialog");
  }
  switch (state_.dialog) {
    case Dialog::kKeys:
      draw_keys(inside);
      break;
    case Dialog::kAbout:
      draw_about(inside);
      break;
    case Dialog::kFormats:
      draw_formats(inside);
      break;
    case Dialog::kRun:
      draw_run_dialog(inside);
      break;
    case Dialog::kColourRuns:
      draw_colour_dialog(inside);
      break;
    case Dialog::kSearchHelp:
      draw_search_help(inside);
      break;
    case Dialog::kLeftOut:
      draw_left_out(inside);
      break;
    case Dialog::kPalette:
    case Dialog::kNone:
      break;
  }
  ImGui::PopStyleVar();
  if (overlay.pressed_outside(box)) context_.commands.run("close-dialog");
}

// The foot with the button that ends it; true: it was pressed.
bool Shell::dialog_footer(Rect& area, std::string_view action, bool enabled) {
  const Rect foot = area.take_bottom(64);
  Paint(context_).hline(foot.x, foot.right(), foot.y, theme_.border);
  const ButtonOptions options{.style = ButtonStyle::kPrimary, .large = true, .enabled = enabled};
  const float width = button_width(context_, action, options);
  return button(context_, action, {foot.right() - 24 - width, foot.center_y() - 18}, options);
}

void Shell::draw_keys(Rect area) {
  draw_single_keys(area.take_bottom(kSingleKeys));
  const Paint paint(context_);
  const auto works = [this](const CommandInfo& command) { return app_.command_works(command); };
  const std::vector<KeyGroup> groups = key_groups(app_.active(), open(), works);
  const int columns = key_columns(context_, groups.size());
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID height_id = ImGui::GetID("keys-height");
  ScrollArea scroll(context_, "keys", area, storage->GetFloat(height_id, 0));
  const float gap = 32, n = static_cast<float>(columns), width = (area.w - 48 - gap * (n - 1)) / n;
  std::vector<float> ends(static_cast<std::size_t>(columns), scroll.y() + 16);
  for (const KeyGroup& group : groups) {
    const auto column = std::ranges::min_element(ends);
    const float x = area.x + 24 + static_cast<float>(column - ends.begin()) * (width + gap);
    float& at = *column;
    paint.text(type::kRowBold, {x, at, width, 20}, theme_.text, group.name);
    at += 24;
    for (const KeyHelp& key : group.keys) {
      float right = x + width;
      std::vector<std::string_view> caps;
      for (std::string_view rest = key.keys; !rest.empty();) {
        const bool whole = key.keys == "1 … 9" || key.keys == "Double click";
        const auto space = whole ? rest.npos : rest.find(' ');
        caps.push_back(rest.substr(0, space));
        rest.remove_prefix(space == rest.npos ? rest.size() : space + 1);
      }
      for (auto cap = caps.rbegin(); cap != caps.rend(); ++cap) {
        if (*cap == "or") {
          right -= paint.width(type::kSmall, *cap);
          paint.text(type::kSmall, right, at + 14, theme_.text3, *cap);
        } else {
          right -= key_width(context_, *cap);
          draw_key_cap(paint, {right, at + 5}, *cap);
        }
        right -= 4;
      }
      const Rect what{x, at, right - x - 8, 28};
      paint.text(type::kRow, what, theme_.text2, key.what);
      context_.probe.add(Kind::kText, key.what, what, 0, true, Checked::kNone, key.keys);
      at += 28;
    }
    at += 16;
  }
  storage->SetFloat(height_id, std::ranges::max(ends) - scroll.y() + 8);
}

void Shell::draw_single_keys(const Rect& foot) {
  const Paint paint(context_);
  paint.hline(foot.x, foot.right(), foot.y, theme_.border);
  bool single = state_.preferences.single_keys;
  if (toggle(context_, "Single letters are keys", {foot.x + 24, foot.center_y() - 8}, single)) {
    context_.commands.run("toggle-single-keys");
  }
  paint.text(type::kRow, foot.x + 24 + 28 + 10, foot.center_y(), theme_.text2, "Single letters are keys");
}

void Shell::draw_about(Rect area) {
  const Paint paint(context_);
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID height_id = ImGui::GetID("about-height");
  ScrollArea scroll(context_, "about", area, storage->GetFloat(height_id, 0));
  Rect column{area.x + 24, scroll.y() + 16, area.w - 48, 20};
  const auto say = [&](TextStyle style, ImU32 colour, std::string_view text, float line, float after) {
    column.y += paint.paragraph(style, column, colour, text, line, Align::kLeft, 40) + after;
  };
  say(type::kBody, theme_.text,
      "dropboard shows TensorBoard's log folders in a browser tab. Nothing is installed, nothing is uploaded: the page "
      "reads "
      "your files itself, and sends nothing of them anywhere.",
      20, 12);
  say(type::kBody, theme_.text2,
      "It is free software under the MIT licence and is not made by the makers of TensorBoard. Written in C++ with "
      "Dear ImGui "
      "and ImPlot, compiled to WebAssembly.",
      20, 16);
  say(type::kBodyBold, theme_.text, "What it is made of", 20, 8);
  const std::string& text = state_.notices_text;
  if (text.empty()) {
    say(type::kRow, theme_.text3, "Third-party notices are being fetched from this site.", 16, 8);
  } else {
    // Only the lines in view are drawn; those wider than the dialog are broken.
    std::string_view rest = text;
    constexpr float kLine = 16;
    while (!rest.empty()) {
      const auto end = rest.find('\n');
      const std::string_view line = rest.substr(0, end);
      const bool rule = line.starts_with("====");
      const int lines = rule ? 1 : std::max(1, paint.lines(type::kMonoSmall, line, column.w, 40));
      const float height = kLine * static_cast<float>(lines);
      if (column.y + height > area.y && column.y < area.bottom()) {
        if (rule) {
          paint.hline(column.x, column.right(), column.y + kLine / 2, theme_.border);
        } else {
          paint.paragraph(type::kMonoSmall, {column.x, column.y, column.w, kLine}, theme_.text2, line, kLine,
                          Align::kLeft, lines);
        }
      }
      column.y += height;
      rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    }
    context_.probe.text("Third-party notices", area);
  }
  storage->SetFloat(height_id, column.y - scroll.y() + 16);
}

void Shell::draw_formats(Rect area) {
  const Paint paint(context_);
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID height_id = ImGui::GetID("formats-height");
  ScrollArea scroll(context_, "formats", area, storage->GetFloat(height_id, 0));
  float y = scroll.y() + 16;
  const struct {
    std::string_view head, text;
  } rows[] = {
      {"Folders",
       "A log directory with any number of runs below it, several at once. Every folder that holds event files is a "
       "run, named by its path."},
      {"Event files",
       "Any file with “tfevents” in its name, as TensorFlow, Keras, PyTorch, JAX, Lightning and others write it; also "
       "compressed as .gz."},
      {"Damage",
       "Checksums are verified. After a damaged place reading goes on at the next good record; Inspect names every one "
       "with its byte."},
      {"Size",
       "Files of any size; a scalar point takes about 8 bytes of memory, and a page can have 4 GB. Nothing is "
       "sampled."},
      {"Growing files",
       "In Chromium a folder that was opened or dropped is followed while a training writes to it; elsewhere “Read "
       "what is new” reads on."},
  };
  for (const auto& row : rows) {
    const Rect head{area.x + 24, y, 104, 20};
    const bool narrow = context_.phone();
    paint.text(type::kBodyBold, head, theme_.text, row.head);
    if (narrow) y += 20;
    const Rect text{narrow ? area.x + 24 : area.x + 136, y, area.right() - 24 - (narrow ? area.x + 24 : area.x + 136),
                    20};
    y += paint.paragraph(type::kBody, text, theme_.text2, row.text, 20, Align::kLeft, 8) + 14;
    context_.probe.text(row.head, head);
  }
  storage->SetFloat(height_id, y - scroll.y() + 8);
}

}  // namespace db
