#include "dashboards/scalars/chart_svg.h"

#include "analysis/picture.h"
#include "ui/colour.h"
#include "ui/run_selection.h"

namespace db {
namespace {

constexpr std::size_t kRowsAtOnce = 1U << 20;

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
  std::vector<PictureRun> runs;
  for (std::size_t i = 0; i < chart.lines().size(); ++i) {
    const ChartLine& line = chart.lines()[i];
    runs.push_back({chart.shown_text(context, line), look_of(chart.style(i, context.runs)), line,
                    chart.grouped() && chart.group_of(i)});
  }
  std::vector<PictureGroup> groups;
  for (const ChartGroup& group : chart.groups()) {
    if (!chart.grouped()) break;
    const std::string tag = chart.tags().several() ? " · " + chart.tags().name(group.tag) : std::string();
    groups.push_back({group.look.name + tag, look_of(chart.style(group)), group});
  }
  maker.chart(runs, groups, inputs.group_runs);
  return maker.take();
}

}  // namespace db
