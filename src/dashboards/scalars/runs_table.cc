#include "dashboards/scalars/runs_table.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/better_ways.h"
#include "analysis/number_format.h"
#include "analysis/range_stats.h"
#include "analysis/summary_cache.h"
#include "base/number_text.h"
#include "ui/number_text.h"
#include "ui/plot_axes.h"
#include "ui/run_selection.h"
#include "ui/run_sort.h"
#include "ui/view_state.h"

namespace db {
namespace {

constexpr double kPauseSecs = 0.5;  // between two orders while files are read
using Of = RunColumn::Kind;

// Of the scalar rows that a run has in its files, as they stand there.
std::optional<double> duration_secs(const Store& store, RunId run) {
  double first = std::numeric_limits<double>::infinity(), last = -first;
  for (const SeriesId id : store.run(run).series) {
    const Series& series = store.series(id);
    if (series.kind != SeriesKind::kScalar) continue;
    for (const Segment& segment : series.segments) {
      if (segment.blocks.empty()) continue;
      const BlockView end = segment.blocks.back().view();
      first = std::min(first, segment.blocks.front().view().wall(0));
      last = std::max(last, end.wall(end.rows() - 1));
    }
  }
  return last >= first ? std::optional(last - first) : std::nullopt;
}

double points(const Store& store, RunId run) {
  double sum = 0;
  for (const SeriesId id : store.run(run).series) {
    const Series& series = store.series(id);
    if (series.kind == SeriesKind::kScalar) sum += static_cast<double>(count_rows(series, Restarts::kDropSuperseded));
  }
  return sum;
}

}  // namespace

std::optional<SeriesId> RunsTable::series(const Store& store, RunId run, const RunColumn& column) const {
  const TagId* tag = store.find_tag(column.tag);
  const SeriesId* id = tag ? store.find(run, *tag) : nullptr;
  if (!id || store.series(*id).kind != SeriesKind::kScalar) return std::nullopt;
  return *id;
}

std::optional<double> RunsTable::number(Context& context, RunId run, const RunColumn& column) const {
  const Store& store = context.store;
  switch (column.kind) {
    case Of::kStart: {
      const double* start = store.start_time(run);
      return start ? std::optional(*start) : std::nullopt;
    }
    case Of::kDuration:
      return duration_secs(store, run);
    case Of::kPoints:
      return points(store, run);
    case Of::kHParam:  // see order_values
      return std::nullopt;
    case Of::kMeasure:
    case Of::kAtStep:
    case Of::kLine:
      break;
  }
  const auto id = series(store, run, column);
  if (!id) return std::nullopt;
  if (column.kind == Of::kAtStep && step_) {
    const auto row = row_near(store.series(*id), *step_);
    return row ? std::optional(row->value) : std::nullopt;
  }
  const Measure measure = column.kind == Of::kMeasure ? column.measure : Measure::kLast;
  const Better better = measure == Measure::kBest ? context.ways.of(store, store.series(*id).tag) : Better::kLower;
  return measure_of(context.summaries.get(store, *id), measure, better);
}

TextCell RunsTable::cell(Context& context, RunId run, const RunColumn& column) const {
  if (column.kind == Of::kHParam) return hparam_cell(context.runs.hparams().find(run, column.tag));
  const auto value = number(context, run, column);
  if (!value) return {"–", " "};
  switch (column.kind) {
    case Of::kStart:
      return {wall_text(*value, utc_offset(context.platform), Date::kDay), number_text(*value)};
    case Of::kDuration:
      return {duration_text(*value), number_text(*value)};
    case Of::kPoints:
      return {with_commas(*value), number_text(static_cast<std::int64_t>(*value))};
    case Of::kMeasure:
      if (column.measure == Measure::kCount || column.measure == Measure::kNan)
        return {with_commas(*value), number_text(static_cast<std::int64_t>(*value))};
      break;
    case Of::kHParam:
    case Of::kAtStep:
    case Of::kLine:
      break;
  }
  return {value_text(*value), number_text(*value)};
}

bool RunsTable::prepare(Context& context, const TagIndex& index, std::optional<Step> step, double until_secs) {
  step_ = step;
  const std::pair usual_of(index.generation(), context.store.hparams_generation());
  if (!chosen_columns_ && usual_of_ != usual_of) {
    usual_of_ = usual_of;
    columns_ = usual_columns(context.store, index, context.runs.hparams());
  }
  const Key now{context.store.generation(), context.runs.list_generation(), sort_, step};
  if (!working_ && now != key_) {
    const bool only_news = now.sort == key_.sort && now.runs == key_.runs && now.step == key_.step;
    if (only_news && context.reading && context.now_secs - ordered_secs_ < kPauseSecs) {
      context.platform.request_frame(std::max(kPauseSecs, context.news_secs));
      return false;
    }
    working_ = true;
    working_on_ = now;
    next_ = 0;
    values_.clear();
  } else if (working_ && now != working_on_ && (now.sort != working_on_.sort || now.runs != working_on_.runs)) {
    working_on_ = now;
    next_ = 0;
    values_.clear();
  }
  if (!working_) return false;
  const auto runs = context.runs.order();
  const bool of_hparam = sort_.column.kind == Of::kHParam;
  if (sort_.on && !sort_.by_name && of_hparam) {
    std::vector<const HParamValue*> of_runs;
    for (const RunId run : runs) of_runs.push_back(context.runs.hparams().find(run, sort_.column.tag));
    values_ = hparam_order(of_runs);
  }
  for (; sort_.on && !sort_.by_name && !of_hparam && next_ < runs.size(); ++next_) {
    if (next_ % 16 == 15 && context.platform.clock_secs() > until_secs) return true;
    values_.push_back(number(context, runs[next_], sort_.column));
  }
  order_rows(context);
  key_ = working_on_;
  working_ = false;
  ordered_secs_ = context.now_secs;
  context.animate();
  return false;
}

// Runs without a value come last either way, NaN counts as minus infinity, equal ones stay in the order of the list.
void RunsTable::order_rows(const Context& context) {
  hparam_widths_.clear();
  const auto order = context.runs.order();
  bar_ = {};
  rows_.clear();
  if (!sort_.on) {
    rows_.assign(context.runs.sorted().begin(), context.runs.sorted().end());
  } else if (sort_.by_name) {
    rows_.assign(order.begin(), order.end());
    if (sort_.descending) std::ranges::reverse(rows_);
  } else {
    struct Row {
      RunId run;
      bool known;
      double value;
    };
    std::vector<Row> rows;
    for (std::size_t i = 0; i < order.size() && i < values_.size(); ++i) {
      const double value = values_[i].value_or(0);
      const bool number = values_[i] && std::isfinite(value);
      if (number && context.runs.matches(order[i])) bar_.add(value);
      rows.push_back(
          {order[i], values_[i].has_value(), std::isnan(value) ? -std::numeric_limits<double>::infinity() : value});
    }
    std::ranges::stable_sort(rows, [&](const Row& a, const Row& b) {
      if (!a.known || !b.known) return a.known && !b.known;
      return sort_.descending ? a.value > b.value : a.value < b.value;
    });
    for (const Row& row : rows) rows_.push_back(row.run);
  }
  const auto rest = std::ranges::stable_partition(rows_, [&](RunId run) { return context.runs.matches(run); });
  matching_ = rows_.size() - rest.size();
}

void RunsTable::choose_columns(Context& context, std::vector<RunColumn> columns) {
  columns_ = std::move(columns);
  chosen_columns_ = true;
  context.commands.state_changed(true);
  context.animate();
}

// A new column: numbers from the best end, names from the first; again: the other way round; once more: as the run
// list.
void RunsTable::sort_by(Context& context, int column) {
  const bool by_name = column == 0;
  const RunColumn of = by_name ? RunColumn{} : columns_[static_cast<std::size_t>(column - 1)];
  bool descending = false;
  if (!by_name && of.of_tag()) {
    const TagId* tag = context.store.find_tag(of.tag);
    descending = tag && context.ways.of(context.store, *tag) == Better::kHigher;
  } else if (!by_name) {
    descending = of.kind == Of::kDuration || of.kind == Of::kPoints;
  }
  const bool same = sort_.on && sort_.by_name == by_name && (by_name || sort_.column == of);
  if (same && sort_.descending != descending) {
    sort_ = {};
  } else {
    sort_ = {true, by_name, same ? !descending : descending, of};
  }
  context.commands.state_changed(true);
  context.animate();
}

const RunsTable::Spark& RunsTable::spark(const Store& store, SeriesId id) {
  constexpr std::size_t kColumns = 48, kMostSparks = 20'000, kRowsRead = 4096;
  if (sparks_.size() > kMostSparks) sparks_.clear();
  Spark& out = sparks_[id];
  const Series& series = store.series(id);
  if (!out.columns.empty() && out.generation == series.generation) return out;
  out = {series.generation, std::vector<Range>(kColumns), {}};
  std::vector<Rows> pieces;
  std::size_t rows = 0;
  for_each_rows(series, Restarts::kDropSuperseded, [&](const Rows& piece) {
    pieces.push_back(piece);
    rows += piece.end - piece.begin;
  });
  if (pieces.empty()) return out;
  const double first = static_cast<double>(pieces.front().block.step(pieces.front().begin));
  const double last = static_cast<double>(pieces.back().block.step(pieces.back().end - 1));
  const auto add = [&](double step, double lo, double hi) {
    const double at = last > first ? (step - first) / (last - first) : 0;
    out.columns[std::min(kColumns - 1, static_cast<std::size_t>(at * kColumns))].add({lo, hi});
    out.values.add({lo, hi});
  };
  for (const Rows& piece : pieces) {
    const BlockHeader& header = piece.block.header();
    if (rows > kRowsRead) {  // blocks are finer than pixels
      if (header.value_min > header.value_max) continue;
      add(static_cast<double>(piece.block.step(piece.begin + (piece.end - piece.begin) / 2)), header.value_min,
          header.value_max);
      continue;
    }
    for (std::uint32_t row = piece.begin; row < piece.end; ++row) {
      const double value = piece.block.value(row);
      if (std::isfinite(value)) add(static_cast<double>(piece.block.step(row)), value, value);
    }
  }
  return out;
}

void RunsTable::save(StateWriter& state) const {
  if (chosen_columns_) {
    std::vector<std::string> texts;
    for (const RunColumn& column : columns_) texts.push_back(column.text());
    state.set_list("tablecols", texts);
  }
  if (sort_.on) {
    state.set("tablesort", (sort_.descending ? "-" : "") + (sort_.by_name ? std::string("name") : sort_.column.text()));
  }
}

void RunsTable::load(const StateReader& state) {
  columns_.clear();
  chosen_columns_ = false;
  usual_of_ = kNoUsual;
  for (const std::string& text : state.list("tablecols")) {
    const auto column = RunColumn::parse(text);
    if (!column) {
      state.refuse_item("tablecols", text);
    } else if (std::ranges::find(columns_, *column) == columns_.end()) {
      columns_.push_back(*column);
    }
  }
  chosen_columns_ = !columns_.empty();
  sort_ = {};
  const std::string text = state.text("tablesort", "");
  const std::string_view name = std::string_view(text).substr(text.starts_with('-') ? 1 : 0);
  if (name == "name") {
    sort_ = {true, true, text.starts_with('-'), {}};
  } else if (const auto column = RunColumn::parse(name); column && column->kind != Of::kLine) {
    sort_ = {true, false, text.starts_with('-'), *column};
  } else {
    state.refuse("tablesort");  // if it is there
  }
  chosen_.clear();
  anchor_.reset();
}

}  // namespace db
