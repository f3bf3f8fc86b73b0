// A filter of runs, its conditions answered from values: the tags of each are looked up once, then a run asks for the
// values it has of them. A condition on a glob holds for a run where it holds for one of its tags at least.
//
// Cost: O(tags) a condition to make; a run takes O(1) a condition on one tag, else O(its series). Points into filter
// and store.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "analysis/better_ways.h"
#include "analysis/filter.h"
#include "analysis/hparam_table.h"
#include "analysis/summary_cache.h"
#include "store/store.h"

namespace db {

class RunFilter {
 public:
  // What a series says of itself; nothing where it has no such number.
  using Value = std::function<std::optional<double>(SeriesId, Measure)>;

  // `hparams`: none: conditions on them do not hold.
  RunFilter(const Filter& filter, const Store& store, Value value, const HParamTable* hparams = nullptr);

  bool matches(RunId run) const;
  bool matches(RunId run, Filter::Names names) const;  // what it is called besides

  // The values of scalar series, by their summaries. All three must outlive what it returns.
  static Value summaries(const Store& store, SummaryCache& cache, BetterWays& ways);

 private:
  struct Tags {  // of a condition
    std::vector<TagId> few;
    std::vector<bool> many;  // by tag; empty: see `few`
  };
  bool holds(RunId run, std::size_t condition) const;

  const Filter& filter_;
  const Store& store_;
  Value value_;
  const HParamTable* hparams_;
  std::vector<Tags> tags_;
};

// Those that match by their names, values and hyperparameters, all points read, in natural order.
std::vector<RunId> select_runs(const Store& store, const Filter& filter);

}  // namespace db
