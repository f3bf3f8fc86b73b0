// Colour and pattern of every run, from its name: look.md section 3. Slot = FNV-1a 64 of the name mod 12; where it is
// taken, the free slot whose smallest distance to the taken ones is largest. After 12 runs the next pattern begins;
// after 48 they repeat. The same name gets the same style in the same company, and what has one keeps it.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/theme.h"

namespace db {

enum class Pattern : std::uint8_t { kSolid, kDash, kDot, kDashDot };
inline constexpr int kPatterns = 4;
extern const std::array<std::string_view, kRunColours> kColourNames;  // "blue", "orange", ...: stable, in links
extern const std::array<std::string_view, kPatterns> kPatternNames;   // "solid", "dash", "dot", "dash-dot"

struct RunStyle {
  std::uint8_t slot = 0;  // of Theme::run
  Pattern pattern = Pattern::kSolid;
  ImU32 light = 0, dark = 0;  // a colour of one's own, as each theme shows it; 0: the slot's
  bool operator==(const RunStyle&) const = default;
};
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

// On, off, on, off in CSS pixels; all 0 is solid.
std::array<float, 4> dash_lengths(Pattern pattern);

std::uint64_t fnv1a_64(std::string_view text);

class RunColours {
 public:
  // Gives the next style. Call it in the order of sorted names.
  RunStyle add(std::string_view name);
  void clear() { *this = {}; }

 private:
  std::bitset<kRunColours> taken_;
  int pattern_ = 0;
};

// Styles of groups, by their names. A later one changes no earlier one.
class GroupColours {
 public:
  void add(std::span<const std::string_view> names);  // in any order
  RunStyle of(std::string_view name) const;
  void clear() { *this = {}; }

 private:
  RunColours colours_;
  std::map<std::string, RunStyle, std::less<>> styles_;
};

}  // namespace db
