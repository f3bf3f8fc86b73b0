// Which cards are listed and where: groups by tag prefix in TensorBoard's order, the pinned ones first, and the place
// of every card in the scrolled page. A pattern's card is the first one of the group that it names ("loss/*"), or in a
// group of such cards. Rebuilt when tags, cards, runs, filter, pins or folds change; a frame only looks up what is in
// view.
//
//   group header | rows of cards, `columns` a row, 8 apart; a wide card is a row of its own, twice as high | ...
//
// Cost: 12,000 tags are listed and placed in some milliseconds; a lookup is a binary search.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analysis/filter.h"
#include "dashboards/scalars/card_set.h"
#include "dashboards/scalars/settings.h"
#include "dashboards/scalars/tag_index.h"
#include "ui/context.h"
#include "ui/run_selection.h"

namespace db {

// Tags without a '/' are together in one group, first of all. (TensorBoard makes each of them a group of its own.)
inline constexpr std::string_view kNoGroup = "No group";
// Patterns that begin with a wildcard, or have no '/'.
inline constexpr std::string_view kPatternGroup = "Several tags";

struct CardRow {
  std::uint32_t first;  // card of the group
  float top;            // page coordinates
};

struct CardGroup {
  std::string name;  // text before the first '/'
  bool pinned = false;
  bool folded = false;
  std::vector<CardId> cards;
  // Page coordinates, from layout().
  float top = 0;  // of the header
  float cards_top = 0;
  float bottom = 0;
  std::vector<CardRow> rows;  // unless it is folded
};

struct CardPlace {
  std::size_t group;
  std::size_t index;  // in the group
};

class CardList {
 public:
  // What decides the list; all of it is view state.
  std::vector<std::string> pins;  // cards by name, also such as are still to come; in their order on the page
  std::set<std::string> wide;     // cards
  bool fold_others = false;       // whether groups are folded that are not in `unlike`
  std::set<std::string> unlike;   // groups that are not as `fold_others` says
  std::string filter_text;
  std::string filter_problem;   // why filter_text is not in force
  std::string filter_in_force;  // the last that could be read

  void set_filter(std::string_view text);
  void changed() { dirty_ = true; }  // pins, wide ones or folds
  bool folded(const std::string& group) const { return fold_others != unlike.contains(group); }
  void fold(const std::string& group, bool on);
  void fold_all(bool on);

  // Rebuilds if something has changed. `hide_empty`: cards without a shown run are left out.
  void update(const Store& store, const TagIndex& index, const CardSet& cards, const RunSelection& runs,
              bool hide_empty);
  // Places all for a page `width` wide.
  // `extra_height`: of a card, beside head and plot.
  void layout(float width, const ScalarsSettings& settings, const Metrics& metrics, float extra_height);

  std::span<const CardGroup> groups() const { return groups_; }
  std::size_t cards() const { return cards_; }  // without those shown twice for a pin
  std::size_t tags_in_all() const { return tags_in_all_; }
  float height() const { return height_; }
  int columns() const { return columns_; }
  float head_height() const { return group_head_; }
  float card_width() const { return card_width_; }
  float card_height() const { return card_height_; }
  Rect place(CardPlace at) const;  // in page coordinates
  bool is_wide(CardId card) const { return wide_.contains(card); }
  // Where a card is: pinned, or in its group, if that is not folded.
  std::optional<CardPlace> find(CardId card, bool pinned) const;
  CardId card(CardPlace at) const { return groups_[at.group].cards[at.index]; }
  // The cards that overlap page coordinates [top, bottom).
  void visible(float top, float bottom, std::vector<CardPlace>& out) const;

 private:
  struct Layout {  // what the places depend on beside the groups
    float width = -1;
    Density density{};
    int columns = 0, plot_height = 0;
    float extra_height = 0;
    const Metrics* metrics = nullptr;
    bool operator==(const Layout&) const = default;
  };

  void add_pins(const Store& store, const CardSet& cards);
  void add_groups(const Store& store, const TagIndex& index, const CardSet& cards, const RunSelection& runs);
  void place_rows(CardGroup& group, float& y) const;

  Filter filter_;
  bool dirty_ = true;
  bool hide_empty_ = true;
  std::uint32_t index_generation_ = ~0u;
  std::uint32_t cards_generation_ = ~0u;
  std::uint32_t runs_generation_ = ~0u;
  Layout laid_out_;
  std::vector<CardGroup> groups_;
  std::unordered_set<CardId> wide_;
  std::size_t cards_ = 0;
  std::size_t tags_in_all_ = 0;
  int columns_ = 1;
  float left_ = 0, card_width_ = 0, wide_width_ = 0, card_height_ = 0, wide_height_ = 0, group_head_ = 32, height_ = 0;
};

}  // namespace db
