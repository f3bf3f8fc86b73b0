#include "dashboards/scalars/chart_line.h"

namespace db {

bool ChartLine::refresh(const Store& store, const LineInputs& wanted) {
  LineInputs inputs = wanted;
  if (part >= 0) inputs.superseded = false;  // they are among its own
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

std::string line_name(const Store& store, const ChartLine& line) {
  const std::string& run = store.run(line.run).name;
  return line.part < 0 ? run : run + ": " + std::to_string(line.part);
}

const NonFinite& ChartLine::non_finite() const {
  if (non_finite_of_ != version_) {
    non_finite_ = find_non_finite(curve);
    non_finite_of_ = version_;
  }
  return non_finite_;
}

}  // namespace db
