// Whose hyperparameters are whose. A run's are
//
//   its own, where it has a session_start_info (it is a session run);
//   else those of the longest session run that its path begins with: "trial/train" has "trial"'s
//        (TensorBoard's rule for metrics, tensorboard.md 5.11.1);
//   else what all session runs directly below it say alike: PyTorch's add_hparams writes its session into a folder in
//        the run's own.
//
// Cost: update() is O(runs) when hyperparameters or runs have come, else nothing; find() is a binary search.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/hparams.h"
#include "base/ids.h"
#include "store/store.h"

namespace db {

class HParamTable {
 public:
  struct Name {
    std::string name;
    bool differs = false;  // it has more than one value, or not all runs that have any have it
    bool numbers = true;   // all values are
  };

  bool update(const Store& store);  // true: something is new

  std::span<const HParam> of(RunId run) const;
  const HParamValue* find(RunId run, std::string_view name) const;
  // Those that any run has; those that differ first, then in natural order.
  std::span<const Name> names() const { return names_; }

 private:
  void find_names();

  std::vector<const HParamList*> of_run_;
  std::vector<HParamList> own_;     // copies of the store's
  std::vector<HParamList> shared_;  // of runs above their sessions
  std::vector<Name> names_;
  std::uint32_t generation_ = 0;
  std::size_t runs_ = 0;
};

}  // namespace db
