// The rows of one card's table of values: one a line, at a place of the x axis or over a range of steps, sorted; with
// the texts of their cells. Worked out anew only when the place, the lines or the sorting have changed.
//
// Cost of update(): O(lines) where nothing has changed; else some microseconds a line. Texts are made when they are
// first asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "dashboards/scalars/kept_steps.h"
#include "dashboards/scalars/value_columns.h"

namespace db {

class Chart;
class Store;

class ValueRows {
 public:
  // `x`: the place, where there is no range. Refreshes lines that the store has changed; a line that is still being
  // smoothed has no row yet.
  void update(const Store& store, Chart& chart, std::optional<KeptStep> range, double x,
              const ValueTableSettings& settings);

  std::span<const ValueRow> rows() const { return rows_; }
  // Of a row; good until the next update().
  const std::string& cell(std::size_t row, ValueColumn column);
  std::uint64_t made() const { return made_; }  // how often rows were worked out

 private:
  struct Of {
    std::optional<KeptStep> range;
    double x = 0;
    bool mean = false;
    bool by_name = false, descending = false;
    std::optional<ValueColumn> sort;
    std::uint64_t lines = 0;
    std::uint32_t versions = 0;
    bool operator==(const Of&) const = default;
  };

  std::vector<ValueRow> rows_;
  std::vector<std::vector<std::string>> cells_;  // by row and column; empty: not made
  std::optional<Of> of_;
  std::uint64_t made_ = 0;
};

}  // namespace db
