#include "analysis/run_filter.h"

#include <algorithm>
#include <utility>

#include "analysis/natural_sort.h"

namespace db {
namespace {

constexpr std::size_t kFew = 8;

}  // namespace

RunFilter::RunFilter(const Filter& filter, const Store& store, Value value, const HParamTable* hparams)
    : filter_(filter), store_(store), value_(std::move(value)), hparams_(hparams) {
  const auto names = store.tags();
  for (const FilterCondition& condition : filter.conditions()) {
    Tags& tags = tags_.emplace_back();
    if (!condition.measure) continue;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (condition.tag.matches(names[i])) tags.few.push_back(TagId(static_cast<std::uint32_t>(i)));
    }
    if (tags.few.size() <= kFew) continue;
    tags.many.resize(names.size());
    for (const TagId tag : tags.few) tags.many[index_of(tag)] = true;
    tags.few.clear();
  }
}

bool RunFilter::holds(RunId run, std::size_t index) const {
  const FilterCondition& condition = filter_.conditions()[index];
  if (!condition.measure) {
    return hparams_ && std::ranges::any_of(hparams_->of(run), [&](const HParam& hparam) {
             return condition.tag.matches(hparam.name) && condition.holds(hparam.value);
           });
  }
  const auto ask = [&](SeriesId series) {
    const auto value = value_(series, *condition.measure);
    return value && condition.holds(*value);
  };
  const Tags& tags = tags_[index];
  if (tags.many.empty()) {
    return std::ranges::any_of(tags.few, [&](TagId tag) {
      const SeriesId* series = store_.find(run, tag);
      return series && ask(*series);
    });
  }
  return std::ranges::any_of(store_.run(run).series, [&](SeriesId series) {
    const std::size_t tag = index_of(store_.series(series).tag);
    return tag < tags.many.size() && tags.many[tag] && ask(series);
  });
}

RunFilter::Value RunFilter::summaries(const Store& store, SummaryCache& cache, BetterWays& ways) {
  return [&store, &cache, &ways](SeriesId id, Measure measure) -> std::optional<double> {
    const Series& series = store.series(id);
    if (series.kind != SeriesKind::kScalar) return std::nullopt;
    return measure_of(cache.get(store, id), measure, ways.of(store, series.tag));
  };
}

bool RunFilter::matches(RunId run) const {
  const std::string_view name = store_.run(run).name;
  return matches(run, Filter::Names(&name, 1));
}

bool RunFilter::matches(RunId run, Filter::Names names) const {
  struct Values final : FilterValues {
    Values(const RunFilter& filter, RunId run) : filter(filter), run(run) {}
    bool holds(std::size_t condition) const override { return filter.holds(run, condition); }
    const RunFilter& filter;
    RunId run;
  };
  const Values values(*this, run);
  return filter_.matches(names, &values);
}

std::vector<RunId> select_runs(const Store& store, const Filter& filter) {
  SummaryCache summaries;
  BetterWays ways;
  HParamTable hparams;
  hparams.update(store);
  const RunFilter runs(filter, store, RunFilter::summaries(store, summaries, ways), &hparams);
  std::vector<RunId> out;
  for (std::size_t i = 0; i < store.runs().size(); ++i) {
    const auto run = static_cast<RunId>(i);
    if (runs.matches(run)) out.push_back(run);
  }
  natural_sort(out, [&](RunId run) -> std::string_view { return store.run(run).name; });
  return out;
}

}  // namespace db
