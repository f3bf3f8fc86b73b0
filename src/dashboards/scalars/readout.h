// The values of a chart's lines at one place of its x axis: what tooltip, phone sheet and table show.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/nearest.h"
#include "base/ids.h"
#include "dashboards/scalars/settings.h"
#include "imgui.h"

namespace db {

class Chart;
struct Context;

struct ReadoutRow {
  std::size_t line = 0;
  RunId run{};
  CurvePoint point{};
  double relative_secs = 0;  // since the run's first row of this tag
};

struct Readout {
  std::vector<ReadoutRow> rows;  // as they are shown
  std::size_t nearest = 0;       // index into rows: nearest to the pointer in pixels
  double x = 0;                  // of the nearest row in x: where the marker stands
  bool steps_differ = false;
  bool times_differ = false;  // relative time, by more than a second
  bool smoothed = false;      // any line is

  bool empty() const { return rows.empty(); }
  // At most `most` rows with the nearest in their middle: [first, last).
  std::pair<std::size_t, std::size_t> window(int most) const;
};

// At `x` (axis coordinate). `y`: where the pointer is, for the nearest row; none: nearest in x. Refreshes lines that
// the store has changed. Cost: some microseconds a line.
Readout read_out(Context& context, Chart& chart, double x, std::optional<double> y, ImVec2 plot_px, TooltipOrder order);

}  // namespace db
