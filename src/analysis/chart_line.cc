#include "analysis/chart_line.h"

#include <algorithm>
#include <cmath>
#include <limits>

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
  if (grown) ++curve_version_;
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

std::optional<XOrigin> origin_of(const Store& store, std::span<const SeriesId> series) {
  Step least = std::numeric_limits<Step>::max();
  double wall = std::numeric_limits<double>::infinity();
  bool known = false;
  for (const SeriesId id : series) {
    for (const Segment& segment : store.series(id).segments) {
      if (segment.blocks.empty()) continue;
      least = std::min(least, segment.step_min);
      const double first = segment.blocks[0].view().wall(0);
      if (std::isfinite(first)) wall = std::min(wall, std::floor(first));
      known = true;
    }
  }
  if (!known) return std::nullopt;
  constexpr Step kExact = Step{1} << 50;
  return XOrigin{.step = least > kExact || least < -kExact ? least : 0, .wall_secs = std::isfinite(wall) ? wall : 0};
}

std::string line_name(std::string_view run, const ChartLine& line) {
  std::string name(run);
  if (line.part >= 0) name += ": " + std::to_string(line.part);
  return name;
}

std::string line_name(const Store& store, const ChartLine& line) { return line_name(store.run(line.run).name, line); }

const NonFinite& ChartLine::non_finite() const {
  if (non_finite_of_ != version_) {
    non_finite_ = find_non_finite(curve);
    non_finite_of_ = version_;
  }
  return non_finite_;
}

}  // namespace db
