#include "dashboards/scalars/chart_line.h"

namespace db {

bool ChartLine::refresh(const Store& store, XAxis axis, XOrigin origin, double weight, bool superseded) {
  const Series& from = store.series(series);
  const bool grown = curve.update(from);
  const bool moved = grown || !known_ || axis != x.axis() || origin != origin_;
  if (moved) x.update(curve, axis, origin);
  const bool other_weight = weight != smooth.weight();
  if (grown || other_weight) smooth.update(curve, weight);
  const bool ghosts = superseded != superseded_;
  if (superseded) {
    if (ghost.update(from) || moved) ghost_x.update(ghost, axis, origin);
  } else if (ghosts) {
    ghost = Curve(Curve::Part::kSuperseded);
    ghost_x = {};
  }
  known_ = true;
  generation_ = from.generation;
  origin_ = origin;
  superseded_ = superseded;
  const bool changed = moved || other_weight || ghosts;
  if (changed) ++version_;
  return changed;
}

}  // namespace db
