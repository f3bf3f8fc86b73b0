#include "dashboards/scalars/card_list.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "analysis/tag_group.h"

namespace db {
namespace {

constexpr float kGap = 8;
constexpr float kGroupGap = 4;  // below a group's cards

}  // namespace

void CardList::set_filter(std::string_view text) {
  filter_text = text;
  if (auto parsed = Filter::parse(text)) {
    filter_ = std::move(*parsed);
    filter_in_force = text;
    filter_problem.clear();
    dirty_ = true;
  } else {
    filter_problem = parsed.error().message;  // the last good one stays in force
  }
}

void CardList::fold(const std::string& group, bool on) {
  if (on == fold_others) {
    unlike.erase(group);
  } else {
    unlike.insert(group);
  }
  dirty_ = true;
}

void CardList::fold_all(bool on) {
  fold_others = on;
  unlike.clear();
  dirty_ = true;
}

void CardList::update(const Store& store, const TagIndex& index, const CardSet& cards, const RunSelection& runs,
                      bool hide_empty) {
  if (!dirty_ && index_generation_ == index.generation() && cards_generation_ == cards.generation() &&
      runs_generation_ == runs.generation() && hide_empty_ == hide_empty) {
    return;
  }
  dirty_ = false;
  laid_out_ = {};
  index_generation_ = index.generation();
  cards_generation_ = cards.generation();
  runs_generation_ = runs.generation();
  hide_empty_ = hide_empty;
  tags_in_all_ = index.tags().size();
  wide_.clear();
  for (const std::string& name : wide) {
    if (const auto card = cards.find(store, name)) wide_.insert(*card);
  }
  groups_.clear();
  add_pins(store, cards);
  add_groups(store, index, cards, runs);
  for (CardGroup& group : groups_) group.folded = !group.pinned && folded(group.name);
}

void CardList::add_pins(const Store& store, const CardSet& cards) {
  CardGroup pinned{.name = "Pinned", .pinned = true};
  for (const std::string& pin : pins) {
    if (const auto card = cards.find(store, pin)) pinned.cards.push_back(*card);
  }
  if (!pinned.cards.empty()) groups_.push_back(std::move(pinned));
}

void CardList::add_groups(const Store& store, const TagIndex& index, const CardSet& cards, const RunSelection& runs) {
  const auto shown = [&](SeriesId id) { return runs.shown(store.series(id).run); };
  const auto is_empty = [&](CardId card) {
    return std::ranges::none_of(cards.tags(card),
                                [&](TagId tag) { return std::ranges::any_of(index.series(tag), shown); });
  };
  cards_ = 0;
  std::unordered_map<std::string, std::size_t> known;
  const auto add = [&](std::string_view group, CardId card) {
    // The natural order may put tags of one group apart ("a/x", "a1", "a/y" are possible): the first one opens it.
    const auto [at, opened] = known.try_emplace(std::string(group), groups_.size());
    if (opened) groups_.push_back({.name = std::string(group)});
    groups_[at->second].cards.push_back(card);
    ++cards_;
  };
  std::unordered_map<std::string, std::vector<CardId>> patterns;  // by group
  for (const CardId card : cards.patterns()) {
    const std::string_view name = cards.name(store, card);
    const auto passes = [&](TagId tag) { return filter_.matches(store.tag(tag)); };
    const auto tags = cards.tags(card);
    if (!filter_.empty() && !filter_.matches(cards.title(store, card)) && std::ranges::none_of(tags, passes)) continue;
    if (hide_empty_ && !tags.empty() && is_empty(card)) continue;  // one that matches nothing says so
    const std::string_view group = tag_group(name);
    if (group.size() == name.size() || is_pattern(group)) {
      add(kPatternGroup, card);
    } else {
      patterns[std::string(group)].push_back(card);
    }
  }
  const bool has_patterns = !known.empty();
  for (const TagId tag : index.tags()) {
    const std::string& name = store.tag(tag);
    const CardId card = CardSet::of_tag(tag);
    if (!filter_.empty() && !filter_.matches(name)) continue;
    if (hide_empty_ && is_empty(card)) continue;
    const std::string_view group = name.find('/') == name.npos ? kNoGroup : tag_group(name);
    if (!patterns.empty()) {
      if (const auto first = patterns.extract(std::string(group))) {
        for (const CardId pattern : first.mapped()) add(group, pattern);
      }
    }
    add(group, card);
  }
  for (const CardId card : cards.patterns()) {  // of groups without any card of their own
    const std::string group(tag_group(cards.name(store, card)));
    if (const auto left = patterns.extract(group)) {
      for (const CardId pattern : left.mapped()) add(group, pattern);
    }
  }
  const auto loose = std::ranges::find_if(groups_, [](const CardGroup& g) { return !g.pinned && g.name == kNoGroup; });
  if (loose == groups_.end()) return;
  auto first = std::ranges::find(groups_, false, &CardGroup::pinned);
  if (has_patterns) ++first;
  std::rotate(first, loose, loose + 1);
}

std::optional<CardPlace> CardList::find(CardId card, bool pinned) const {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const CardGroup& group = groups_[g];
    if (group.pinned != pinned || group.folded) continue;
    const auto found = std::ranges::find(group.cards, card);
    if (found != group.cards.end()) return CardPlace{g, static_cast<std::size_t>(found - group.cards.begin())};
  }
  return std::nullopt;
}

void CardList::layout(float width, const ScalarsSettings& settings, const Metrics& metrics, float extra_height) {
  const Layout wanted{width, settings.density, settings.columns, settings.plot_height, extra_height, &metrics};
  if (wanted == laid_out_) return;
  laid_out_ = wanted;
  const DensitySizes& size = sizes(settings.density);
  const float inner = width - 2 * metrics.gutter;
  const bool phone = metrics.target >= 44;
  const float least = phone ? inner : metrics.target >= 36 ? std::max(320.0f, size.card) : size.card;
  const int fitting = std::max(1, static_cast<int>((inner + kGap) / (least + kGap)));
  columns_ =
      settings.columns > 0 && !phone ? std::min(settings.columns, std::max(1, static_cast<int>(inner / 160))) : fitting;
  // Few cards take the room that no other needs.
  std::size_t most = 1;
  for (const CardGroup& group : groups_) most = std::max(most, group.cards.size());
  if (settings.columns == 0 && settings.density != Density::kDense)
    columns_ = static_cast<int>(std::min(most, static_cast<std::size_t>(columns_)));
  const auto rows_of = [&](const CardGroup& group) {
    return (group.cards.size() + static_cast<std::size_t>(columns_) - 1) / static_cast<std::size_t>(columns_);
  };
  std::size_t all_rows = 0;
  for (const CardGroup& group : groups_) all_rows += rows_of(group);
  left_ = metrics.gutter;
  card_width_ = (inner - kGap * static_cast<float>(columns_ - 1)) / static_cast<float>(columns_);
  float plot =
      settings.plot_height > 0 ? static_cast<float>(settings.plot_height) : size.plot_height + (phone ? 16 : 0);
  if (settings.plot_height == 0 && columns_ < fitting && all_rows <= 2)
    plot = std::clamp(card_width_ * 0.4f, plot, 2.6f * plot);
  const float around = size.head + extra_height + 2;
  card_height_ = around + plot;
  // As TensorBoard's expanded card.
  const float usual = settings.plot_height > 0 ? plot : size.plot_height + (phone ? 16 : 0);
  wide_width_ = inner;
  wide_height_ = around + std::max(plot, 2 * usual);
  group_head_ = phone ? 40 : size.group_head;
  float y = 0;
  for (CardGroup& group : groups_) {
    group.top = y;
    y += group_head_;
    group.cards_top = y;
    place_rows(group, y);
    group.bottom = y;
  }
  height_ = y + metrics.gutter;
}

// From y on; moves it to the group's end.
void CardList::place_rows(CardGroup& group, float& y) const {
  group.rows.clear();
  if (group.folded) return;
  std::uint32_t column = 0;
  bool after_wide = true;
  for (std::uint32_t i = 0; i < group.cards.size(); ++i) {
    const bool all = !wide_.empty() && is_wide(group.cards[i]);
    if (all || after_wide || column == static_cast<std::uint32_t>(columns_)) {
      group.rows.push_back({i, y});
      y += (all ? wide_height_ : card_height_) + kGap;
      column = 0;
    }
    ++column;
    after_wide = all;
  }
  y += kGroupGap - kGap;
}

Rect CardList::place(CardPlace at) const {
  const CardGroup& group = groups_[at.group];
  const auto after = std::ranges::upper_bound(group.rows, at.index, {}, &CardRow::first);
  const CardRow& row = *std::prev(after);
  if (is_wide(group.cards[at.index])) return {left_, row.top, wide_width_, wide_height_};
  return {left_ + static_cast<float>(at.index - row.first) * (card_width_ + kGap), row.top, card_width_, card_height_};
}

void CardList::visible(float top, float bottom, std::vector<CardPlace>& out) const {
  out.clear();
  const auto first = std::ranges::lower_bound(groups_, top, {}, &CardGroup::bottom);
  for (auto group = first; group != groups_.end() && group->top < bottom; ++group) {
    if (group->rows.empty()) continue;
    auto row = std::ranges::upper_bound(group->rows, top, {}, &CardRow::top);
    if (row != group->rows.begin()) --row;
    for (std::size_t i = row->first; i < group->cards.size(); ++i) {
      const CardPlace place{static_cast<std::size_t>(group - groups_.begin()), i};
      const Rect at = this->place(place);
      if (at.y >= bottom) break;
      if (at.bottom() > top) out.push_back(place);
    }
  }
}

}  // namespace db
