// Which runs are shown, in what order, colour and pattern, and by what short name. One for the whole page: every
// dashboard and the run list agree. The app changes it (by commands); everyone else reads.
//
// A run is on until it is switched off, however many there are. It is shown when it is on and passes the filter.
// Colours follow from names as soon as the files are listed, and later arrivals never change an earlier run's. What a
// person has said about runs (ui/run_marks.h) goes before: colours, other names, notes; a hidden run is not in the list
// and not shown. Cost: O(runs) when runs arrive, or are switched; nothing a frame.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/better_ways.h"
#include "analysis/filter.h"
#include "analysis/hparam_table.h"
#include "analysis/summary_cache.h"
#include "store/store.h"
#include "ui/name_set.h"
#include "ui/run_colours.h"
#include "ui/run_marks.h"
#include "ui/run_sort.h"
#include "ui/short_names.h"
#include "ui/theme.h"

namespace db {

class StateReader;
class StateWriter;

class RunSelection {
 public:
  // --- reading
  std::span<const RunId> order() const { return order_; }                  // all runs with event files, sorted by name
  std::uint32_t place(RunId run) const { return places_[index_of(run)]; }  // of one of them, in order()
  std::span<const RunId> shown() const { return shown_; }                  // those of them that are shown
  bool on(RunId run) const;
  bool shown(RunId run) const;
  bool matches(RunId run) const;  // passes the filter, and is not hidden
  bool hidden(RunId run) const;
  bool pinned(RunId run) const;                                        // heads the list
  std::span<const RunId> hidden_runs() const { return hidden_runs_; }  // of order()
  RunStyle style(RunId run) const;
  ImU32 colour(RunId run, const Theme& theme) const { return colour_of(style(run), theme); }
  bool chosen_style(RunId run) const;  // by a person, not from the name
  // The parts of the name that tell the shown runs apart.
  const ShortName& short_name(RunId run) const;
  // What the run is called here, or its own name.
  std::string_view shown_name(RunId run) const;
  // All that is to say of it at the pointer: names, note.
  std::string hint(RunId run) const;
  const RunMarks& marks() const { return marks_; }
  // The run that a click on its name has singled out; the others are dimmed.
  std::optional<RunId> highlighted() const { return highlighted_; }
  const Filter& filter() const { return filter_; }  // the one in force
  const std::string& filter_text() const { return filter_text_; }
  const std::string& filter_problem() const { return filter_problem_; }
  // The order of the run list; by name it is order(). value(): what it is sorted by, where that is a number of a tag.
  const RunSort& sort() const { return sort_; }
  std::span<const RunId> sorted() const { return sort_ == RunSort{} ? std::span<const RunId>(order_) : sorted_; }
  std::optional<double> value(RunId run) const;
  const HParamTable& hparams() const { return hparams_; }
  // Changes whenever anything above does.
  std::uint32_t generation() const { return generation_; }
  // Changes when order(), sorted(), matches(), hparams() or a name does, not when runs are switched.
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
  // `key`: a run's name, or a folder's path with its slash: all runs inside.
  void set_look(std::string_view key, const RunLook& look);
  void rename(std::string_view run, std::string_view name);
  void annotate(std::string_view run, std::string_view note);
  void hide(std::string_view key, bool hidden);
  void unhide_all();
  void pin(std::string_view run, bool pinned);
  // Colours by what a pattern captures (analysis/run_groups.h); empty: by name. One that does not compile changes
  // nothing.
  Result<void> colour_by(std::string_view pattern, bool grey_rest);
  void clear();

  void save(StateWriter& state) const;
  void load(const StateReader& state);  // names not known yet wait

 private:
  void refresh();
  void restyle();
  void rename_and_match();  // names or notes have changed
  bool name_matches(RunId run) const;
  std::vector<std::string_view> names() const;  // of order()
  void match(const Store& store, SummaryCache& summaries, BetterWays& ways);
  void sort_by_values(const Store& store, SummaryCache& summaries, BetterWays& ways);
  void remember();

  const Store* store_ = nullptr;
  std::size_t known_files_ = 0;
  HParamTable hparams_;
  std::vector<RunId> order_;
  std::vector<std::uint32_t> places_;  // by run
  std::vector<RunId> shown_;
  std::vector<std::uint8_t> listed_, on_, matches_;  // by run
  std::vector<std::uint8_t> hidden_;                 // by run
  std::vector<RunId> hidden_runs_;
  std::vector<RunStyle> own_styles_, styles_;  // by run: from the name; in force
  std::vector<std::uint8_t> chosen_;           // by run
  RunColours colours_;
  RunMarks marks_;
  GroupColours group_colours_;                  // of marks_.pattern
  mutable std::vector<ShortName> short_names_;  // by run; made when first asked for
  mutable bool short_names_stale_ = false;
  NameSet named_;              // runs that are off, also such as are still to come;
  bool named_are_on_ = false;  // or, where those are fewer, the runs that are on
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
