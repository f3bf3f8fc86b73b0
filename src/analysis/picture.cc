#include "analysis/picture.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/drawn_series.h"
#include "analysis/nearest.h"

namespace db {
namespace {

constexpr double kColumnsAPx = 2;  // detail for a print or a large screen
constexpr std::uint32_t kFewPoints = 60;
constexpr int kMostMinor = 40;
constexpr double kSupersededOpacity = 0.45;

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

SvgDot dot_of(Pattern pattern) {
  switch (pattern) {
    case Pattern::kSolid:
      return SvgDot::kCircle;
    case Pattern::kDash:
      return SvgDot::kSquare;
    case Pattern::kDot:
      return SvgDot::kTriangle;
    case Pattern::kDashDot:
      break;
  }
  return SvgDot::kDiamond;
}

// Every point in view as a dot.
void add_dots(SvgLine& line) {
  std::erase_if(line.marks, [](const LodMark& mark) { return mark.kind == LodMark::Kind::kDot; });
  for (const LodPoint& p : line.points) {
    if (p.x >= -1e-6f && p.x <= 1 + 1e-6f) line.marks.push_back({p.x, p.y, LodMark::Kind::kDot});
  }
}

}  // namespace

PictureLook picture_look(const RunStyle& style, bool dark) {
  return {.rgb = (dark ? kDarkRuns : kLightRuns)[style.slot], .pattern = style.pattern};
}

PictureMaker::PictureMaker(const Picture& picture, const UtcOffset& offset)
    : x_(picture.view.x), raw_lines_(picture.raw_lines), dots_(picture.dots) {
  out_.title = picture.title;
  out_.width_px = picture.width_px;
  out_.height_px = picture.height_px;
  if (picture.dark) out_.colours = kDarkSvg;
  out_.x.title = x_title(picture.view.x_axis);
  const SvgRect plot = svg_plot(out_);
  AxesView view = picture.view;
  view.width = static_cast<float>(plot.width);
  view.height = static_cast<float>(plot.height);
  view.most_y = AxesView().most_y;
  const AxesTicks ticks = axes_ticks(view, offset);
  out_.x = svg_axis(view.x, ticks.x, ticks.x_minor);
  out_.x.title = x_title(view.x_axis);
  out_.y = svg_axis(view.y, ticks.y, minor_ticks(view.y, view.y_scale, kMostMinor));
  const auto columns = static_cast<std::uint32_t>(std::max(1.0, std::ceil(plot.width * kColumnsAPx)));
  window_ = {.begin = view.x.lo,
             .column = view.x.size() / columns,
             .columns = columns,
             .y_lo = view.y.lo,
             .y_hi = view.y.hi,
             .y_scale = view.y_scale};
}

SvgLine* PictureMaker::add(const PictureLook& look, const PictureLine& line, bool raw) {
  DrawnSeries drawn = draw_series(line.curve, line.x, line.smooth, raw, window_, Detail::kColumns);
  if (drawn.points.empty() && drawn.marks.empty()) return nullptr;
  SvgLine& svg = out_.lines.emplace_back();
  svg.rgb = look.rgb;
  svg.points = std::move(drawn.points);
  svg.raw = std::move(drawn.raw);
  svg.marks = std::move(drawn.marks);
  return &svg;
}

void PictureMaker::chart(std::span<const PictureRun> runs, std::span<const PictureGroup> groups, bool group_runs) {
  const auto drawn = [](const ChartLine& line) { return PictureLine{line.curve, line.x, line.smooth}; };
  for (const PictureRun& run : runs) {
    if (run.in_group && group_runs) member(run.look, drawn(run.line));
  }
  for (const PictureRun& run : runs) {
    if (!run.in_group) line(run.name, run.look, drawn(run.line));
  }
  for (const PictureGroup& group : groups) {
    const BandLine& of = group.line;
    if (!of.ready()) continue;
    band(group.name, group.look, {of.band().centre(), of.x(), of.smooth_centre()}, {of.band().low(), of.smooth_low()},
         {of.band().high(), of.smooth_high()});
  }
  for (const PictureRun& run : runs) {
    if (!run.in_group && !run.line.ghost.empty())
      superseded(run.look, {run.line.ghost, run.line.ghost_x, run.line.ghost_smooth});
  }
}

void PictureMaker::line(const std::string& name, const PictureLook& look, const PictureLine& line) {
  SvgLine* svg = add(look, line, raw_lines_);
  if (!svg) return;
  svg->name = name;
  for (const float length : dash_lengths(look.pattern))
    if (length > 0) svg->dashes_px.push_back(static_cast<double>(length));
  svg->dot = dot_of(look.pattern);
  const bool few = line.x.ordered() ? few_rows(line.curve, line.x, x_, kFewPoints) : line.curve.rows() <= kFewPoints;
  if (dots_ && few) add_dots(*svg);
}

void PictureMaker::member(const PictureLook& look, const PictureLine& line) {
  SvgLine* svg = add(look, line, false);
  if (!svg) return;
  svg->opacity = out_.colours.raw_opacity;
  svg->width_px = 1;
}

void PictureMaker::superseded(const PictureLook& look, const PictureLine& line) {
  SvgLine* svg = add(look, line, false);
  if (!svg) return;
  svg->opacity = kSupersededOpacity;
  svg->width_px = 1;
  svg->dashes_px = {2, 2};
}

void PictureMaker::band(const std::string& name, const PictureLook& look, const PictureLine& centre, BandEdge low,
                        BandEdge high) {
  LodBand area(low, high, centre.x, window_);
  while (!area.advance(std::numeric_limits<std::uint32_t>::max())) continue;
  out_.bands.push_back({.rgb = look.rgb, .upper = std::move(area.high.points), .lower = std::move(area.low.points)});
  const std::size_t before = out_.lines.size();
  line(name, look, centre);
  if (out_.lines.size() > before) out_.lines.back().group = true;
}

}  // namespace db
