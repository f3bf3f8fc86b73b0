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

SvgChart chart_svg(Context& context, Chart& chart, const std::string& title, double width, double height) {
  const ChartInputs& inputs = chart.inputs();
  const ChartView& view = chart.view();
  SvgChart out;
  out.title = title;
  out.width_px = width;
  out.height_px = height;
  out.x.title = x_title(inputs.axis);
  const SvgRect plot = svg_plot(out);
  PlotAxes axes;
  axes.update({.x = view.x,
               .y = view.y,
               .x_axis = inputs.axis,
               .origin = chart.origin(),
               .x_scale = chart.x_scale(),
               .y_scale = chart.y_scale(),
               .width = static_cast<float>(plot.width),
               .height = static_cast<float>(plot.height)},
              context.platform);
  const std::string x_name = out.x.title;
  out.x = svg_axis(view.x, axes.x_ticks(), axes.x_minor());
  out.x.title = x_name;
  out.y = svg_axis(view.y, axes.y_ticks(), minor_ticks(view.y, chart.y_scale(), 40));
  const auto columns = static_cast<std::uint32_t>(std::max(1.0, std::ceil(plot.width * kColumnsAPx)));
  const LodWindow window{.begin = view.x.lo,
                         .column = view.x.size() / columns,
                         .columns = columns,
                         .y_lo = view.y.lo,
                         .y_hi = view.y.hi,
                         .y_scale = chart.y_scale()};
  const auto add = [&](const std::string& name, RunStyle style, DrawnSeries drawn) -> SvgLine* {
    if (drawn.points.empty() && drawn.marks.empty()) return nullptr;
    SvgLine& svg = out.lines.emplace_back();
    svg.name = name;
    svg.rgb = rgb_of(colour_of(style, light_theme()));
    for (const float length : dash_lengths(style.pattern))
      if (length > 0) svg.dashes_px.push_back(static_cast<double>(length));
    svg.points = std::move(drawn.points);
    svg.raw = std::move(drawn.raw);
    svg.marks = std::move(drawn.marks);
    return &svg;
  };
  const bool raw = inputs.raw_line && inputs.smoothing.amount > 0;
  for (const bool behind : {true, false}) {  // runs of groups lie behind
    for (std::size_t i = 0; i < chart.lines().size(); ++i) {
      const bool in_band = chart.grouped() && chart.group_of(i);
      if (in_band != behind || (in_band && !inputs.group_runs)) continue;
      ChartLine& line = chart.lines()[i];
      line.refresh(context.store, chart.line_inputs());
      while (!line.advance(kRowsAtOnce)) continue;
      SvgLine* svg = add(behind ? std::string() : chart.line_text(context.store, line), chart.style(i, context.runs),
                         draw_series(line.curve, line.x, line.smooth, raw && !behind, window, Detail::kColumns));
      if (svg && behind) {
        svg->opacity = static_cast<double>(light_theme().raw_alpha);
        svg->width_px = 1;
        svg->dashes_px.clear();
      }
    }
  }
  for (const ChartGroup& group : chart.groups()) {
    if (!chart.grouped() || !group.ready()) continue;
    const Band& band = group.band();
    LodBand area({band.low(), group.smooth_low()}, {band.high(), group.smooth_high()}, group.x(), window);
    while (!area.advance(kRowsAtOnce)) continue;
    out.bands.push_back({.rgb = rgb_of(colour_of(chart.style(group), light_theme())),
                         .upper = std::move(area.high.points),
                         .lower = std::move(area.low.points)});
    add(group.look.name + (chart.tags().several() ? " · " + chart.tags().name(group.tag) : std::string()),
        chart.style(group),
        draw_series(band.centre(), group.x(), group.smooth_centre(), raw, window, Detail::kColumns));
  }
  return out;
}

}  // namespace db
