#include "ui/plot_frame.h"

#include <algorithm>
#include <cmath>

#include "implot.h"
#include "implot_internal.h"
#include "ui/input.h"

namespace db {
namespace {

constexpr double kWheelRate = 0.0018;  // of e, a CSS pixel: a notch of 100 is a fifth
constexpr float kFlat = 6;             // CSS pixels: a box this thin means the other axis only
constexpr ImGuiMouseButton kNever = 4;

// Left drag is a box, with Shift a pan; ImPlot's other gestures are ours or none.
void map_buttons(bool shift) {
  ImPlotInputMap& map = ImPlot::GetInputMap();
  map.Pan = shift ? ImGuiMouseButton_Left : kNever;
  map.Select = shift ? kNever : ImGuiMouseButton_Left;
  map.PanMod = map.SelectMod = map.OverrideMod = ImGuiMod_None;
  map.SelectHorzMod = map.SelectVertMod = ImGuiMod_Super | ImGuiMod_Alt | ImGuiMod_Ctrl | ImGuiMod_Shift;
  map.SelectCancel = ImGuiMouseButton_Right;
  map.Fit = map.Menu = kNever;
}

// The limits after a box, given those before it: inside the plot, and one axis only if the box was flat.
void settle_box(const Range& before, Range& now, float size_px) {
  now = {std::max(now.lo, before.lo), std::min(now.hi, before.hi)};
  if (now.empty() || now.size() <= before.size() * static_cast<double>(kFlat / size_px)) now = before;
}

}  // namespace

Range zoomed(Range view, double factor, double at) {
  const double pivot = view.lo + view.size() * at;
  return {pivot - (pivot - view.lo) * factor, pivot + (view.hi - pivot) * factor};
}

PlotFrame::PlotFrame(Context& context, int id, const Rect& plot, ImVec2 overhang, Range& x, Range& y) {
  const Range x_before = x, y_before = y;
  const bool finger = context.input.touch;
  map_buttons(context.input.modifiers.shift);
  ImPlotStyle& style = ImPlot::GetStyle();
  style.PlotPadding = style.LabelPadding = style.FitPadding = {0, 0};
  style.PlotBorderSize = 0;
  style.PlotMinSize = {1, 1};
  style.Colors[ImPlotCol_FrameBg] = style.Colors[ImPlotCol_PlotBg] = style.Colors[ImPlotCol_PlotBorder] = {0, 0, 0, 0};
  style.Colors[ImPlotCol_Selection] = ImGui::ColorConvertU32ToFloat4(context.theme.accent);

  ImGui::PushID(id);
  ImGui::SetCursorScreenPos(plot.min());
  ImPlotFlags flags =
      ImPlotFlags_NoTitle | ImPlotFlags_NoLegend | ImPlotFlags_NoMouseText | ImPlotFlags_NoMenus | ImPlotFlags_NoFrame;
  if (finger) flags |= ImPlotFlags_NoInputs;
  visible_ = ImPlot::BeginPlot("##plot", {plot.w, plot.h}, flags);
  if (!visible_) {
    ImGui::PopID();
    return;
  }
  constexpr ImPlotAxisFlags kBare = ImPlotAxisFlags_NoDecorations | ImPlotAxisFlags_NoHighlight;
  ImPlot::SetupAxes(nullptr, nullptr, kBare, kBare);
  ImPlot::SetupAxisLinks(ImAxis_X1, &x.lo, &x.hi);
  ImPlot::SetupAxisLinks(ImAxis_Y1, &y.lo, &y.hi);
  ImPlot::SetupFinish();

  ImPlotPlot& own = *ImPlot::GetCurrentPlot();
  const ImPlotRect limits = ImPlot::GetPlotLimits();
  x = {limits.X.Min, limits.X.Max};
  y = {limits.Y.Min, limits.Y.Max};
  input_.changed = x != x_before || y != y_before;
  const bool released = ImGui::IsMouseReleased(ImGuiMouseButton_Left);
  if (input_.changed && released && !own.Held) {
    settle_box(x_before, x, plot.w);
    settle_box(y_before, y, plot.h);
  }
  input_.gesture = own.Held && ImGui::IsMouseDragging(ImGuiMouseButton_Left);

  const ImGuiIO& io = ImGui::GetIO();
  input_.pointer = io.MousePos;
  const bool inside =
      plot.contains(io.MousePos) && ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  if (finger) {
    touch(context, plot, x, y);
  } else {
    input_.hovered = own.Hovered || own.Held || (own.Selecting && inside);
    input_.clicked = own.Hovered && released && !input_.changed && io.MouseDragMaxDistanceSqr[0] < 16;
    input_.double_clicked = own.Hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
    wheel(context, plot, x, y);
    if (input_.hovered) context.input.cursor = Cursor::kCrosshair;
  }
  if (!drawable(x) || !drawable(y)) {  // beyond what doubles can tell apart
    x = x_before;
    y = y_before;
  }
  input_.changed = x != x_before || y != y_before;
  // ImPlot draws nothing that depends on them; it takes them over at the end of the plot.
  own.Axes[ImAxis_X1].Range = ImPlotRange(x.lo, x.hi);
  own.Axes[ImAxis_Y1].Range = ImPlotRange(y.lo, y.hi);
  input_.x = x.lo + (static_cast<double>(input_.pointer.x) - plot.x) / plot.w * x.size();
  input_.y = y.lo + (static_cast<double>(plot.bottom()) - input_.pointer.y) / plot.h * y.size();
  list_ = ImPlot::GetPlotDrawList();
  list_->PushClipRect({plot.x - overhang.x, plot.y - overhang.y},
                      {plot.right() + overhang.x, plot.bottom() + overhang.y}, true);
}

void PlotFrame::end() {
  if (!visible_ || ended_) return;
  ended_ = true;
  list_->PopClipRect();
  ImPlot::EndPlot();
  ImGui::PopID();
}

void PlotFrame::wheel(Context& context, const Rect& plot, Range& x, Range& y) {
  const Modifiers& keys = context.input.modifiers;
  if (!keys.ctrl && !keys.alt && !keys.meta) return;
  const ImVec2 turned = context.input.take_wheel(plot);
  if (turned.y == 0) return;
  const bool pinch = keys.ctrl && std::fabs(turned.y) < 40;  // a track pad's pinch comes as small turns with Ctrl
  const double factor = std::exp(-static_cast<double>(turned.y) * kWheelRate * (pinch ? 6 : 1));
  x = zoomed(x, factor, (static_cast<double>(input_.pointer.x) - plot.x) / plot.w);
  y = zoomed(y, factor, (static_cast<double>(plot.bottom()) - input_.pointer.y) / plot.h);
  input_.gesture = true;
}

void PlotFrame::touch(Context& context, const Rect& plot, Range& x, Range& y) {
  const Input& fingers = context.input;
  if (fingers.pinch_in(plot)) {
    const double factor = 1 / static_cast<double>(fingers.pinch);
    x = zoomed(x, factor, (static_cast<double>(fingers.pinch_center.x) - plot.x) / plot.w);
    y = zoomed(y, factor, (static_cast<double>(plot.bottom()) - fingers.pinch_center.y) / plot.h);
    const double dx = static_cast<double>(fingers.pinch_pan.x) / plot.w * x.size();
    const double dy = static_cast<double>(fingers.pinch_pan.y) / plot.h * y.size();
    x = {x.lo - dx, x.hi - dx};
    y = {y.lo + dy, y.hi + dy};
    input_.gesture = true;
    return;
  }
  const ImGuiID id = ImGui::GetID("##scrub");
  const ImRect box(plot.min(), plot.max());
  if (!ImGui::ItemAdd(box, id, nullptr, ImGuiItemFlags_NoNav)) return;
  bool hovered = false, held = false;
  input_.clicked = ImGui::ButtonBehavior(box, id, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
  input_.double_clicked = hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  if (held && context.input.scrolling == 0) {
    // Sideways it is a scrub; up and down the page may have it.
    const ImVec2 moved = ImGui::GetMouseDragDelta(ImGuiMouseButton_Left, 0);
    if (context.input.drag_owner == 0 && std::fabs(moved.x) > 6 && std::fabs(moved.x) >= std::fabs(moved.y)) {
      context.input.drag_owner = id;
    }
    input_.scrubbing = context.input.drag_owner == id;
  }
  input_.hovered = input_.scrubbing;
}

}  // namespace db
