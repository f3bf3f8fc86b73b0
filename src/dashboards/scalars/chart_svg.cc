#include "dashboards/scalars/chart_svg.h"

#include <algorithm>
#include <cmath>

#include "analysis/drawn_series.h"
#include "ui/run_selection.h"

namespace db {
namespace {

constexpr std::size_t kRowsAtOnce = 1U << 20;
constexpr double kColumnsAPx = 2;  // detail for a print or a large screen

std::string_view x_title(XAxis axis) {
  switch (axis) {
    case XAxis::kStep:
      return "Step";
    case XAxis::kRelative:
      return "Relative time";
    case XAxis::kWall:
      return "Wall time";
  }
  return {};
}

std::uint32_t rgb_of(ImU32 colour) {
  const auto part = [&](int shift) { return colour >> shift & 255; };
  return part(IM_COL32_R_SHIFT) << 16 | part(IM_COL32_G_SHIFT) << 8 | part(IM_COL32_B_SHIFT);
}

}  // namespace

SvgChart chart_svg(Context& context, Chart& chart, double width, double height) {
  const ChartInputs& inputs = chart.inputs();
  const ChartView& view = chart.view();
  SvgChart out;
  out.title = chart.name();
  out.width_px = width;
  out.height_px = height;
  out.x.title = x_title(inputs.axis);
  const SvgRect plot = svg_plot(out);
  PlotAxes axes;
  axes.update({.x = view.x,
               .y = view.y,
               .x_axis = inputs.axis,
               .origin = chart.origin(),
               .log_y = inputs.log_y,
               .width = static_cast<float>(plot.width),
               .height = static_cast<float>(plot.height)},
              context.platform);
  const std::string title = out.x.title;
  out.x = svg_axis(view.x, axes.x_ticks());
  out.x.title = title;
  out.y = svg_axis(view.y, axes.y_ticks());
  const auto columns = static_cast<std::uint32_t>(std::max(1.0, std::ceil(plot.width * kColumnsAPx)));
  const LodWindow window{.begin = view.x.lo,
                         .column = view.x.size() / columns,
                         .columns = columns,
                         .y_lo = view.y.lo,
                         .y_hi = view.y.hi,
                         .log_y = inputs.log_y};
  for (ChartLine& line : chart.lines()) {
    line.refresh(context.store, inputs.axis, chart.origin(), inputs.weight, inputs.superseded);
    while (!line.advance(kRowsAtOnce)) continue;
    DrawnSeries drawn =
        draw_series(line.curve, line.x, line.smooth, inputs.raw_line && inputs.weight > 0, window, Detail::kColumns);
    if (drawn.points.empty() && drawn.marks.empty()) continue;
    SvgLine& svg = out.lines.emplace_back();
    svg.name = context.store.run(line.run).name;
    svg.rgb = rgb_of(context.runs.colour(line.run, light_theme()));
    for (const float length : dash_lengths(context.runs.style(line.run).pattern))
      if (length > 0) svg.dashes_px.push_back(static_cast<double>(length));
    svg.points = std::move(drawn.points);
    svg.raw = std::move(drawn.raw);
    svg.marks = std::move(drawn.marks);
  }
  return out;
}

}  // namespace db
