#include "dashboards/scalars/tag_picker.h"

#include <algorithm>
#include <cmath>

#include "analysis/filter.h"
#include "analysis/glob.h"
#include "icons.h"
#include "ui/input.h"
#include "ui/number_text.h"
#include "ui/overlay.h"
#include "ui/scroll_area.h"
#include "ui/text_fields.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kWidth = 480, kHead = 56, kFoot = 64, kPadding = 24;
constexpr std::string_view kField = "card-tags";

using Do = TagPicker::Wish::Do;

}  // namespace

void TagPicker::start(Context& context) {
  ++opened_;
  if (!context.phone()) context.fields.focus(kField);  // its keyboard would cover the list
  context.animate();
}

void TagPicker::open(Context& context, const std::string& card) {
  card_ = card;
  making_ = false;
  text_.clear();
  start(context);
}

void TagPicker::open_pattern(Context& context, std::string_view pattern) {
  card_.clear();
  making_ = true;
  text_ = pattern;
  start(context);
}

TagPicker::Wish TagPicker::draw(Context& context, const CardSet& cards, const TagIndex& index) {
  const Theme& t = context.theme;
  const bool phone = context.phone();
  Overlay overlay(context, "##tag-picker", 1);
  const float width = std::min(kWidth, context.page.w - 16);
  const float top = phone ? 24 : std::min(112.0f, std::floor(context.page.h * 0.125f));
  const float height = std::min(560.0f, context.page.h - top - 24);
  const Rect box{std::floor(context.page.center_x() - width / 2), top, width, height};
  const Paint paint(context);
  paint.popup(box, 12);
  Rect inside = box;
  const Rect head = inside.take_top(kHead);
  const std::string_view title = making_ ? "New card from a pattern" : "Tags of this card";
  paint.text(type::kDialog, {head.x + kPadding, head.y, head.w - 80, head.h}, t.text, title);
  context.probe.region(title, box, "dialog");
  paint.hline(head.x, head.right(), head.bottom() - paint.hairline(), t.border);
  const float size = std::max(28.0f, context.size.icon_button);
  bool closing = icon_button(context, "Close", kIconX,
                             {head.right() - 12 - size, head.center_y() - size / 2, size, size}, {.key = "Esc"});
  Wish wish = making_ ? draw_pattern(context, cards, index, inside) : draw_card(context, cards, index, inside);
  if (wish.kind == Do::kNewCard || wish.kind == Do::kRemoveCard) closing = true;
  if (overlay.pressed_outside(box)) closing = true;
  if (closing) {
    close();
    context.animate();
  }
  return wish;
}

// Those of the card first, as they were when the dialog was opened: a row that is ticked stays where it is.
void TagPicker::find_rows(const Context& context, const CardSet& cards, const TagIndex& index, CardId card) {
  if (rows_of_.card == card_ && rows_of_.text == text_ && rows_of_.index == index.generation() &&
      rows_of_.opened == opened_) {
    return;
  }
  rows_of_ = {card_, text_, index.generation(), opened_};
  rows_.clear();
  const auto filter = Filter::parse(text_);
  const auto passes = [&](TagId tag) { return !filter || filter->empty() || filter->matches(context.store.tag(tag)); };
  const auto of_card = cards.tags(card);
  for (const TagId tag : of_card)
    if (passes(tag)) rows_.push_back(tag);
  for (const TagId tag : index.tags())
    if (passes(tag) && std::ranges::find(of_card, tag) == of_card.end()) rows_.push_back(tag);
}

TagPicker::Wish TagPicker::draw_card(Context& context, const CardSet& cards, const TagIndex& index, Rect inside) {
  Wish wish;
  const auto card = cards.find(context.store, card_);
  if (!card) {
    close();
    return wish;
  }
  const Theme& t = context.theme;
  const Paint paint(context);
  const float control = std::max(28.0f, context.size.control);
  const Rect foot = inside.take_bottom(kFoot);
  inside.take_top(12);
  Rect row = inside.take_top(control).inset(kPadding, 0);
  const CardRecipe* recipe = cards.recipe(card_);
  title_ = recipe ? recipe->title : std::string();
  paint.text(type::kBody, row.take_left(56), t.text2, "Title");
  const std::string own = recipe && !title_.empty() ? card_ : cards.title(context.store, *card);
  if (text_field(context, "Title of the card", row, title_, {.id = "card-title", .placeholder = own}).changed) {
    wish = {Do::kRename, title_};
  }
  inside.take_top(8);
  row = inside.take_top(control).inset(kPadding, 0);
  paint.text(type::kBody, row.take_left(56), t.text2, "Tags");
  const auto filter = Filter::parse(text_);
  const FieldResult found =
      text_field(context, "Find a tag", row, text_,
                 {.id = kField,
                  .placeholder = "Find a tag",
                  .icon = kIconSearch,
                  .key = {},
                  .problem = filter ? std::string_view() : std::string_view(filter.error().message)});
  if (found.escaped && text_.empty()) close();
  find_rows(context, cards, index, *card);
  if (found.entered) {  // the first one that is not in the card yet
    const auto of_card = cards.tags(*card);
    const auto next =
        std::ranges::find_if(rows_, [&](TagId tag) { return std::ranges::find(of_card, tag) == of_card.end(); });
    if (next != rows_.end()) wish = {Do::kAdd, context.store.tag(*next)};
  }
  inside.take_top(8);
  paint.hline(inside.x, inside.right(), inside.y, t.grid);
  if (const Wish ticked = draw_rows(context, cards, *card, inside); ticked.kind != Do::kNone) wish = ticked;
  const std::size_t count = cards.tags(*card).size();
  std::string text =
      counted(count, "tag", "tags") + " of " + with_commas(static_cast<std::uint64_t>(index.tags().size()));
  if (cards.more(*card) > 0) {
    text = "the first " + std::to_string(count) + " of " +
           with_commas(static_cast<std::uint64_t>(count + cards.more(*card))) + " tags that match";
  }
  draw_foot(context, paint, foot, text);
  const ButtonOptions done{.style = ButtonStyle::kPrimary};
  float x = foot.right() - kPadding - button_width(context, "Done", done);
  const float y = foot.center_y() - control / 2;
  if (button(context, "Done", {x, y}, done)) close();
  if (!cards.own_tag(*card)) {
    x -= 8 + button_width(context, "Take this card away");
    if (button(context, "Take this card away", {x, y})) wish = {Do::kRemoveCard, card_};
  }
  return wish;
}

TagPicker::Wish TagPicker::draw_rows(Context& context, const CardSet& cards, CardId card, const Rect& area) {
  const Theme& t = context.theme;
  const Paint paint(context);
  Wish wish;
  const float height = std::max(28.0f, context.size.menu_row);
  ScrollArea scroll(context, making_ ? "pattern-tags" : "card-tags", area,
                    height * static_cast<float>(rows_.size()) + 8);
  const auto of_card = cards.tags(card);
  const auto own = making_ ? std::nullopt : cards.own_tag(card);
  const int last = scroll.last(height, static_cast<int>(rows_.size()));
  for (int i = scroll.first(height); i < last; ++i) {
    const TagId tag = rows_[static_cast<std::size_t>(i)];
    const std::string& name = context.store.tag(tag);
    const Rect row{area.x, scroll.y() + 4 + static_cast<float>(i) * height, area.w, height};
    Rect text = row.inset(kPadding, 0);
    if (!making_) {
      const bool in = std::ranges::find(of_card, tag) != of_card.end();
      const Interaction act = interact(context, Kind::kCheckbox, name, row,
                                       {.enabled = tag != own,
                                        .checked = in ? Checked::kOn : Checked::kOff,
                                        .cursor = Cursor::kHand,
                                        .grow_target = false});
      if (act.hovered || act.focused) paint.fill(row.inset(8, 0), t.hover, 4);
      draw_checkbox(paint, {text.x + 7, row.center_y()}, in ? Checked::kOn : Checked::kOff,
                    tag == own ? t.control : t.ink, BoxShape::kSquare, t.surface);
      text.take_left(26);
      if (act.clicked) wish = {in ? Do::kTakeOut : Do::kAdd, name};
    } else {
      context.probe.add(Kind::kRow, name, row);
    }
    paint.text(type::kRow, text, t.text, name, Align::kLeft, Elide::kMiddle);
  }
  if (rows_.empty()) {
    constexpr std::string_view kNothing = "No tag matches.";
    paint.text(type::kBody, {area.x, area.y, area.w, std::min(area.h, 96.0f)}, t.text3, kNothing, Align::kCenter);
    context.probe.text(kNothing, area);
  }
  return wish;
}

TagPicker::Wish TagPicker::draw_pattern(Context& context, const CardSet& cards, const TagIndex& index, Rect inside) {
  Wish wish;
  const Theme& t = context.theme;
  const Paint paint(context);
  const float control = std::max(28.0f, context.size.control);
  const Rect foot = inside.take_bottom(kFoot);
  inside.take_top(12);
  const bool pattern = is_pattern(text_);
  const bool known = pattern && std::ranges::any_of(cards.patterns(), [&](CardId card) {
                       return cards.name(context.store, card) == text_;
                     });
  const FieldResult field =
      text_field(context, "Pattern", inside.take_top(control).inset(kPadding, 0), text_,
                 {.id = kField,
                  .placeholder = "loss/*",
                  .icon = nullptr,
                  .key = {},
                  .problem = known ? std::string_view("There is a card of this pattern") : std::string_view(),
                  .mono = true});
  if (field.escaped) close();
  const Rect note = inside.take_top(28).inset(kPadding, 0);
  constexpr std::string_view kNote = "* stands for any characters, ? for one. New tags join by themselves.";
  paint.text(type::kSmall, note, t.text3, kNote);
  paint.hline(inside.x, inside.right(), inside.y, t.grid);
  if (rows_of_.text != text_ || rows_of_.index != index.generation() || rows_of_.opened != opened_) {
    rows_of_ = {{}, text_, index.generation(), opened_};
    rows_.clear();
    const Glob glob(text_);
    for (const TagId tag : index.tags())
      if (glob.matches(context.store.tag(tag))) rows_.push_back(tag);
  }
  draw_rows(context, cards, {}, inside);
  std::string text = "Matches " + counted(rows_.size(), "tag", "tags");
  if (rows_.size() > kMostTagsOfCard) text += ", the first " + std::to_string(kMostTagsOfCard) + " are shown";
  if (!pattern) text = text_.empty() ? "" : "A pattern has a * or a ?";
  draw_foot(context, paint, foot, text);
  const ButtonOptions add{.style = ButtonStyle::kPrimary, .enabled = pattern && !known};
  const float x = foot.right() - kPadding - button_width(context, "Add the card", add);
  const bool pressed = button(context, "Add the card", {x, foot.center_y() - control / 2}, add);
  if ((pressed || field.entered) && pattern && !known) wish = {Do::kNewCard, text_};
  return wish;
}

void TagPicker::draw_foot(Context& context, const Paint& paint, const Rect& foot, const std::string& text) const {
  paint.hline(foot.x, foot.right(), foot.y, context.theme.border);
  const Rect place{foot.x + kPadding, foot.y, foot.w * 0.6f, foot.h};
  paint.text(type::kRow, place, context.theme.text3, text);
  if (!text.empty()) context.probe.text(text, place);
}

}  // namespace db
