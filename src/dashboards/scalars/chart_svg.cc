#include "dashboards/scalars/chart_svg.h"

#include "analysis/picture.h"
#include "ui/colour.h"
#include "ui/run_selection.h"

namespace db {
namespace {

constexpr std::size_t kRowsAtOnce = 1U << 20;

PictureLine line_of(const ChartLine& line) { return {line.curve, line.x, line.smooth}; }

}  // namespace

SvgChart chart_svg(Context& context, Chart& chart, const std::string& title, const PictureSettings& settings) {
  const ChartInputs& inputs = chart.inputs();
  const ChartView& view = chart.view();
  const Theme& theme = settings.dark ? dark_theme() : light_theme();
  PictureMaker maker({.title = title,
                      .width_px = settings.width_px,
                      .height_px = settings.height_px,
                      .view = {.x = view.x,
                               .y = view.y,
                               .x_axis = inputs.axis,
                               .origin = chart.origin(),
                               .x_scale = chart.x_scale(),
                               .y_scale = chart.y_scale()},
                      .dark = settings.dark,
                      .raw_lines = inputs.raw_line && inputs.smoothing.amount > 0,
                      .dots = settings.dots},
                     utc_offset(context.platform));
  const auto look_of = [&](const RunStyle& style) {
    return PictureLook{.rgb = rgb_of(colour_of(style, theme)), .pattern = style.pattern};
  };
  for (ChartLine& line : chart.lines()) {
    line.refresh(context.store, chart.line_inputs());
    while (!line.advance(kRowsAtOnce)) continue;
  }
  const auto in_band = [&](std::size_t i) { return chart.grouped() && chart.group_of(i); };
  for (std::size_t i = 0; i < chart.lines().size() && inputs.group_runs; ++i) {
    if (in_band(i)) maker.member(look_of(chart.style(i, context.runs)), line_of(chart.lines()[i]));
  }
  for (std::size_t i = 0; i < chart.lines().size(); ++i) {
    const ChartLine& line = chart.lines()[i];
    if (!in_band(i)) {
      maker.line(chart.shown_text(context, line), look_of(chart.style(i, context.runs)), line_of(line));
    }
  }
  for (const ChartGroup& group : chart.groups()) {
    if (!chart.grouped() || !group.ready()) continue;
    const Band& band = group.band();
    maker.band(group.look.name + (chart.tags().several() ? " · " + chart.tags().name(group.tag) : std::string()),
               look_of(chart.style(group)), {band.centre(), group.x(), group.smooth_centre()},
               {band.low(), group.smooth_low()}, {band.high(), group.smooth_high()});
  }
  for (std::size_t i = 0; i < chart.lines().size() && inputs.superseded; ++i) {
    const ChartLine& line = chart.lines()[i];
    if (in_band(i) || line.ghost.empty()) continue;
    maker.superseded(look_of(chart.style(i, context.runs)), {line.ghost, line.ghost_x, line.ghost_smooth});
  }
  return maker.take();
}

}  // namespace db
