// Inspect's cards beside the tables: the details of one file, notices, memory; and the tables as text.
#include <algorithm>
#include <cmath>

#include "dashboards/inspect/views.h"
#include "icons.h"
#include "ui/number_text.h"
#include "ui/platform.h"
#include "ui/run_selection.h"
#include "ui/scroll_area.h"
#include "ui/tooltip.h"

namespace db::inspect {
namespace {

const char* severity_icon(Severity s) {
  return s == Severity::kProblem ? kIconCircleX : s == Severity::kWarning ? kIconTriangleAlert : kIconInfo;
}
Tone severity_tone(Severity s) {
  return s == Severity::kProblem ? Tone::kDanger : s == Severity::kWarning ? Tone::kWarn : Tone::kInfo;
}

}  // namespace

StateChip state_chip(const FileInfo& file) {
  std::string text = file_state_text(file);
  switch (file.status) {
    case FileStatus::kWaiting:
      return {text, Tone::kPlain, nullptr};
    case FileStatus::kReading:
      return {text, Tone::kInfo, nullptr};
    case FileStatus::kOk:
      return {text, file.bytes == 0 ? Tone::kPlain : Tone::kOk, file.bytes == 0 ? nullptr : kIconCheck};
    case FileStatus::kTruncated:
      return {text, Tone::kWarn, kIconTriangleAlert};
    case FileStatus::kAsset:
      return {text, Tone::kPlain, nullptr};
    default:
      return {text, Tone::kDanger, kIconCircleX};
  }
}

void draw_file_detail(Context& context, State& state, const Rect& area) {
  const Theme& t = context.theme;
  const Paint paint(context);
  const FileInfo& file = context.store.file(*state.chosen);
  paint.card(area);
  Rect inside = area.inset(1, 1);
  Rect head = inside.take_top(36);
  const Rect close{head.right() - 4 - 28, head.center_y() - 14, 28, 28};
  if (icon_button(context, "Close details", kIconX, close, {.icon_px = 14})) {
    state.chosen.reset();
    context.animate();
    return;
  }
  const ButtonOptions copy{.icon = kIconCopy, .style = ButtonStyle::kQuiet};
  const float copy_w = button_width(context, "Copy path", copy);
  if (button(context, "Copy path", {close.x - copy_w - 4, head.center_y() - context.size.control / 2}, copy)) {
    context.commands.run("copy", file.path);
    context.commands.toast("Path copied");
  }
  paint.text(type::kMonoSmall, {head.x + 12, head.y, close.x - copy_w - 20 - head.x, head.h}, t.text, file.path,
             Align::kLeft, Elide::kMiddle);
  paint.hline(head.x, head.right(), head.bottom(), t.border);

  struct Line {
    std::string name, value;
    ImU32 colour;
  };
  std::vector<Line> lines;
  const StateChip chip_of = state_chip(file);
  lines.push_back({"State", chip_of.text, tone_colour(t, chip_of.tone)});
  if (!file.problem.empty()) lines.push_back({"Reason", file.problem, t.text});
  lines.push_back({"Read",
                   byte_text(static_cast<double>(file.bytes_read)) + " of " +
                       byte_text(static_cast<double>(file.bytes)) + ", " + counted(file.records, "record", "records") +
                       ", " + counted(file.points, "point", "points"),
                   t.text});
  if (file.bytes_unchecked > 0)
    lines.push_back(
        {"Unchecked", byte_text(static_cast<double>(file.bytes_unchecked)) + " of payloads were stepped over", t.text});
  if (!file.writer.empty()) lines.push_back({"Writer", file.writer, t.text});
  for (const auto& version : file.file_versions) lines.push_back({"Version", version, t.text});
  if (file.events > 0) lines.push_back({"First event", wall_text(context, file.start_time), t.text});
  for (const auto& entry : file.session_log) {
    lines.push_back(
        {"Session", "status " + std::to_string(entry.status) + " at step " + with_commas(entry.step), t.text});
  }
  const std::size_t fixed_lines = lines.size();
  ScrollArea scroll(context, "detail", inside, 8 + 20 * static_cast<float>(fixed_lines + file.damage.size()) + 8);
  float y = scroll.y() + 8;
  for (const Line& line : lines) {
    paint.text(type::kRow, {inside.x + 12, y, 96, 20}, t.text3, line.name);
    const Rect value{inside.x + 112, y, inside.w - 124, 20};
    paint.text(type::kRow, value, line.colour, line.value);
    context.probe.add(Kind::kText, line.name, value, 0, true, Checked::kNone, line.value);
    y += 20;
  }
  const auto first = static_cast<std::size_t>(std::max(0.0f, (inside.y - y) / 20));
  for (std::size_t i = first; i < file.damage.size(); ++i) {
    const float line_y = y + 20 * static_cast<float>(i);
    if (line_y > inside.bottom()) break;
    const Damage& damage = file.damage[i];
    const std::string text = "byte " + with_commas(damage.offset) + ": " + std::string(reason_text(damage.reason)) +
                             ", " + counted(damage.bytes, "byte", "bytes") +
                             (damage.reason == DamageReason::kTruncated ? " so far" : " not read");
    if (i == 0) paint.text(type::kRow, {inside.x + 12, line_y, 96, 20}, t.text3, "Damage");
    const Rect value{inside.x + 112, line_y, inside.w - 124, 20};
    paint.text(type::kRow, value, damage.reason == DamageReason::kTruncated ? t.warn : t.danger, text);
    context.probe.add(Kind::kText, "damage", value, 0, true, Checked::kNone, text);
  }
}

void draw_notices(Context& context, const State& state, const Rect& area) {
  const Theme& t = context.theme;
  const Paint paint(context);
  paint.card(area);
  Rect inside = area.inset(1, 1);
  const Rect head = inside.take_top(32);
  paint.text(type::kBodyBold, head.inset(12, 0), t.text, "Notices");
  const auto& list = state.model.notices.list;
  if (list.empty()) {
    const std::string_view text =
        context.reading ? "Nothing to report so far." : "Nothing to report: every record that was read is good.";
    paint.text(type::kRow, {inside.x + 12, inside.y, inside.w - 24, 28}, t.text3, text);
    return;
  }
  ScrollArea scroll(context, "notices", inside, 28 * static_cast<float>(list.size()) + 4);
  for (int i = scroll.first(28); i < scroll.last(28, static_cast<int>(list.size())); ++i) {
    const Notice& notice = list[static_cast<std::size_t>(i)];
    const Rect row{inside.x, scroll.y() + 28 * static_cast<float>(i), inside.w, 28};
    ImGui::PushID(i);
    const Interaction act = interact(context, Kind::kRow, notice.text, row, {.value = notice.file, .ring = 2});
    ImGui::PopID();
    if (act.hovered) {
      paint.fill(row, t.hover);
      context.tooltip.want(act.id, row, notice.file.empty() ? notice.text : notice.text + " " + notice.file);
    }
    paint.icon(severity_icon(notice.severity), row.x + 12 + 7, row.center_y(), 14,
               tone_colour(t, severity_tone(notice.severity)));
    const std::string count = with_commas(notice.count);
    const float w = paint.width(type::kRow, count);
    paint.text(type::kRow, row.right() - 16 - w, row.center_y(), t.text2, count);
    paint.text(type::kRow, {row.x + 34, row.y, row.w - 34 - 32 - w, row.h}, t.text, notice.text);
  }
}

void draw_memory(Context& context, const State& state, const Rect& area) {
  const Theme& t = context.theme;
  const Paint paint(context);
  paint.card(area);
  Rect inside = area.inset(12, 0);
  const Rect head = inside.take_top(32);
  const MemoryUse memory = context.platform.memory();
  const Totals& totals = state.model.totals;
  const double used = memory.viewer_bytes + memory.parser_bytes;
  const double rest = std::max(0.0, memory.viewer_bytes - totals.scalar_bytes - totals.index_bytes);
  paint.text(type::kBodyBold, head, t.text, "Memory");
  paint.text(type::kRow, head, t.text2, byte_text(used), Align::kRight);
  const struct {
    std::string_view name;
    double bytes;
    std::size_t slot;
  } parts[] = {{"Scalar columns", totals.scalar_bytes, 0},
               {"Where payloads lie", totals.index_bytes, 2},
               {"Names, indexes", rest, 6},
               {"Parsers", memory.parser_bytes, 7}};
  const Rect bar{inside.x, inside.y + 4, inside.w, 8};
  paint.fill(bar, t.sunken, 4);
  float x = bar.x;
  for (const auto& part : parts) {
    if (part.bytes <= 0 || used <= 0) continue;
    const float w = std::max(2.0f, (bar.w - 8) * static_cast<float>(part.bytes / used));
    paint.fill({x, bar.y, std::min(w, bar.right() - x), 8}, t.run[part.slot], 2);
    x += w + 2;
  }
  const float column = (inside.w - 24) / 2;
  int i = 0;
  for (const auto& part : parts) {
    const int line = i / 2;
    const Rect row{inside.x + static_cast<float>(i % 2) * (column + 24),
                   bar.bottom() + 8 + 24 * static_cast<float>(line), column, 24};
    paint.fill({row.x, row.center_y() - 4, 8, 8}, t.run[part.slot], 2);
    const std::string text = byte_text(part.bytes);
    const float w = paint.width(type::kRow, text);
    paint.text(type::kRow, {row.x + 16, row.y, row.w - 16 - w - 8, row.h}, t.text, part.name);
    paint.text(type::kRow, row, t.text2, text, Align::kRight);
    ++i;
  }
  if (memory.limit_bytes > 0 && area.h >= 130) {
    const Rect row{inside.x, bar.bottom() + 8 + 48 + 4, inside.w, 16};
    const std::string text =
        "When " + byte_text(memory.limit_bytes) + " are full, reading stops and what is left is named here.";
    paint.paragraph(type::kRow, row, t.text3, text, 16, Align::kLeft, 2);
  }
}

std::string as_text(const Context& context, const State& state) {
  const Store& store = context.store;
  std::string out;
  const auto line = [&out](std::initializer_list<std::string> cells) {
    std::size_t i = 0;
    for (const auto& cell : cells) {
      if (i++ > 0) out += '\t';
      for (const char c : cell) out += c == '\t' || c == '\n' ? ' ' : c;
    }
    out += '\n';
  };
  switch (state.view) {
    case View::kFiles:
      line({"path", "bytes", "read", "records", "points", "state", "writer", "problem"});
      for (const FileId id : state.model.files) {
        const FileInfo& f = store.file(id);
        line({f.path, std::to_string(f.bytes), std::to_string(f.bytes_read), std::to_string(f.records),
              std::to_string(f.points), file_state_text(f), f.writer, f.problem});
        for (const Damage& d : f.damage) {
          line({"", "damage at byte " + std::to_string(d.offset), std::to_string(d.bytes) + " bytes",
                std::string(reason_text(d.reason))});
        }
      }
      break;
    case View::kRuns:
      line({"run", "first event", "files", "bytes", "tags", "points"});
      for (const RunRow& r : state.model.runs) {
        line({store.run(r.run).name, wall_text(context, r.start), std::to_string(r.files), std::to_string(r.bytes),
              std::to_string(r.tags), std::to_string(r.points)});
      }
      break;
    case View::kTags:
      line({"tag", "kind", "plugin", "runs", "points", "shown in"});
      for (const TagRow& r : state.model.tags) {
        line({store.tag(r.tag), std::string(kind_name(r.kind)), r.plugin, std::to_string(r.runs),
              std::to_string(r.points), r.shown_in});
      }
      break;
    case View::kNotices:
      for (const Notice& n : state.model.notices.list) line({n.text, std::to_string(n.count), n.file});
      break;
  }
  return out;
}

}  // namespace db::inspect
