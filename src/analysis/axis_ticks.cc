#include "analysis/axis_ticks.h"

#include <algorithm>

namespace db {
namespace {

constexpr float kMinorEvery = 8;  // at most one in so many px
constexpr float kXEvery = 72, kYEvery = 36;
constexpr float kClosest = 18;  // between two labels of the y axis
constexpr int kYChars = 5;
constexpr int kXChars = 9;

Ticks ticks_y(const AxesView& view) {
  const int most = std::clamp(static_cast<int>(view.height / kYEvery) + 1, 2, view.most_y);
  Ticks out = scale_ticks(view.y, view.y_scale, most, kYChars);
  if (out.ticks.size() >= 3) return out;
  // The next rounder distance is far: rather closer together than one or two alone.
  const int closer = std::min(static_cast<int>(view.height / kClosest), view.most_y);
  return closer > most ? scale_ticks(view.y, view.y_scale, closer, kYChars) : out;
}

Ticks ticks_x(const AxesView& view, const UtcOffset& offset) {
  const int most = std::clamp(static_cast<int>(view.width / kXEvery) + 2, 3, 9);
  switch (view.x_axis) {
    case XAxis::kStep:
      break;
    case XAxis::kRelative:
      return duration_ticks(view.x, view.x_scale, most);
    case XAxis::kWall:
      return wall_ticks(view.x, view.origin.wall_secs, offset, most);
  }
  if (view.x_scale.kind == ScaleKind::kLinear) return step_ticks(view.x, view.origin.step, most, kXChars);
  return scale_ticks(view.x, view.x_scale, most, kXChars);
}

}  // namespace

AxesTicks axes_ticks(const AxesView& view, const UtcOffset& offset) {
  AxesTicks out{.x = ticks_x(view, offset), .y = ticks_y(view), .x_minor = {}};
  // Of durations 2 to 9 times a decade of seconds is no round place.
  if (view.x_axis == XAxis::kStep) {
    out.x_minor = minor_ticks(view.x, view.x_scale, static_cast<int>(view.width / kMinorEvery));
  }
  return out;
}

}  // namespace db
