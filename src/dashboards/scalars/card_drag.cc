// A card dragged by its title: onto another card its tags go into that one; a pinned card among the pinned ones changes
// its place; onto the head of the pinned ones it is pinned. A finger holds the title for a moment first.
#include <algorithm>
#include <cmath>
#include <utility>

#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "imgui_internal.h"
#include "ui/input.h"
#include "ui/paint.h"
#include "ui/probe.h"
#include "ui/scroll_area.h"

namespace db {
namespace {

constexpr float kSlop = 6;
constexpr double kHoldSecs = 0.4;
constexpr float kScrollZone = 48, kScrollSpeed = 600;  // px from an edge; px a second

}  // namespace

// While the title is held.
void Scalars::grip_title(Context& context, CardId card, CardPart part) {
  if (drag_) return;
  if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) grip_secs_ = context.now_secs;
  const ImVec2 moved = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0);
  const bool far = std::hypot(moved.x, moved.y) > kSlop;
  if (context.input.touch) {
    const double left = kHoldSecs - (context.now_secs - grip_secs_);
    if (far) return;
    if (left > 0) return context.platform.request_frame(left);
  } else if (!far) {
    return;
  }
  drag_ = CardDrag{.card = card, .pinned = part == CardPart::kPinned, .drop = {}};
  drag_secs_ = context.now_secs;
  ImGui::ClearActiveID();
  context.animate();
}

// Before the page scrolls: the movement is the drag's, and at the edges the page goes on.
void Scalars::begin_drag_frame(Context& context, ScrollArea* scroll, const Rect& area) {
  if (!drag_) return;
  context.input.drag_owner = ImGui::GetID("card-drag");
  drag_->drop = {};
  if (!scroll) return;
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const float above = area.y + kScrollZone - pointer.y, below = pointer.y - (area.bottom() - kScrollZone);
  const float push = above > 0 ? -above : below > 0 ? below : 0;
  const auto elapsed = static_cast<float>(std::min(0.05, context.now_secs - drag_secs_));
  drag_secs_ = context.now_secs;
  if (push == 0) return;
  const float by = std::clamp(push / kScrollZone, -1.0f, 1.0f) * kScrollSpeed * elapsed;
  const float limit = std::max(0.0f, list_.height() - area.h);
  scroll->scroll_to(std::clamp(scroll->offset() + by, 0.0f, limit));
  if (push < 0 ? scroll->offset() > 0 : scroll->offset() < limit) context.animate();
}

// What letting go would do where the pointer is, over this card.
void Scalars::find_drop(const Context& context, const Rect& rect, CardId card, bool pinned) {
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  if (!drag_ || !rect.contains(pointer)) return;
  CardDrop& drop = drag_->drop;
  if (pinned && drag_->pinned) {
    const bool beside = list_.columns() > 1 && !list_.is_wide(card);
    const bool after = beside ? pointer.x > rect.center_x() : pointer.y > rect.center_y();
    const auto at = std::ranges::find(list_.pins, cards_.name(context.store, card)) - list_.pins.begin();
    drop.kind = CardDrop::Kind::kMove;
    drop.before = static_cast<std::size_t>(at) + (after ? 1 : 0);
    drop.mark = beside ? Rect{after ? rect.right() + 3 : rect.x - 5, rect.y, 2, rect.h}
                       : Rect{rect.x, after ? rect.bottom() + 3 : rect.y - 5, rect.w, 2};
  } else if (card != drag_->card) {
    drop = {.kind = CardDrop::Kind::kAdd, .card = card, .before = 0, .mark = rect};
  }
}

void Scalars::find_drop_on_pins(const Rect& head) {
  if (!drag_ || drag_->pinned || !head.contains(ImGui::GetIO().MousePos)) return;
  drag_->drop = {.kind = CardDrop::Kind::kPin, .card = {}, .before = list_.pins.size(), .mark = head.inset(8, 2)};
}

void Scalars::end_drag_frame(Context& context) {
  if (!drag_) return;
  const Theme& t = context.theme;
  const CardDrop& drop = drag_->drop;
  const std::string name(cards_.name(context.store, drag_->card));
  std::string what;
  {
    const Paint paint(context);
    switch (drop.kind) {
      case CardDrop::Kind::kNone:
        break;
      case CardDrop::Kind::kMove:
        paint.fill(drop.mark, t.accent, 1);
        what = "Move the pin here";
        break;
      case CardDrop::Kind::kAdd:
        paint.edge(drop.mark, t.accent, 8, 2);
        what = "Add to " + cards_.title(context.store, drop.card);
        break;
      case CardDrop::Kind::kPin:
        paint.edge(drop.mark, t.accent, 6, 2);
        what = "Pin";
        break;
    }
  }
  const Paint paint(context, ImGui::GetForegroundDrawList());
  const ImVec2 pointer = ImGui::GetIO().MousePos;
  const std::string title = cards_.title(context.store, drag_->card);
  const float width =
      std::min(280.0f, std::max(paint.width(type::kBodyBold, title), paint.width(type::kSmall, what))) + 40;
  const float height = what.empty() ? 28.0f : 44.0f;
  const bool finger = context.input.touch;  // lies over what is below it
  Rect plate{pointer.x + (finger ? -width / 2 : 14), pointer.y + (finger ? -height - 28 : 10), width, height};
  plate.x = std::clamp(plate.x, 4.0f, std::max(4.0f, context.page.right() - width - 4));
  plate.y = std::clamp(plate.y, 4.0f, std::max(4.0f, context.page.bottom() - height - 4));
  paint.popup(plate);
  Rect lines = plate.inset(10, 4);
  paint.icon(kIconGripVertical, lines.take_left(14).center_x(), plate.y + 14, 14, t.text3);
  lines.take_left(6);
  paint.text(type::kBodyBold, lines.take_top(20), t.text, title, Align::kLeft, Elide::kMiddle);
  if (!what.empty()) paint.text(type::kSmall, lines, t.text3, what, Align::kLeft, Elide::kMiddle);
  context.probe.text(what.empty() ? title : what, plate);
  context.input.cursor = Cursor::kGrab;
  if (ImGui::IsMouseDown(ImGuiMouseButton_Left)) return;
  const CardDrag done = *std::exchange(drag_, std::nullopt);
  context.animate();
  if (done.drop.kind == CardDrop::Kind::kAdd) add_to_card(context, done.drop.card, done.card);
  if (done.drop.kind == CardDrop::Kind::kMove || done.drop.kind == CardDrop::Kind::kPin)
    place_pin(context, name, done.drop.before);
}

}  // namespace db
