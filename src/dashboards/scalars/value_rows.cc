#include "dashboards/scalars/value_rows.h"

#include <algorithm>

#include "dashboards/scalars/chart.h"

namespace db {
namespace {

constexpr std::size_t kMostRowsToCatchUp = 300'000;  // of smoothing, a line and frame

}  // namespace

void ValueRows::update(const Store& store, Chart& chart, std::optional<KeptStep> range, double x,
                       const ValueTableSettings& settings) {
  bool done = true;
  for (ChartLine& line : chart.lines()) {
    if (!line.fresh(store)) line.refresh(store, chart.line_inputs());
    if (!line.done()) done = line.advance(kMostRowsToCatchUp) && done;
  }
  const bool mean = range && std::ranges::find(settings.range, ValueColumn::kMean) != settings.range.end();
  const Of of{.range = range,
              .x = range ? 0 : x,
              .mean = mean,
              .by_name = settings.by_name,
              .descending = settings.descending,
              .sort = settings.sort,
              .lines = chart.lines_generation(),
              .versions = chart.versions()};
  if (of_ == of) return;
  of_ = done ? std::optional(of) : std::nullopt;
  ++made_;
  rows_.clear();
  for (std::size_t i = 0; i < chart.lines().size(); ++i) {
    const ChartLine& line = chart.lines()[i];
    if (!line.done()) continue;
    ValueRow row{.line = i};
    if (range) {
      row.range = range_stats(line.curve, line.smooth, range->first, range->last, mean);
      if (!row.range) continue;
      row.point = row.range->end;
    } else {
      const auto point = nearest_point(line.curve, line.x, line.smooth, x);
      if (!point) continue;
      row.point = *point;
    }
    const Piece& first = line.curve.pieces()[0];
    row.relative_secs = row.point.wall_secs - first.view().wall(first.begin);
    rows_.push_back(row);
  }
  settings.sort_rows(rows_);
  cells_.assign(rows_.size(), {});
}

const std::string& ValueRows::cell(std::size_t row, ValueColumn column) {
  auto& cells = cells_[row];
  if (cells.empty()) cells.resize(kValueColumns);
  std::string& cell = cells[static_cast<std::size_t>(column)];
  if (cell.empty()) cell = value_cell(rows_[row], column);
  return cell;
}

}  // namespace db
