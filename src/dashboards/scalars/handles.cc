// The handles of kept steps on the x axis: a flag each, to drag, to type into and to take away; and the lines that go
// up from them in every linked card (reference look.md 7).
#include <algorithm>
#include <cmath>

#include "analysis/number_format.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "imgui_internal.h"
#include "ui/input.h"
#include "ui/paint.h"
#include "ui/probe.h"
#include "ui/text_fields.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kFlagHeight = 17, kFlagLeast = 56, kCross = 15;
constexpr std::string_view kFieldId = "step-handle";

float place_px(const Rect& plot, Range view, double place) {
  return plot.x + static_cast<float>((place - view.lo) / view.size() * plot.w);
}

void dashed_line(const Paint& paint, const Rect& plot, float x, ImU32 colour) {
  const float line = paint.snap(x - paint.hairline() / 2);
  for (float y = plot.y; y < plot.bottom(); y += 4) {
    paint.list()->AddRectFilled({line, y}, {line + paint.hairline(), std::min(y + 2, plot.bottom())}, colour);
  }
}

Rect flag_at(const Rect& plot, float center, float width) {
  return {std::clamp(center - width / 2, plot.x - 36, plot.right() + 8 - width), plot.bottom() + 2, width, kFlagHeight};
}

}  // namespace

// Dashed lines where steps are kept, the range between them tinted, and where the pointer reads.
void Scalars::draw_marker_lines(const Paint& paint, const Rect& plot, const Chart& chart) const {
  const Range view = chart.view().x;
  const Theme& t = paint.theme();
  const auto kept = kept_in(chart);
  if (kept && kept->range) {
    const float from = std::clamp(place_px(plot, view, chart.place_of(kept->first)), plot.x, plot.right());
    const float to = std::clamp(place_px(plot, view, chart.place_of(kept->last)), plot.x, plot.right());
    if (to > from) paint.list()->AddRectFilled({from, plot.y}, {to, plot.bottom()}, with_alpha(t.ink, 0.05f));
  }
  const auto line = [&](double place, ImU32 colour) {
    if (view.contains(place)) dashed_line(paint, plot, place_px(plot, view, place), colour);
  };
  if (kept) {
    line(chart.place_of(kept->last), t.text2);
    if (kept->range) line(chart.place_of(kept->first), t.text2);
  }
  const auto x = marker_x(chart);
  const bool here = marker_.card == chart.card();
  if (x && (here || (settings_.link_marker && !kept))) line(*x, kept ? t.control : t.text2);
}

// Flags below the axis; their places are added to `covered`.
void Scalars::draw_handles(Context& context, const Rect& plot, Chart& chart, std::vector<Rect>& covered) {
  const Range view = chart.view().x;
  const Paint paint(context);
  const auto kept = kept_in(chart);
  const bool held = dragged_ && dragged_->card == chart.name();
  const bool shown = hovered_ == chart.card() || kept_.card() == chart.name() || held || context.input.touch ||
                     (drawn_.size() == 1 && full_ == chart.name());
  if (kept && shown) {
    if (kept->range) {
      // The one moved last lies over the other and is asked first.
      draw_handle(context, plot, chart, *kept, last_end_, covered);
      draw_handle(context, plot, chart, *kept, !last_end_, covered);
    } else {
      draw_handle(context, plot, chart, *kept, true, covered);
    }
  }
  const auto x = marker_x(chart);
  const bool here = settings_.axis == XAxis::kStep ? kept.has_value() : marker_.kept;
  if (here && !told_.empty() && told_card_ == chart.card()) context.probe.status(told_, plot);
  if (!x || marker_.card != chart.card() || !view.contains(*x) || held) return;
  const std::string text = marker_text(context);
  const Rect flag = flag_at(plot, place_px(plot, view, *x), std::max(kFlagLeast, paint.width(type::kSmall, text) + 12));
  if (std::ranges::any_of(covered, [&](const Rect& other) { return other.overlaps(flag); })) return;
  covered.push_back(flag);
  if (kept) {  // it only says where the pointer is
    paint.fill(flag, context.theme.surface, 4);
    paint.edge(flag, context.theme.border2, 4);
  } else {
    paint.fill(flag, context.theme.ink, 4);
  }
  paint.text(type::kSmall, flag, kept ? context.theme.text2 : context.theme.on_ink, text, Align::kCenter);
  context.probe.text("Step marker " + text, flag);
}

void Scalars::draw_handle(Context& context, const Rect& plot, Chart& chart, const KeptStep& kept, bool last,
                          std::vector<Rect>& covered) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const Range view = chart.view().x;
  const Step step = last ? kept.last : kept.first;
  const double place = chart.place_of(step);
  const std::string text = step_text(step);
  const std::string_view label = !kept.range ? "Step handle" : last ? "Last step handle" : "First step handle";
  const float width = std::max(kFlagLeast, paint.width(type::kSmall, text) + 12 + kCross);
  Rect flag = flag_at(plot, place_px(plot, view, std::clamp(place, view.lo, view.hi)), width);
  for (const Rect& other : covered) {  // beside it, not over it
    if (!flag.overlaps(other)) continue;
    const float left = other.x - 2 - flag.w, right = other.right() + 2;
    flag.x = (last ? right + flag.w <= plot.right() + 8 : left < plot.x - 36) ? right : left;
  }
  covered.push_back(flag);
  ImGui::PushID(last ? "last-step" : "first-step");
  const auto move_to_step = [&](Step to, bool done) {
    KeptStep next = kept;
    (last ? next.last : next.first) = to;
    if (!kept.range) next.first = next.last = to;
    if (next.first > next.last) (last ? next.last : next.first) = last ? next.first : next.last;  // as far as the other
    last_end_ = last;
    set_kept(context, chart.name(), next, done);
  };

  if (edited_ && edited_->card == chart.name() && edited_->last == last) {
    const bool had_focus = context.fields.focused(kFieldId);
    const FieldResult edit =
        text_field(context, label, flag.inset(0, -1), edited_text_, {.id = kFieldId, .problem = edited_problem_});
    const bool focus = context.fields.focused(kFieldId);
    if (edit.changed) edited_problem_.clear();
    if (edit.entered || (had_focus && !focus && !edit.escaped)) {
      if (const auto typed = parse_step(edited_text_)) {
        move_to_step(snapped(context, chart, *typed), true);
        edited_.reset();
      } else if (edit.entered) {
        edited_problem_ = "no step";
        context.fields.focus(kFieldId);
      } else {
        edited_.reset();
      }
    } else if (edit.escaped || (had_focus && !focus)) {
      edited_.reset();
    }
    if (!edited_) {
      context.fields.drop_focus(context.platform);
      context.animate();
    }
    ImGui::PopID();
    return;
  }

  const Rect cross{flag.right() - kCross, flag.y, kCross, flag.h};
  const Interaction remove = interact(context, Kind::kButton,
                                      !kept.range ? "Remove the step"
                                      : last      ? "Remove the last step"
                                                  : "Remove the first step",
                                      cross, {.cursor = Cursor::kHand, .grow_target = false});
  const Interaction act = interact(
      context, Kind::kSlider, label, flag,
      {.value = text,
       .fraction = static_cast<float>(std::clamp((place - chart.x_extent().lo) / chart.x_extent().size(), 0.0, 1.0)),
       .cursor = Cursor::kResizeX,
       .drags = true,
       .ring = 4});
  const bool dragging = act.held && ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 3).x != 0;
  if (dragging || (dragged_ && dragged_->card == chart.name() && dragged_->last == last && act.held)) {
    dragged_ = Handle{chart.name(), last};
    const double at = view.lo + (static_cast<double>(ImGui::GetIO().MousePos.x) - plot.x) / plot.w * view.size();
    const Range extent = chart.x_extent();
    move_to_step(snapped(context, chart, chart.step_of(std::clamp(at, extent.lo, extent.hi))), false);
  } else if (dragged_ && dragged_->card == chart.name() && dragged_->last == last) {
    dragged_.reset();
    context.commands.state_changed(true);
  } else if (act.clicked) {
    edited_ = Handle{chart.name(), last};
    edited_text_ = text;
    edited_problem_.clear();
    context.fields.focus(kFieldId);
    context.animate();
  } else if (context.input.focus == act.id && context.input.arrow_x != 0) {
    const double to = moved_place(context, chart, place, context.input.arrow_x);
    context.input.arrow_x = 0;
    move_to_step(chart.step_of(to), true);
    tell_marker(context, chart, to);
  }
  if (remove.clicked) {
    if (kept.range) {
      const Step other = last ? kept.first : kept.last;
      set_kept(context, chart.name(), {other, other, false}, true);
    } else {
      drop_kept(context, chart.name());
    }
  }
  const bool outside = !view.contains(place);
  paint.fill(flag, outside ? t.text3 : t.ink, 4);
  paint.text(type::kSmall, {flag.x, flag.y, flag.w - kCross + 4, flag.h}, t.on_ink, text, Align::kCenter);
  paint.icon(kIconX, cross.center_x() - 1, cross.center_y(), 10,
             remove.hovered ? t.on_ink : with_alpha(t.on_ink, 0.7f));
  ImGui::PopID();
}

}  // namespace db
