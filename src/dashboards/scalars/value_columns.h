// Columns of the table of values under a card: at one step, or of a range of steps (TensorBoard's, reference
// tensorboard.md 5.2). Statistics are of smoothed values but for mean and raw change; analysis/range_stats.h says how
// rows of a range are found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/nearest.h"
#include "analysis/range_stats.h"

namespace db {

class StateWriter;

enum class ValueColumn : std::uint8_t {
  kSmoothed,
  kValue,
  kStep,
  kRelative,  // at a step
  kMin,
  kMax,
  kStartValue,
  kEndValue,
  kChange,
  kPercent,
  kStartStep,
  kEndStep,  // of a range
  kStepAtMax,
  kStepAtMin,
  kMean,
  kRawChange,
};
inline constexpr std::size_t kValueColumns = 16;

std::string_view value_column_key(ValueColumn column);  // in links
std::string_view value_column_title(ValueColumn column);
std::optional<ValueColumn> value_column_named(std::string_view key);
bool of_range(ValueColumn column);

struct ValueRow {
  std::size_t line = 0;  // of the chart
  CurvePoint point{};
  double relative_secs = 0;
  std::optional<RangeStats> range;
};

double value_of(const ValueRow& row, ValueColumn column);  // NaN: there is none
std::string value_cell(const ValueRow& row, ValueColumn column);

// What is shown and how it is sorted; the same in all cards. View state.
struct ValueTableSettings {
  std::vector<ValueColumn> at_step{ValueColumn::kSmoothed, ValueColumn::kValue, ValueColumn::kStep,
                                   ValueColumn::kRelative};
  std::vector<ValueColumn> range{ValueColumn::kMin,       ValueColumn::kMax,    ValueColumn::kStartValue,
                                 ValueColumn::kEndValue,  ValueColumn::kChange, ValueColumn::kPercent,
                                 ValueColumn::kStartStep, ValueColumn::kEndStep};
  bool by_name = false;
  std::optional<ValueColumn> sort;
  bool descending = false;

  void save_columns(StateWriter& state, bool of_range) const;  // unless they are the usual ones
  std::vector<ValueColumn>& columns(bool of_range) { return of_range ? range : at_step; }
  void sort_rows(std::vector<ValueRow>& rows) const;  // NaN is minus infinity; they come by name
  bool operator==(const ValueTableSettings&) const = default;
};

}  // namespace db
