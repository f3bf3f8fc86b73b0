#include "ui/menu.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "icons.h"
#include "imgui_internal.h"
#include "ui/input.h"
#include "ui/paint.h"
#include "ui/probe.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kPadding = 4;

ImGuiID popup_id(std::string_view id) { return ImGui::GetID(id.data(), id.data() + id.size()); }

}  // namespace

void open_menu(std::string_view id) { ImGui::OpenPopup(popup_id(id), ImGuiPopupFlags_NoReopen); }

bool menu_open(std::string_view id) { return ImGui::IsPopupOpen(popup_id(id), 0); }

Menu::Menu(Context& context, std::string_view id, const Rect& anchor, float min_width)
    : context_(context), anchor_(anchor), width_(min_width) {
  const ImGuiID popup = popup_id(id);
  if (!ImGui::IsPopupOpen(popup, 0)) return;
  // The size is that of the last frame; the first frame measures and shows nothing.
  ImGuiStorage* storage = ImGui::GetStateStorage();
  const float height = storage->GetFloat(popup, 0);
  width_ = std::max(min_width, storage->GetFloat(popup + 1, 0));
  const Rect page = context.page.inset(8, 8);
  Rect box{anchor.x, anchor.bottom() + 4, width_, height};
  if (box.right() > page.right()) box.x = std::max(page.x, anchor.right() - width_);
  if (box.bottom() > page.bottom() && anchor.y - 4 - height > page.y) box.y = anchor.y - 4 - height;
  if (box.bottom() > page.bottom()) {
    box.y = std::max(page.y, page.bottom() - height);
    box.h = std::min(height, page.h);
  }
  ImGui::SetNextWindowPos(box.min());
  ImGui::SetNextWindowSize({box.w, std::max(box.h, 8.0f)});
  open_ = ImGui::BeginPopupEx(popup, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                         ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                         ImGuiWindowFlags_NoNav);
  if (!open_) return;
  state_ = ImGui::GetID("##menu");
  if (ImGui::IsWindowAppearing()) ImGui::GetStateStorage()->SetInt(state_, context.input.focus_visible ? 0 : -1);
  const Paint paint(context);
  if (height > 0) {
    ImGui::GetWindowDrawList()->PushClipRectFullScreen();
    paint.popup(box);
    ImGui::GetWindowDrawList()->PopClipRect();
  } else {
    context.animate();
  }
  anchor_ = box;
  context.probe.region(id, box, "menu");
  if (height > box.h) scroll_.emplace(context, "rows", box.inset(0, kPadding), height - 2 * kPadding);
  y_ = first_y_ = scroll_ ? scroll_->y() : box.y + kPadding;
  cursor_ = ImGui::GetStateStorage()->GetInt(state_, -1);
  if (context.input.arrow_y != 0) {
    const int items = ImGui::GetStateStorage()->GetInt(state_ + 1, 1);
    cursor_ = cursor_ < 0 ? (context.input.arrow_y > 0 ? 0 : items - 1)
                          : std::clamp(cursor_ + context.input.arrow_y, 0, items - 1);
    context.input.arrow_y = 0;
    by_key_ = true;
    ImGui::GetStateStorage()->SetInt(state_, cursor_);
  }
}

Menu::~Menu() {
  if (!open_) return;
  scroll_.reset();
  ImGui::GetStateStorage()->SetInt(state_ + 1, std::max(1, index_));
  const ImGuiID popup = ImGui::GetCurrentWindow()->PopupId;
  ImGui::EndPopup();
  ImGui::GetStateStorage()->SetFloat(popup, y_ - first_y_ + 2 * kPadding);
  ImGui::GetStateStorage()->SetFloat(popup + 1, std::ceil(wanted_width_));
}

bool Menu::item(std::string_view label, const MenuItemOptions& options) {
  const Theme& t = context_.theme;
  const Paint paint(context_);
  const Rect rect{anchor_.x + kPadding, y_, anchor_.w - 2 * kPadding, context_.size.menu_row};
  y_ += rect.h;
  const bool leads = options.icon || options.checked != Checked::kNone || options.swatch;
  const bool keyboard = !context_.phone() && !context_.input.touch;
  const float key_w = options.key.empty() || !keyboard ? 0 : key_width(context_, options.key) + 16;
  const float note_w = options.note.empty() ? 0 : paint.width(type::kRow, options.note) + 16;
  wanted_width_ = std::max(wanted_width_, paint.width(type::kRow, label) + (leads ? 22 : 0) + key_w + note_w + 16 + 8);

  const int index = index_++;
  const Interaction act = interact(context_, Kind::kMenuItem, label, rect,
                                   {.enabled = options.enabled, .checked = options.checked, .cursor = Cursor::kHand});
  if (act.hovered) {
    const ImVec2 moved = ImGui::GetIO().MouseDelta;
    if (moved.x != 0 || moved.y != 0) ImGui::GetStateStorage()->SetInt(state_, index);
    if (cursor_ < 0) cursor_ = index;
  }
  const bool here = cursor_ == index;
  if (here) context_.probe.set_current(act.id);
  if (here && by_key_ && scroll_) scroll_->reveal(rect.y - first_y_, rect.bottom() - first_y_);
  bool chosen = act.clicked;
  if (here && options.enabled && context_.input.activate) {
    context_.input.activate = false;
    chosen = true;
  }
  if ((here || act.hovered) && options.enabled) paint.fill(rect, t.sel, 4);
  float x = rect.x + 8;
  if (options.swatch) {
    paint.fill({x, rect.center_y() - 4, 14, 8}, options.swatch, 2);
  } else if (options.checked == Checked::kOn) {
    paint.icon(kIconCheck, x + 7, rect.center_y(), 14, t.text);
  } else if (options.icon) {
    paint.icon(options.icon, x + 7, rect.center_y(), 14, options.enabled ? t.text3 : t.control);
  }
  if (leads) x += 22;
  float right = rect.right() - 8;
  if (key_w > 0) {
    draw_key_cap(paint, {right - key_w + 16, rect.center_y() - 9}, options.key);
    right -= key_w;
  }
  if (note_w > 0) {
    paint.text(type::kRow, right - note_w + 16, rect.center_y(), t.text3, options.note);
    right -= note_w;
  }
  paint.text(type::kRow, {x, rect.y, right - x, rect.h}, options.enabled ? t.text : t.control, label);
  if (chosen) {
    if (!options.stays) ImGui::CloseCurrentPopup();
    context_.animate();  // what is below it, and what the choice has begun
  }
  return chosen;
}

void Menu::heading(std::string_view text) {
  const Paint paint(context_);
  wanted_width_ = std::max(wanted_width_, paint.width(type::kSmall, text) + 24);
  paint.text(type::kSmall, {anchor_.x + 12, y_, anchor_.w - 24, 24}, context_.theme.text3, text);
  y_ += 24;
}

Rect Menu::block(float height, float width) {
  wanted_width_ = std::max(wanted_width_, width);
  y_ += height;
  return {anchor_.x, y_ - height, anchor_.w, height};
}

void Menu::line() {
  Paint(context_).hline(anchor_.x, anchor_.right(), y_ + 4, context_.theme.border);
  y_ += 9;
}

}  // namespace db
