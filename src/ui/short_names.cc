#include "ui/short_names.h"

namespace db {
namespace {

constexpr std::size_t kLeastHead = 4;  // bytes before the first gap that are worth having

}  // namespace

ShortName fitted(const Fonts& fonts, TextStyle style, const ShortName& name, float width) {
  const std::string_view text = name.text;
  if (text_width(fonts, style, text) <= width) return name;
  if (!name.gaps.empty()) {
    const std::size_t gap = name.gaps.front().at;
    const float room = width - text_width(fonts, style, text.substr(gap));
    std::size_t end = room > 0 ? text_fit(fonts, style, text.substr(0, gap), room) : 0;
    // Whole parts, so that no shorter number or word is read out of it; within the first one anywhere.
    std::size_t whole = end;
    while (whole > 0 && whole < gap && !parts_names(text, whole)) --whole;
    if (whole >= kLeastHead) end = whole;
    while (end > 0 && parts_names(text, end - 1)) --end;
    if (end >= kLeastHead) {
      ShortName out{std::string(text.substr(0, end)).append(text.substr(gap)), name.gaps};
      for (ShortName::Gap& each : out.gaps) each.at = static_cast<std::uint16_t>(each.at - (gap - end));
      return out;
    }
  }
  return {elide_middle(fonts, style, text, width), {}};
}

}  // namespace db
