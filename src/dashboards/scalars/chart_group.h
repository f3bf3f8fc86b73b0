// A group of runs in one card: its line and band, and how it looks.
#pragma once

#include "analysis/band_line.h"
#include "dashboards/scalars/run_grouping.h"

namespace db {

struct ChartGroup : BandLine {
  GroupLook look;
  std::uint32_t tag = 0;         // of the chart's tags
  std::vector<SeriesId> series;  // of the runs
};

}  // namespace db
