// A card's plot: axes, lines, step marker, gestures.
#include <algorithm>
#include <cmath>

#include "dashboards/scalars/scalars.h"
#include "ui/extent_text.h"
#include "ui/input.h"
#include "ui/paint.h"
#include "ui/plot_axes.h"
#include "ui/plot_frame.h"
#include "ui/probe.h"
#include "ui/run_selection.h"

namespace db {
namespace {

constexpr float kDimmed = 0.35f;
constexpr float kSmoothWidth = 1.5f;
constexpr float kHoveredWidth = 2.25f;
constexpr ImVec2 kOverhang{5, 3};     // dots on the edges are whole
constexpr float kSuperseded = 0.45f;  // what a restart hid
constexpr float kBandAlpha = 0.14f;

GpuMark dot_of(Pattern pattern) {
  switch (pattern) {
    case Pattern::kSolid:
      return GpuMark::kCircle;
    case Pattern::kDash:
      return GpuMark::kSquare;
    case Pattern::kDot:
      return GpuMark::kTriangle;
    case Pattern::kDashDot:
      break;
  }
  return GpuMark::kDiamond;
}

// "0 to 20,000, 0.1 to 2.5": for whoever does not see the axes.
const std::string& ranges_text(const Context& context, Chart& chart) {
  const ShownRanges shown = chart.shown();
  const XAxis axis = chart.inputs().axis;
  auto& [of, text] = chart.ranges_told;
  if (of == std::pair(axis, shown)) return text;
  of = {axis, shown};
  const UtcOffset offset = utc_offset(context.platform);
  text = x_end_text(shown.x.lo, shown.x.size(), axis, offset) + " to " +
         x_end_text(shown.x.hi, shown.x.size(), axis, offset) + ", " + value_end_text(shown.y.lo, shown.y.size()) +
         " to " + value_end_text(shown.y.hi, shown.y.size());
  return text;
}

}  // namespace

void Scalars::draw_plot(Context& context, const Rect& area, Chart& chart, int slot, bool full) {
  const Paint paint(context);
  const DensitySizes& size = sizes(full ? Density::kRoomy : settings_.density);
  const Gutters gutters{.left = std::max(size.gutter_left, chart.axes.left_gutter(paint)),
                        .right = 10,
                        .top = 6,
                        .bottom = size.gutter_bottom};
  Rect plot{area.x + gutters.left, area.y + gutters.top, area.w - gutters.left - gutters.right,
            area.h - gutters.top - gutters.bottom};
  plot = paint.snap(plot);
  if (plot.w < 8 || plot.h < 8) return;
  ImGui::PushID(slot);  // a tag may be on screen twice: pinned, and in its group
  drawing_.push_back({chart.card(), {area.x - 1, area.y - size.head - 1, area.w + 2, area.h + size.head + 2}, plot});
  context.probe.add(Kind::kPlot, chart.name(), plot, 0, true, Checked::kNone, ranges_text(context, chart));

  ChartView& view = chart.view();
  view.advance(context);
  PlotFrame frame(context, slot, plot, view.fitted() ? kOverhang : ImVec2(0, 0), view.x, view.y);
  const PlotInput& input = frame.input();
  if (frame.visible()) {
    if (input.changed) {
      view.changed(context.now_secs, input.gesture);
      zoomed(context, chart);
      context.commands.state_changed(!input.gesture);
      context.animate();
    }
    if (input.double_clicked) {
      view.fit(context);
      zoomed(context, chart);
      context.commands.state_changed(true);
    }
    const bool reading_values =
        input.hovered && !input.gesture && chart.has_data() && !ImGui::IsMouseDragging(ImGuiMouseButton_Left);
    // A finger reads where it scrubs, and where it taps.
    const bool tapped = context.input.touch && input.clicked && !input.double_clicked && chart.has_data();
    const bool finger = input.scrubbing || tapped;
    if (reading_values || finger) {
      plot_hovered_ = chart.card();
      readout_ = read_out(context, chart, input.x, finger ? std::nullopt : std::optional(input.y), {plot.w, plot.h},
                          settings_.tooltip_order);
      readout_card_id_ = chart.card();
      readout_card_ = drawing_.back().card;
      readout_plot_ = plot;
      scrubbed_ = finger;
      if (!readout_.empty()) {
        if (!marker_.kept || finger) place_marker(chart, readout_.x);
        const ReadoutRow& row = readout_.rows[readout_.nearest];
        if (row.is_group()) {
          next_group_ = row.group;
        } else {
          context.hover.next_run = row.run;
        }
      }
      if (input.clicked && !finger && !readout_.empty() && settings_.axis == XAxis::kStep) {
        click_step(context, chart, chart.step_of(readout_.x), context.input.modifiers.shift);
      } else if (input.clicked && !finger && !readout_.empty()) {
        const auto kept = marker_.kept ? marker_x(chart) : std::nullopt;
        const bool again = kept && std::fabs(*kept - readout_.x) < 1e-9 * std::max(1.0, std::fabs(readout_.x));
        marker_.kept = !again;
        told_.clear();
        place_marker(chart, readout_.x);
      }
    }
  }

  chart.axes.update({.x = view.x,
                     .y = view.y,
                     .x_axis = settings_.axis,
                     .origin = chart.origin(),
                     .x_scale = chart.x_scale(),
                     .y_scale = chart.y_scale(),
                     .width = plot.w,
                     .height = plot.h,
                     .most_y = size.most_y_ticks},
                    context.platform);
  if (std::max(size.gutter_left, chart.axes.left_gutter(paint)) != gutters.left) {
    context.platform.request_frame(context.news_secs);
  }
  if (chart.has_data()) chart.axes.draw_grid(paint, plot);
  if (frame.visible()) {
    draw_lines(context, frame.list(), plot, chart);
    draw_marker(context, paint, plot, chart);
  }
  frame.end();
  ImGui::PopID();
  if (!chart.has_data() && chart.left_out() > 0) {
    const std::string text = left_out_text(chart) + ".";
    paint.paragraph(type::kRow, {area.x + 12, area.center_y() - 16, area.w - 24, 48}, context.theme.text3, text, 16,
                    Align::kCenter, 3);
    context.probe.text(text, area);
    return;
  }
  if (!chart.has_data()) {
    const auto shown = [&](SeriesId id) { return context.runs.shown(context.store.series(id).run); };
    const auto has_run = [&](TagId tag) { return std::ranges::any_of(index_.series(tag), shown); };
    if (std::ranges::none_of(cards_.tags(chart.card()), has_run)) {
      const bool pattern = !cards_.own_tag(chart.card());
      const std::string_view text = pattern && cards_.tags(chart.card()).empty() ? "No tag matches."
                                    : cards_.has_several(chart.card())           ? "No shown run has these tags."
                                                                                 : "No shown run has this tag.";
      paint.text(type::kRow, area, context.theme.text3, text, Align::kCenter);
      context.probe.text(text, area);
    }
    return;
  }
  draw_wheel_hint(context, plot, chart, frame.input().hovered);
  // Flags are asked for the pointer and lie over the labels, which must know where.
  std::vector<Rect> flags;
  ImDrawListSplitter layers;
  layers.Split(paint.list(), 2);
  layers.SetCurrentChannel(paint.list(), 1);
  ImGui::PushID(slot);
  draw_handles(context, plot, chart, flags);
  ImGui::PopID();
  layers.SetCurrentChannel(paint.list(), 0);
  draw_axis_targets(context, area, plot, chart);
  chart.axes.draw_labels(paint, plot, gutters, flags);
  layers.Merge(paint.list());
}

void Scalars::draw_lines(Context& context, ImDrawList* list, const Rect& plot, const Chart& chart) {
  using enum ChartItem::Kind;
  std::vector<LineLook> looks;
  std::vector<TopLine> tops;
  const auto singled = context.hover.run ? context.hover.run : context.runs.highlighted();
  const std::vector<ChartItem>& items = chart.items();
  // The group that is meant: itself, or by a run of it whose own line is not drawn.
  std::string_view group = hovered_group_;
  if (singled) {
    const auto of = grouping_.on() ? grouping_.group_of(*singled) : std::nullopt;
    group = of ? std::string_view(grouping_.groups()[*of].name) : std::string_view();
  }
  // Where the pointer reads the card's values, its one line of several that the run has.
  const bool read = chart.tags().several() && plot_hovered_ == chart.card() && !readout_.empty();
  const auto one = read ? std::optional(readout_.rows[readout_.nearest].tag) : std::nullopt;
  const auto meant = [&](const ChartItem& item) {
    if (one && item.tag != *one) return false;
    if (item.kind == kGroup) return !group.empty() && item.group == group;
    return singled ? item.run == *singled : item.kind != kMember && !group.empty() && item.group == group;
  };
  const bool among = std::ranges::any_of(items, meant);
  looks.reserve(items.size());
  const bool fitted = chart.view().fitted();
  const auto look_of = [&](std::size_t i, bool on, bool on_top) {
    const ChartItem& item = items[i];
    const RunStyle style = chart.style(item, context.runs);
    LineLook look{.colour = colour_of(style, context.theme)};
    look.alpha = among && !on_top ? kDimmed : 1;
    look.raw_alpha = context.theme.raw_alpha * look.alpha;
    look.width = on_top ? kHoveredWidth : kSmoothWidth;
    if (item.kind == kGhost) {
      look.alpha *= kSuperseded;
      look.width = 1;
      look.dash = {2, 2, 2, 2};
      return look;
    }
    if (item.kind == kMember) {
      const bool of_group = !among || (!singled && item.group == group);
      if (!on_top) look.alpha = of_group ? context.theme.raw_alpha : context.theme.raw_alpha * kDimmed;
      look.raw_alpha = 0;
      look.width = on_top ? kSmoothWidth : 1;
      return look;
    }
    if (item.kind == kGroup && !on_top) look.band_alpha = among && !on ? kBandAlpha * kDimmed : kBandAlpha;
    look.dash = dash_lengths(style.pattern);
    if (settings_.dots && chart.dots(i)) look.dot = dot_of(style.pattern);
    look.clip_ticks = settings_.ignore_outliers && fitted;
    return look;
  };
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool on = among && meant(items[i]);
    if (on) tops.push_back({i, look_of(i, on, true)});
    looks.push_back(look_of(i, on, false));
  }
  const Range x = chart.view().x, y = chart.view().y;
  const LineLayer& smoothed = chart.smoothed();
  if (!smoothed.ready() || smoothed.lines() != items.size()) {
    chart.layer().draw(list, plot, context.pixel_ratio, x, y, looks, tops);
    return;
  }
  // Raw values stay as they are behind the lines that move.
  std::vector<LineLook> behind = looks;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].kind == kGhost) continue;
    const bool raws = items[i].kind == kRun || (items[i].kind == kGroup && !chart.inputs().smooth_runs_first);
    const bool raw = raws && chart.inputs().raw_line && chart.inputs().smoothing.amount > 0;
    behind[i].alpha = raw && !chart.layer_smoothed() ? looks[i].raw_alpha : 0;
    behind[i].width = 1;
    behind[i].band_alpha = 0;
    behind[i].dot = GpuMark::kLine;
    behind[i].clip_ticks = false;
    behind[i].dash = {};
    if (!raw) behind[i].raw_alpha = 0;
  }
  chart.layer().draw(list, plot, context.pixel_ratio, x, y, behind, {});
  smoothed.draw(list, plot, context.pixel_ratio, x, y, looks, tops);
}

// The dashed lines; dots on the lines where the pointer is.
void Scalars::draw_marker(Context& context, const Paint& paint, const Rect& plot, Chart& chart) {
  draw_marker_lines(paint, plot, chart);
  const Range view_x = chart.view().x, view_y = chart.view().y;
  const Theme& t = context.theme;
  const auto px = [&](double at) { return plot.x + static_cast<float>((at - view_x.lo) / view_x.size() * plot.w); };
  if (readout_.empty() || readout_card_id_ != chart.card() || (!scrubbed_ && plot_hovered_ != chart.card())) return;
  // Those whose values are told; a hundred would hide the lines.
  const auto [first, last] = readout_.window(settings_.tooltip_rows);
  for (std::size_t k = first; k <= last; ++k) {  // the nearest one last, on top
    const std::size_t i = k == last ? readout_.nearest : k;
    const ReadoutRow& row = readout_.rows[i];
    const double value = chart.y_scale().forward(row.point.smoothed);
    const float y = plot.bottom() - static_cast<float>((value - view_y.lo) / view_y.size() * plot.h);
    if (!std::isfinite(value) || !view_x.contains(row.point.x) || !view_y.contains(value)) continue;
    paint.circle({px(row.point.x), y}, 5, t.surface);
    paint.circle({px(row.point.x), y}, 3.5f, colour_of(row.style, t));
  }
}

}  // namespace db
