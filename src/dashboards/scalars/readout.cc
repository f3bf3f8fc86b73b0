#include "dashboards/scalars/readout.h"

#include "dashboards/scalars/chart.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

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

namespace {

struct Found {
  ReadoutRow row;
  double distance = 0;  // pixels
  double distance_y = 0;
};

// Goes over a chart and says how far its points are from the pointer.
class Finder {
 public:
  Finder(Context& context, Chart& chart, double x, std::optional<double> y, ImVec2 plot_px)
      : context_(context), chart_(chart), x_(x), y_(y), plot_px_(plot_px) {}

  std::optional<Found> line(std::size_t i) const {
    ChartLine& line = chart_.lines()[i];
    if (!line.fresh(context_.store)) line.refresh(context_.store, chart_.line_inputs());
    if (!line.done() && !line.advance(kMostRowsToCatchUp)) return std::nullopt;
    const auto point = nearest_point(line.curve, line.x, line.smooth, x_);
    if (!point) return std::nullopt;
    Found found;
    found.row.line = i;
    found.row.run = line.run;
    set_tag(found.row, line.tag);
    found.row.part = line.part;
    if (line.curve.non_finite() > 0) found.row.non_finite = non_finite_text(line.non_finite());
    if (const ChartGroup* group = chart_.group_of(i)) found.row.group = group->look.name;
    found.row.style = chart_.style(i, context_.runs);
    found.row.point = *point;
    const Piece& first = line.curve.pieces()[0];
    found.row.relative_secs = point->wall_secs - first.view().wall(first.begin);
    found.distance = distance(*point);
    found.distance_y = distance_y(*point);
    return found;
  }

  std::optional<Found> group(std::size_t i) const {
    const ChartGroup& group = chart_.groups()[i];
    if (!group.ready()) return std::nullopt;
    const Band& band = group.band();
    const auto point = nearest_point(band.centre(), group.x(), group.smooth_centre(), x_);
    if (!point) return std::nullopt;
    Found found;
    found.row.line = i;
    set_tag(found.row, group.tag);
    found.row.group = group.look.name;
    found.row.group_name = group.look.short_name;
    found.row.style = chart_.style(group);
    found.row.point = *point;
    found.row.relative_secs = std::numeric_limits<double>::quiet_NaN();
    found.row.low = nearest_point(band.low(), group.x(), group.smooth_low(), point->x)->smoothed;
    found.row.high = nearest_point(band.high(), group.x(), group.smooth_high(), point->x)->smoothed;
    found.row.runs = band.nearest(point->step)->n;
    found.distance = distance(*point);
    found.distance_y = distance_y(*point);
    return found;
  }

 private:
  // In y alone; how far away in x where there is no pointer.
  double distance_y(const CurvePoint& point) const {
    if (!y_) return distance(point);
    const double dy = std::fabs(chart_.y_scale().forward(point.smoothed) - *y_);
    return std::isfinite(dy) ? dy : std::numeric_limits<double>::infinity();
  }

  void set_tag(ReadoutRow& row, std::uint32_t tag) const {
    row.tag = tag;
    if (chart_.tags().several()) row.tag_name = chart_.tags().short_name(tag);
  }
  double distance(const CurvePoint& point) const {
    const double dx = (point.x - x_) / chart_.view().x.size() * plot_px_.x;
    if (!y_) return std::fabs(dx);
    const double at = chart_.y_scale().forward(point.smoothed);
    const double dy = (at - *y_) / chart_.view().y.size() * plot_px_.y;
    return std::isfinite(dy) ? std::hypot(dx, dy) : std::numeric_limits<double>::infinity();
  }

  Context& context_;
  Chart& chart_;
  double x_;
  std::optional<double> y_;
  ImVec2 plot_px_;
};

bool comes_first(const Found& a, const Found& b, TooltipOrder order) {
  switch (order) {
    case TooltipOrder::kHighest:
      return higher(a.row.point.smoothed, b.row.point.smoothed);
    case TooltipOrder::kLowest:
      return higher(-a.row.point.smoothed, -b.row.point.smoothed);
    case TooltipOrder::kNearest:
      return a.distance < b.distance;
    case TooltipOrder::kNearestY:
      return a.distance_y < b.distance_y;
    case TooltipOrder::kName:
      break;
  }
  return false;  // they come by name
}

}  // namespace

Readout read_out(Context& context, Chart& chart, double x, std::optional<double> y, ImVec2 plot_px,
                 TooltipOrder order) {
  Readout out;
  const Finder finder(context, chart, x, y, plot_px);
  const bool grouped = chart.grouped();
  out.by_tag = chart.tags().by_tag();
  std::vector<Found> found;
  found.reserve(chart.groups().size() + chart.lines().size());
  std::vector<Found*> rows;  // in order; a Found is dear to move
  const auto add = [&](std::optional<Found> one) {
    if (one) rows.push_back(&found.emplace_back(*std::move(one)));
  };
  const auto sort = [order, &rows](std::size_t first) {
    std::stable_sort(rows.begin() + static_cast<std::ptrdiff_t>(first), rows.end(),
                     [order](const Found* a, const Found* b) { return comes_first(*a, *b, order); });
  };
  for (std::size_t i = 0; grouped && i < chart.groups().size(); ++i) {
    add(finder.group(i));
    const ChartGroup& group = chart.groups()[i];
    if (group.ready() && group.smooth_centre().active(group.band().centre())) out.smoothed = true;
  }
  if (!rows.empty()) out.band = chart.inputs().band;
  for (std::size_t i = 0; i < chart.lines().size(); ++i) {
    if (grouped && chart.group_of(i)) continue;
    add(finder.line(i));
    const ChartLine& line = chart.lines()[i];
    out.smoothed = out.smoothed || line.smooth.active(line.curve);
  }
  if (rows.empty()) return out;
  sort(0);
  if (grouped && chart.inputs().group_runs) {  // runs follow their group
    for (Found* top : std::exchange(rows, {})) {
      rows.push_back(top);
      if (!top->row.is_group()) continue;
      const std::size_t first = rows.size();
      for (const std::uint32_t i : chart.groups()[top->row.line].lines) add(finder.line(i));
      sort(first);
    }
  }
  const auto by_x = [x](const Found* f) { return std::fabs(f->row.point.x - x); };
  out.x = (*std::ranges::min_element(rows, {}, by_x))->row.point.x;
  const auto by_distance = [](const Found* f) { return std::pair(f->distance, f->row.line); };
  out.nearest = static_cast<std::size_t>(std::ranges::min_element(rows, {}, by_distance) - rows.begin());
  const ReadoutRow& top = rows[0]->row;
  for (const Found* f : rows) {
    out.steps_differ = out.steps_differ || f->row.point.step != top.point.step;
    const double apart = std::fabs(f->row.relative_secs - top.relative_secs);
    out.times_differ = out.times_differ || (!out.band && apart > 1);  // groups have none
  }
  out.rows.reserve(rows.size());
  for (Found* f : rows) out.rows.push_back(std::move(f->row));
  return out;
}

}  // namespace db
