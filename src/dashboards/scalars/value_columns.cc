#include "dashboards/scalars/value_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "analysis/number_format.h"
#include "ui/number_text.h"
#include "ui/view_state.h"

namespace db {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<std::string_view, kValueColumns> kKeys = {
    "smoothed", "value",   "step",      "relative", "min",     "max",     "start", "end",
    "change",   "percent", "startstep", "endstep",  "maxstep", "minstep", "mean",  "rawchange"};
constexpr std::array<std::string_view, kValueColumns> kTitles = {
    "Smoothed",     "Value",    "Step",       "Relative", "Min",         "Max",         "Start value", "End value",
    "Value change", "% change", "Start step", "End step", "Step at max", "Step at min", "Mean",        "Raw change"};

}  // namespace

std::string_view value_column_key(ValueColumn column) { return kKeys[static_cast<std::size_t>(column)]; }
std::string_view value_column_title(ValueColumn column) { return kTitles[static_cast<std::size_t>(column)]; }
bool of_range(ValueColumn column) { return column >= ValueColumn::kMin; }

std::optional<ValueColumn> value_column_named(std::string_view key) {
  const auto found = std::ranges::find(kKeys, key);
  if (found == kKeys.end()) return std::nullopt;
  return static_cast<ValueColumn>(found - kKeys.begin());
}

double value_of(const ValueRow& row, ValueColumn column) {
  using enum ValueColumn;
  if (of_range(column) && !row.range) return kNaN;
  switch (column) {
    case kSmoothed:
      return row.point.smoothed;
    case kValue:
      return row.point.value;
    case kStep:
      return static_cast<double>(row.point.step);
    case kRelative:
      return row.relative_secs;
    case kMin:
      return row.range->min;
    case kMax:
      return row.range->max;
    case kStartValue:
      return row.range->start.smoothed;
    case kEndValue:
      return row.range->end.smoothed;
    case kChange:
      return row.range->change();
    case kPercent:
      return 100 * row.range->relative_change();
    case kStartStep:
      return static_cast<double>(row.range->start.step);
    case kEndStep:
      return static_cast<double>(row.range->end.step);
    case kStepAtMax:
      return std::isnan(row.range->max) ? kNaN : static_cast<double>(row.range->max_step);
    case kStepAtMin:
      return std::isnan(row.range->min) ? kNaN : static_cast<double>(row.range->min_step);
    case kMean:
      return row.range->mean;
    case kRawChange:
      return row.range->raw_change();
  }
  return kNaN;
}

std::string value_cell(const ValueRow& row, ValueColumn column) {
  using enum ValueColumn;
  const double value = value_of(row, column);
  switch (column) {
    case kStep:
      return step_text(row.point.step);
    case kRelative:
      return duration_text(value);
    case kPercent:
      return fixed_text(value, 1) + " %";
    case kStartStep:
      return row.range ? step_text(row.range->start.step) : "–";
    case kEndStep:
      return row.range ? step_text(row.range->end.step) : "–";
    case kStepAtMax:
      return std::isnan(value) ? "–" : step_text(row.range->max_step);
    case kStepAtMin:
      return std::isnan(value) ? "–" : step_text(row.range->min_step);
    default:
      return value_text(value);
  }
}

void ValueTableSettings::sort_rows(std::vector<ValueRow>& rows) const {
  if (by_name && descending) std::ranges::reverse(rows);
  if (!sort || by_name) return;
  const auto key = [&](const ValueRow& row) {
    const double value = value_of(row, *sort);
    return std::isnan(value) ? -std::numeric_limits<double>::infinity() : value;
  };
  std::ranges::stable_sort(
      rows, [&](const ValueRow& a, const ValueRow& b) { return descending ? key(a) > key(b) : key(a) < key(b); });
}

void ValueTableSettings::save_columns(StateWriter& state, bool of_range) const {
  const ValueTableSettings normal;
  const auto& now = of_range ? range : at_step;
  if (now == (of_range ? normal.range : normal.at_step)) return;
  std::vector<std::string> names;
  for (const ValueColumn column : now) names.emplace_back(value_column_key(column));
  state.set_list(of_range ? "rangecols" : "cols", names);
}

}  // namespace db
