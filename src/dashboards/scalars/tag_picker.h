// The dialog in which a card gets its tags, by pointer, finger or keyboard: a title of one's own, a filter, and every
// scalar tag with a box; and the dialog that makes a card of a pattern, with what it matches.
//
// It changes nothing itself: draw() says what a person wants. Cost while it is open: the rows in view; a pass over all
// tags when what is typed changes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "dashboards/scalars/card_set.h"
#include "ui/context.h"
#include "ui/paint.h"

namespace db {

class TagPicker {
 public:
  struct Wish {
    enum class Do : std::uint8_t { kNone, kAdd, kTakeOut, kRename, kNewCard, kRemoveCard };
    Do kind = Do::kNone;
    std::string text;  // tag, title or pattern
  };

  void open(Context& context, const std::string& card);
  void open_pattern(Context& context, std::string_view pattern);
  void close() { card_.clear(), making_ = false; }
  bool is_open() const { return making_ || !card_.empty(); }
  const std::string& card() const { return card_; }  // by name; empty: a new one

  Wish draw(Context& context, const CardSet& cards, const TagIndex& index);

 private:
  void start(Context& context);
  void find_rows(const Context& context, const CardSet& cards, const TagIndex& index, CardId card);
  Wish draw_card(Context& context, const CardSet& cards, const TagIndex& index, Rect inside);
  Wish draw_pattern(Context& context, const CardSet& cards, const TagIndex& index, Rect inside);
  Wish draw_rows(Context& context, const CardSet& cards, CardId card, const Rect& area);
  void draw_foot(Context& context, const Paint& paint, const Rect& foot, const std::string& text) const;

  std::string card_;
  bool making_ = false;
  std::string text_;         // filter or pattern
  std::string title_;        // being typed
  std::vector<TagId> rows_;  // those in the card first
  struct {
    std::string card, text;
    std::uint32_t index = 0, opened = 0;
  } rows_of_;
  std::uint32_t opened_ = 0;
};

}  // namespace db
