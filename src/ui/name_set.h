// A set of runs by name that stays short: besides names it holds folders ("exp/lr1/"), which stand for every run
// inside, also for one that is still to come. Stable text, in links. Cost: a look-up a folder of the name.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace db {

class NameSet {
 public:
  bool empty() const { return names_.empty(); }
  bool contains(std::string_view run) const;
  void insert(std::string_view run) { names_.emplace(run); }
  // `all`: the runs that there are; of a folder that stood for it the others stay.
  void erase(std::string_view run, std::span<const std::string_view> all);
  void clear() { names_.clear(); }

  std::vector<std::string> list() const { return {names_.begin(), names_.end()}; }
  void assign(std::vector<std::string> list);

  // Those of `names` that are `in`. `names` in the order of the run list (folder by folder); folders stand for their
  // runs only where the names would be more than a few.
  static NameSet of(std::span<const std::string_view> names, const std::vector<bool>& in);

 private:
  std::set<std::string, std::less<>> names_;
};

// Calls `use` with "a/b/", "a/" for "a/b/c", until it returns true.
template <typename Use>
bool any_folder(std::string_view name, const Use& use) {
  for (auto at = name.rfind('/'); at != name.npos && at > 0; at = name.rfind('/', at - 1))
    if (use(name.substr(0, at + 1))) return true;
  return false;
}

}  // namespace db
