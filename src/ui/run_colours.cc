#include "ui/run_colours.h"

#include <algorithm>

#include "ui/colour.h"

namespace db {
const std::array<std::string_view, kRunColours> kColourNames = {"blue",   "orange", "teal", "plum", "leaf",   "crimson",
                                                                "violet", "olive",  "sky",  "clay", "forest", "iris"};
const std::array<std::string_view, kPatterns> kPatternNames = {"solid", "dash", "dot", "dash-dot"};

ImU32 colour_of(const RunStyle& style, const Theme& theme) {
  const ImU32 own = theme.dark ? style.dark : style.light;
  return own != 0 ? own : theme.run[style.slot];
}

RunStyle RunLook::over(RunStyle style) const {
  if (own) {
    style.slot = 0;
    style.light = legible(*own, light_theme());
    style.dark = legible(*own, dark_theme());
  } else if (slot) {
    style.slot = *slot;
    style.light = style.dark = 0;
  }
  if (pattern) style.pattern = *pattern;
  return style;
}

std::string RunLook::text() const {
  std::string out;
  if (own) {
    out = hex_text(*own);
  } else if (slot) {
    out = kColourNames[*slot];
  }
  if (!pattern) return out;
  if (!out.empty()) out += '.';
  return out += kPatternNames[static_cast<std::size_t>(*pattern)];
}

std::optional<RunLook> RunLook::parse(std::string_view text) {
  RunLook look;
  while (!text.empty()) {
    const auto end = text.find('.');
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (const auto colour = std::ranges::find(kColourNames, word); colour != kColourNames.end()) {
      look.slot = static_cast<std::uint8_t>(colour - kColourNames.begin());
    } else if (const auto pattern = std::ranges::find(kPatternNames, word); pattern != kPatternNames.end()) {
      look.pattern = static_cast<Pattern>(pattern - kPatternNames.begin());
    } else if (const auto own = parse_colour(word)) {
      look.own = own;
    } else {
      return std::nullopt;
    }
  }
  return look.empty() ? std::nullopt : std::optional(look);
}

}  // namespace db
