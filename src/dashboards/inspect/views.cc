#include "dashboards/inspect/views.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "icons.h"
#include "store/logdir_path.h"
#include "ui/number_text.h"
#include "ui/platform.h"
#include "ui/run_list.h"
#include "ui/run_selection.h"
#include "ui/scroll_area.h"
#include "ui/tooltip.h"

namespace db::inspect {
namespace {

constexpr Column kFileColumns[] = {
    {.title = "Run"},
    {.title = "File", .needs_table = 560},
    {.title = "Size", .width = 84, .align = Align::kRight, .needs_table = 480},
    {.title = "Read", .width = 84, .align = Align::kRight, .needs_table = 1100},
    {.title = "Records", .width = 92, .align = Align::kRight, .needs_table = 860},
    {.title = "Points", .width = 92, .align = Align::kRight, .needs_table = 760},
    {.title = "State", .width = 190},
};
constexpr Column kRunColumns[] = {
    {.title = "Run"},
    {.title = "First event", .width = 160, .needs_table = 640},
    {.title = "Files", .width = 72, .align = Align::kRight, .needs_table = 480},
    {.title = "Size", .width = 92, .align = Align::kRight, .needs_table = 560},
    {.title = "Tags", .width = 80, .align = Align::kRight},
    {.title = "Points", .width = 104, .align = Align::kRight},
};
constexpr Column kTagColumns[] = {
    {.title = "Tag"},
    {.title = "Kind", .width = 96, .needs_table = 480},
    {.title = "Plugin", .width = 152, .needs_table = 640},
    {.title = "Runs", .width = 72, .align = Align::kRight, .needs_table = 560},
    {.title = "Points", .width = 104, .align = Align::kRight},
    {.title = "Shown in", .width = 160, .needs_table = 400},
};

// A card that holds a table, with a line below that says how many rows it has.
Rect table_card(const Context& context, Rect area, std::size_t shown, std::size_t all, std::string_view what) {
  const Paint paint(context);
  paint.card(area);
  Rect inside = area.inset(1, 1);
  const Rect foot = inside.take_bottom(32);
  std::string text = with_commas(static_cast<std::uint64_t>(all)) + " " + std::string(what);
  if (shown != all) text = with_commas(static_cast<std::uint64_t>(shown)) + " of " + text;
  paint.hline(foot.x, foot.right(), foot.y, context.theme.border);
  paint.text(type::kRow, foot.inset(12, 0), context.theme.text3, text);
  return inside;
}

void run_cell(Context& context, Rect cell, RunId run, bool same) {
  const Paint paint(context);
  const Theme& t = context.theme;
  if (same) {
    paint.text(type::kRow, {cell.x + 22, cell.y, cell.w - 22, cell.h}, t.text3, "same run");
    return;
  }
  draw_swatch(paint, cell.x, cell.center_y(), context.runs.colour(run, t),
              static_cast<int>(context.runs.style(run).pattern));
  cell.take_left(22);
  const std::string& name = context.store.run(run).name;
  if (paint.width(type::kRow, name) <= cell.w) {
    paint.text(type::kRow, cell, t.text, name);
  } else {
    draw_short_name(context, context.runs.short_name(run), type::kRow, cell, t.text, t.text3);
  }
}

}  // namespace

void draw_swatch(const Paint& paint, float x, float center_y, ImU32 colour, int pattern) {
  const auto dash = dash_lengths(static_cast<Pattern>(pattern));
  const float y = paint.snap(center_y - 1.25f);
  if (dash[0] == 0) {
    paint.fill({x, y, 14, 2.5f}, colour);
    return;
  }
  float at = 0;
  for (int i = 0; at < 14; i = (i + 2) % 4) {
    const float on = std::min(dash[static_cast<std::size_t>(i)] * 0.6f + 0.4f, 14 - at);
    paint.fill({x + at, y, on, 2.5f}, colour);
    at += dash[static_cast<std::size_t>(i)] * 0.6f + 0.4f + dash[static_cast<std::size_t>(i) + 1] * 0.6f;
  }
}

std::string wall_text(const Context& context, double wall) {
  if (wall == 0 || !std::isfinite(wall) || std::abs(wall) > 2e11) return {};
  const auto local = static_cast<std::int64_t>(std::floor(wall)) + context.platform.utc_offset_secs(wall);
  const std::chrono::sys_seconds time{std::chrono::seconds(local)};
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  char text[48];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

bool draw_files(Context& context, State& state, const Rect& area) {
  const Store& store = context.store;
  const Theme& t = context.theme;
  const auto& files = state.model.files;
  const Rect inside =
      table_card(context, area, files.size(), store.files().size(), store.files().size() == 1 ? "file" : "files");
  Table table(context, "files", inside, kFileColumns, static_cast<int>(files.size()), state.sort);
  for (int i = table.first(); i < table.last(); ++i) {
    const FileId id = files[static_cast<std::size_t>(i)];
    const FileInfo& file = store.file(id);
    const bool bad = file_severity(file) == Severity::kProblem, asset = file.status == FileStatus::kAsset;
    const Interaction act = table.row(i, file.path, state.chosen == id, bad ? t.danger_bg : 0);
    if (act.hovered && !asset) context.hover.next_run = file.run;
    if (act.hovered && ImGui::GetIO().MousePos.x < table.cell(i, 2).x)
      context.tooltip.want(act.id, table.row_rect(i), file.path);
    if (act.clicked) {
      if (state.chosen == id)
        state.chosen.reset();
      else
        state.chosen = id;
      context.animate();
    }
    // A file that is no event file belongs to the run that its folder is, or to none.
    const auto run_of = [&](const FileInfo& f) -> const RunId* { return store.find_run(run_of_path(f.path)); };
    Rect cell = table.cell(i, 0);
    if (!table.has(1)) {  // no room for a column of their own
      cell = cell.inset(0, 4);
      Rect name = cell.take_bottom(cell.h / 2);
      name.take_left(22);
      Paint(context).text(type::kMonoSmall, name, t.text2, base_name(file.path), Align::kLeft, Elide::kMiddle);
    }
    if (const RunId* run = run_of(file)) {
      const RunId* before = i > table.first() && state.sort.column < 2
                                ? run_of(store.file(files[static_cast<std::size_t>(i) - 1]))
                                : nullptr;
      run_cell(context, cell, *run, before && *before == *run);
    } else {
      cell.take_left(22);  // no run: no swatch
      Paint(context).text(type::kRow, cell, t.text3, run_of_path(file.path), Align::kLeft, Elide::kMiddle);
    }
    table.text(i, 1, base_name(file.path), t.text, type::kMonoSmall, Elide::kMiddle);
    table.text(i, 2, byte_text(static_cast<double>(file.bytes)), t.text);
    table.text(i, 3, asset ? "–" : byte_text(static_cast<double>(file.bytes_read)), asset ? t.text3 : t.text);
    table.text(i, 4, asset ? "–" : with_commas(file.records), asset ? t.text3 : t.text);
    table.text(i, 5, asset ? "–" : with_commas(file.points), asset ? t.text3 : t.text);
    if (const Rect state_cell = table.cell(i, 6); !state_cell.empty()) {
      const StateChip c = state_chip(file);
      chip(context, {state_cell.x, state_cell.center_y() - 10}, c.text, c.tone, c.icon);
    }
  }
  return table.sort_changed();
}

bool draw_runs(Context& context, State& state, const Rect& area) {
  const Theme& t = context.theme;
  const auto& runs = state.model.runs;
  const std::size_t all = context.runs.order().size();
  const Rect inside = table_card(context, area, runs.size(), all, all == 1 ? "run" : "runs");
  Table table(context, "runs", inside, kRunColumns, static_cast<int>(runs.size()), state.sort);
  for (int i = table.first(); i < table.last(); ++i) {
    const RunRow& run = runs[static_cast<std::size_t>(i)];
    const std::string& name = context.store.run(run.run).name;
    const Interaction act = table.row(i, name, false, run.severity == Severity::kProblem ? t.danger_bg : 0);
    if (act.hovered) {
      context.hover.next_run = run.run;
      context.tooltip.want(act.id, table.row_rect(i), name);
    }
    run_cell(context, table.cell(i, 0), run.run, false);
    const std::string start = wall_text(context, run.start);
    table.text(i, 1, start.empty() ? "–" : start, start.empty() ? t.text3 : t.text);
    table.text(i, 2, with_commas(run.files), t.text);
    table.text(i, 3, byte_text(static_cast<double>(run.bytes)), t.text);
    table.text(i, 4, with_commas(run.tags), t.text);
    table.text(i, 5, with_commas(run.points), t.text);
  }
  return table.sort_changed();
}

bool draw_tags(Context& context, State& state, const Rect& area) {
  const Theme& t = context.theme;
  const auto& tags = state.model.tags;
  const std::size_t all = context.store.tags().size();
  const Rect inside = table_card(context, area, tags.size(), std::max(all, tags.size()), all == 1 ? "tag" : "tags");
  Table table(context, "tags", inside, kTagColumns, static_cast<int>(tags.size()), state.sort);
  for (int i = table.first(); i < table.last(); ++i) {
    const TagRow& tag = tags[static_cast<std::size_t>(i)];
    const std::string& name = context.store.tag(tag.tag);
    const Interaction act = table.row(i, name);
    if (act.hovered) context.tooltip.want(act.id, table.row_rect(i), name);
    table.text(i, 0, name.empty() ? "(no name)" : name, name.empty() ? t.text3 : t.text, type::kRow, Elide::kMiddle);
    table.text(i, 1, kind_name(tag.kind), t.text2);
    table.text(i, 2, tag.plugin.empty() ? "–" : tag.plugin, tag.plugin.empty() ? t.text3 : t.text2);
    table.text(i, 3, with_commas(tag.runs), t.text);
    table.text(i, 4, with_commas(tag.points), t.text);
    table.text(i, 5, tag.shown_in.empty() ? "no dashboard yet" : tag.shown_in, tag.shown_in.empty() ? t.text3 : t.text);
  }
  return table.sort_changed();
}

}  // namespace db::inspect
