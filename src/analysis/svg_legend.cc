#include "analysis/svg_legend.h"

#include <algorithm>
#include <cstdint>

#include "analysis/short_names.h"
#include "base/utf8.h"

namespace db {
namespace {

constexpr double kRowPx = 18, kColumnGapPx = 20;
constexpr std::size_t kMostEntries = 200;
constexpr std::string_view kLeftOut = "…";

double ems(unsigned char c) {
  if (c >= 0xE1) return 1;  // from U+1000 on: mostly ideographs
  if (c >= 0x80) return 0.62;
  constexpr std::string_view kNarrow = "iIjlt.,:;'|!()[]/\\ fr-\"`{}";
  constexpr std::string_view kWide = "mwMW@%";
  if (kNarrow.contains(static_cast<char>(c))) return 0.38;
  if (kWide.contains(static_cast<char>(c))) return 0.94;
  return c >= 'A' && c <= 'Z' ? 0.72 : 0.63;
}

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// To what tells them apart from those of their kind, and to the room that there is.
void shorten(std::span<const SvgLegendName> names, double room_px, std::vector<std::string>& texts) {
  for (const bool group : {false, true}) {
    std::vector<std::size_t> places;
    std::vector<std::string_view> of_kind;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].group != group) continue;
      places.push_back(i);
      of_kind.push_back(names[i].text);
    }
    const std::vector<ShortName> shortened = short_names(of_kind);
    for (std::size_t i = 0; i < places.size(); ++i)
      texts[places[i]] = svg_elided(shortened[i].text, kLegendPx, room_px);
  }
}

std::size_t columns_for(std::span<const std::string> texts, double width_px, double& column_px) {
  double widest = 0;
  for (const std::string& text : texts) widest = std::max(widest, svg_text_width(text, kLegendPx));
  column_px = kLegendTextPx + widest + kColumnGapPx;
  const auto fit = static_cast<std::size_t>(std::max(1.0, (width_px + kColumnGapPx) / column_px));
  return std::max<std::size_t>(1, std::min(fit, texts.size()));
}

}  // namespace

double svg_text_width(std::string_view text, double size_px) {
  double sum = 0;
  for (const char c : text) {
    if (begins_character(c)) sum += ems(static_cast<unsigned char>(c));
  }
  return sum * size_px;
}

std::string svg_elided(std::string_view text, double size_px, double width_px) {
  const std::string whole = repair_utf8(text);
  if (svg_text_width(whole, size_px) <= width_px) return whole;
  double room = width_px - svg_text_width(kLeftOut, size_px);
  std::size_t head = 0, tail = whole.size();
  const auto cost = [&](std::size_t begin, std::size_t end) {
    return svg_text_width(std::string_view(whole).substr(begin, end - begin), size_px);
  };
  while (head < tail) {  // a character from each end in turn
    std::size_t end = head + 1;
    while (end < tail && !begins_character(whole[end])) ++end;
    if (cost(head, end) > room) break;
    room -= cost(head, end);
    head = end;
    if (head >= tail) break;
    std::size_t begin = tail - 1;
    while (begin > head && !begins_character(whole[begin])) --begin;
    if (cost(begin, tail) > room) break;
    room -= cost(begin, tail);
    tail = begin;
  }
  return whole.substr(0, head).append(kLeftOut).append(whole.substr(tail));
}

SvgLegend svg_legend(std::span<const SvgLegendName> names, double width_px, double chart_height_px) {
  SvgLegend out;
  std::vector<std::size_t> lines;
  std::vector<SvgLegendName> named;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i].text.empty()) continue;
    lines.push_back(i);
    named.push_back(names[i]);
  }
  if (named.empty()) return out;
  const std::size_t left_out = named.size() > kMostEntries ? named.size() - kMostEntries : 0;
  const double room = std::max(1.0, width_px - kLegendTextPx);
  const auto rows = [&](std::size_t columns) {
    return (named.size() - left_out + (left_out > 0 ? 1 : 0) + columns - 1) / columns;
  };
  double column_px = 0;
  std::vector<std::string> texts;
  for (const SvgLegendName& name : named) texts.emplace_back(name.text);
  std::size_t columns = columns_for(texts, width_px, column_px);
  const bool too_wide = column_px - kColumnGapPx > width_px;
  if (too_wide || static_cast<double>(rows(columns)) * kRowPx > chart_height_px) {
    shorten(named, room, texts);
    columns = columns_for(texts, width_px, column_px);
  }
  const auto x = [&](std::size_t i) { return static_cast<double>(i % columns) * column_px; };
  const auto y = [&](std::size_t i) {
    const std::size_t row = i / columns;
    return (static_cast<double>(row) + 0.5) * kRowPx;
  };
  const std::size_t shown = named.size() - left_out;
  for (std::size_t i = 0; i < shown; ++i) out.entries.push_back({lines[i], std::move(texts[i]), x(i), y(i)});
  if (left_out > 0) {
    out.more = "and " + std::to_string(left_out) + " more";
    out.more_x = x(shown);
    out.more_y = y(shown);
  }
  out.height_px = static_cast<double>(rows(columns)) * kRowPx + 6;
  return out;
}

}  // namespace db
