// The page when something is open: run list, toolbar, dashboard, settings; on narrow screens drawers and sheets.
#include <algorithm>
#include <cmath>

#include "app/shell.h"
#include "icons.h"
#include "imgui_internal.h"
#include "ui/motion.h"
#include "ui/overlay.h"
#include "ui/scroll_area.h"

namespace db {
namespace {

constexpr float kPanelWidth = 248;
constexpr float kDrawerWidth = 320;
constexpr float kSlideSecs = 0.12f;

}  // namespace

void Shell::draw_open_page(Rect area) {
  if (context_.phone()) {
    Rect tabs = area.take_top(context_.size.tabs);
    paint_.fill(tabs, theme_.surface);
    paint_.hline(tabs.x, tabs.right(), tabs.bottom() - paint_.hairline(), theme_.border);
    draw_tabs(tabs);
  }
  const Preferences& prefs = state_.preferences;
  if (context_.width == Width::kDesktop) {
    if (prefs.rail_open) draw_rail(area.take_left(prefs.rail_width), false);
    const Dashboard* dashboard = app_.active();
    if (prefs.panel_open && dashboard && dashboard->has_settings()) draw_panel(area.take_right(kPanelWidth), false);
  }
  draw_main(area);
}

void Shell::draw_main(Rect area) {
  if (progress_wanted() && !state_.progress_folded) draw_progress(area.take_top(61 + context_.size.control));
  Dashboard* dashboard = app_.active();
  if (has_event_files() || state_.dashboard == "inspect") draw_toolbar(area.take_top(context_.size.toolbar));
  if (const float height = banner_height(); height > 0) draw_banner(area.take_top(height));
  app_.dashboards_area_ = area;
  if (context_.input.scrolling != 0 && area.contains(ImGui::GetIO().MousePos)) state_.progress_folded = true;
  ImGui::PushClipRect(area.min(), area.max(), true);
  if (!dashboard) {
    draw_unknown_dashboard(area);
  } else if (dashboard->is_tab() && !has_event_files()) {
    draw_no_event_files(area);
  } else if (dashboard->is_tab() && dashboard->count(context_) == 0) {
    draw_empty_dashboard(area, *dashboard);
  } else {
    ImGui::PushID(dashboard->id().data(), dashboard->id().data() + dashboard->id().size());
    dashboard->draw(context_, area);
    ImGui::PopID();
  }
  ImGui::PopClipRect();
}

void Shell::draw_toolbar(Rect area) {
  paint_.fill(area, theme_.rail);
  paint_.hline(area.x, area.right(), area.bottom() - paint_.hairline(), theme_.border);
  Dashboard* dashboard = app_.active();
  area = area.inset(12, 0);
  const float size = context_.size.control;
  if (context_.width != Width::kDesktop) {
    // Runs: a button that opens the drawer or sheet.
    char text[64];
    const auto shown = app_.runs_.shown().size(), all = app_.runs_.order().size() - app_.runs_.hidden_runs().size();
    if (shown == all)
      std::snprintf(text, sizeof text, "%zu %s", all, all == 1 ? "run" : "runs");
    else
      std::snprintf(text, sizeof text, "%zu of %zu", shown, all);
    const auto dots = std::min<std::size_t>(4, shown);
    const float dots_w = dots > 0 ? static_cast<float>(dots) * 10 + 4 : 0;
    const float width = std::ceil(10 + dots_w + paint_.width(type::kBody, text) + 6 + 14 + 10);
    const Rect box{area.x, area.center_y() - size / 2, width, size};
    const Interaction act =
        interact(context_, Kind::kButton, "Runs", box, {.value = text, .cursor = Cursor::kHand, .ring = 6});
    paint_.fill(box, act.hovered ? theme_.hover : theme_.surface, 6);
    paint_.edge(box, theme_.border2, 6);
    float x = box.x + 10;
    for (std::size_t i = 0; i < dots; ++i, x += 10) {
      paint_.circle({x + 4, box.center_y()}, 4, app_.runs_.colour(app_.runs_.shown()[i], theme_));
    }
    x = paint_.text(type::kBody, box.x + 10 + dots_w, box.center_y(), theme_.text, text);
    paint_.icon(kIconChevronDown, x + 6 + 7, box.center_y(), 14, theme_.text2);
    if (act.clicked) context_.commands.run("toggle-rail");
    area.take_left(width + 8);
  }
  if (dashboard && dashboard->has_settings()) {
    const bool on = context_.width == Width::kDesktop ? state_.preferences.panel_open : state_.panel_drawer;
    const Rect box{area.right() - size, area.center_y() - size / 2, size, size};
    if (icon_button(context_, "Settings", kIconSlidersHorizontal, box, {.on = on, .key = "]"})) {
      context_.commands.run("toggle-panel");
    }
    area.take_right(size + 4);
  }
  if (!dashboard || (dashboard->is_tab() && dashboard->count(context_) == 0)) return;
  ImGui::PushID(dashboard->id().data(), dashboard->id().data() + dashboard->id().size());
  dashboard->draw_toolbar(context_, area);
  ImGui::PopID();
}

void Shell::draw_panel(Rect area, bool overlay) {
  const Paint paint(context_);
  if (!context_.phone()) paint.fill(area, theme_.rail);
  if (!overlay) paint.vline(area.x, area.y, area.bottom(), theme_.border);
  Dashboard* dashboard = app_.active();
  if (!dashboard) return;
  Rect head = area.take_top(context_.size.toolbar);
  paint.text(type::kBodyBold, head.x + 12, head.center_y(), theme_.text, "Settings");
  paint.hline(head.x, head.right(), head.bottom() - paint.hairline(), theme_.border);
  const float size = context_.width == Width::kDesktop ? 24 : 36;
  Rect box{head.right() - 12 - size, head.center_y() - size / 2, size, size};
  if (icon_button(context_, "Close settings", kIconX, box, {.icon_px = 14, .key = "]"}))
    context_.commands.run("toggle-panel");
  box.x -= size + 4;
  if (icon_button(context_, "Back to defaults", kIconRotateCcw, box, {.icon_px = 14})) {
    dashboard->reset_settings();
    context_.commands.state_changed(true);
  }
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID height_id = ImGui::GetID("settings-height");
  ImGui::PushID(dashboard->id().data(), dashboard->id().data() + dashboard->id().size());
  float height = storage->GetFloat(height_id, 0);
  {
    ScrollArea scroll(context_, "settings", area, height);
    height = dashboard->draw_settings(context_, {area.x, scroll.y(), area.w, area.h});
  }
  ImGui::PopID();
  if (height != storage->GetFloat(height_id, 0)) {
    storage->SetFloat(height_id, height);
    context_.animate();
  }
}

void Shell::draw_drawers() {
  if (context_.width == Width::kDesktop || !open()) {
    state_.rail_drawer = state_.panel_drawer = false;
    return;
  }
  if (context_.phone()) {
    if (state_.rail_drawer) draw_sheet("##runs", state_.rail_drawer, [this](Rect area) { draw_rail(area, true); });
    if (state_.panel_drawer)
      draw_sheet("##settings", state_.panel_drawer, [this](Rect area) { draw_panel(area, true); });
    return;
  }
  if (state_.rail_drawer) {
    Overlay overlay(context_, "##runs", 1);
    const float shown = fade_in(context_, kSlideSecs);
    const Rect area{-kDrawerWidth * (1 - shown), 0, kDrawerWidth, context_.page.h};
    draw_rail(area, true);
    if (overlay.pressed_outside(area)) state_.rail_drawer = false;
  }
  if (state_.panel_drawer) {
    Overlay overlay(context_, "##settings", 1);
    const float shown = fade_in(context_, kSlideSecs);
    const Rect area{context_.page.w - kDrawerWidth * shown, 0, kDrawerWidth, context_.page.h};
    draw_panel(area, true);
    if (overlay.pressed_outside(area)) state_.panel_drawer = false;
  }
}

// Half of the page, then all of it: by its handle; down and away closes it.
void Shell::draw_sheet(const char* id, bool& open, const std::function<void(Rect)>& content) {
  Overlay overlay(context_, id, 1);
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("##height");
  const float half = std::floor(context_.page.h * 0.55f), full = context_.page.h - 24;
  if (ImGui::IsWindowAppearing()) storage->SetFloat(key, half);
  float height = storage->GetFloat(key, half);
  const float shown = fade_in(context_, kSlideSecs);
  Rect area{0, context_.page.h - height * shown, context_.page.w, height};
  const Paint paint(context_);
  paint.shadow(area, 16);
  paint.fill({area.x, area.y, area.w, area.h + 16}, theme_.rail, 16);
  paint.edge({area.x, area.y, area.w, area.h + 16}, theme_.border2, 16);
  const Rect handle = area.take_top(24);
  const Interaction act =
      interact(context_, Kind::kResize, "Sheet height", handle, {.cursor = Cursor::kMove, .drags = true});
  paint.fill({handle.center_x() - 18, handle.y + 8, 36, 4}, theme_.border2, 2);
  if (act.held) {
    height = std::clamp(height - ImGui::GetIO().MouseDelta.y, 60.0f, full);
    storage->SetBool(key + 1, true);
  } else if (storage->GetBool(key + 1)) {  // let go: to the nearest rest
    storage->SetBool(key + 1, false);
    if (height < half * 0.7f) {
      open = false;
      height = half;
    } else {
      height = height < (half + full) / 2 ? half : full;
    }
    context_.animate();
  }
  storage->SetFloat(key, height);
  ImGui::PushClipRect(area.min(), area.max(), true);
  content(area);
  ImGui::PopClipRect();
  if (overlay.pressed_outside({area.x, handle.y, area.w, context_.page.h})) open = false;
}

}  // namespace db
