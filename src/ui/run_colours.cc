#include "ui/run_colours.h"

#include <algorithm>
#include <vector>

#include "ui/colour.h"

namespace db {
namespace {

using Distances = std::array<std::array<double, kRunColours>, kRunColours>;

// In the light theme; a slot keeps its hue in the dark one.
const Distances& distances() {
  static const Distances table = [] {
    Distances d{};
    for (int i = 0; i < kRunColours; ++i)
      for (int j = 0; j < kRunColours; ++j) {
        d[i][j] = distance(oklab(light_theme().run[i]), oklab(light_theme().run[j]));
      }
    return d;
  }();
  return table;
}

}  // namespace

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

std::array<float, 4> dash_lengths(Pattern pattern) {
  switch (pattern) {
    case Pattern::kSolid:
      return {0, 0, 0, 0};
    case Pattern::kDash:
      return {7, 3, 7, 3};
    case Pattern::kDot:
      return {2, 3, 2, 3};
    case Pattern::kDashDot:
      return {8, 3, 2, 3};
  }
  return {0, 0, 0, 0};
}

std::uint64_t fnv1a_64(std::string_view text) {
  std::uint64_t h = 0xCBF29CE484222325;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  return h;
}

RunStyle RunColours::add(std::string_view name) {
  if (taken_.all()) {
    taken_.reset();
    pattern_ = (pattern_ + 1) % kPatterns;
  }
  auto slot = static_cast<int>(fnv1a_64(name) % kRunColours);
  if (taken_[slot]) {
    double best = -1;
    for (int free = 0; free < kRunColours; ++free) {
      if (taken_[free]) continue;
      double nearest = 10;
      for (int other = 0; other < kRunColours; ++other)
        if (taken_[other]) nearest = std::min(nearest, distances()[free][other]);
      if (nearest > best) {
        best = nearest;
        slot = free;
      }
    }
  }
  taken_.set(slot);
  return {.slot = static_cast<std::uint8_t>(slot), .pattern = static_cast<Pattern>(pattern_)};
}

void GroupColours::add(std::span<const std::string_view> names) {
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::ranges::sort(sorted);
  for (const std::string_view name : sorted) {
    if (const auto [at, added] = styles_.try_emplace(std::string(name)); added) at->second = colours_.add(name);
  }
}

RunStyle GroupColours::of(std::string_view name) const {
  const auto at = styles_.find(name);
  return at == styles_.end() ? RunStyle{} : at->second;
}

}  // namespace db
