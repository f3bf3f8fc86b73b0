// Which runs are shown, in what order, colour and pattern, and by what short name. One for the whole page: every
// dashboard and the run list agree. The app changes it (by commands); everyone else reads.
//
// A run is on until it is switched off, however many there are. It is shown when it is on and passes the filter.
// Colours follow from names as soon as the files are listed, and later arrivals never change an earlier run's. Cost:
// O(runs) when runs arrive, or are switched; nothing a frame.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analysis/better_ways.h"
#include "analysis/filter.h"
#include "analysis/summary_cache.h"
#include "store/store.h"
#include "ui/run_colours.h"
#include "ui/run_sort.h"
#include "ui/short_names.h"
#include "ui/theme.h"

namespace db {

class StateReader;
class StateWriter;

class RunSelection {
 public:
  // --- reading
  std::span<const RunId> order() const { return order_; }  // all runs with event files, sorted by name
  std::span<const RunId> shown() const { return shown_; }  // those of them that are shown
  bool on(RunId run) const;
  bool shown(RunId run) const;
  bool matches(RunId run) const;  // passes the filter
  RunStyle style(RunId run) const;
  ImU32 colour(RunId run, const Theme& theme) const { return theme.run[style(run).slot]; }
  // The parts of the name that tell the shown runs apart.
  const ShortName& short_name(RunId run) const;
  // The run that a click on its name has singled out; the others are dimmed.
  std::optional<RunId> highlighted() const { return highlighted_; }
  const Filter& filter() const { return filter_; }  // the one in force
  const std::string& filter_text() const { return filter_text_; }
  const std::string& filter_problem() const { return filter_problem_; }
  // The order of the run list; by name it is order(). value(): what it is sorted by, where that is a number of a tag.
  const RunSort& sort() const { return sort_; }
  std::span<const RunId> sorted() const { return sort_ == RunSort{} ? std::span<const RunId>(order_) : sorted_; }
  std::optional<double> value(RunId run) const;
  // Changes whenever anything above does.
  std::uint32_t generation() const { return generation_; }
  // Changes when order(), sorted() or matches() does, not when runs are switched.
  std::uint32_t list_generation() const { return list_generation_; }

  // --- changing
  void update(const Store& store);  // after files or runs have been added
  void set_on(RunId run, bool on);
  void set_on(std::span<const RunId> runs, bool on);
  void only(RunId run);  // again on the only one: all
  void highlight(std::optional<RunId> run);
  void set_filter(std::string_view text);  // one that does not parse changes filter_problem() only
  void set_sort(RunSort sort);
  // Conditions of the filter and the order follow the store's values; cheap where nothing has changed.
  void update_values(const Store& store, SummaryCache& summaries, BetterWays& ways);
  bool wants_values(const Store& store) const;
  void clear();

  void save(StateWriter& state) const;
  void load(const StateReader& state);  // names not known yet wait

 private:
  void refresh();
  void match(const Store& store, SummaryCache& summaries, BetterWays& ways);
  void sort_by_values(const Store& store, SummaryCache& summaries, BetterWays& ways);
  void remember();

  const Store* store_ = nullptr;
  std::size_t known_files_ = 0;
  std::vector<RunId> order_;
  std::vector<RunId> shown_;
  std::vector<std::uint8_t> listed_, on_, matches_;  // by run
  std::vector<RunStyle> styles_;                     // by run
  RunColours colours_;
  mutable std::vector<ShortName> short_names_;  // by run; made when first asked for
  mutable std::uint32_t short_generation_ = 0;
  std::unordered_set<std::string> named_;  // runs that are off, also such as are still to come;
  bool named_are_on_ = false;              // or, where those are fewer, the runs that are on
  std::optional<RunId> highlighted_;
  Filter filter_;
  std::string filter_text_;
  std::string filter_problem_;
  RunSort sort_;
  std::vector<RunId> sorted_;
  std::vector<std::optional<double>> values_;  // by run
  std::uint64_t values_of_ = 0;                // the store's generation
  bool values_stale_ = false;                  // filter, sort or runs have changed
  std::uint32_t generation_ = 1;
  std::uint32_t list_generation_ = 1;
};

}  // namespace db
