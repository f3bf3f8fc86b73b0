// Axes of a plot, drawn by us: horizontal grid, x axis line with ticks, labels in the gutters (reference look.md 4, 7).
// ImPlot's own are off. Ticks are made when the view or the size changes, not in every frame.
#pragma once

#include <span>

#include "analysis/axis_ticks.h"
#include "ui/context.h"
#include "ui/paint.h"

namespace db {

struct Gutters {  // around the plot, CSS pixels
  float left = 40, right = 10, top = 6, bottom = 20;
};

class PlotAxes {
 public:
  void update(const AxesView& view, Platform& platform);
  void draw_grid(const Paint& paint, const Rect& plot) const;  // below the lines
  // Above them. Labels of the x axis that `covered` (markers' flags) would cut are left out.
  void draw_labels(const Paint& paint, const Rect& plot, const Gutters& gutters,
                   std::span<const Rect> covered = {}) const;
  // What the labels of the y axis need left of the plot, in whole steps, so that a pan moves the plot seldom.
  float left_gutter(const Paint& paint) const;
  const Ticks& x_ticks() const { return ticks_.x; }
  const Ticks& y_ticks() const { return ticks_.y; }

 private:
  AxesView view_;
  AxesTicks ticks_;
};

// The viewer's time zone, as the platform knows it.
UtcOffset utc_offset(Platform& platform);

}  // namespace db
