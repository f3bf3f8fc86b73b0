// The values of a chart's lines, or of its groups, at one place of its x axis: what tooltip, phone sheet and table
// show.
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
#include "ui/run_colours.h"
#include "ui/short_names.h"

namespace db {

class Chart;
struct Context;

struct ReadoutRow {
  std::size_t line = 0;   // of the chart's lines; of its groups
  std::uint32_t tag = 0;  // of the chart's tags
  ShortName tag_name;     // where there are several
  RunId run = kNoRun;     // but of a group
  std::string group;      // its name; of a run: the group whose band it is in
  ShortName group_name;   // of a group
  int part = -1;          // of a run that is cut at restarts
  RunStyle style;
  CurvePoint point{};        // of a group: its centre
  double relative_secs = 0;  // since the run's first row of this tag; NaN for groups
  double low = 0, high = 0;  // of a group
  std::uint32_t runs = 0;    // of a group: those that count here
  std::string non_finite;    // of a run: its NaN and infinities

  bool is_group() const { return run == kNoRun; }
};

struct Readout {
  std::vector<ReadoutRow> rows;  // as they are shown
  std::size_t nearest = 0;       // index into rows: nearest to the pointer in pixels
  double x = 0;                  // of the nearest row in x: where the marker stands
  bool steps_differ = false;
  bool times_differ = false;     // relative time, by more than a second
  bool smoothed = false;         // any line is
  bool by_tag = false;           // one run or group, several tags
  std::optional<BandRule> band;  // of the groups among the rows

  bool empty() const { return rows.empty(); }
  // At most `most` rows with the nearest in their middle: [first, last).
  std::pair<std::size_t, std::size_t> window(int most) const;
};

// At `x` (axis coordinate). `y`: where the pointer is, for the nearest row; none: nearest in x. Refreshes lines that
// the store has changed. Cost: some microseconds a line.
Readout read_out(Context& context, Chart& chart, double x, std::optional<double> y, ImVec2 plot_px, TooltipOrder order);

}  // namespace db
