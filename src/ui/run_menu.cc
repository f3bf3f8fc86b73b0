#include "ui/run_menu.h"

#include "icons.h"
#include "ui/look_picker.h"
#include "ui/menu.h"
#include "ui/run_selection.h"

namespace db {
namespace {

constexpr float kWidth = 232;

void draw_look(Context& context, Menu& menu, std::string_view key, const RunStyle& style) {
  menu.heading("Colour and pattern");
  const RunLook* set = context.runs.marks().look(key);
  RunLook look = set ? *set : RunLook();
  const Rect area = menu.block(look_picker_height(context) + 4, kWidth);
  if (look_picker(context, area.inset(8, 0), style, look)) {
    context.commands.run("run-look", look.text() + ":" + std::string(key));
    context.animate();
  }
  if (set && menu.item("By name again", {.icon = kIconRotateCcw})) {
    context.commands.run("run-look", ":" + std::string(key));
  }
}

void copy(Context& context, std::string_view name) {
  context.commands.run("copy", name);
  context.commands.toast("Name copied");
}

}  // namespace

void draw_run_menu(Context& context, std::string_view id, const Rect& anchor, RunId run) {
  Menu menu(context, id, anchor, kWidth);
  if (!menu.open()) return;
  const std::string& name = context.store.run(run).name;
  if (menu.item("Only this run", {.icon = kIconTarget})) context.commands.run("only-run", name);
  if (menu.item("Show all runs", {.icon = kIconEye})) context.commands.run("all-runs");
  if (menu.item("Invert which are shown", {.icon = kIconContrast})) context.commands.run("invert-runs");
  menu.line();
  draw_look(context, menu, name, context.runs.style(run));
  menu.line();
  if (menu.item("Name, notes, colour", {.icon = kIconPencil, .key = "N"})) context.commands.run("edit-run", name);
  const bool pinned = context.runs.pinned(run);
  if (menu.item(pinned ? "Unpin" : "Pin to the top", {.icon = kIconPin})) {
    context.commands.run(pinned ? "unpin-run" : "pin-run", name);
  }
  if (menu.item("Copy name", {.icon = kIconCopy})) copy(context, name);
  if (menu.item("Hide from the list", {.icon = kIconEyeOff})) context.commands.run("hide-run", name);
}

void draw_folder_menu(Context& context, std::string_view id, const Rect& anchor, const std::string& path,
                      std::span<const RunId> members) {
  Menu menu(context, id, anchor, kWidth);
  if (!menu.open()) return;
  if (menu.item("Only these runs", {.icon = kIconTarget})) context.commands.run("only-folder", path);
  if (menu.item("Show all runs", {.icon = kIconEye})) context.commands.run("all-runs");
  menu.line();
  RunStyle style = context.runs.style(members.front());
  if (const RunLook* look = context.runs.marks().look(path + "/")) style = look->over(style);
  draw_look(context, menu, path + "/", style);
  menu.line();
  if (menu.item("Any other colour", {.icon = kIconPencil})) context.commands.run("edit-run", path + "/");
  if (menu.item("Copy path", {.icon = kIconCopy})) copy(context, path);
  if (menu.item("Hide from the list", {.icon = kIconEyeOff})) context.commands.run("hide-run", path + "/");
}

}  // namespace db
