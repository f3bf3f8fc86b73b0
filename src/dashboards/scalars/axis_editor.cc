#include "dashboards/scalars/axis_editor.h"

#include <algorithm>

#include "ui/extent_text.h"
#include "ui/menu.h"
#include "ui/paint.h"
#include "ui/plot_axes.h"
#include "ui/popover.h"
#include "ui/text_fields.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr std::string_view kPopup = "axis-ranges";
constexpr std::string_view kLabels[] = {"X from", "X to", "Y from", "Y to"};
constexpr std::string_view kIds[] = {"axis-x-from", "axis-x-to", "axis-y-from", "axis-y-to"};
constexpr float kPadding = 12, kName = 60, kDash = 16;

}  // namespace

void AxisEditor::fill(Context& context, const Chart& chart) {
  const ShownRanges shown = chart.shown();
  const UtcOffset offset = utc_offset(context.platform);
  const XAxis axis = chart.inputs().axis;
  texts_ = {x_end_text(shown.x.lo, shown.x.size(), axis, offset), x_end_text(shown.x.hi, shown.x.size(), axis, offset),
            value_end_text(shown.y.lo, shown.y.size()), value_end_text(shown.y.hi, shown.y.size())};
  filled_ = texts_;
  problems_ = {};
}

// False: a problem is noted.
bool AxisEditor::read(Context& context, const Chart& chart, bool x, Range& out) {
  std::string& problem = problems_[x ? 0 : 1];
  problem.clear();
  const AxisScale scale = x ? chart.x_scale() : chart.y_scale();
  for (const bool low : {true, false}) {
    const std::string& text = texts_[(x ? 0 : 2) + (low ? 0 : 1)];
    if (text.empty()) continue;  // the data's
    const auto value = x ? parse_x_end(text, chart.inputs().axis, utc_offset(context.platform)) : parse_value_end(text);
    if (!value) {
      const bool wall = x && chart.inputs().axis == XAxis::kWall;
      problem = "“" + text + "” is no " + (wall ? "time like 2026-01-05 13:45." : "number.");
      return false;
    }
    if (scale.kind == ScaleKind::kLog && *value <= 0) {
      problem = "A log axis has no place for " + text + ".";
      return false;
    }
    (low ? out.lo : out.hi) = *value;
  }
  if (!(out.lo < out.hi)) {
    problem = "The second number must be above the first.";
    return false;
  }
  const Range places = x ? Range{chart.place(out.lo), chart.place(out.hi)} : scale.forward(out);
  if (!drawable(places)) problem = "These are too close together to be told apart.";
  return problem.empty();
}

bool AxisEditor::apply(Context& context, Chart& chart) {
  ShownRanges ranges = chart.fit();
  if (!read(context, chart, true, ranges.x) || !read(context, chart, false, ranges.y)) return false;
  const auto as_before = [this](std::size_t i) { return texts_[i] == filled_[i] && texts_[i + 1] == filled_[i + 1]; };
  const auto of_data = [this](std::size_t i) { return texts_[i].empty() && texts_[i + 1].empty(); };
  Zoom zoom = chart.zoom();
  if (!as_before(0)) zoom.x = of_data(0) ? std::nullopt : std::optional(ranges.x);
  if (!as_before(2)) zoom.y = of_data(2) ? std::nullopt : std::optional(ranges.y);
  return chart.show(zoom);
}

bool AxisEditor::draw(Context& context, const Rect& anchor, Chart& chart) {
  if (wanted_ == chart.card()) {
    wanted_.reset();
    fill(context, chart);
    open_menu(kPopup);
    context.fields.focus(kIds[std::clamp(focus_, 0, 3)]);
    context.animate();
  }
  const float row = context.size.control + 8;
  const float height = 2 * row + (problems_[0].empty() ? 0 : 20) + (problems_[1].empty() ? 0 : 20) + 28 + 3 * kPadding;
  Popover box(context, kPopup, anchor, {chart.inputs().axis == XAxis::kWall ? 420.0f : 300.0f, height});
  if (!box.open()) return false;
  const Theme& t = context.theme;
  const Paint paint(context);
  Rect inside = box.area().inset(kPadding, kPadding);
  context.probe.region("Axis ranges", box.area(), "dialog");
  bool entered = false;
  for (std::size_t axis = 0; axis < 2; ++axis) {
    Rect line = inside.take_top(context.size.control);
    inside.take_top(8);
    paint.text(type::kRow, line.take_left(kName), t.text2, axis == 0 ? "X range" : "Y range");
    const float width = (line.w - kDash) / 2;
    for (std::size_t end = 0; end < 2; ++end) {
      const std::size_t i = 2 * axis + end;
      const FieldResult edit = text_field(context, kLabels[i], line.take_left(width), texts_[i],
                                          {.id = kIds[i], .placeholder = "of the data"});
      entered = entered || edit.entered;
      if (edit.changed) problems_[axis].clear();
      if (end == 0) paint.text(type::kRow, line.take_left(kDash), t.text3, "–", Align::kCenter);
    }
    if (problems_[axis].empty()) continue;
    const Rect place = inside.take_top(20);
    paint.text(type::kRow, {place.x + kName, place.y - 4, place.w - kName, 20}, t.danger, problems_[axis]);
    context.probe.text(problems_[axis], place);
  }
  inside.take_top(kPadding);
  const ButtonOptions primary{.style = ButtonStyle::kPrimary};
  const float w = button_width(context, "Apply", primary);
  bool changed = false;
  if (button(context, "Fit to data", {inside.x + kName, inside.y}, {.enabled = !chart.view().fitted()})) {
    chart.view().fit(context);
    changed = true;
    box.close();
  }
  if (button(context, "Apply", {inside.right() - w, inside.y}, primary) || entered) {
    changed = apply(context, chart);
    if (changed) {
      box.close();
    } else {  // back to what is wrong
      context.fields.focus(kIds[problems_[0].empty() ? 2 : 0]);
    }
  }
  if (changed || entered) context.animate();
  return changed;
}

}  // namespace db
