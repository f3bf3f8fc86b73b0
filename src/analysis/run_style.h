// Colour and pattern of every run, from its name: look.md section 3. Slot = FNV-1a 64 of the name mod 12; where it is
// taken, the free slot whose smallest distance to the taken ones is largest. After 12 runs the next pattern begins;
// after 48 they repeat. The same name gets the same style in the same company, and what has one keeps it.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace db {

inline constexpr int kRunColours = 12;
using RunPalette = std::array<std::uint32_t, kRunColours>;  // by slot, 0xRRGGBB: blue, orange, teal, plum, ...
inline constexpr RunPalette kLightRuns = {0x144ABB, 0xEA6F0B, 0x168E9A, 0x840072, 0x6CA265, 0x9E324F,
                                          0x8F5BEF, 0x786C02, 0x209CE8, 0x996D63, 0x2D5A04, 0x6268B3};
inline constexpr RunPalette kDarkRuns = {0x64A7FF, 0xC56814, 0x468E90, 0xED7EC7, 0x7EBC54, 0xED4077,
                                         0xA466FA, 0xF1CD34, 0x7DD0FE, 0xE0ABA4, 0xA3EE9E, 0x7776C2};

enum class Pattern : std::uint8_t { kSolid, kDash, kDot, kDashDot };
inline constexpr int kPatterns = 4;

struct RunStyle {
  std::uint8_t slot = 0;  // of a palette
  Pattern pattern = Pattern::kSolid;
  std::uint32_t light = 0, dark = 0;  // a colour of one's own, as ui/theme.h has it in each theme; 0: the slot's
  bool operator==(const RunStyle&) const = default;
};

// On, off, on, off in CSS pixels; all 0 is solid.
std::array<float, 4> dash_lengths(Pattern pattern);

std::uint64_t fnv1a_64(std::string_view text);

// The order of runs: folder by folder, so that a list and its tree agree ('/' sorts before every other character).
bool tree_less(std::string_view a, std::string_view b);

class RunColours {
 public:
  // Gives the next style. Call it in the order of tree_less.
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
