// A menu: a popup of items that closes by a choice, a click elsewhere or Escape. Arrow keys and Enter work in it.
//
//   if (pressed) open_menu("more");
//   if (Menu menu(context, "more", anchor); menu.open()) {
//     if (menu.item("Pin", {.icon = kIconPin, .key = "P"})) ...
//     menu.line();
//   }
#pragma once

#include <optional>
#include <string_view>

#include "ui/context.h"
#include "ui/probe.h"
#include "ui/scroll_area.h"

namespace db {

struct MenuItemOptions {
  const char* icon = nullptr;
  std::string_view key;
  std::string_view note;             // right, in text3
  Checked checked = Checked::kNone;  // kOn: with a tick
  bool enabled = true;
  ImU32 swatch = 0;
  bool stays = false;  // the menu stays open when it is chosen
};

void open_menu(std::string_view id);
bool menu_open(std::string_view id);

class Menu {
 public:
  // Below `anchor`, or above where there is no room, or along the page; at least `min_width` wide. What is higher than
  // the page scrolls.
  Menu(Context& context, std::string_view id, const Rect& anchor, float min_width = 160);
  ~Menu();
  Menu(const Menu&) = delete;
  Menu& operator=(const Menu&) = delete;

  bool open() const { return open_; }
  bool item(std::string_view label, const MenuItemOptions& options = {});
  void heading(std::string_view text);
  void line();
  // Room for something else, which does not close the menu.
  Rect block(float height, float width);

 private:
  Context& context_;
  bool open_ = false;
  Rect anchor_;
  float width_;
  std::optional<ScrollArea> scroll_;  // where it is higher than the page
  float first_y_ = 0, y_ = 0;         // of the first item; of the next
  float wanted_width_ = 0;            // of this frame's items
  int index_ = 0;
  int cursor_ = -1;
  bool by_key_ = false;  // the cursor has just been moved by a key
  ImGuiID state_ = 0;
};

}  // namespace db
