// Which way each tag gets better: what a person has chosen, else what its name suggests (measure.h). One for the app;
// choices are kept by name, also for tags that are still to come.
//
// Cost: the guess is made once a tag.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/measure.h"
#include "base/ids.h"
#include "store/store.h"

namespace db {

class BetterWays {
 public:
  Better of(const Store& store, TagId tag);
  void choose(std::string_view tag, std::optional<Better> better);  // nothing: the guess again
  const std::map<std::string, Better, std::less<>>& chosen() const { return chosen_; }
  // After the store has been emptied; choices stay.
  void forget_tags() { known_.clear(); }

 private:
  std::map<std::string, Better, std::less<>> chosen_;
  std::vector<std::optional<Better>> known_;  // by tag
};

}  // namespace db
