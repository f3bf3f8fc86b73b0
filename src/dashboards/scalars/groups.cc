// Runs taken together: choosing by what, and the legend of what came of it.
#include <algorithm>

#include "dashboards/scalars/panel_rows.h"
#include "dashboards/scalars/readout_table.h"
#include "dashboards/scalars/scalars.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/paint.h"
#include "ui/run_list.h"
#include "ui/run_selection.h"
#include "ui/text_fields.h"
#include "ui/widgets.h"

namespace db {

void Scalars::set_group_by(Context& context, GroupBy by) {
  settings_.group_by = by;
  if (by != GroupBy::kNone) last_group_by_ = by;
  context.commands.state_changed(true);
  context.animate();
}

// Hyperparameters of these runs are among the choices; several together are chosen in the settings.
bool Scalars::draw_group_by(Context& context, const Rect& place) {
  constexpr std::size_t kMost = 24;
  const bool by_hparams = settings_.group_by == GroupBy::kHParams;
  std::string now;
  if (!by_hparams) now = kGroupByNames[static_cast<std::size_t>(settings_.group_by)];
  for (std::size_t i = 0; by_hparams && i < settings_.group_hparams.size(); ++i)
    now += (i > 0 ? ", " : "") + settings_.group_hparams[i];
  if (select_box(context, "Group by", place, now, menu_open("group-by"))) open_menu("group-by");
  Menu menu(context, "group-by", place, place.w);
  if (!menu.open()) return false;
  bool chosen = false;
  const auto tick = [](bool on) { return on ? Checked::kOn : Checked::kOff; };
  for (std::size_t i = 0; i < kGroupByNames.size(); ++i) {
    const auto by = static_cast<GroupBy>(i);
    if (!menu.item(kGroupByNames[i], {.checked = tick(settings_.group_by == by)})) continue;
    set_group_by(context, by);
    chosen = true;
  }
  const auto names = context.runs.hparams().names();
  if (!names.empty()) menu.heading("Hyperparameters");
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    const std::string& name = names[i].name;
    const bool on = by_hparams && std::ranges::find(settings_.group_hparams, name) != settings_.group_hparams.end();
    if (!menu.item(name, {.checked = tick(on)})) continue;
    settings_.group_hparams = {name};
    set_group_by(context, GroupBy::kHParams);
    chosen = true;
  }
  if (chosen && settings_.group_by == GroupBy::kPattern) context.fields.focus("group-pattern");
  return chosen;
}

// A switch for each hyperparameter to group by.
void Scalars::panel_group_hparams(PanelRows& rows) {
  constexpr std::size_t kMost = 24;
  const auto names = rows.context.runs.hparams().names();
  auto& chosen = settings_.group_hparams;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    const std::string& name = names[i].name;
    const auto at = std::ranges::find(chosen, name);
    bool on = at != chosen.end();
    if (!rows.toggle(name, on)) continue;
    if (on) {
      chosen.push_back(name);
    } else {
      chosen.erase(at);
      if (chosen.empty()) settings_.group_by = GroupBy::kNone;
    }
  }
}

void Scalars::draw_group_pattern(Context& context, const Rect& place) {
  const FieldOptions options{
      .id = "group-pattern", .placeholder = "(lr[^/]*)", .problem = grouping_.problem(), .mono = true};
  if (text_field(context, "Group pattern", place, settings_.group_pattern, options).changed) {
    context.commands.state_changed();
    context.animate();
  }
}

// Colour, name and number of runs of each group, as many as fit; and what line and band are.
void Scalars::draw_legend(Context& context, Rect area) {
  constexpr float kMostName = 240, kSwatch = 14, kGap = 8, kBetween = 20, kMore = 72;
  const Theme& t = context.theme;
  const Paint paint(context);
  area = area.inset(context.size.gutter, 0);
  const std::string what =
      settings_.axis == XAxis::kStep ? band_text(settings_.band) : std::string("bands are by step only");
  const float what_width = paint.width(type::kSmall, what);
  if (area.w > 480) {
    const Rect right = area.take_right(what_width);
    paint.text(type::kSmall, right, t.text3, what, Align::kRight);
    context.probe.text(what, right);
    area.take_right(kBetween);
  }
  std::size_t left = 0;
  for (std::uint32_t i = 0; i < grouping_.groups().size(); ++i) left += grouping_.shown(i) > 0 ? 1 : 0;
  for (std::uint32_t i = 0; i < grouping_.groups().size(); ++i) {
    const std::uint32_t runs = grouping_.shown(i);
    if (runs == 0) continue;
    const GroupLook& look = grouping_.groups()[i];
    const std::string count = counted(runs, "run", "runs");
    const float name = std::min(kMostName, paint.width(type::kRow, look.short_name.text) + 1);
    const float width = kSwatch + kGap + name + 6 + paint.width(type::kRow, count);
    if (width > area.w - (left > 1 ? kMore : 0)) {
      const std::string more = with_commas(static_cast<std::uint64_t>(left)) + " more";
      paint.text(type::kRow, area.x, area.center_y(), t.text3, more);
      context.probe.text(more, area);
      break;
    }
    Rect item = area.take_left(width);
    area.take_left(kBetween);
    context.probe.add(Kind::kText, look.name, item, 0, true, Checked::kNone, count);
    if (ImGui::IsMouseHoveringRect(item.min(), item.max()) && ImGui::IsWindowHovered()) next_group_ = look.name;
    const bool on = hovered_group_ == look.name;
    draw_line_swatch(paint, item.x, item.center_y(), colour_of(look.style, t), look.style.pattern);
    item.take_left(kSwatch + kGap);
    draw_short_name(context, look.short_name, type::kRow, item.take_left(name), on ? t.text : t.text2, t.text3);
    item.take_left(6);
    paint.text(type::kRow, item, t.text3, count);
    --left;
  }
}

}  // namespace db
