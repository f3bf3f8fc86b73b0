#include "dashboards/scalars/readout.h"

#include "dashboards/scalars/chart.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/run_selection.h"

namespace db {
namespace {

constexpr std::size_t kMostRowsToCatchUp = 300'000;  // of smoothing, in a frame

// NaN after everything, in both directions.
bool higher(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return !std::isnan(a) && std::isnan(b);
  return a > b;
}

}  // namespace

std::pair<std::size_t, std::size_t> Readout::window(int most) const {
  const std::size_t count = std::min(rows.size(), static_cast<std::size_t>(std::max(1, most)));
  const std::size_t before = count / 2;
  const std::size_t first = std::clamp(nearest, before, rows.size() - count + before) - before;
  return {first, first + count};
}

Readout read_out(Context& context, Chart& chart, double x, std::optional<double> y, ImVec2 plot_px,
                 TooltipOrder order) {
  Readout out;
  const ChartInputs& inputs = chart.inputs();
  const Range view_x = chart.view().x, view_y = chart.view().y;
  struct Found {
    ReadoutRow row;
    double distance;  // pixels
  };
  std::vector<Found> found;
  double nearest_x = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < chart.lines().size(); ++i) {
    ChartLine& line = chart.lines()[i];
    if (!line.fresh(context.store))
      line.refresh(context.store, inputs.axis, chart.origin(), inputs.weight, inputs.superseded);
    if (!line.done() && !line.advance(kMostRowsToCatchUp)) continue;
    const auto point = nearest_point(line.curve, line.x, line.smooth, x);
    if (!point) continue;
    const double dx = (point->x - x) / view_x.size() * plot_px.x;
    double distance = std::fabs(dx);
    if (y) {
      const double at = inputs.log_y ? std::log10(point->smoothed) : point->smoothed;
      const double dy = (at - *y) / view_y.size() * plot_px.y;
      distance = std::isfinite(dy) ? std::hypot(dx, dy) : std::numeric_limits<double>::infinity();
    }
    if (std::fabs(dx) < nearest_x) {
      nearest_x = std::fabs(dx);
      out.x = point->x;
    }
    const Piece& first = line.curve.pieces()[0];
    const double start = first.view().wall(first.begin);
    found.push_back({{i, line.run, *point, point->wall_secs - start}, distance});
    out.smoothed = out.smoothed || line.smooth.active(line.curve);
  }
  if (found.empty()) return out;

  const auto nearest = std::ranges::min_element(found, {}, &Found::distance)->row.line;
  std::ranges::stable_sort(found, [&](const Found& a, const Found& b) {
    switch (order) {
      case TooltipOrder::kHighest:
        return higher(a.row.point.smoothed, b.row.point.smoothed);
      case TooltipOrder::kLowest:
        return higher(-a.row.point.smoothed, -b.row.point.smoothed);
      case TooltipOrder::kNearest:
        return a.distance < b.distance;
      case TooltipOrder::kName:
        break;
    }
    return false;  // lines come by name
  });
  for (const Found& f : found) {
    if (f.row.line == nearest) out.nearest = out.rows.size();
    out.rows.push_back(f.row);
    out.steps_differ = out.steps_differ || f.row.point.step != found[0].row.point.step;
    out.times_differ = out.times_differ || std::fabs(f.row.relative_secs - found[0].row.relative_secs) > 1;
  }
  return out;
}

}  // namespace db
