// The runs as a table: one row a run, columns that say something of the run, its hyperparameters or a tag of it. Sorted
// by any column, filtered by the run filter (what does not pass stays, dimmed, at the end), rows chosen to show only
// these.
//
// Values come from the summaries that the app keeps, so a run that grows costs its new rows. Only the column that sorts
// is known for every run; of all others what is in view. Cost: a frame what is in view; a sort O(runs) after a change,
// taken in slices of prepare().
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analysis/range.h"
#include "analysis/text_table.h"
#include "dashboards/scalars/run_columns.h"
#include "ui/context.h"
#include "ui/grid.h"
#include "ui/input.h"

namespace db {

class StateReader;
class StateWriter;

class RunsTable {
 public:
  // `step`: where values are taken of columns that are at a step; none: the last one.
  bool prepare(Context& context, const TagIndex& index, std::optional<Step> step, double until_secs);
  void draw_toolbar(Context& context, Rect area, const TagIndex& index);
  void draw(Context& context, const Rect& area, const TagIndex& index);
  bool key(Context& context, std::string_view key, const Modifiers& modifiers);

  void save(StateWriter& state) const;
  void load(const StateReader& state);

  // For tests.
  const std::vector<RunId>& rows() const { return rows_; }

 private:
  static constexpr std::pair kNoUsual{~0u, ~0u};
  struct Sort {
    bool on = false, by_name = false, descending = false;
    RunColumn column;
    bool operator==(const Sort&) const = default;
  };
  struct Key {  // what the order follows from
    std::uint64_t store = 0;
    std::uint32_t runs = 0;
    Sort sort;
    std::optional<Step> step;
    bool operator==(const Key&) const = default;
  };
  struct Spark {
    std::uint32_t generation = 0;
    std::vector<Range> columns;  // of pixels, evenly over the steps; empty: no row there
    Range values;
  };

  std::optional<SeriesId> series(const Store& store, RunId run, const RunColumn& column) const;
  std::optional<double> number(Context& context, RunId run, const RunColumn& column) const;
  TextCell cell(Context& context, RunId run, const RunColumn& column) const;
  void order_rows(const Context& context);
  void choose_columns(Context& context, std::vector<RunColumn> columns);
  void toggle_column(Context& context, const RunColumn& column);
  void add_hparams(Context& context);
  std::vector<std::string> hparams_found(const Context& context) const;
  bool chosen(const RunColumn& column) const { return std::ranges::find(columns_, column) != columns_.end(); }
  static void insert_column(std::vector<RunColumn>& columns, const RunColumn& column);
  // Texts stand left, numbers right.
  bool is_left(const Context& context, const RunColumn& column) const;
  void sort_by(Context& context, int column);
  void press_row(Context& context, int row, bool touch);
  float column_width(const Context& context, const RunColumn& column, bool sorted);
  const Spark& spark(const Store& store, SeriesId id);
  void draw_spark(Context& context, const Rect& box, RunId run, const RunColumn& column, bool dim);
  void draw_cell(Context& context, const Rect& box, RunId run, const RunColumn& column, bool dim);
  void draw_columns_menu(Context& context, const Rect& anchor, const TagIndex& index);
  void draw_copy_menu(Context& context, const Rect& anchor);
  TextTable text_table(Context& context) const;
  std::vector<RunId> told_rows(const Context& context) const;
  void show_only_chosen(Context& context);

  std::vector<RunColumn> columns_;                               // as chosen
  bool chosen_columns_ = false;                                  // else the usual ones
  std::pair<std::uint32_t, std::uint32_t> usual_of_ = kNoUsual;  // generations of index and hyperparameters
  Sort sort_;
  Key key_, working_on_;
  bool working_ = false;
  double ordered_secs_ = -1e9;
  std::size_t next_ = 0;
  std::vector<std::optional<double>> values_;  // of the column that sorts, by place in RunSelection::order
  std::vector<RunId> rows_;
  std::size_t matching_ = 0;  // leading rows
  Range bar_;                 // of the finite values_
  std::optional<Step> step_;
  std::set<RunId> chosen_;
  std::optional<RunId> anchor_;  // of a choice with Shift
  std::string search_;
  std::vector<GridColumn> head_;
  std::unordered_map<std::string, float> hparam_widths_;  // of their columns
  std::unordered_map<SeriesId, Spark> sparks_;
};

}  // namespace db
