// The step marker: one place of the x axis that all cards show. It follows the pointer; a click keeps it, arrow keys
// move it from row to row.
#include <algorithm>
#include <cmath>

#include "analysis/number_format.h"
#include "dashboards/scalars/scalars.h"
#include "ui/number_text.h"

namespace db {

void Scalars::place_marker(const Chart& chart, double x) {
  marker_.shown = true;
  marker_.axis = settings_.axis;
  marker_.step = chart.step_of(x);
  marker_.secs = chart.absolute(x);
  marker_.card = chart.tag();
}

std::optional<double> Scalars::marker_x(const Chart& chart) const {
  if (!marker_.shown || marker_.axis != chart.inputs().axis) return std::nullopt;
  switch (marker_.axis) {
    case XAxis::kStep:
      return chart.place_of(marker_.step);
    case XAxis::kWall:
    case XAxis::kRelative:
      break;
  }
  return chart.place(marker_.secs);
}

std::string Scalars::marker_text(Context& context) const {
  switch (marker_.axis) {
    case XAxis::kStep:
      return step_text(marker_.step);
    case XAxis::kWall:
      return wall_text(marker_.secs, utc_offset(context.platform), Date::kNone);
    case XAxis::kRelative:
      break;
  }
  return duration_text(marker_.secs);
}

// To the rows before or behind, of any line of the card.
void Scalars::move_marker(Context& context, int rows) {
  Chart* c = current_chart();
  if (!c || !c->has_data()) return;
  double at = marker_x(*c).value_or(rows > 0 ? c->x_extent().lo - 1 : c->x_extent().hi + 1);
  const bool forward = rows > 0;
  for (int i = 0; i < std::abs(rows); ++i) {
    std::optional<double> next;
    for (ChartLine& line : c->lines()) {
      if (!line.fresh(context.store) || !line.x.ordered()) continue;
      const auto own = next_x(line.curve, line.x, at, forward);
      if (own && (!next || (forward ? *own < *next : *own > *next))) next = own;
    }
    if (!next) break;
    at = *next;
  }
  place_marker(*c, at);
  marker_.kept = true;
  context.animate();
}

void Scalars::marker_to_end(Context& context, bool last) {
  Chart* c = current_chart();
  if (!c || !c->has_data()) return;
  place_marker(*c, last ? c->x_extent().hi : c->x_extent().lo);
  marker_.kept = true;
  context.animate();
}

}  // namespace db
