// The ticks of both axes of a chart in a view: on the page and in pictures the same (reference look.md sections 4, 7).
#pragma once

#include <vector>

#include "analysis/curve_x.h"
#include "analysis/time_ticks.h"

namespace db {

struct AxesView {
  Range x, y;  // the view, in places of the scales
  XAxis x_axis = XAxis::kStep;
  XOrigin origin;
  AxisScale x_scale, y_scale;
  float width = 0, height = 0;  // of the plot, CSS px
  int most_y = 6;               // ticks
  bool operator==(const AxesView&) const = default;
};

struct AxesTicks {
  Ticks x, y;
  std::vector<double> x_minor;  // places of ticks without labels
};

AxesTicks axes_ticks(const AxesView& view, const UtcOffset& offset);

}  // namespace db
