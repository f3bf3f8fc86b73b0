// What a pointer reads: a popup beside the plot, never on it (reference look.md 7).
#include <algorithm>
#include <cmath>

#include "analysis/number_format.h"
#include "dashboards/scalars/readout_table.h"
#include "dashboards/scalars/scalars.h"
#include "imgui_internal.h"
#include "ui/number_text.h"
#include "ui/paint.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kLeast = 320, kMost = 420;  // width
constexpr float kMostForNames = 560;        // where there is room beside the card
constexpr float kTitle = 28, kFoot = 28;
constexpr float kGap = 8;

// Right of the card, else left, else below, else above; where the card leaves no room, right or left of the pointer.
Rect place_beside(const Rect& card, const Rect& plot, const Rect& area, ImVec2 size, ImVec2 pointer) {
  constexpr float kFromPointer = 24;
  const float most_x = std::max(area.x + 4, area.right() - 4 - size.x);
  Rect box{0, std::clamp(pointer.y - size.y / 2, area.y + 4, std::max(area.y + 4, area.bottom() - size.y - 8)), size.x,
           size.y};
  const bool below = card.bottom() + 4 + size.y <= area.bottom() - 4, above = card.y - 4 - size.y >= area.y + 4;
  if (card.right() + kGap <= most_x) {
    box.x = card.right() + kGap;
  } else if (card.x - kGap - size.x >= area.x + 4) {
    box.x = card.x - kGap - size.x;
  } else if (below || above) {
    box.x = std::clamp(plot.center_x() - size.x / 2, area.x + 4, most_x);
    box.y = below ? card.bottom() + 4 : card.y - 4 - size.y;
  } else {
    const float right = pointer.x + kFromPointer;
    box.x = right <= most_x ? right : std::max(area.x + 4, pointer.x - kFromPointer - size.x);
  }
  return box;
}

}  // namespace

std::string readout_title(Context& context, const Readout& readout, XAxis axis, std::string& second) {
  const ReadoutRow& row = readout.rows[readout.nearest];
  const std::string step = "Step " + step_text(row.point.step);
  const std::string relative =
      std::isnan(row.relative_secs) && readout.band ? band_text(*readout.band) : duration_text(row.relative_secs);
  switch (axis) {
    case XAxis::kStep:
      second = relative;
      return step;
    case XAxis::kRelative:
      second = step;
      return relative;
    case XAxis::kWall:
      break;
  }
  second = step;
  const UtcOffset offset = utc_offset(context.platform);
  return wall_text(row.point.wall_secs, offset, Date::kDay);
}

void Scalars::draw_tooltip(Context& context, Rect area) {
  if (readout_.empty() || !plot_hovered_ || context.phone()) return;
  if (!full_.empty() && area.w > 800) return;  // its values stand beside the plot already
  const Theme& t = context.theme;
  const ReadoutTable table(context, readout_, settings_.tooltip_columns, settings_.tooltip_rows, 20);
  std::string second;
  const std::string title = readout_title(context, readout_, settings_.axis, second);
  float room = std::max(area.right() - 4 - readout_card_.right() - kGap, readout_card_.x - kGap - area.x - 4);
  if (room < kLeast) room = area.w - 8;  // it will not stand beside the card
  const float most = std::max(std::clamp(room, kMost, kMostForNames), std::ceil(table.least_width()) + 24);
  const ImVec2 size{std::clamp(std::ceil(table.wanted_width()) + 24, kLeast, most),
                    kTitle + table.height() + kFoot + 8};
  const Rect box = place_beside(readout_card_, readout_plot_, area, size, ImGui::GetIO().MousePos);
  ImGui::SetNextWindowPos({box.x - 16, box.y - 16});
  ImGui::SetNextWindowSize({box.w + 32, box.h + 32});
  ImGui::Begin("##readout", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
  const Paint paint(context);
  paint.popup(box);
  context.probe.add(Kind::kRegion, "Values", box);
  Rect inside = box.inset(0, 4);
  const Rect head = inside.take_top(kTitle);
  float x = paint.text(type::kBodyBold, head.x + 12, head.center_y(), t.text, title);
  x = paint.text(type::kRow, x + 8, head.center_y(), t.text3, second);
  context.probe.text(title + ", " + second, head);
  static constexpr std::string_view kOrders[] = {"highest first", "lowest first", "nearest first", "by name",
                                                 "nearest in y first"};
  const std::string_view order = kOrders[static_cast<int>(settings_.tooltip_order)];
  const float order_width = paint.width(type::kSmall, order);
  if (head.right() - 12 - order_width > x + 12) {
    paint.text(type::kSmall, head.right() - 12 - order_width, head.center_y(), t.text3, order);
  }
  table.draw(inside.take_top(table.height()));
  paint.hline(box.x, box.right(), inside.y + 2, t.border);
  const auto hint = [&](float at, std::string_view key, std::string_view what) {
    draw_key_cap(paint, {at, inside.y + kFoot / 2 - 7}, key);
    return paint.text(type::kSmall, at + key_width(context, key) + 6, inside.y + kFoot / 2 + 2, t.text3, what) + 12;
  };
  x = hint(box.x + 12, "click",
           settings_.axis != XAxis::kStep ? "keep the time"
           : settings_.range              ? "move the range"
                                          : "keep the step");
  if (readout_.rows.size() > 1 && !readout_.rows[readout_.nearest].is_group()) hint(x, "X", "only the nearest");
  ImGui::End();
}

}  // namespace db
