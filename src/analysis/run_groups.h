// Runs that belong together, by a key that each has: folder, hyperparameters, or what a pattern captures.
//
//   kFolder    the first `depth` folders: "exp/lr1/seed2" is of "exp" (1), of "exp/lr1" (2)
//   kParent    all folders: "exp/lr1"; what differs in the last part only (seeds, train and eval) is one group
//   kHParams   the values of hyperparameters: "lr=0.1, opt=adam"
//   kCaptures  the pattern's captures, together; without captures all runs that match are one group
//
// A run that is not so deep, or does not match, has no key: such runs come last, in one group that is marked, to be
// shown as single lines. Captures that took no part count as empty. Source of the rule for captures: TensorBoard's
// colouring by regular expression, tensorboard.md 5.1, vectors 6.7; case as in filters (a capital in the pattern makes
// it matter).
//
// Cost: O(names); the matching of a pattern about 0.1 us a character of those names that match.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/hparam_table.h"
#include "base/ids.h"
#include "base/result.h"
#include "store/store.h"

namespace db {

struct GroupRule {
  enum class By : std::uint8_t { kFolder, kParent, kCaptures, kHParams };
  By by = By::kParent;
  int depth = 1;                       // of kFolder, from 1
  std::string pattern;                 // of kCaptures
  std::vector<std::string> hparams{};  // of kHParams: their names
  bool operator==(const GroupRule&) const = default;
};

// A run's key; nothing: it has none. Parts are apart by '\0'.
using RunKey = std::function<std::optional<std::string>(RunId run)>;
// `store` and `hparams` (kHParams has no keys without) must outlive the key. The error is that of the pattern, or that
// there is none.
Result<RunKey> run_key(const GroupRule& rule, const Store& store, const HParamTable* hparams = nullptr);

struct RunGroup {
  std::string name;  // the key, its parts joined by ", "
  bool keyless = false;
  std::vector<RunId> runs;
};

// Groups in the order of their first run, runs in the order given; those without a key last.
std::vector<RunGroup> group_runs(std::span<const RunId> runs, const RunKey& key);
// Those with a key, by name: the order in which they are listed and drawn.
std::vector<RunGroup> keyed_groups(std::span<const RunId> runs, const RunKey& key);

}  // namespace db
