#include "dashboards/scalars/card_set.h"

#include <algorithm>

#include "analysis/glob.h"

namespace db {
namespace {

constexpr std::uint32_t kFirstPattern = 0x80000000;  // ids from here on are of patterns

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

std::string escaped(std::string_view text, bool first) {
  std::string out;
  if (!first && !text.empty() && (text[0] == '-' || text[0] == '=')) out += '\\';
  for (const char c : text) {
    if (c == '|' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

struct Part {
  char kind = 0;  // '-', '=' or none
  std::string text;
};

// Of "a|-b|=c"; what is escaped is plain.
std::vector<Part> parts_of(std::string_view entry) {
  std::vector<Part> parts(1);
  bool begun = false;
  for (std::size_t i = 0; i < entry.size(); ++i) {
    char c = entry[i];
    if (c == '|') {
      parts.emplace_back();
      begun = false;
      continue;
    }
    if (c == '\\' && i + 1 < entry.size()) {
      c = entry[++i];
    } else if (!begun && parts.size() > 1 && (c == '-' || c == '=')) {
      parts.back().kind = c;
      begun = true;
      continue;
    }
    parts.back().text += c;
    begun = true;
  }
  return parts;
}

}  // namespace

bool is_pattern(std::string_view name) { return !Glob(name).plain(); }

void CardSet::changed() {
  ++generation_;
  stale_ = true;
}

void CardSet::update(const Store& store, const TagIndex& index) {
  if (!stale_ && index_generation_ == index.generation()) return;
  if (index_generation_ != index.generation() && !recipes_.empty()) ++generation_;
  index_generation_ = index.generation();
  stale_ = false;
  for (std::size_t i = single_.size(); i < store.tags().size(); ++i) single_.push_back(static_cast<TagId>(i));
  made_.clear();
  patterns_.clear();
  for (const std::string& pattern : order_) {
    const auto known = std::ranges::find(pattern_names_, pattern);
    patterns_.push_back(
        static_cast<CardId>(kFirstPattern + static_cast<std::uint32_t>(known - pattern_names_.begin())));
    if (known == pattern_names_.end()) pattern_names_.push_back(pattern);
  }
  for (const auto& [name, recipe] : recipes_) {
    if (const auto card = find(store, name)) make(store, index, name, recipe, made_[*card]);
  }
}

void CardSet::make(const Store& store, const TagIndex& index, const std::string& name, const CardRecipe& recipe,
                   Made& made) {
  const auto add = [&](TagId tag) {
    if (index.series(tag).empty() || std::ranges::find(made.tags, tag) != made.tags.end()) return;
    if (made.tags.size() < kMostTagsOfCard) {
      made.tags.push_back(tag);
    } else {
      ++made.more;
    }
  };
  if (is_pattern(name)) {
    const Glob glob(name);
    for (const TagId tag : index.tags()) {
      if (glob.matches(store.tag(tag)) && !contains(recipe.left_out, store.tag(tag))) add(tag);
    }
  } else if (const TagId* own = store.find_tag(name)) {
    add(*own);
  }
  for (const std::string& added : recipe.added) {
    if (const TagId* tag = store.find_tag(added)) add(*tag);
  }
}

std::optional<CardId> CardSet::find(const Store& store, std::string_view name) const {
  if (is_pattern(name)) {
    const auto at = std::ranges::find(order_, name);
    const auto known = std::ranges::find(pattern_names_, name);
    if (at != order_.end() && known != pattern_names_.end()) {
      return static_cast<CardId>(kFirstPattern + static_cast<std::uint32_t>(known - pattern_names_.begin()));
    }
  }
  const TagId* tag = store.find_tag(name);
  return tag ? std::optional(of_tag(*tag)) : std::nullopt;
}

std::optional<TagId> CardSet::own_tag(CardId card) const {
  return static_cast<std::uint32_t>(card) < kFirstPattern ? std::optional(static_cast<TagId>(card)) : std::nullopt;
}

std::string_view CardSet::name(const Store& store, CardId card) const {
  if (const auto tag = own_tag(card)) return store.tag(*tag);
  return pattern_names_[static_cast<std::uint32_t>(card) - kFirstPattern];
}

std::span<const TagId> CardSet::tags(CardId card) const {
  if (const auto made = made_.find(card); made != made_.end()) return made->second.tags;
  const auto tag = own_tag(card);
  return tag && index_of(*tag) < single_.size() ? std::span(single_).subspan(index_of(*tag), 1)
                                                : std::span<const TagId>();
}

std::size_t CardSet::more(CardId card) const {
  const auto made = made_.find(card);
  return made == made_.end() ? 0 : made->second.more;
}

std::string CardSet::title(const Store& store, CardId card) const {
  const std::string own(name(store, card));
  const CardRecipe* recipe = this->recipe(own);
  if (!recipe) return own;
  if (!recipe->title.empty()) return recipe->title;
  std::string out = own;
  const std::size_t prefix = own.rfind('/') == own.npos ? 0 : own.rfind('/') + 1;
  for (const std::string& tag : recipe->added) {
    const bool beside = prefix > 0 && tag.size() > prefix && tag.compare(0, prefix, own, 0, prefix) == 0;
    out += ", " + (beside ? tag.substr(prefix) : tag);
  }
  return out;
}

const CardRecipe* CardSet::recipe(std::string_view name) const {
  const auto found = recipes_.find(name);
  return found == recipes_.end() ? nullptr : &found->second;
}

bool CardSet::add_pattern(std::string_view pattern) {
  if (!is_pattern(pattern) || contains(order_, pattern)) return false;
  order_.emplace_back(pattern);
  recipes_.try_emplace(std::string(pattern));
  changed();
  return true;
}

bool CardSet::remove_pattern(std::string_view pattern) {
  if (std::erase(order_, pattern) == 0) return false;
  recipes_.erase(recipes_.find(pattern));
  changed();
  return true;
}

bool CardSet::add_tag(const Store& store, std::string_view card, std::string_view tag) {
  const auto id = find(store, card);
  const TagId* wanted = store.find_tag(tag);
  if (!id || !wanted || std::ranges::find(tags(*id), *wanted) != tags(*id).end()) return false;
  CardRecipe& recipe = recipes_[std::string(card)];
  if (std::erase(recipe.left_out, tag) == 0 && !contains(recipe.added, tag)) recipe.added.emplace_back(tag);
  changed();
  return true;
}

bool CardSet::take_out(const Store& store, std::string_view card, std::string_view tag) {
  const auto id = find(store, card);
  if (!id || card == tag) return false;
  CardRecipe& recipe = recipes_[std::string(card)];
  const bool added = std::erase(recipe.added, tag) > 0;
  const bool matched = !own_tag(*id) && Glob(card).matches(tag);
  if (matched && !contains(recipe.left_out, tag)) recipe.left_out.emplace_back(tag);
  if (own_tag(*id) && recipe.empty()) recipes_.erase(recipes_.find(card));
  if (!added && !matched) return false;
  changed();
  return true;
}

bool CardSet::only_own(std::string_view card) {
  const auto found = recipes_.find(card);
  if (found == recipes_.end() || found->second.added.empty()) return false;
  found->second.added.clear();
  if (found->second.empty() && !contains(order_, card)) recipes_.erase(found);
  changed();
  return true;
}

bool CardSet::rename(std::string_view card, std::string_view title) {
  const auto found = recipes_.find(card);
  if ((found == recipes_.end() ? std::string_view() : std::string_view(found->second.title)) == title) return false;
  CardRecipe& recipe = recipes_[std::string(card)];
  recipe.title = title;
  if (recipe.empty() && !contains(order_, card)) recipes_.erase(recipes_.find(card));
  changed();
  return true;
}

std::vector<std::string> CardSet::save() const {
  std::vector<std::string> entries;
  const auto add = [&](const std::string& name, const CardRecipe& recipe) {
    std::string& entry = entries.emplace_back(escaped(name, true));
    for (const std::string& tag : recipe.added) entry += "|" + escaped(tag, false);
    for (const std::string& tag : recipe.left_out) entry += "|-" + escaped(tag, true);
    if (!recipe.title.empty()) entry += "|=" + escaped(recipe.title, true);
  };
  for (const std::string& pattern : order_) add(pattern, recipes_.find(pattern)->second);
  for (const auto& [name, recipe] : recipes_) {
    if (!contains(order_, name)) add(name, recipe);
  }
  return entries;
}

void CardSet::load(const std::vector<std::string>& entries) {
  recipes_.clear();
  order_.clear();
  for (const std::string& entry : entries) {
    const std::vector<Part> parts = parts_of(entry);
    const std::string& name = parts[0].text;
    if (name.empty() || recipes_.contains(name)) continue;
    CardRecipe recipe;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const auto& [kind, text] = parts[i];
      if (text.empty()) continue;
      if (kind == '=') {
        recipe.title = text;
      } else {
        auto& list = kind == '-' ? recipe.left_out : recipe.added;
        if (!contains(list, text)) list.push_back(text);
      }
    }
    if (is_pattern(name)) {
      order_.push_back(name);
    } else if (recipe.empty()) {
      continue;
    }
    recipes_[name] = std::move(recipe);
  }
  changed();
}

void CardSet::clear() { load({}); }

}  // namespace db
