// What a plot offers around its lines: ranges of axes by a click on them, and how to zoom.
#include "dashboards/scalars/scalars.h"
#include "ui/input.h"
#include "ui/paint.h"
#include "ui/probe.h"
#include "ui/tooltip.h"

namespace db {

// A click on the numbers of an axis sets its range.
void Scalars::draw_axis_targets(Context& context, const Rect& area, const Rect& plot, const Chart& chart) {
  const Rect places[] = {{plot.x, plot.bottom() + 3, plot.w, area.bottom() - plot.bottom() - 4},
                         {area.x + 2, plot.y, plot.x - area.x - 5, plot.h}};
  const ImGuiIO& io = ImGui::GetIO();
  for (const int axis : {0, 1}) {
    const Rect& place = places[axis];
    context.probe.add(Kind::kButton, axis == 0 ? "Set the range of x" : "Set the range of y", place);
    if (!place.contains(io.MousePos) || !ImGui::IsWindowHovered() || ImGui::IsAnyItemHovered() ||
        !ImGui::IsMouseHoveringRect(place.min(), place.max())) {
      continue;
    }
    if (!context.input.touch) {
      Paint(context).fill(place, context.theme.hover, 4);
      context.input.cursor = Cursor::kHand;
      context.tooltip.want(ImGui::GetID(&chart) + static_cast<ImGuiID>(axis), place, "Set the range", "E");
    }
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Left) && place.contains(io.MouseClickedPos[0]) &&
        io.MouseDragMaxDistanceSqr[0] < 16) {
      axis_editor_.open(chart.card(), axis * 2);
      context.animate();
    }
  }
}

// The wheel alone scrolls the page: once, it says how to zoom.
void Scalars::draw_wheel_hint(Context& context, const Rect& plot, const Chart& chart, bool hovered) {
  constexpr double kSecs = 3;
  if (hovered && wheel_hint_secs_ == 0 && context.input.wheel.y != 0 && !context.input.touch) {
    wheel_hint_ = chart.card();
    wheel_hint_secs_ = context.now_secs;
  }
  if (wheel_hint_ != chart.card()) return;
  const double rest = wheel_hint_secs_ + kSecs - context.now_secs;
  if (rest <= 0) {
    wheel_hint_.reset();
    return;
  }
  context.platform.request_frame(rest);
  const Paint paint(context);
  constexpr std::string_view kText = "Ctrl or Alt + wheel zooms";
  const float w = paint.width(type::kRow, kText) + 24;
  const Rect place{plot.center_x() - w / 2, plot.center_y() - 14, w, 28};
  paint.fill(place, context.theme.ink, 6);
  paint.text(type::kRow, place, context.theme.on_ink, kText, Align::kCenter);
  context.probe.text(kText, place);
}

}  // namespace db
