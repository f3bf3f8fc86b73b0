// The step marker: one place of the x axis that all cards show. It follows the pointer; a click keeps it. Kept steps,
// one or a range, are kept_steps.h's; of the other axes a place is kept until the axis changes.
#include <algorithm>
#include <cmath>

#include "analysis/number_format.h"
#include "analysis/range_stats.h"
#include "dashboards/scalars/scalars.h"
#include "ui/number_text.h"
#include "ui/run_selection.h"

namespace db {

void Scalars::place_marker(const Chart& chart, double x) {
  marker_.shown = true;
  marker_.axis = settings_.axis;
  marker_.step = chart.step_of(x);
  marker_.secs = chart.absolute(x);
  marker_.card = chart.card();
}

std::optional<double> Scalars::marker_x(const Chart& chart) const {
  if (!marker_.shown || marker_.axis != chart.inputs().axis) return std::nullopt;
  return marker_.axis == XAxis::kStep ? chart.place_of(marker_.step) : chart.place(marker_.secs);
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

// The rows before or behind, of any line of the chart; as far as there are any.
double Scalars::moved_place(const Context& context, const Chart& chart, double from, int rows) const {
  const bool forward = rows > 0;
  for (int i = 0; i < std::abs(rows); ++i) {
    std::optional<double> next;
    for (const ChartLine& line : chart.lines()) {
      if (!line.fresh(context.store) || !line.x.ordered()) continue;
      const auto own = next_x(line.curve, line.x, from, forward);
      if (own && (!next || (forward ? *own < *next : *own > *next))) next = own;
    }
    if (!next) break;
    from = *next;
  }
  return from;
}

// A step of a row nearest to it, of any line of the chart.
Step Scalars::snapped(const Context& context, const Chart& chart, Step step) const {
  std::optional<Step> best;
  const auto apart = [step](Step other) { return std::fabs(step_offset(other, step)); };
  for (const ChartLine& line : chart.lines()) {
    if (!line.fresh(context.store)) continue;
    const auto own = step_near(line.curve, step);
    if (own && (!best || apart(*own) < apart(*best))) best = own;
  }
  return best.value_or(step);
}

std::optional<KeptStep> Scalars::steps_of(const Chart& chart) const {
  if (chart.inputs().axis != XAxis::kStep || !chart.has_data()) return std::nullopt;
  return KeptStep{chart.step_of(chart.x_extent().lo), chart.step_of(chart.x_extent().hi), true};
}

std::optional<KeptStep> Scalars::kept_in(const Chart& chart, bool* clipped) const {
  if (settings_.axis != XAxis::kStep) return std::nullopt;
  const auto kept = kept_.of(chart.name());
  const auto all = steps_of(chart);
  if (!kept || !all) return std::nullopt;
  const KeptStep shown{std::clamp(kept->first, all->first, all->last), std::clamp(kept->last, all->first, all->last),
                       kept->range};
  if (clipped) *clipped = shown != *kept;
  return shown;
}

void Scalars::set_kept(Context& context, const std::string& card, KeptStep step, bool worth_a_step) {
  if (step.first > step.last) std::swap(step.first, step.last);
  if (kept_.of(card) == step) return;
  told_.clear();
  kept_.keep(card, step);
  settings_.range = step.range;
  context.commands.state_changed(worth_a_step);
  context.animate();
}

void Scalars::drop_kept(Context& context, const std::string& card) {
  kept_.drop(card);
  told_.clear();
  marker_.shown = false;
  context.commands.state_changed(true);
  context.animate();
}

// A click: keeps a single step, or lets go of it; of a range it moves the end that is nearer. `extend`: makes a range.
void Scalars::click_step(Context& context, const Chart& chart, Step step, bool extend) {
  const std::string& card = chart.name();
  const auto old = kept_in(chart);
  if (old && old->range) {
    const bool last = std::fabs(step_offset(step, old->last)) <= std::fabs(step_offset(step, old->first));
    last_end_ = last || step > old->last;
    return set_kept(context, card, {last_end_ ? old->first : step, last_end_ ? step : old->last, true}, true);
  }
  if (old && extend) {
    last_end_ = step >= old->last;
    return set_kept(context, card, {old->last, step, true}, true);
  }
  if (old && old->last == step) return drop_kept(context, card);
  const auto all = steps_of(chart);
  if (settings_.range && all) return set_kept(context, card, {all->first, step, true}, true);
  set_kept(context, card, {step, step, false}, true);
}

// On: from the first step to the one that was kept, or to the last one. Off: the last one stays.
void Scalars::set_range(Context& context, bool on) {
  settings_.range = on;
  if (!on) {
    kept_.end_ranges();
  } else {
    std::optional<KeptStep> all;  // of the cards in view
    for (const Drawn& d : drawn_) {
      const auto found = charts_.find(d.id);
      const auto own = found == charts_.end() ? std::nullopt : steps_of(*found->second);
      if (!own) continue;
      if (!kept_.linked()) {
        const auto kept = kept_.of(found->second->name());
        kept_.keep(found->second->name(), {own->first, kept ? std::max(own->first, kept->last) : own->last, true});
      }
      all = all ? KeptStep{std::min(all->first, own->first), std::max(all->last, own->last), true} : *own;
    }
    if (all && kept_.linked()) {
      const auto kept = kept_.shared();
      kept_.keep(kept_.card(), {all->first, kept ? std::max(all->first, kept->last) : all->last, true});
    }
  }
  context.commands.state_changed(true);
  context.animate();
}

// What is kept moves from row to row, of a range the end that was moved last; where nothing is kept, it is from now on.
void Scalars::move_marker(Context& context, int rows) {
  Chart* c = current_chart();
  if (!c || !c->has_data()) return;
  const auto kept = kept_in(*c);
  const auto from =
      kept ? std::optional(c->place_of(kept->range && !last_end_ ? kept->first : kept->last)) : marker_x(*c);
  const double at =
      moved_place(context, *c, from.value_or(rows > 0 ? c->x_extent().lo - 1 : c->x_extent().hi + 1), rows);
  move_to(context, *c, at);
}

void Scalars::move_to(Context& context, Chart& chart, double place) {
  if (settings_.axis != XAxis::kStep) {
    place_marker(chart, place);
    marker_.kept = true;
    tell_marker(context, chart, place);
    return context.animate();
  }
  if (scrubbed_) place_marker(chart, place);
  const Step step = chart.step_of(place);
  const auto kept = kept_in(chart);
  if (kept && kept->range) {
    KeptStep next = *kept;
    (last_end_ ? next.last : next.first) = step;
    if (next.first > next.last) last_end_ = !last_end_;
    set_kept(context, chart.name(), next, false);
  } else {
    const auto all = steps_of(chart);
    const bool range = settings_.range && all;
    set_kept(context, chart.name(), {range ? all->first : step, step, range}, false);
  }
  tell_marker(context, chart, place);
}

void Scalars::tell_marker(Context& context, Chart& chart, double place) {
  constexpr std::size_t kMost = 4;
  const Readout readout = read_out(context, chart, place, std::nullopt, {1, 1}, settings_.tooltip_order);
  told_card_ = chart.card();
  told_ = settings_.axis == XAxis::kStep ? "Step " + step_text(chart.step_of(place)) : marker_text(context);
  for (std::size_t i = 0; i < std::min(kMost, readout.rows.size()); ++i) {
    const ReadoutRow& row = readout.rows[i];
    const ShortName& name = row.is_group() ? row.group_name : context.runs.short_name(row.run);
    told_ += (i > 0 ? ", " : ": ") + name.text + " " + value_text(row.point.smoothed);
  }
  if (readout.rows.size() > kMost)
    told_ += " and " + with_commas(static_cast<std::uint64_t>(readout.rows.size() - kMost)) + " more";
}

void Scalars::marker_to_end(Context& context, bool last) {
  Chart* c = current_chart();
  if (c && c->has_data()) move_to(context, *c, last ? c->x_extent().hi : c->x_extent().lo);
}

}  // namespace db
