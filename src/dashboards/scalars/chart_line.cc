#include "dashboards/scalars/chart_line.h"

namespace db {

bool ChartLine::refresh(const Store& store, const LineInputs& inputs) {
  const Series& from = store.series(series);
  const bool grown = curve.update(from);
  const bool moved = grown || !known_ || inputs.axis != inputs_.axis || inputs.origin != inputs_.origin ||
                     inputs.x_scale != inputs_.x_scale;
  if (moved) x.update(curve, inputs.axis, inputs.origin, inputs.x_scale);
  const bool other_smoothing = inputs.smoothing != smooth.smoothing();
  if (grown || other_smoothing) smooth.update(curve, inputs.smoothing);
  const bool ghosts = inputs.superseded != inputs_.superseded;
  if (inputs.superseded) {
    if (ghost.update(from) || moved) ghost_x.update(ghost, inputs.axis, inputs.origin, inputs.x_scale);
  } else if (ghosts) {
    ghost = Curve(Curve::Part::kSuperseded);
    ghost_x = {};
  }
  known_ = true;
  generation_ = from.generation;
  inputs_ = inputs;
  const bool changed = moved || other_smoothing || ghosts;
  if (changed) ++version_;
  return changed;
}

}  // namespace db
