#include "dashboards/scalars/card_list.h"

#include <algorithm>
#include <cmath>
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
    filter_problem.clear();
    dirty_ = true;
  } else {
    filter_problem = parsed.error().message;  // the last good one stays in force
  }
}

void CardList::update(const Store& store, const TagIndex& index, const RunSelection& runs, bool hide_empty) {
  if (!dirty_ && index_generation_ == index.generation() && runs_generation_ == runs.generation() &&
      hide_empty_ == hide_empty) {
    return;
  }
  dirty_ = false;
  laid_out_ = {};
  index_generation_ = index.generation();
  runs_generation_ = runs.generation();
  hide_empty_ = hide_empty;
  groups_.clear();
  tags_in_all_ = index.tags().size();

  const auto has_shown_run = [&](TagId tag) {
    return std::ranges::any_of(index.series(tag), [&](SeriesId id) { return runs.shown(store.series(id).run); });
  };
  CardGroup pinned{.name = "Pinned", .pinned = true};
  for (const std::string& pin : pins) {
    const TagId* tag = store.find_tag(pin);
    if (tag && !index.series(*tag).empty()) pinned.tags.push_back(*tag);
  }
  if (!pinned.tags.empty()) groups_.push_back(std::move(pinned));

  cards_ = 0;
  std::unordered_map<std::string_view, std::size_t> known;  // groups by name, as the store spells it
  for (const TagId tag : index.tags()) {
    const std::string& name = store.tag(tag);
    if (!filter_.empty() && !filter_.matches(name)) continue;
    if (hide_empty && !has_shown_run(tag)) continue;
    const std::string_view group = name.find('/') == name.npos ? kNoGroup : tag_group(name);
    // The natural order may put tags of one group apart ("a/x", "a1", "a/y" are possible): the first one opens it.
    const auto [at, opened] = known.try_emplace(group, groups_.size());
    if (opened) groups_.push_back({.name = std::string(group)});
    groups_[at->second].tags.push_back(tag);
    ++cards_;
  }
  const auto loose = std::ranges::find_if(groups_, [](const CardGroup& g) { return !g.pinned && g.name == kNoGroup; });
  if (loose != groups_.end()) std::rotate(std::ranges::find(groups_, false, &CardGroup::pinned), loose, loose + 1);
  for (CardGroup& group : groups_) group.folded = !group.pinned && folded.contains(group.name);
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
  for (const CardGroup& group : groups_) most = std::max(most, group.tags.size());
  if (settings.columns == 0 && settings.density != Density::kDense)
    columns_ = static_cast<int>(std::min(most, static_cast<std::size_t>(columns_)));
  const auto rows_of = [&](const CardGroup& group) {
    return (group.tags.size() + static_cast<std::size_t>(columns_) - 1) / static_cast<std::size_t>(columns_);
  };
  std::size_t all_rows = 0;
  for (const CardGroup& group : groups_) all_rows += rows_of(group);
  left_ = metrics.gutter;
  card_width_ = (inner - kGap * static_cast<float>(columns_ - 1)) / static_cast<float>(columns_);
  float plot =
      settings.plot_height > 0 ? static_cast<float>(settings.plot_height) : size.plot_height + (phone ? 16 : 0);
  if (settings.plot_height == 0 && columns_ < fitting && all_rows <= 2)
    plot = std::clamp(card_width_ * 0.4f, plot, 2.6f * plot);
  card_height_ = size.head + plot + extra_height + 2;
  group_head_ = phone ? 40 : size.group_head;
  float y = 0;
  for (CardGroup& group : groups_) {
    group.top = y;
    y += group_head_;
    group.cards_top = y;
    if (!group.folded) {
      y += static_cast<float>(rows_of(group)) * (card_height_ + kGap) - kGap + kGroupGap;
    }
    group.bottom = y;
  }
  height_ = y + metrics.gutter;
}

Rect CardList::place(CardPlace at) const {
  const CardGroup& group = groups_[at.group];
  const auto columns = static_cast<std::size_t>(columns_);
  const std::size_t row = at.index / columns, column = at.index % columns;
  return {left_ + static_cast<float>(column) * (card_width_ + kGap),
          group.cards_top + static_cast<float>(row) * (card_height_ + kGap), card_width_, card_height_};
}

void CardList::visible(float top, float bottom, std::vector<CardPlace>& out) const {
  out.clear();
  const auto first = std::ranges::lower_bound(groups_, top, {}, &CardGroup::bottom);
  for (auto group = first; group != groups_.end() && group->top < bottom; ++group) {
    if (group->folded) continue;
    const float row_height = card_height_ + kGap;
    const auto columns = static_cast<std::size_t>(columns_);
    const float from = std::max(0.0f, std::floor((top - group->cards_top) / row_height));
    for (std::size_t i = static_cast<std::size_t>(from) * columns; i < group->tags.size(); ++i) {
      const CardPlace place{static_cast<std::size_t>(group - groups_.begin()), i};
      const Rect at = this->place(place);
      if (at.y >= bottom) break;
      if (at.bottom() > top) out.push_back(place);
    }
  }
}

}  // namespace db
