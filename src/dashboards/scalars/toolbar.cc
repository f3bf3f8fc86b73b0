// The toolbar above the cards. What fits in it is not repeated in the settings.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "analysis/number_format.h"
#include "dashboards/scalars/scalars.h"
#include "icons.h"
#include "ui/paint.h"
#include "ui/text_fields.h"
#include "ui/widgets.h"

namespace db {
namespace {

// Where an amount lies on its slider, 0 ... 1.
double slider_place(const AmountLook& look, double amount) {
  if (look.unit == 0) return amount;
  return std::log1p(amount / look.unit) / std::log1p(look.most / look.unit);
}
double slider_amount(const AmountLook& look, double place) {
  if (look.unit == 0) return place < 0.99 ? std::round(place * 100) / 100 : place;
  const double amount = look.unit * std::expm1(place * std::log1p(look.most / look.unit));
  const double digit = std::pow(10, std::floor(std::log10(std::max(amount, 10.0))) - 1);  // two of them
  return std::round(amount / digit) * digit;
}

}  // namespace

void Scalars::set_smoothing(Context& context, double amount) {
  double& now = settings_.amount();
  if (now > 0) last_amounts_[static_cast<std::size_t>(settings_.smoothing_amount())] = now;
  now = std::clamp(amount, 0.0, amount_look(settings_.smoothing_amount()).limit);
  context.commands.state_changed();
  context.animate();
}

void Scalars::choose_smoothing(Context& context, std::string_view what) {
  if (settings_.table_view) set_table_view(context, false);
  if (what != "amount") {
    settings_.smoothing_kind = static_cast<SmoothingKind>(what[0] - '0');
    context.commands.state_changed(true);
  } else {
    if (!smoothing_in_toolbar_ && frame_ - panel_frame_ > 1) context.commands.run("toggle-panel");
    context.fields.focus(amount_look(settings_.smoothing_amount()).name);
  }
  context.animate();
}

void Scalars::set_axis(Context& context, XAxis axis) {
  settings_.axis = axis;
  marker_ = {};
  scrubbed_ = false;
  zooms_.clear();
  linked_x_.reset();
  for (auto& [card, chart] : charts_) chart->view().reset_zoom();
  context.commands.state_changed(true);
  context.animate();
}

void Scalars::draw_tag_filter(Context& context, const Rect& place) {
  std::string text = list_.filter_text;
  const FieldResult edit = text_field(context, "Filter tags", place, text,
                                      {.id = "filter-tags",
                                       .placeholder = "Filter tags",
                                       .icon = kIconSearch,
                                       .key = context.phone() ? std::string_view() : "F",
                                       .problem = list_.filter_problem});
  if (!edit.changed) return;
  list_.set_filter(text);
  context.commands.state_changed();
  context.animate();
}

void Scalars::draw_smoothing(Context& context, const Rect& track, const Rect& number) {
  const AmountLook& look = amount_look(settings_.smoothing_amount());
  const bool weight = look.unit == 0;
  double amount = settings_.amount();
  double place = slider_place(look, amount);
  int decimals = weight ? 2 : 0;
  while (decimals < 3 && std::fabs(amount - std::strtod(fixed_text(amount, decimals).c_str(), nullptr)) > 1e-9)
    ++decimals;
  const std::string spoken = fixed_text(amount, decimals);
  const SliderOptions options{.min = 0, .max = weight ? look.most : 1, .step = weight ? 0.01 : 0.005, .spoken = spoken};
  if (slider(context, "Smoothing", track, place, options) != Edit::kNone) {
    const double next = slider_amount(look, place);  // rounded: a slider that is held says so in every frame
    if (next != amount) set_smoothing(context, next);
  }
  amount = settings_.amount();
  if (number_field(context, look.name, number, amount,
                   {.min = 0, .max = look.limit, .step = weight ? 0.01 : 1, .decimals = decimals}) != Edit::kNone) {
    set_smoothing(context, amount);
  }
}

void Scalars::set_table_view(Context& context, bool on) {
  settings_.table_view = on;
  scrubbed_ = false;
  context.commands.state_changed(true);
  context.animate();
}

// Cards or the runs table: by name where there is room, else one button.
bool Scalars::draw_view_choice(Context& context, Rect& area) {
  static constexpr std::string_view kViews[] = {"Cards", "Table"};
  const float height = context.size.control;
  const float y = area.center_y() - height / 2;
  const float width = segment_width(context, kViews, height);
  if (!context.phone() && (settings_.table_view || area.w > 900)) {
    int view = settings_.table_view ? 1 : 0;
    if (segment(context, "View", {area.x, y}, height, kViews, view)) set_table_view(context, view == 1);
    area.take_left(width + 12);
  } else {
    const Rect place = area.take_left(height);
    if (icon_button(context, settings_.table_view ? "Cards" : "Table of runs",
                    settings_.table_view ? kIconLayoutGrid : kIconTable2, {place.x, y, height, height}, {.key = "V"}))
      set_table_view(context, !settings_.table_view);
    area.take_left(8);
  }
  return settings_.table_view;
}

void Scalars::draw_toolbar(Context& context, Rect area) {
  if (draw_view_choice(context, area)) return runs_table_.draw_toolbar(context, area, index_);
  const Theme& t = context.theme;
  const Paint paint(context);
  const float height = context.size.control;
  const float y = area.center_y() - height / 2;
  if (!context.phone()) {
    const float width = std::min(220.0f, std::max(100.0f, area.w - 260));
    draw_tag_filter(context, {area.x, y, width, height});
    area.take_left(width + 8);
  }
  int axis = static_cast<int>(settings_.axis);
  bool chosen = false;
  if (context.phone()) {
    const float width = select_width(context, kAxisNames, height);
    chosen = select(context, "Horizontal axis", {area.right() - width, y, width, height}, kAxisNames, axis);
  } else {
    chosen = segment(context, "Horizontal axis", {area.x, y}, height, kAxisNames, axis);
    area.take_left(segment_width(context, kAxisNames, height) + 16);
  }
  if (chosen) set_axis(context, static_cast<XAxis>(axis));
  const float label = paint.width(type::kRow, "Group by") + 8;
  const float group_by = select_width(context, kGroupByNames, height);
  groups_in_toolbar_ = !context.phone() && area.w >= label + group_by;
  pattern_in_toolbar_ = false;
  if (groups_in_toolbar_) {
    paint.text(type::kRow, area.x, area.center_y(), t.text2, "Group by");
    area.take_left(label);
    draw_group_by(context, {area.x, y, group_by, height});
    area.take_left(group_by + 8);
    pattern_in_toolbar_ = settings_.group_by == GroupBy::kPattern && area.w >= 120;
    if (pattern_in_toolbar_) {
      const float width = std::min(std::clamp(area.w - 280, 180.0f, 280.0f), area.w - 8);  // room for why it is wrong
      draw_group_pattern(context, {area.x, y, width, height});
      area.take_left(width + 8);
    }
    area.take_left(8);
  }
  smoothing_in_toolbar_ = !context.phone() && area.w >= 250;
  if (!smoothing_in_toolbar_) return;
  const std::string_view smoothing = amount_look(settings_.smoothing_amount()).label;
  const float label_end = paint.text(type::kRow, area.x, area.center_y(), t.text2, smoothing);
  const Rect track{label_end + 12, area.center_y() - 10, 96, 20};
  draw_smoothing(context, track, {track.right() + 12, area.center_y() - 12, 48, 24});
}

}  // namespace db
