// The colour of a run on the page, and what a person wants instead of what follows from its name
// (analysis/run_style.h).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "analysis/run_style.h"
#include "ui/theme.h"

namespace db {

extern const std::array<std::string_view, kRunColours> kColourNames;  // "blue", "orange", ...: stable, in links
extern const std::array<std::string_view, kPatterns> kPatternNames;   // "solid", "dash", "dot", "dash-dot"

ImU32 colour_of(const RunStyle& style, const Theme& theme);

// What a person wants instead: a colour, a pattern, or both.
struct RunLook {
  std::optional<std::uint8_t> slot;
  std::optional<ImU32> own;  // as typed; beats `slot`
  std::optional<Pattern> pattern;

  bool empty() const { return !slot && !own && !pattern; }
  RunStyle over(RunStyle style) const;
  std::string text() const;  // "teal", "1a2b3c", "dot", "teal.dot"
  static std::optional<RunLook> parse(std::string_view text);
  bool operator==(const RunLook&) const = default;
};

}  // namespace db
