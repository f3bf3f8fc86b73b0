// What a finger reads: a sheet at the bottom of the page instead of a popup (mock 12). It stays until it is swiped
// away; its slider and buttons move the step marker.
#include <algorithm>
#include <cmath>

#include "dashboards/scalars/readout_table.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "imgui_internal.h"
#include "ui/input.h"
#include "ui/menu.h"
#include "ui/paint.h"
#include "ui/probe.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kHandle = 20, kTitle = 36, kRow = 36, kControls = 56;
constexpr int kRowsFolded = 4;

}  // namespace

void Scalars::draw_sheet(Context& context, Rect area) {
  const auto found = charts_.find(readout_card_id_);
  const bool gone = found == charts_.end() || !found->second->has_data() || !marker_.shown;
  Chart* c = gone ? nullptr : found->second.get();
  const auto x = c ? marker_x(*c) : std::nullopt;
  if (!x) {
    scrubbed_ = false;
    return;
  }
  readout_ = read_out(context, *c, *x, std::nullopt, {readout_plot_.w, readout_plot_.h}, settings_.tooltip_order);
  if (readout_.empty()) return;
  const Theme& t = context.theme;
  const float most_height = context.page.h * 0.7f - kHandle - kTitle - kControls;
  const int rows = sheet_open_ ? std::max(kRowsFolded, static_cast<int>(most_height / kRow) - 2) : kRowsFolded;
  const ReadoutTable table(context, readout_, settings_.tooltip_columns, rows, kRow);
  const float height = kHandle + kTitle + table.height() + kControls;
  Rect box{area.x, context.page.bottom() - height, area.w, height};

  ImGui::SetNextWindowPos({box.x, box.y - 16});
  ImGui::SetNextWindowSize({box.w, box.h + 16});
  ImGui::Begin("##value-sheet", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  if (GImGui->OpenPopupStack.Size == 0) ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  const Paint paint(context);
  paint.shadow(box, 16);
  paint.fill({box.x, box.y, box.w, box.h + 16}, t.surface, 16);
  paint.edge({box.x, box.y, box.w, box.h + 16}, t.border2, 16);
  context.probe.add(Kind::kRegion, "Values", box);

  const Rect handle = box.take_top(kHandle);
  const Interaction act =
      interact(context, Kind::kResize, "Value sheet height", handle, {.cursor = Cursor::kMove, .drags = true});
  paint.fill({handle.center_x() - 18, handle.y + 8, 36, 4}, t.border2, 2);
  const float moved = act.held || ImGui::IsMouseReleased(0) ? ImGui::GetMouseDragDelta(0, 0).y : 0;
  if (act.clicked || (act.held && std::fabs(moved) > 24)) {
    if (moved > 24 && !sheet_open_) {
      scrubbed_ = marker_.shown = marker_.kept = false;
    } else if (moved < -24 || moved > 24) {
      sheet_open_ = moved < 0;
    } else {
      sheet_open_ = !sheet_open_;
    }
    ImGui::ClearActiveID();
    context.animate();
  }
  Rect head = box.take_top(kTitle).inset(16, 0);
  const Rect tool = head.take_right(kTitle);
  if (icon_button(context, "Columns of values", kIconColumns3, tool,
                  {.on = menu_open("readout-columns"), .opens = true, .tooltip = false}))
    open_menu("readout-columns");
  draw_readout_menu(context, tool);
  head.take_right(8);
  std::string second;
  std::string title = readout_title(context, readout_, settings_.axis, second);
  if (settings_.axis == XAxis::kStep) title[0] = 's';
  const float named = paint.text(type::kBodyBold, {head.x, head.y, head.w * 0.5f, head.h}, t.text, c->name(),
                                 Align::kLeft, Elide::kMiddle);
  paint.text(type::kBody, {head.x + named + 5, head.y, head.w - named - 5, head.h}, t.text2, "at " + title);
  if (!sheet_open_ && readout_.rows.size() > static_cast<std::size_t>(kRowsFolded)) {
    paint.text(type::kRow, head, t.text3, "swipe up for all", Align::kRight);
  }
  table.draw(box.take_top(table.height()).inset(4, 0));

  Rect controls = box.inset(12, 6);
  if (settings_.axis == XAxis::kStep) {
    const Step step = c->step_of(*x);
    const bool kept = kept_.of(c->name()) == KeptStep{step, step, false};
    if (icon_button(context, kept ? "Let the step go" : "Keep the step", kept ? kIconPinOff : kIconPin,
                    controls.take_right(44), {.on = kept, .icon_px = 18, .tooltip = false})) {
      click_step(context, *c, step, false);
      place_marker(*c, *x);
    }
  }
  const Rect back = controls.take_left(44), forward = controls.take_right(44);
  const auto move = [&](int rows) {
    place_marker(*c, moved_place(context, *c, *x, rows));
    context.animate();
  };
  if (icon_button(context, "Step back", kIconStepBack, back, {.icon_px = 18, .tooltip = false})) move(-1);
  if (icon_button(context, "Step forward", kIconStepForward, forward, {.icon_px = 18, .tooltip = false})) move(1);
  double at = *x;
  const Range range = c->x_extent();
  if (range.size() > 0 &&
      slider(context, "Step", {controls.x + 8, controls.center_y() - 10, controls.w - 16, 20}, at,
             {.min = range.lo, .max = range.hi, .step = range.size() / 200, .spoken = title}) != Edit::kNone) {
    const Readout there =
        read_out(context, *c, at, std::nullopt, {readout_plot_.w, readout_plot_.h}, settings_.tooltip_order);
    if (!there.empty()) place_marker(*c, there.x);
  }
  ImGui::End();
}

}  // namespace db
