// What cards there are: one a tag, and those that show several. Such a card has the name of a tag, whose own card it
// is with other tags added, or is a pattern ("loss/*": every scalar tag that it matches, also those still to come; see
// analysis/glob.h). Tags can be taken out of a pattern again. Names and lists are view state:
//
//   loss/train|loss/val,loss/*|-loss/aux|=All losses       name|added|-left out|=title
//
// with "\" before a "|" or "\" of a name, and before a "-" or "=" that begins one.
//
// How its lines look (chart.h draws by it): with one run (or one group of runs) shown in the card every tag has a
// colour of its own, by its name and the rule of ui/run_colours; with several, colour is the run's (the group's), and
// the dash pattern tells the tags apart in their order: solid, dash, dot, dash-dot, then again.
//
// Cost: a card a tag is nothing; a pattern is matched against all tags when these or the recipes change.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "dashboards/scalars/tag_index.h"

namespace db {

enum class CardId : std::uint32_t {};  // of a tag's own card: the tag's number

inline constexpr std::size_t kMostTagsOfCard = 64;  // the first ones are shown

struct CardRecipe {
  std::vector<std::string> added;  // in the order in which they came
  std::vector<std::string> left_out;
  std::string title;  // empty: it is made of the tags

  bool empty() const { return added.empty() && left_out.empty() && title.empty(); }
};

// Whether a card of this name is a pattern: it has a wildcard.
bool is_pattern(std::string_view name);

class CardSet {
 public:
  // After each change of the index, before anything below that takes or gives a CardId.
  void update(const Store& store, const TagIndex& index);
  std::uint32_t generation() const { return generation_; }

  static CardId of_tag(TagId tag) { return static_cast<CardId>(tag); }
  std::span<const CardId> patterns() const { return patterns_; }  // in the order in which they were made
  // A scalar tag's card, or that of a pattern that is there. The card may have no series just now.
  std::optional<CardId> find(const Store& store, std::string_view name) const;
  // The tag whose own card it is; none: it is a pattern.
  std::optional<TagId> own_tag(CardId card) const;
  std::string_view name(const Store& store, CardId card) const;
  // Of those that are there, in the order of their lines. Its own comes first.
  std::span<const TagId> tags(CardId card) const;
  bool has_several(CardId card) const { return tags(card).size() > 1; }
  // Tags that it has beyond kMostTagsOfCard.
  std::size_t more(CardId card) const;
  // "loss/train, val", its pattern, or as it was renamed.
  std::string title(const Store& store, CardId card) const;

  const CardRecipe* recipe(std::string_view name) const;
  // False: there is nothing to do.
  bool add_pattern(std::string_view pattern);
  bool remove_pattern(std::string_view pattern);
  bool add_tag(const Store& store, std::string_view card, std::string_view tag);
  bool take_out(const Store& store, std::string_view card, std::string_view tag);  // not a card's own tag
  bool only_own(std::string_view card);                                            // all added ones go
  bool rename(std::string_view card, std::string_view title);

  bool empty() const { return recipes_.empty(); }
  std::vector<std::string> save() const;  // an entry a card
  void load(const std::vector<std::string>& entries);
  void clear();

 private:
  struct Made {  // a card that has a recipe
    std::vector<TagId> tags;
    std::size_t more = 0;
  };
  void changed();
  void make(const Store& store, const TagIndex& index, const std::string& name, const CardRecipe& recipe, Made& made);

  std::map<std::string, CardRecipe, std::less<>> recipes_;
  std::vector<std::string> order_;          // of patterns, as they were made
  std::vector<std::string> pattern_names_;  // by id; never fewer
  std::vector<CardId> patterns_;
  std::map<CardId, Made> made_;
  std::vector<TagId> single_;  // [i] == i
  std::uint32_t index_generation_ = ~0u;
  std::uint32_t generation_ = 1;
  bool stale_ = true;
};

}  // namespace db
