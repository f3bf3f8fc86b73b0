#include "dashboards/scalars/run_grouping.h"

#include <algorithm>

namespace db {

void RunGrouping::update(const Store& store, const RunSelection& runs, const ScalarsSettings& settings) {
  const bool same = settings.group_by == wanted_ && settings.group_pattern == wanted_pattern_ &&
                    settings.group_hparams == wanted_hparams_;
  if (!same) take_rule(settings);
  if (stale_ || list_generation_ != runs.list_generation()) find_groups(store, runs);
  if (runs_generation_ == runs.generation()) return;
  runs_generation_ = runs.generation();
  std::ranges::fill(shown_, 0);
  for (const RunId run : runs.shown()) {
    if (const auto group = group_of(run)) ++shown_[*group];
  }
  if (find_styles(runs)) ++generation_;
}

void RunGrouping::take_rule(const ScalarsSettings& settings) {
  wanted_ = settings.group_by;
  wanted_pattern_ = settings.group_pattern;
  wanted_hparams_ = settings.group_hparams;
  problem_.clear();
  std::optional<GroupRule> next;
  switch (wanted_) {
    case GroupBy::kNone:
      break;
    case GroupBy::kFolder:
      next = GroupRule{.by = GroupRule::By::kFolder, .depth = 1, .pattern = {}};
      break;
    case GroupBy::kParent:
      next = GroupRule{.by = GroupRule::By::kParent, .depth = 1, .pattern = {}};
      break;
    case GroupBy::kPattern:
      if (wanted_pattern_.empty()) break;
      next = GroupRule{.by = GroupRule::By::kCaptures, .depth = 1, .pattern = wanted_pattern_};
      if (const auto key = run_key(*next, Store()); !key) {
        problem_ = key.error().message;
        return;  // the last good one stays in force
      }
      break;
    case GroupBy::kHParams:
      if (wanted_hparams_.empty()) break;
      next = GroupRule{.by = GroupRule::By::kHParams, .depth = 1, .pattern = {}, .hparams = wanted_hparams_};
      break;
  }
  if (next == rule_) return;
  rule_ = std::move(next);
  colours_.clear();
  stale_ = true;
}

void RunGrouping::find_groups(const Store& store, const RunSelection& runs) {
  list_generation_ = runs.list_generation();
  stale_ = false;
  std::vector<std::uint32_t> group_of(runs.order().empty() ? 0 : store.runs().size(), 0);
  std::vector<GroupLook> groups;
  if (rule_) {
    const auto key = run_key(*rule_, store, &runs.hparams());
    for (RunGroup& group : key ? keyed_groups(runs.order(), *key) : std::vector<RunGroup>()) {
      groups.push_back({.name = std::move(group.name), .short_name = {}, .style = {}});
      for (const RunId run : group.runs) {
        group_of[static_cast<std::size_t>(run)] = static_cast<std::uint32_t>(groups.size());
      }
    }
  }
  std::vector<std::string_view> names;
  for (const GroupLook& group : groups) names.push_back(group.name);
  std::vector<ShortName> shortened = short_names(names);
  colours_.add(names);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    groups[i].short_name = std::move(shortened[i]);
  }
  groups_ = std::move(groups);
  group_of_ = std::move(group_of);
  shown_.assign(groups_.size(), 0);
  runs_generation_ = 0;
  ++generation_;
}

// Its own, by its name, unless a person has given all of its runs one and the same.
bool RunGrouping::find_styles(const RunSelection& runs) {
  std::vector<std::optional<RunStyle>> common(groups_.size());
  std::vector<bool> mixed(groups_.size());
  for (const RunId run : runs.order()) {
    const auto group = group_of(run);
    if (!group || mixed[*group]) continue;
    const RunStyle style = runs.style(run);
    mixed[*group] = !runs.chosen_style(run) || (common[*group] && *common[*group] != style);
    common[*group] = style;
  }
  bool changed = false;
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    const RunStyle style = common[i] && !mixed[i] ? *common[i] : colours_.of(groups_[i].name);
    changed = changed || style != groups_[i].style;
    groups_[i].style = style;
  }
  return changed;
}

std::optional<std::uint32_t> RunGrouping::group_of(RunId run) const {
  const auto i = static_cast<std::size_t>(run);
  if (i >= group_of_.size() || group_of_[i] == 0) return std::nullopt;
  return group_of_[i] - 1;
}

}  // namespace db
