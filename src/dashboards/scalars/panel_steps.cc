// The settings of kept steps and of the tables that tell values at them.
#include <cmath>
#include <limits>

#include "dashboards/scalars/panel_rows.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"

namespace db {

void Scalars::panel_marker(PanelRows& rows) {
  Context& context = rows.context;
  rows.section("Steps");
  bool linked = settings_.link_marker;
  if (rows.toggle("Link all cards", linked)) set_linked(context, linked);
  if (settings_.density != Density::kRoomy) rows.toggle("Tables below the plots", settings_.value_tables);
  if (settings_.axis != XAxis::kStep) {
    rows.note("Steps are kept on the step axis.");
    return;
  }
  bool range = settings_.range;
  if (rows.toggle("Range of steps", range)) set_range(context, range);
  if (!kept_.linked()) return;
  const Chart* chart = shared_chart();
  if (!chart) return;
  const auto kept = kept_.shared();
  const auto field = [&](std::string_view label, bool last) {
    Rect at = rows.row(label, 2 * rows.control + 76 + 8, rows.control);
    const auto shown = kept_in(*chart);
    double value = std::numeric_limits<double>::quiet_NaN();
    if (kept) value = static_cast<double>(last ? kept->last : kept->first);
    const auto set = [&](Step to) {
      KeptStep next = kept ? *kept : KeptStep{to, to, false};
      (last ? next.last : next.first) = to;
      if (!next.range) next.first = next.last;
      last_end_ = last;
      set_kept(context, kept_.card().empty() ? chart->name() : kept_.card(), next, true);
    };
    const auto move = [&](int by) {
      const double from = shown ? chart->place_of(last ? shown->last : shown->first)
                                : (by > 0 ? chart->x_extent().lo - 1 : chart->x_extent().hi + 1);
      set(chart->step_of(moved_place(context, *chart, from, by)));
    };
    const std::string name(label);
    if (icon_button(context, name + " back", kIconStepBack, at.take_left(rows.control), {.icon_px = 14})) move(-1);
    at.take_left(4);
    const NumberOptions options{.commas = true, .optional = true, .placeholder = "none"};
    if (number_field(context, label, at.take_left(76), value, options) != Edit::kNone) {
      if (std::isnan(value)) {
        kept_.clear();
        context.commands.state_changed(true);
      } else {
        set(snapped(context, *chart, static_cast<Step>(std::clamp(value, -9.2e18, 9.2e18))));
      }
    }
    at.take_left(4);
    if (icon_button(context, name + " on", kIconStepForward, at.take_left(rows.control), {.icon_px = 14})) move(1);
  };
  if (kept && kept->range) {
    field("First step", false);
    field("Last step", true);
  } else {
    field("Step", true);
  }
}

void Scalars::set_linked(Context& context, bool linked) {
  settings_.link_marker = linked;
  kept_.set_linked(linked);
  context.commands.state_changed(true);
  context.animate();
}

// Of the cards in view the one that was used last, whose rows steps snap to.
const Chart* Scalars::shared_chart() const {
  const Chart* first = nullptr;
  for (const Drawn& d : drawn_) {
    const auto found = charts_.find(d.id);
    if (found == charts_.end() || !found->second->has_data()) continue;
    if (found->second->name() == kept_.card()) return found->second.get();
    if (!first) first = found->second.get();
  }
  return first;
}

}  // namespace db
