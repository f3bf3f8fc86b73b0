// Which runs belong together by the settings, and how each group looks: name, colour, pattern. One for all cards.
//
// Groups keep their order (that of their first run by name) and their style while runs are switched on and off: they
// are found among all runs, by rule and colours of analysis/run_groups and analysis/run_style. A pattern that does not
// compile changes problem() only. Cost: O(runs) when the list of runs or the rule changes; nothing a frame.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/run_groups.h"
#include "dashboards/scalars/settings.h"
#include "ui/run_colours.h"
#include "ui/run_selection.h"
#include "ui/short_names.h"

namespace db {

struct GroupLook {
  std::string name;
  ShortName short_name;
  RunStyle style;
};

class RunGrouping {
 public:
  void update(const Store& store, const RunSelection& runs, const ScalarsSettings& settings);

  bool on() const { return rule_.has_value() && !groups_.empty(); }
  std::span<const GroupLook> groups() const { return groups_; }
  std::optional<std::uint32_t> group_of(RunId run) const;
  std::uint32_t shown(std::uint32_t group) const { return shown_[group]; }  // runs
  // A run's own style, or that of its group.
  RunStyle style(RunId run, const RunSelection& runs) const {
    const auto group = group_of(run);
    return group ? groups_[*group].style : runs.style(run);
  }
  const std::string& problem() const { return problem_; }  // of the pattern
  std::uint32_t generation() const { return generation_; }

 private:
  void take_rule(const ScalarsSettings& settings);
  void find_groups(const Store& store, const RunSelection& runs);
  bool find_styles(const RunSelection& runs);  // true: one has changed

  GroupBy wanted_ = GroupBy::kNone;
  std::string wanted_pattern_;
  std::vector<std::string> wanted_hparams_;
  std::optional<GroupRule> rule_;  // in force
  std::string problem_;
  std::vector<GroupLook> groups_;
  std::vector<std::uint32_t> group_of_;  // by run, + 1
  std::vector<std::uint32_t> shown_;
  GroupColours colours_;  // given under this rule
  bool stale_ = false;
  std::uint32_t list_generation_ = 0, runs_generation_ = 0;
  std::uint32_t generation_ = 1;
};

}  // namespace db
