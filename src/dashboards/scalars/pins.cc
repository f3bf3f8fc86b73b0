// Pins, tags put into cards, and taking such a change back.
#include <algorithm>
#include <utility>

#include "dashboards/scalars/scalars.h"
#include "ui/number_text.h"
#include "ui/scroll_area.h"

namespace db {

void Scalars::cards_changed(Context& context) {
  list_.changed();
  cards_.update(context.store, index_);
  context.commands.state_changed(true);
  context.animate();
}

void Scalars::keep_for_undo() { undo_ = CardUndo{list_.pins, cards_.save()}; }

bool Scalars::undo_cards(Context& context) {
  if (!undo_) return false;
  hold_page(hovered_);
  list_.pins = std::move(undo_->pins);
  cards_.load(undo_->cards);
  undo_.reset();
  cards_changed(context);
  return true;
}

void Scalars::toggle_pin(Context& context, const std::string& card) {
  hold_page(cards_.find(context.store, card));
  const auto found = std::ranges::find(list_.pins, card);
  if (found != list_.pins.end()) {
    keep_for_undo();
    list_.pins.erase(found);
  } else {
    list_.pins.push_back(card);
  }
  cards_changed(context);
}

// As far as there are any.
bool Scalars::move_pin(Context& context, const std::string& card, int by) {
  const auto found = std::ranges::find(list_.pins, card);
  if (found == list_.pins.end()) return false;
  const auto at = found - list_.pins.begin();
  const auto to = std::clamp<std::ptrdiff_t>(at + by, 0, static_cast<std::ptrdiff_t>(list_.pins.size()) - 1);
  if (to != at) place_pin(context, card, static_cast<std::size_t>(to > at ? to + 1 : to));
  return true;
}

// Before the pin that is `before`-th now; pins the card if it is not.
void Scalars::place_pin(Context& context, const std::string& card, std::size_t before) {
  keep_for_undo();
  before = std::min(before, list_.pins.size());
  const auto found = std::ranges::find(list_.pins, card);
  if (found != list_.pins.end()) {
    if (static_cast<std::size_t>(found - list_.pins.begin()) < before) --before;
    list_.pins.erase(found);
  } else {
    hold_page(cards_.find(context.store, card));
  }
  list_.pins.insert(list_.pins.begin() + static_cast<std::ptrdiff_t>(before), card);
  cards_changed(context);
}

bool Scalars::clear_pins(Context& context) {
  if (list_.pins.empty()) return false;
  keep_for_undo();
  hold_page(hovered_);
  const std::string what = counted(list_.pins.size(), "pin", "pins") + " cleared";
  list_.pins.clear();
  cards_changed(context);
  context.commands.toast_undo(what);
  return true;
}

void Scalars::add_to_card(Context& context, CardId card, CardId from) {
  const CardUndo before{list_.pins, cards_.save()};
  const std::string name(cards_.name(context.store, card)), title = cards_.title(context.store, card);
  const std::vector<TagId> tags(std::from_range, cards_.tags(from));
  std::size_t added = 0;
  for (const TagId tag : tags) added += cards_.add_tag(context.store, name, context.store.tag(tag)) ? 1 : 0;
  if (added == 0) {
    context.commands.toast(title + " has " + (tags.size() == 1 ? "this tag" : "these tags") + " already");
    return;
  }
  undo_ = before;
  cards_changed(context);
  const std::string what = added == 1 && tags.size() == 1 ? context.store.tag(tags[0]) : counted(added, "tag", "tags");
  context.commands.toast_undo("Added " + what + " to " + title);
}

void Scalars::remove_pattern(Context& context, const std::string& pattern) {
  keep_for_undo();
  hold_page(hovered_);
  std::erase(list_.pins, pattern);
  if (full_ == pattern) full_.clear();
  cards_.remove_pattern(pattern);
  cards_changed(context);
  context.commands.toast_undo("Card " + pattern + " taken away");
}

void Scalars::hold_page(std::optional<CardId> card) {
  holding_ = true;
  hold_card_ = card;
}

// Scrolls so that what was under the pointer, or next to it, stays where it was. Cards in their groups count only:
// the pinned ones are what has changed.
void Scalars::keep_place(ScrollArea& scroll, const Rect& area, ImVec2 pointer) {
  if (!std::exchange(holding_, false)) return;
  const bool inside = area.contains(pointer);
  const auto distance = [&](const Seen& seen) {
    const float from = inside ? pointer.y : area.center_y();
    const float apart = std::max({seen.rect.y - from, from - seen.rect.bottom(), 0.0f});
    return std::pair(hold_card_ != seen.id, apart);
  };
  std::ranges::stable_sort(seen_, {}, distance);
  for (const Seen& seen : seen_) {
    const auto place = seen.pinned ? std::nullopt : list_.find(seen.id, false);
    if (!place) continue;
    scroll.scroll_to(std::max(0.0f, list_.place(*place).y - (seen.rect.y - area.y)));
    return;
  }
}

}  // namespace db
