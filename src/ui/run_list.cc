#include "ui/run_list.h"

#include <algorithm>

#include "analysis/notices.h"
#include "analysis/number_format.h"
#include "icons.h"
#include "ui/input.h"
#include "ui/menu.h"
#include "ui/number_text.h"
#include "ui/run_selection.h"
#include "ui/scroll_area.h"
#include "ui/tooltip.h"
#include "ui/widgets.h"

namespace db {
namespace {

constexpr float kIndent = 26, kIndentLevel = 14, kTopPadding = 4;

std::string_view component(std::string_view name, std::size_t from) {
  return name.substr(from, std::min(name.find('/', from), name.size()) - from);
}

// Builds rows of names[begin, end), whose first `prefix` bytes are the folder's path with its slash.
class TreeBuilder {
 public:
  TreeBuilder(const std::vector<std::string_view>& names, const std::vector<bool>& matches,
              const std::set<std::string>& folded)
      : names_(names), matches_(matches), folded_(folded) {}

  std::vector<RunListRow> build() {
    if (names_.empty()) return {};
    // What all runs have in common is no folder of its own: it leads the names of those at the top.
    std::size_t common = common_folder(0, names_.size(), 0);
    level(0, names_.size(), common, 0, std::string(names_[0].substr(0, common)));
    return std::move(rows_);
  }

 private:
  // The end of the longest folder path that all of names[begin, end) share, at or beyond `prefix`.
  std::size_t common_folder(std::size_t begin, std::size_t end, std::size_t prefix) const {
    std::size_t common = prefix;
    for (;;) {
      const auto part = component(names_[begin], common);
      const std::size_t next = common + part.size() + 1;
      // Sorted: what the first and the last have in common, all have.
      const std::string_view first = names_[begin], last = names_[end - 1];
      if (next > first.size() || last.size() < next || last.substr(0, next) != first.substr(0, next)) return common;
      common = next;
    }
  }

  void level(std::size_t begin, std::size_t end, std::size_t prefix, std::uint16_t depth, const std::string& lead) {
    std::vector<std::size_t> runs;  // rows of single runs at this level
    for (std::size_t i = begin; i < end;) {
      const auto part = component(names_[i], prefix);
      std::size_t after = i + 1;
      while (after < end && component(names_[after], prefix) == part) ++after;
      const auto shown =
          static_cast<std::uint32_t>(std::count(matches_.begin() + static_cast<std::ptrdiff_t>(i),
                                                matches_.begin() + static_cast<std::ptrdiff_t>(after), true));
      if (shown > 0 && after - i == 1) {
        add_run(i, prefix, depth, lead, runs);
      } else if (shown > 0) {
        std::size_t folder = common_folder(i, after, prefix);
        if (folder == prefix) folder = prefix + part.size() + 1;  // the folder is a run itself
        RunListRow row;
        row.folder = true;
        row.depth = depth;
        row.first = static_cast<std::uint32_t>(i);
        row.runs = static_cast<std::uint32_t>(after - i);
        row.shown = shown;
        row.path = names_[after - 1].substr(0, folder - 1);
        const auto slash = row.path.rfind('/');
        row.name.text =
            slash == std::string::npos || slash < prefix ? row.path.substr(prefix) : row.path.substr(slash + 1);
        row.lead = lead + row.path.substr(prefix, row.path.size() - prefix - row.name.text.size());
        rows_.push_back(row);
        if (!folded_.contains(row.path)) {
          std::size_t inner = i;
          std::vector<std::size_t> own;
          if (names_[i].size() < folder) {  // the run that is the folder
            if (matches_[i]) {
              add_run(i, prefix, static_cast<std::uint16_t>(depth + 1), {}, own);
              rows_.back().name.text = "(this folder)";
            }
            ++inner;
          }
          level(inner, after, folder, static_cast<std::uint16_t>(depth + 1), {});
        }
      }
      i = after;
    }
    // Short names among the runs of one folder.
    std::vector<std::string_view> tails;
    for (const auto r : runs) tails.push_back(names_[rows_[r].first].substr(prefix));
    auto names = short_names(tails);
    for (std::size_t i = 0; i < runs.size(); ++i) rows_[runs[i]].name = std::move(names[i]);
  }

  void add_run(std::size_t i, std::size_t prefix, std::uint16_t depth, const std::string& lead,
               std::vector<std::size_t>& runs) {
    RunListRow row;
    row.depth = depth;
    row.first = static_cast<std::uint32_t>(i);
    row.shown = 1;
    row.lead = lead;
    row.name.text = names_[i].substr(std::min(prefix, names_[i].size()));
    runs.push_back(rows_.size());
    rows_.push_back(std::move(row));
  }

  const std::vector<std::string_view>& names_;
  const std::vector<bool>& matches_;
  const std::set<std::string>& folded_;
  std::vector<RunListRow> rows_;
};

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

std::vector<RunListRow> RunList::make_rows(const std::vector<std::string_view>& names, const std::vector<bool>& matches,
                                           const std::set<std::string>& folded) {
  return TreeBuilder(names, matches, folded).build();
}

std::vector<RunListRow> RunList::make_flat_rows(const std::vector<std::string_view>& names,
                                                const std::vector<bool>& matches) {
  std::vector<RunListRow> rows;
  std::vector<std::string_view> shown;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!matches[i]) continue;
    RunListRow& row = rows.emplace_back();
    row.first = static_cast<std::uint32_t>(i);
    row.shown = 1;
    shown.push_back(names[i]);
  }
  auto short_ones = short_names(shown);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].name = std::move(short_ones[i]);
  return rows;
}

void RunList::refresh(const Context& context, const std::set<std::string>& folded) {
  const RunSelection& runs = context.runs;
  if (generation_ == runs.list_generation() && folded_count_ == folded.size() && row_height_ == context.size.row)
    return;
  generation_ = runs.list_generation();
  folded_count_ = folded.size();
  row_height_ = context.size.row;
  std::vector<std::string_view> names;
  std::vector<bool> matches;
  flat_ = runs.sort() != RunSort{};
  for (const RunId run : runs.sorted()) {
    names.push_back(context.store.run(run).name);
    matches.push_back(runs.matches(run));
  }
  rows_ = flat_ ? make_flat_rows(names, matches) : make_rows(names, matches, folded);
  float y = kTopPadding;
  for (RunListRow& row : rows_) {
    row.y = y;
    y += row.folder ? context.size.folder_row : context.size.row;
  }
  height_ = y + kTopPadding;
}

void RunList::draw(Context& context, const Rect& area, std::set<std::string>& folded) {
  refresh(context, folded);
  ScrollArea scroll(context, "run-list", area, height_);
  const float top = scroll.offset();
  auto row = std::ranges::upper_bound(rows_, top, {}, &RunListRow::y);
  if (row != rows_.begin()) --row;
  for (; row != rows_.end() && row->y < top + area.h; ++row) {
    const float height = row->folder ? context.size.folder_row : context.size.row;
    const Rect rect{area.x, scroll.y() + row->y, area.w, height};
    ImGui::PushID(static_cast<int>(row->first * 2 + (row->folder ? 1 : 0)));
    if (row->folder)
      draw_folder(context, *row, rect, folded);
    else
      draw_run(context, *row, rect);
    ImGui::PopID();
  }
  if (rows_.empty() && !context.runs.order().empty()) {
    Paint(context).text(type::kRow, {area.x + 16, area.y + 8, area.w - 32, 24}, context.theme.text3, "No run matches.");
  }
}

void RunList::draw_folder(Context& context, const RunListRow& row, const Rect& rect, std::set<std::string>& folded) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const auto members = context.runs.order().subspan(row.first, row.runs);
  std::uint32_t on = 0;
  for (const RunId run : members) on += context.runs.matches(run) && context.runs.on(run);
  const Checked state = on == 0 ? Checked::kOff : on == row.shown ? Checked::kOn : Checked::kMixed;
  const float indent = rect.x + 8 + kIndentLevel * row.depth;
  const float y = rect.center_y();

  // The box has the pointer before the row.
  const bool box = checkbox(context, "Folder " + row.path, {indent + 14 + 4 + 7, y}, state,
                            state == Checked::kOff ? t.control : t.ink);
  if (box) context.commands.run(state == Checked::kOn ? "folder-off" : "folder-on", row.path);
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
  if (act.hovered) paint.fill(rect, t.hover);
  draw_checkbox(paint, {indent + 14 + 4 + 7, y}, state, state == Checked::kOff ? t.control : t.ink, BoxShape::kSquare,
                t.on_ink);
  paint.icon(closed ? kIconChevronRight : kIconChevronDown, indent + 7, y, 14, t.text3);
  float x = indent + 14 + 4 + 14 + 8;
  const std::string count = with_commas(static_cast<std::uint64_t>(row.runs));
  const float count_w = paint.width(type::kSmall, count);
  float right = rect.right() - 12;
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
  Rect only{more.x - tool, more.y, tool, tool};
  bool more_pressed = false;
  if (tools) {
    InteractOptions options{.cursor = Cursor::kHand, .grow_target = false};
    const Interaction a = interact(context, Kind::kButton, "More", more, options);
    more_pressed = a.clicked;
    if (a.hovered) context.tooltip.want(a.id, more, "More");
    if (!finger) {
      const Interaction b = interact(context, Kind::kButton, "Only this run", only, options);
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
    if (progress.severity == Severity::kProblem) {
      paint.icon(kIconCircleX, right - 7, rect.center_y(), 14, t.danger);
      right -= 20;
    }
    if (context.runs.sort().by == RunSort::By::kValue) {
      const auto value = context.runs.value(run);
      const std::string text = value ? value_text(*value) : "–";
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
  if (act.hovered) context.tooltip.want(act.id, rect, name);

  if (more_pressed) open_menu("more");
  if (Menu m(context, "more", more, 180); m.open()) {
    if (m.item("Only this run", {.icon = kIconTarget})) context.commands.run("only-run", name);
    if (m.item("Show all runs", {.icon = kIconEye})) context.commands.run("all-runs");
    if (m.item("Invert which are shown", {.icon = kIconContrast})) context.commands.run("invert-runs");
    if (m.item("Copy name", {.icon = kIconCopy})) {
      context.commands.run("copy", name);
      context.commands.toast("Name copied");
    }
  }
}

}  // namespace db
