// Cards of several tags: the dialogs that make them.
#include <algorithm>
#include <string>

#include "dashboards/scalars/scalars.h"

namespace db {

// What the tag filter looks for, as a pattern, if it is one word.
void Scalars::new_pattern(Context& context) {
  std::string pattern = list_.filter_text;
  if (pattern.find_first_of(" |!/()\"") != pattern.npos && !is_pattern(pattern)) pattern.clear();
  if (!pattern.empty() && !is_pattern(pattern)) pattern = "*" + pattern + "*";
  picker_.open_pattern(context, pattern);
}

void Scalars::draw_over(Context& context) {
  if (!picker_.is_open()) return;
  using Do = TagPicker::Wish::Do;
  const std::string card = picker_.card();
  const TagPicker::Wish wish = picker_.draw(context, cards_, index_);
  switch (wish.kind) {
    case Do::kNone:
      return;
    case Do::kAdd:
      keep_for_undo();
      cards_.add_tag(context.store, card, wish.text);
      break;
    case Do::kTakeOut:
      keep_for_undo();
      cards_.take_out(context.store, card, wish.text);
      break;
    case Do::kRename:
      cards_.rename(card, wish.text);
      break;
    case Do::kNewCard:
      keep_for_undo();
      cards_.add_pattern(wish.text);
      cards_changed(context);
      show_card(context, wish.text);
      return;
    case Do::kRemoveCard:
      return remove_pattern(context, wish.text);
  }
  cards_changed(context);
}

// Scrolls to it, through a filter and a folded group.
bool Scalars::show_card(Context& context, std::string_view name) {
  const auto card = cards_.find(context.store, name);
  if (!card) return false;
  const auto listed = [&] {
    list_.update(context.store, index_, cards_, context.runs, settings_.hide_empty);
    return std::ranges::find_if(list_.groups(), [&](const CardGroup& group) {
      return !group.pinned && std::ranges::find(group.cards, *card) != group.cards.end();
    });
  };
  auto group = listed();
  if (group == list_.groups().end()) {
    list_.set_filter("");
    settings_.hide_empty = false;
    group = listed();
  }
  if (group == list_.groups().end()) return false;
  if (group->folded) list_.fold(group->name, false);
  selected_ = revealing_ = *card;
  if (!full_.empty()) full_ = name;
  context.commands.state_changed(true);
  context.animate();
  return true;
}

}  // namespace db
