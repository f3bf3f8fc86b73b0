// One plot's limits, gestures and clipping, by ImPlot (its drawing is off). Drag: box zoom; a flat box zooms one axis.
// Shift-drag: pan. Ctrl or Alt and wheel: zoom at the pointer; the wheel alone scrolls the page. Two fingers: zoom and
// pan. One finger: scrub, the page keeps still. Double click: the caller fits.
//
// Cost: ImPlot keeps some kB a plot for ever by id: give plots ids from a small pool.
#pragma once

#include "analysis/range.h"
#include "imgui.h"
#include "ui/context.h"

namespace db {

struct PlotInput {
  bool hovered = false;  // the pointer or finger is in the plot and nothing lies over it
  bool changed = false;  // the limits are others than before
  bool gesture = false;  // they are being changed: more will come
  bool clicked = false;  // pressed and let go without a drag
  bool double_clicked = false;
  bool scrubbing = false;  // a finger moves over the plot
  ImVec2 pointer{0, 0};
  double x = 0, y = 0;  // the pointer, in axis coordinates
};

class PlotFrame {
 public:
  // Between construction and end, drawing is clipped to `plot` and `overhang` around it, for dots on its edges. `x` and
  // `y` are changed by gestures.
  PlotFrame(Context& context, int id, const Rect& plot, ImVec2 overhang, Range& x, Range& y);
  ~PlotFrame() { end(); }
  PlotFrame(const PlotFrame&) = delete;
  PlotFrame& operator=(const PlotFrame&) = delete;

  // Ends the clipping; what is drawn after it may lie outside of the plot.
  void end();
  bool visible() const { return visible_; }
  ImDrawList* list() const { return list_; }
  const PlotInput& input() const { return input_; }

 private:
  void wheel(Context& context, const Rect& plot, Range& x, Range& y);
  void touch(Context& context, const Rect& plot, Range& x, Range& y);

  bool visible_ = false;
  bool ended_ = false;
  ImDrawList* list_ = nullptr;
  PlotInput input_;
};

// Shows `factor` times as much, with `at` (a fraction of the view) staying where it is.
Range zoomed(Range view, double factor, double at);

}  // namespace db
