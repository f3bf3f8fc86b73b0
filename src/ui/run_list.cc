#include "ui/run_list.h"

#include <algorithm>

#include "analysis/notices.h"
#include "analysis/number_format.h"
#include "icons.h"
#include "ui/input.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/run_menu.h"
#include "ui/run_selection.h"
#include "ui/scroll_area.h"
#include "ui/tooltip.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kIndent = 26, kIndentLevel = 14, kTopPadding = 4;

BoxShape shape_of(Pattern pattern) { return static_cast<BoxShape>(pattern); }

struct RunProgress {
  double read = 0, total = 0;
  bool waiting = true, reading = false;
  Severity severity = Severity::kInfo;
};

RunProgress progress_of(const Store& store, RunId run) {
  RunProgress p;
  for (const FileId id : store.run(run).files) {
    const FileInfo& file = store.file(id);
    if (file.status == FileStatus::kAsset) continue;
    p.total += static_cast<double>(file.bytes);
    p.read += static_cast<double>(file.bytes_read);
    p.waiting &= file.status == FileStatus::kWaiting;
    p.reading |= file.status == FileStatus::kWaiting || file.status == FileStatus::kReading;
    p.severity = std::min(p.severity, file_severity(file));
  }
  return p;
}

}  // namespace

void draw_short_name(Context& context, const ShortName& name, const TextStyle& style, const Rect& box, ImU32 colour,
                     ImU32 gap_colour) {
  const Paint paint(context);
  const ShortName shown = fitted(context.fonts, style, name, box.w);
  float x = box.x;
  std::size_t at = 0;
  const std::string_view text = shown.text;
  for (const auto gap : shown.gaps) {
    x = paint.text(style, x, box.center_y(), colour, text.substr(at, gap.at - at));
    x = paint.text(style, x, box.center_y(), gap_colour, text.substr(gap.at, gap.bytes));
    at = static_cast<std::size_t>(gap.at) + gap.bytes;
  }
  paint.text(style, x, box.center_y(), colour, text.substr(at));
}

void RunList::refresh(const Context& context, const std::set<std::string>& folded) {
  const RunSelection& runs = context.runs;
  if (generation_ == runs.list_generation() && folded_count_ == folded.size() && row_height_ == context.size.row &&
      hidden_open_ == hidden_drawn_) {
    return;
  }
  generation_ = runs.list_generation();
  hidden_drawn_ = hidden_open_;
  folded_count_ = folded.size();
  row_height_ = context.size.row;
  std::vector<std::string_view> names;
  std::vector<bool> matches;
  flat_ = runs.sort() != RunSort{};
  for (const RunId run : runs.sorted()) {
    names.push_back(context.store.run(run).name);
    matches.push_back(runs.matches(run) && !runs.pinned(run));
  }
  rows_ = flat_ ? make_flat_rows(names, matches) : make_rows(names, matches, folded);
  if (!runs.marks().pinned.empty()) add_pinned(runs, names);
  if (runs.marks().any_names()) {
    for (RunListRow& row : rows_) {
      if (row.kind != RunListRow::Kind::kRun) continue;
      const std::string_view other = runs.marks().name(names[row.first]);
      if (other.empty()) continue;
      row.name = {std::string(other), {}};
      row.lead.clear();
    }
  }
  if (!runs.hidden_runs().empty()) add_hidden(runs);
  float y = kTopPadding;
  for (RunListRow& row : rows_) {
    row.y = y;
    y += row.kind == RunListRow::Kind::kFolder ? context.size.folder_row : context.size.row;
  }
  height_ = y + kTopPadding;
}

// In front, without their folders.
void RunList::add_pinned(const RunSelection& runs, const std::vector<std::string_view>& names) {
  std::vector<bool> pinned;
  for (const RunId run : runs.sorted()) pinned.push_back(runs.matches(run) && runs.pinned(run));
  std::vector<RunListRow> rows = make_flat_rows(names, pinned);
  for (RunListRow& row : rows) row.pinned = true;
  rows_.insert(rows_.begin(), std::make_move_iterator(rows.begin()), std::make_move_iterator(rows.end()));
}

void RunList::add_hidden(const RunSelection& runs) {
  rows_.emplace_back().kind = RunListRow::Kind::kHiddenHead;
  if (!hidden_open_) return;
  const auto sorted = runs.sorted();
  for (std::uint32_t i = 0; i < sorted.size(); ++i) {
    if (!runs.hidden(sorted[i])) continue;
    RunListRow& row = rows_.emplace_back();
    row.kind = RunListRow::Kind::kHiddenRun;
    row.first = i;
    row.name.text = runs.shown_name(sorted[i]);
  }
}

void RunList::draw(Context& context, const Rect& area, std::set<std::string>& folded) {
  refresh(context, folded);
  ScrollArea scroll(context, "run-list", area, height_);
  const float top = scroll.offset();
  auto row = std::ranges::upper_bound(rows_, top, {}, &RunListRow::y);
  if (row != rows_.begin()) --row;
  for (; row != rows_.end() && row->y < top + area.h; ++row) {
    const bool folder = row->kind == RunListRow::Kind::kFolder;
    const Rect rect{area.x, scroll.y() + row->y, area.w, folder ? context.size.folder_row : context.size.row};
    if (folder) {
      ImGui::PushID(row->path.c_str());
    } else {
      ImGui::PushID(static_cast<int>(row->first * 4 + static_cast<std::uint32_t>(row->kind)));
    }
    switch (row->kind) {
      case RunListRow::Kind::kRun:
        draw_run(context, *row, rect);
        break;
      case RunListRow::Kind::kFolder:
        draw_folder(context, *row, rect, folded);
        break;
      case RunListRow::Kind::kHiddenHead:
        draw_hidden_head(context, rect);
        break;
      case RunListRow::Kind::kHiddenRun:
        draw_hidden_run(context, *row, rect);
        break;
    }
    ImGui::PopID();
  }
  const bool none = rows_.empty() || rows_.front().kind == RunListRow::Kind::kHiddenHead;
  if (none && context.runs.order().size() > context.runs.hidden_runs().size()) {
    const float y = rows_.empty() ? area.y + 8 : area.y + context.size.row + 12;
    Paint(context).text(type::kRow, {area.x + 16, y, area.w - 32, 24}, context.theme.text3, "No run matches.");
  }
}

void RunList::draw_folder(Context& context, const RunListRow& row, const Rect& rect, std::set<std::string>& folded) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const auto members = context.runs.order().subspan(row.first, row.runs);
  std::uint32_t on = 0;
  std::uint64_t listed = row.runs;
  for (const RunId run : members) {
    on += context.runs.matches(run) && context.runs.on(run) && !context.runs.pinned(run);
    listed -= context.runs.hidden(run) ? 1 : 0;
  }
  const Checked state = on == 0 ? Checked::kOff : on == row.shown ? Checked::kOn : Checked::kMixed;
  const float indent = rect.x + 8 + kIndentLevel * row.depth;
  const float y = rect.center_y();

  // The box has the pointer before the row.
  const bool box = checkbox(context, "Folder " + row.path, {indent + 14 + 4 + 7, y}, state,
                            state == Checked::kOff ? t.control : t.ink);
  if (box) context.commands.run(state == Checked::kOn ? "folder-off" : "folder-on", row.path);
  const bool finger = context.width != Width::kDesktop;
  const bool under = !context.input.touch && rect.contains(ImGui::GetIO().MousePos) &&
                     ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  const bool menu = menu_open("more");
  const bool tools = under || finger || menu;
  const float tool = finger ? 36 : 24;
  const Rect more{rect.right() - 12 - tool + 6, y - tool / 2, tool, tool};
  bool more_pressed = false;
  if (tools) {
    const Interaction a =
        interact(context, Kind::kButton, "More", more,
                 {.checked = menu ? Checked::kOpen : Checked::kClosed, .cursor = Cursor::kHand, .grow_target = false});
    more_pressed = a.clicked;
    if (a.hovered) context.tooltip.want(a.id, more, "More");
  }
  const bool closed = folded.contains(row.path);
  const Interaction act =
      interact(context, Kind::kHeader, row.path, rect,
               {.checked = closed ? Checked::kOff : Checked::kOn, .cursor = Cursor::kHand, .ring = 2});
  if (act.clicked) {
    if (closed)
      folded.erase(row.path);
    else
      folded.insert(row.path);
    context.animate();
  }
  if (act.hovered || under) paint.fill(rect, t.hover);
  draw_checkbox(paint, {indent + 14 + 4 + 7, y}, state, state == Checked::kOff ? t.control : t.ink, BoxShape::kSquare,
                t.on_ink);
  paint.icon(closed ? kIconChevronRight : kIconChevronDown, indent + 7, y, 14, t.text3);
  float x = indent + 14 + 4 + 14 + 8;
  const std::string count = with_commas(listed);
  const float count_w = paint.width(type::kSmall, count);
  float right = rect.right() - 12;
  if (tools) {
    paint.icon(kIconEllipsis, more.center_x(), y, 14, t.text2);
    right = more.x - 2;
  }
  paint.text(type::kSmall, right - count_w, y, t.text3, count);
  right -= count_w + 8;
  const float lead_w = paint.width(type::kRow, row.lead), name_w = paint.width(type::kRowBold, row.name.text);
  if (lead_w > 0 && lead_w + name_w > right - x) {
    // The lead gives way first; a stub of it tells no more than an ellipsis.
    const float keep = right - x - name_w;
    const std::string lead = keep < 60 ? "…/" : elide_middle(context.fonts, type::kRow, row.lead, keep);
    x = paint.text(type::kRow, x, y, t.text3, lead);
  } else {
    x = paint.text(type::kRow, x, y, t.text3, row.lead);
  }
  paint.text(type::kRowBold, {x, rect.y, right - x, rect.h}, t.text, row.name.text, Align::kLeft, Elide::kMiddle);
  if (act.hovered && lead_w + name_w > right - x) context.tooltip.want(act.id, rect, row.path);
  if (more_pressed || act.right_clicked) open_menu("more");
  draw_folder_menu(context, "more", more, row.path, members);
}

void RunList::draw_run(Context& context, const RunListRow& row, const Rect& rect) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const RunId run = context.runs.sorted()[row.first];
  const std::string& name = context.store.run(run).name;
  const bool on = context.runs.on(run);
  const ImU32 colour = context.runs.colour(run, t);
  const BoxShape shape = shape_of(context.runs.style(run).pattern);
  const float indent = rect.x + kIndent - (row.depth == 0 ? 10 : 0) + kIndentLevel * std::max(0, row.depth - 1);
  const ImVec2 box{indent + 7, rect.center_y()};
  float right = rect.right() - 12;

  if (checkbox(context, name, box, on ? Checked::kOn : Checked::kOff, colour, shape)) {
    context.commands.run("toggle-run", name);
  }
  const bool touch = context.input.touch;
  // Also while one of its tools is held down, or it would be gone before it is let go.
  const bool under = !touch && rect.contains(ImGui::GetIO().MousePos) &&
                     ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem);
  const bool menu = menu_open("more");
  // Where a finger points there is no hover: the menu's button is always there, and has the rest.
  const bool finger = context.width != Width::kDesktop;
  const bool tools = under || menu || finger;
  const float tool = finger ? 36 : 24;
  Rect more{right - tool + 6, rect.center_y() - tool / 2, tool, tool};
  const Rect pin{more.x - tool, more.y, tool, tool};
  const Rect only{pin.x - tool, more.y, tool, tool};
  const bool pinned = row.pinned;
  const std::string_view pin_label = pinned ? "Unpin" : "Pin to the top";
  bool more_pressed = false;
  if (tools) {
    InteractOptions options{.cursor = Cursor::kHand, .grow_target = false};
    options.checked = menu ? Checked::kOpen : Checked::kClosed;
    const Interaction a = interact(context, Kind::kButton, "More", more, options);
    options.checked = Checked::kNone;
    more_pressed = a.clicked;
    if (a.hovered) context.tooltip.want(a.id, more, "More");
    if (!finger) {
      const Interaction b = interact(context, Kind::kButton, "Only this run", only, options);
      const Interaction c = interact(context, Kind::kButton, pin_label, pin, options);
      if (c.hovered) context.tooltip.want(c.id, pin, pin_label);
      if (c.clicked) context.commands.run(pinned ? "unpin-run" : "pin-run", name);
      if (b.hovered) context.tooltip.want(b.id, only, "Only this run");
      if (b.clicked) context.commands.run("only-run", name);
    }
  }
  const Interaction act =
      interact(context, Kind::kRow, name, rect,
               {.checked = context.runs.highlighted() == run ? Checked::kOn : Checked::kNone, .ring = 2});
  if (act.double_clicked) {
    context.commands.run("only-run", name);
  } else if (act.clicked) {
    context.commands.run("highlight-run", name);
  }
  const bool lit = context.runs.highlighted() == run;
  if (act.hovered || under) context.hover.next_run = run;
  if (lit)
    paint.fill(rect, t.sel);
  else if (act.hovered || under || context.hover.run == run)
    paint.fill(rect, t.hover);
  draw_checkbox(paint, box, on ? Checked::kOn : Checked::kOff, colour, shape, t.dark ? t.on_ink : IM_COL32_WHITE);

  const RunProgress progress = progress_of(context.store, run);
  if (tools) paint.icon(kIconEllipsis, more.center_x(), more.center_y(), 14, t.text2);
  if (tools && finger) right = more.x - 2;
  if (tools && !finger) {
    paint.icon(kIconTarget, only.center_x(), only.center_y(), 14, t.text2);
    paint.icon(kIconPin, pin.center_x(), pin.center_y(), 14, pinned ? t.accent : t.text2);
    right = only.x - 2;
  } else if (context.reading && progress.reading) {
    if (progress.waiting) {
      paint.text(type::kRow, {right - 40, rect.y, 40, rect.h}, t.text3, "–", Align::kRight);
      right -= 16;
    } else {
      const Rect bar{right - 40, rect.center_y() - 2, 40, 4};
      progress_bar(paint, bar, progress.total > 0 ? progress.read / progress.total : 0);
      right -= 48;
    }
  } else {
    if (pinned) {
      paint.icon(kIconPin, right - 6, rect.center_y(), 12, t.accent);
      right -= 18;
    }
    if (progress.severity == Severity::kProblem) {
      paint.icon(kIconCircleX, right - 7, rect.center_y(), 14, t.danger);
      right -= 20;
    }
    if (!context.runs.marks().note(name).empty()) {
      paint.icon(kIconText, right - 6, rect.center_y(), 12, t.text3);
      right -= 18;
    }
    const RunSort& sort = context.runs.sort();
    if (sort.by == RunSort::By::kValue || sort.by == RunSort::By::kHParam) {
      const bool is_hparam = sort.by == RunSort::By::kHParam;
      const auto value = is_hparam ? std::nullopt : context.runs.value(run);
      const HParamValue* hparam = is_hparam ? context.runs.hparams().find(run, sort.tag) : nullptr;
      std::string text = hparam ? hparam_text(*hparam) : value ? value_text(*value) : "–";
      if (hparam) text = elide_middle(context.fonts, type::kRow, text, rect.w * 0.4f);
      const float width = paint.width(type::kRow, text);
      paint.text(type::kRow, right - width, rect.center_y(), on ? t.text2 : t.text3, text);
      context.probe.text(name + ": " + text, {right - width, rect.y, width, rect.h});
      right -= width + 8;
    }
  }
  const ImU32 text = on ? t.text : t.text3;
  float x = indent + 14 + 8;
  if (!row.lead.empty() && row.depth == 0) {
    const float lead = std::min(paint.width(type::kRow, row.lead), (right - x) * 0.4f);
    x += paint.text(type::kRow, {x, rect.y, lead, rect.h}, t.text3, row.lead, Align::kLeft, Elide::kMiddle);
  }
  const Rect name_box{x, rect.y, right - x, rect.h};
  draw_short_name(context, row.name, lit ? type::kRowBold : type::kRow, name_box, text, t.text3);
  if (act.hovered) context.tooltip.want(act.id, rect, context.runs.hint(run));
  if (more_pressed || act.right_clicked) open_menu("more");
  draw_run_menu(context, "more", more, run);
}

void RunList::draw_hidden_head(Context& context, const Rect& rect) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const std::string text = with_commas(static_cast<std::uint64_t>(context.runs.hidden_runs().size())) + " hidden";
  const float size = context.width == Width::kDesktop ? 24.0f : 36.0f;
  const Rect back{rect.right() - 6 - size, rect.center_y() - size / 2, size, size};
  if (icon_button(context, "Put all back into the list", kIconEye, back, {.icon_px = 14})) {
    context.commands.run("unhide-runs");
  }
  const Interaction act =
      interact(context, Kind::kHeader, text, rect,
               {.checked = hidden_open_ ? Checked::kOn : Checked::kOff, .cursor = Cursor::kHand, .ring = 2});
  if (act.clicked) {
    hidden_open_ = !hidden_open_;
    context.animate();
  }
  paint.icon(hidden_open_ ? kIconChevronDown : kIconChevronRight, rect.x + 15, rect.center_y(), 14, t.text3);
  paint.text(type::kRow, rect.x + 26, rect.center_y(), act.hovered ? t.text : t.text3, text);
}

void RunList::draw_hidden_run(Context& context, const RunListRow& row, const Rect& rect) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const RunId run = context.runs.sorted()[row.first];
  const float size = context.width == Width::kDesktop ? 24.0f : 36.0f;
  const Rect back{rect.right() - 6 - size, rect.center_y() - size / 2, size, size};
  if (icon_button(context, "Put back into the list", kIconEye, back, {.icon_px = 14})) {
    context.commands.run("unhide-run", context.store.run(run).name);
  }
  const Interaction act = interact(context, Kind::kRow, context.store.run(run).name, rect, {.enabled = false});
  if (act.hovered) context.tooltip.want(act.id, rect, context.runs.hint(run));
  paint.icon(kIconEyeOff, rect.x + kIndent + 7, rect.center_y(), 14, t.text3);
  const float x = rect.x + kIndent + 14 + 8;
  paint.text(type::kRow, {x, rect.y, back.x - x - 4, rect.h}, t.text3, row.name.text, Align::kLeft, Elide::kMiddle);
}

}  // namespace db
