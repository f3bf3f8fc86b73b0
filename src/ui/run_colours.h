// Colour and pattern of every run, from its name: look.md section 3. Slot = FNV-1a 64 of the name mod 12; where it is
// taken, the free slot whose smallest distance to the taken ones is largest. After 12 runs the next pattern begins;
// after 48 they repeat. The same name gets the same style in the same company, and what has one keeps it.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <string_view>

#include "ui/theme.h"

namespace db {

enum class Pattern : std::uint8_t { kSolid, kDash, kDot, kDashDot };
inline constexpr int kPatterns = 4;

struct RunStyle {
  std::uint8_t slot = 0;  // of Theme::run
  Pattern pattern = Pattern::kSolid;
  bool operator==(const RunStyle&) const = default;
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

}  // namespace db
