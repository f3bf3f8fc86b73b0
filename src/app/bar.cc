// The top bar: what is open, the dashboards' tabs, a few icons.
#include <algorithm>
#include <cmath>

#include "app/shell.h"
#include "icons.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/scroll_area.h"
#include "ui/tooltip.h"

namespace db {

void Shell::draw_bar(Rect area) {
  paint_.fill(area, theme_.surface);
  paint_.hline(area.x, area.right(), area.bottom() - paint_.hairline(), theme_.border);
  if (context_.phone()) {
    draw_phone_bar(area);
    return;
  }
  const bool desktop = context_.width == Width::kDesktop;
  Rect brand = area.take_left(open() && desktop ? state_.preferences.rail_width : 240);
  draw_brand(brand);
  const float left = draw_bar_icons(area);
  area.w = left - area.x;
  if (open()) draw_tabs(area);
}

void Shell::draw_brand(Rect area) {
  const bool desktop = context_.width == Width::kDesktop;
  paint_.logo({area.x + 16, area.center_y() - 10}, 20);
  if (!open()) {
    paint_.text(type::kBodyBold, area.x + 44, area.center_y(), theme_.text, "dropboard");
    return;
  }
  float right = area.right() - 12;
  if (desktop) {
    if (state_.preferences.rail_open)
      paint_.vline(area.right() - paint_.hairline(), area.y, area.bottom(), theme_.border);
    const Rect box{right - 24, area.center_y() - 12, 24, 24};
    if (icon_button(context_, "Run list", kIconPanelLeft, box,
                    {.on = state_.preferences.rail_open, .icon_px = 16, .key = "["})) {
      context_.commands.run("toggle-rail");
    }
    right -= 28;
  }
  const Rect cell{area.x + 8, area.y + 6, right - area.x - 8, area.h - 12};
  const std::string name = state_.name.empty() ? "dropboard" : state_.name;
  const Interaction act =
      interact(context_, Kind::kButton, "Open and close", cell, {.value = name, .cursor = Cursor::kHand, .ring = 6});
  if (act.hovered || menu_open("file")) paint_.fill(cell, theme_.hover, 6);
  paint_.logo({area.x + 16, area.center_y() - 10}, 20);
  paint_.icon(kIconChevronsUpDown, cell.right() - 12, area.center_y(), 14, theme_.text2);
  const Rect text{area.x + 44, area.y, cell.right() - 28 - area.x - 44, area.h};
  paint_.text(type::kBodyBold, text, theme_.text, name, Align::kLeft, Elide::kMiddle);
  if (act.hovered && paint_.width(type::kBodyBold, name) > text.w) context_.tooltip.want(act.id, cell, name);
  if (act.clicked) open_menu("file");
  draw_file_menu(cell);
}

void Shell::draw_file_menu(const Rect& anchor) {
  Menu menu(context_, "file", anchor, 232);
  if (!menu.open()) return;
  if (menu.item("Open folder", {.icon = kIconFolderOpen, .key = "O"})) context_.commands.run("open-folder");
  if (menu.item("Open files", {.icon = kIconFile})) context_.commands.run("open-files");
  menu.line();
  if (open()) {
    if (menu.item("Read what is new", {.icon = kIconRefreshCw, .key = "U"})) context_.commands.run("reload");
    draw_live_item(menu);
    if (menu.item("Close", {.icon = kIconX})) context_.commands.run("close-all");
  }
  if (context_.phone()) {
    menu.line();
    if (menu.item("Find a command", {.icon = kIconSearch})) context_.commands.run("show-palette");
    if (menu.item("Light or dark", {.icon = theme_.dark ? kIconSun : kIconMoon})) context_.commands.run("toggle-theme");
    if (menu.item("Keys", {.icon = kIconKeyboard})) context_.commands.run("show-keys");
    if (menu.item("About dropboard", {.icon = kIconCircleQuestionMark})) context_.commands.run("show-about");
  }
}

float Shell::draw_bar_icons(Rect area) {
  const float size = context_.size.icon_button;
  float x = area.right() - 12;
  const auto next = [&] {
    x -= size;
    const Rect box{x, area.center_y() - size / 2, size, size};
    x -= 4;
    return box;
  };
  const Rect help = next(), theme = next();
  std::optional<Rect> find;
  std::optional<Rect> inspect;
  if (open()) inspect = next(), find = next();
  if (open() && state_.reading.busy()) {
    char percent[16];
    std::snprintf(percent, sizeof percent, "%d%%", static_cast<int>(state_.reading.fraction() * 100));
    x -= 8 + 32;
    const Rect number{x, area.y, 32, area.h};
    x -= 8 + 64;
    const Rect bar{x, area.center_y() - 2, 64, 4}, cell{x - 6, area.center_y() - 14, 64 + 8 + 32 + 12, 28};
    const Interaction act = interact(context_, Kind::kButton, "Progress of reading", cell,
                                     {.value = percent, .cursor = Cursor::kHand, .ring = 6});
    if (act.hovered) {
      paint_.fill(cell, theme_.hover, 6);
      context_.tooltip.want(act.id, cell, state_.progress_folded ? "Show what is being read" : "Fold it away");
    }
    if (act.clicked) state_.progress_folded = !state_.progress_folded;
    paint_.text(type::kRow, number, theme_.text2, percent, Align::kRight);
    progress_bar(paint_, bar, state_.reading.fraction());
    x -= 8;
  }
  if (open()) x = draw_live({area.x, area.y, x - area.x, area.h});
  if (inspect) {
    const bool on = state_.dashboard == "inspect";
    if (icon_button(context_, "Inspect", kIconActivity, *inspect, {.on = on, .key = "I"})) {
      context_.commands.run("inspect");
    }
    if (app_.notices_.problems() > 0) {
      const ImVec2 dot{inspect->center_x() + 6.5f, inspect->center_y() - 6.5f};
      paint_.circle(dot, 4.5f, theme_.surface);
      paint_.circle(dot, 3.5f, theme_.danger);
    }
  }
  if (find && icon_button(context_, "Find", kIconSearch, *find, {.key = "Ctrl K"})) {
    context_.commands.run("show-palette");
  }
  if (icon_button(context_, theme_.dark ? "Light" : "Dark", theme_.dark ? kIconSun : kIconMoon, theme, {.key = "T"})) {
    context_.commands.run("toggle-theme");
  }
  if (icon_button(context_, "Help", kIconCircleQuestionMark, help, {})) open_menu("help");
  if (Menu menu(context_, "help", help, 200); menu.open()) {
    if (menu.item("Keys", {.icon = kIconKeyboard, .key = "?"})) context_.commands.run("show-keys");
    if (menu.item("What can be opened", {.icon = kIconBookOpen})) context_.commands.run("show-formats");
    if (menu.item("About dropboard", {.icon = kIconInfo})) context_.commands.run("show-about");
  }
  return x;
}

namespace {

float tab_width(const Context& context, const Dashboard& dashboard, std::size_t count, TextStyle bold) {
  const float text = text_width(context.fonts, bold, dashboard.title());
  if (context.phone()) return std::ceil(24 + text);  // no count
  return std::ceil(16 + text + 4 +
                   text_width(context.fonts, type::kSmall, with_commas(static_cast<std::uint64_t>(count))));
}

}  // namespace

void Shell::draw_tabs(Rect area) {
  const bool phone = context_.phone();
  const TextStyle plain{Face::kSans, context_.size.bar_px}, bold{Face::kBold, context_.size.bar_px};
  struct Tab {
    Dashboard* dashboard;
    std::size_t count;
    float width;
  };
  std::vector<Tab> tabs;
  float total = 4;
  for (auto& dashboard : app_.dashboards_) {
    if (!dashboard->is_tab()) continue;
    const std::size_t count = dashboard->count(context_);
    const float width = tab_width(context_, *dashboard, count, bold);
    tabs.push_back({dashboard.get(), count, width});
    total += width;
  }
  // Tabs that do not fit go to a menu; the active one is always in the bar.
  std::size_t fit = tabs.size();
  constexpr float kMore = 72;
  if (total > area.w) {
    float x = 4 + kMore;
    for (fit = 0; fit < tabs.size() && x + tabs[fit].width <= area.w; ++fit) x += tabs[fit].width;
    for (std::size_t i = fit; fit > 0 && i < tabs.size(); ++i)
      if (tabs[i].dashboard->id() == state_.dashboard) std::swap(tabs[i], tabs[fit - 1]);
  }
  float x = area.x + 4;
  for (std::size_t i = 0; i < fit; ++i) {
    const Tab& tab = tabs[i];
    const bool on = tab.dashboard->id() == state_.dashboard;
    const Rect rect{x, area.y, tab.width, area.h};
    const std::string count = with_commas(static_cast<std::uint64_t>(tab.count));
    const Interaction act =
        interact(context_, Kind::kTab, tab.dashboard->title(), rect,
                 {.checked = on ? Checked::kOn : Checked::kOff, .value = count, .cursor = Cursor::kHand, .ring = 2});
    const ImU32 colour = on ? theme_.text : tab.count == 0 ? theme_.text3 : act.hovered ? theme_.text : theme_.text2;
    const float pad = phone ? 12 : 8;
    float end = paint_.text(on ? bold : plain, rect.x + pad, rect.center_y(), colour, tab.dashboard->title());
    if (!phone)
      paint_.text(type::kSmall, end + 4, rect.center_y(), tab.count == 0 && !on ? theme_.control : theme_.text3, count);
    if (on) paint_.fill({rect.x + pad - 2, rect.bottom() - 2, rect.w - 2 * pad + 4, 2}, theme_.accent, 1);
    if (act.clicked) context_.commands.run("set-dashboard", tab.dashboard->id());
    x += rect.w;
  }
  if (fit < tabs.size()) {
    const Rect rect{x + 4, area.center_y() - context_.size.control / 2, kMore - 8, context_.size.control};
    if (button(context_, "More", rect.min(),
               {.icon_after = kIconChevronDown,
                .style = ButtonStyle::kQuiet,
                .checked = menu_open("more-tabs") ? Checked::kOpen : Checked::kClosed}))
      open_menu("more-tabs");
    if (Menu menu(context_, "more-tabs", rect); menu.open()) {
      for (std::size_t i = fit; i < tabs.size(); ++i) {
        const std::string count = with_commas(static_cast<std::uint64_t>(tabs[i].count));
        if (menu.item(tabs[i].dashboard->title(), {.icon = tabs[i].dashboard->icon(), .note = count})) {
          context_.commands.run("set-dashboard", tabs[i].dashboard->id());
        }
      }
    }
    x += kMore;
  }
  area.take_left(x - area.x + 16);
  draw_not_shown(area);
}

// What is in the files and has no tab.
void Shell::draw_not_shown(Rect area) {
  const auto& kinds = app_.not_shown_;
  if (kinds.empty()) return;
  std::vector<std::string> words, counts;
  for (const NotShown& kind : kinds) {
    words.push_back(kind.kind);
    counts.push_back(kind.kind + " (" + counted(kind.tags, "tag", "tags") + ")");
  }
  std::string text = "Not shown yet: " + listed_words(words);
  if (paint_.width(type::kRow, text) > area.w - 24) {
    text = counted(kinds.size(), "kind", "kinds") + " not shown yet";
    if (paint_.width(type::kRow, text) > area.w - 24) return;
  }
  const float height = context_.size.control;
  const Rect box{area.x, area.center_y() - height / 2, std::ceil(paint_.width(type::kRow, text)) + 16, height};
  const std::string all = listed_words(counts);
  const Interaction act =
      interact(context_, Kind::kButton, "Not shown yet", box, {.value = all, .cursor = Cursor::kHand, .ring = 6});
  if (act.hovered) {
    paint_.fill(box, theme_.hover, 6);
    context_.tooltip.want(act.id, box,
                          "These files also hold " + all + ". No dashboard draws them yet; Inspect lists every tag.");
  }
  paint_.text(type::kRow, box, theme_.text3, text, Align::kCenter);
  if (act.clicked) context_.commands.run("show-tags");
}

void Shell::draw_phone_bar(Rect area) {
  paint_.logo({area.x + 12, area.center_y() - 12}, 24);
  const std::string name = !open() ? "dropboard" : state_.name.empty() ? "dropboard" : state_.name;
  const Rect menu_box{area.right() - 4 - 44, area.y + 4, 44, 44};
  if (icon_button(context_, "Menu", kIconEllipsisVertical, menu_box,
                  {.on = menu_open("file"), .opens = true, .icon_px = 20}))
    open_menu("file");
  draw_file_menu(menu_box);
  float right = menu_box.x;
  if (open()) {
    const Rect inspect{right - 44, area.y + 4, 44, 44};
    if (icon_button(context_, "Inspect", kIconActivity, inspect,
                    {.on = state_.dashboard == "inspect", .icon_px = 20})) {
      context_.commands.run("inspect");
    }
    if (app_.notices_.problems() > 0) paint_.circle({inspect.right() - 12, inspect.y + 12}, 3.5f, theme_.danger);
    right -= 44;
  }
  if (open() && state_.following.state != FollowState::kNone) {
    right -= 44;
    draw_live_button({right, area.y + 4, 44, 44});
  }
  paint_.text({Face::kBold, 15}, {area.x + 44, area.y, right - area.x - 52, area.h}, theme_.text, name, Align::kLeft,
              Elide::kMiddle);
  if (state_.reading.busy()) {
    progress_bar(paint_, {area.x, area.bottom() - 2, area.w, 2}, state_.reading.fraction());
  }
}

}  // namespace db
