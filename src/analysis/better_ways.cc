#include "analysis/better_ways.h"

namespace db {

Better BetterWays::of(const Store& store, TagId tag) {
  if (known_.size() <= index_of(tag)) known_.resize(store.tags().size());
  auto& known = known_[index_of(tag)];
  if (!known) {
    const auto chosen = chosen_.find(store.tag(tag));
    known = chosen == chosen_.end() ? guess_better(store.tag(tag)) : chosen->second;
  }
  return *known;
}

void BetterWays::choose(std::string_view tag, std::optional<Better> better) {
  if (better) {
    chosen_.insert_or_assign(std::string(tag), *better);
  } else if (const auto at = chosen_.find(tag); at != chosen_.end()) {
    chosen_.erase(at);
  }
  known_.clear();
}

}  // namespace db
