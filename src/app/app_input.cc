// Input from the page into ImGui's queue and the app's keys.
#include <algorithm>
#include <cfloat>
#include <utility>

#include "app/app.h"
#include "app/commands.h"
#include "imgui_internal.h"

namespace db {
namespace {

void send_modifiers(const Modifiers& m) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Shift, m.shift);
  io.AddKeyEvent(ImGuiMod_Ctrl, m.ctrl);
  io.AddKeyEvent(ImGuiMod_Alt, m.alt);
  io.AddKeyEvent(ImGuiMod_Super, m.meta);
}

bool letter(std::string_view key) { return key.size() == 1 && (key[0] | 32) >= 'a' && (key[0] | 32) <= 'z'; }

// Shift and not caps lock makes a letter another command.
bool is_key_of(const CommandInfo& command, std::string_view key, bool shift) {
  if (!letter(key)) return !command.key.empty() && key == command.key;
  if (!letter(command.key)) return false;
  const bool capital = (command.key[0] & 32) == 0;
  return (command.key[0] | 32) == (key[0] | 32) && capital == shift;
}

// As browsers scroll: how many pages down.
float pages_of_key(std::string_view key, const Modifiers& modifiers) {
  if (modifiers.command() || modifiers.alt) return 0;
  if (key == " ") return modifiers.shift ? -1 : 1;
  if (modifiers.shift) return 0;
  if (key == "PageDown" || key == "PageUp") return key == "PageDown" ? 1 : -1;
  if (key == "ArrowDown" || key == "ArrowUp") return key == "ArrowDown" ? 0.1f : -0.1f;
  return 0;
}

}  // namespace

void App::resize(float width, float height, float ratio) {
  if (width == width_ && height == height_ && ratio == ratio_) return;
  width_ = width;
  height_ = height;
  ratio_ = ratio > 0 ? ratio : 1;
  invalidate();
}

void App::pointer(PointerKind kind, float x, float y, int button, Modifiers modifiers, PointerType type,
                  std::uint32_t pointer_id) {
  ImGuiIO& io = ImGui::GetIO();
  const bool touch = type == PointerType::kTouch;
  if (touch) {
    // One finger is the mouse; a second one makes a pinch, which the page tells apart.
    if (kind == PointerKind::kDown && !touch_down_) {
      touch_id_ = pointer_id;
      touch_down_ = true;
    } else if (pointer_id != touch_id_) {
      return;
    }
  }
  input_.touch = touch;
  input_.modifiers = modifiers;
  send_modifiers(modifiers);
  io.AddMouseSourceEvent(touch                       ? ImGuiMouseSource_TouchScreen
                         : type == PointerType::kPen ? ImGuiMouseSource_Pen
                                                     : ImGuiMouseSource_Mouse);
  // The DOM counts left, middle, right; ImGui left, right, middle.
  const int imgui_button = button == 1 ? 2 : button == 2 ? 1 : button;
  switch (kind) {
    case PointerKind::kMove:
      io.AddMousePosEvent(x, y);
      break;
    case PointerKind::kDown:
      io.AddMousePosEvent(x, y);
      if (imgui_button >= 0 && imgui_button < 5) io.AddMouseButtonEvent(imgui_button, true);
      break;
    case PointerKind::kUp:
      io.AddMousePosEvent(x, y);
      if (imgui_button >= 0 && imgui_button < 5) io.AddMouseButtonEvent(imgui_button, false);
      if (touch) io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
      break;
    case PointerKind::kLeave:
      io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
      break;
    case PointerKind::kCancel:
      // Nothing under the pointer shall be pressed by the release that follows.
      io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
      for (int b = 0; b < 3; ++b) io.AddMouseButtonEvent(b, false);
      break;
  }
  if (touch && (kind == PointerKind::kUp || kind == PointerKind::kCancel)) touch_down_ = false;
  const bool only_moved = kind == PointerKind::kMove && (only_moved_ || frames_wanted_ == 0);
  invalidate();
  only_moved_ = only_moved;
}

void App::wheel(float x, float y, float dx, float dy, Modifiers modifiers) {
  input_.modifiers = modifiers;
  input_.touch = false;
  send_modifiers(modifiers);
  ImGui::GetIO().AddMousePosEvent(x, y);
  if (modifiers.shift && dx == 0) std::swap(dx, dy);
  input_.wheel.x -= dx;
  input_.wheel.y -= dy;
  if (dy > 0 && dashboards_area_.contains({x, y})) shell_.progress_folded = true;
  invalidate();
}

void App::pinch(float scale, float x, float y, float dx, float dy) {
  input_.touch = true;
  input_.pinch *= scale;
  input_.pinch_center = {x, y};
  input_.pinch_pan.x += dx;
  input_.pinch_pan.y += dy;
  input_.pinching = true;
  invalidate();
}

void App::drag(Drag drag, std::uint32_t folders, std::uint32_t files, bool replaces) {
  shell_.drag = drag;
  shell_.drag_folders = folders;
  shell_.drag_files = files;
  shell_.drag_replaces = replaces;
  invalidate(1);
}

void App::text(std::string_view id, std::string_view text, TextEvent event) {
  fields_.on_text(id, text, event);
  invalidate();
}

bool App::key(bool down, std::string_view key, Modifiers modifiers) {
  input_.modifiers = modifiers;
  send_modifiers(modifiers);
  invalidate();
  if (!down) return false;
  if (key == "Escape") return escape();
  if (key == "Tab" && !modifiers.command() && !modifiers.alt) return move_focus(modifiers.shift ? -1 : 1);
  if (modifiers.command() && !modifiers.alt && (key == "k" || key == "K")) {
    run_command(shell_.dialog == Dialog::kPalette ? "close-dialog" : "show-palette");
    return true;
  }
  if (shell_.dialog == Dialog::kPalette && (key == "ArrowDown" || key == "ArrowUp")) {
    input_.arrow_y += key == "ArrowDown" ? 1 : -1;
    return true;
  }
  const bool menu = GImGui->OpenPopupStack.Size > 0;
  if ((key == "Enter" || key == " ") && modifiers.none() && (menu || (input_.focus != 0 && input_.focus_visible))) {
    input_.activate = true;
    return true;
  }
  const bool arrow = key.starts_with("Arrow");
  if (arrow && modifiers.none() && (menu || (input_.focus != 0 && input_.focus_visible))) {
    input_.arrow_x += key == "ArrowRight" ? 1 : key == "ArrowLeft" ? -1 : 0;
    input_.arrow_y += key == "ArrowDown" ? 1 : key == "ArrowUp" ? -1 : 0;
    if (menu || key == "ArrowLeft" || key == "ArrowRight") return true;
  }
  if (menu || modifiers.command() || modifiers.alt) {
    // The browser's own, except for what a dashboard wants with Ctrl.
    if (menu) return false;
  }
  if (const float pages = pages_of_key(key, modifiers); pages != 0) {
    if (arrow && input_.focus_visible) return false;
    input_.pages = pages;
    return true;
  }
  Context context = make_context(last_frame_secs_);
  const bool covered = this->covered();
  Dashboard* dashboard = active();
  const bool open = !store_.files().empty();
  if (letter(key) && !shell_.preferences.single_keys) return false;
  if (modifiers.none() && open && !covered && key.size() == 1 && key[0] >= '1' && key[0] <= '9') {
    int n = key[0] - '1';
    for (const auto& tab : dashboards_) {
      if (!tab->is_tab()) continue;
      if (n-- == 0) return run_command("set-dashboard", tab->id()), true;
    }
  }
  if (!modifiers.command() && !modifiers.alt) {
    for (const CommandInfo& command : all_commands()) {
      if (!is_key_of(command, key, modifiers.shift)) continue;
      if (!command_works(command)) return false;
      if (covered && command.name != "toggle-theme" && command.name != "show-keys" &&
          !(command.name == "toggle-rail" && shell_.rail_drawer) &&
          !(command.name == "toggle-panel" && shell_.panel_drawer)) {
        return false;
      }
      run_command(command.name);
      return true;
    }
  }
  if (dashboard && open && !covered && dashboard->key(context, key, modifiers)) return true;
  return false;
}

void App::focus_widget(ImGuiID id, bool press) {
  input_.focus = id;
  input_.focus_visible = true;
  input_.focus_moved = !press;
  input_.activate = press;
  invalidate();
}

// Back out one level.
bool App::escape() {
  if (GImGui->OpenPopupStack.Size > 0) {
    ImGui::ClosePopupToLevel(GImGui->OpenPopupStack.Size - 1, false);
    return true;
  }
  if (shell_.dialog != Dialog::kNone) {
    shell_.dialog = Dialog::kNone;
    return true;
  }
  if (shell_.rail_drawer || shell_.panel_drawer) {
    shell_.rail_drawer = shell_.panel_drawer = false;
    return true;
  }
  if (!store_.files().empty()) {
    Context context = make_context(last_frame_secs_);
    if (Dashboard* dashboard = active(); dashboard && dashboard->key(context, "Escape", input_.modifiers)) return true;
  }
  if (runs_.highlighted()) {
    runs_.highlight(std::nullopt);
    return true;
  }
  if (input_.focus_visible) {
    input_.focus = 0;
    input_.focus_visible = false;
    return true;
  }
  return false;
}

// What is over the page has the focus for itself.
bool App::covered() const {
  return GImGui->OpenPopupStack.Size > 0 || shell_.dialog != Dialog::kNone || shell_.rail_drawer || shell_.panel_drawer;
}

// What had the focus before the page was covered has it again, unless something else on the page has.
void App::give_focus_back() {
  const bool covered_before = std::exchange(covered_, covered());
  if (covered_) {
    if (!covered_before) under_.id = input_.focus, under_.visible = input_.focus_visible;
    return;
  }
  if (covered_before || under_.id == 0) return;  // what has covered it may still be drawn
  const auto focus = under_;
  under_.id = 0;
  if (std::ranges::any_of(probe_.widgets(), [this](const Widget& w) { return w.id == input_.focus && w.id != 0; }))
    return;
  input_.focus = focus.id;
  input_.focus_visible = focus.visible;
  invalidate(1);
}

bool App::move_focus(int direction) {
  const auto widgets = probe_.widgets();
  ImGuiWindow* popup = GImGui->OpenPopupStack.Size > 0 ? GImGui->OpenPopupStack.back().Window : nullptr;
  std::vector<ImGuiID> order;
  for (const Widget& w : widgets) {
    if (!w.focusable || !w.enabled || (!order.empty() && order.back() == w.id)) continue;
    if (popup && !popup->Rect().Contains(ImVec2(w.rect.center_x(), w.rect.center_y()))) continue;
    order.push_back(w.id);
  }
  if (order.empty()) return false;
  const auto at = std::ranges::find(order, input_.focus);
  const auto n = static_cast<std::ptrdiff_t>(order.size());
  std::ptrdiff_t next = direction > 0 ? 0 : n - 1;
  if (at != order.end()) {
    next = (at - order.begin()) + direction;
    if (covered()) {
      next = (next + n) % n;
    } else if (next < 0 || next >= n) {  // out of the page: the browser goes on
      input_.focus = 0;
      input_.focus_visible = false;
      return false;
    }
  }
  input_.focus = order[static_cast<std::size_t>(next)];
  input_.focus_visible = true;
  input_.focus_moved = true;
  return true;
}

}  // namespace db
