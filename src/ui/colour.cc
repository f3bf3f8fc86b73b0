#include "ui/colour.h"

#include <algorithm>
#include <cstdio>

#include "analysis/oklab.h"

namespace db {
namespace {

constexpr double kLeastContrast = 3;

ImU32 of_lab(const Lab& lab) {
  const std::uint32_t rgb = rgb_of_oklab(lab);
  return IM_COL32(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, 255);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

std::uint32_t rgb_of(ImU32 colour) {
  const auto part = [&](int shift) { return colour >> shift & 255; };
  return part(IM_COL32_R_SHIFT) << 16 | part(IM_COL32_G_SHIFT) << 8 | part(IM_COL32_B_SHIFT);
}

double contrast_of(ImU32 a, ImU32 b) { return contrast(rgb_of(a), rgb_of(b)); }

std::optional<ImU32> parse_colour(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  if (text.size() != 3 && text.size() != 6) return std::nullopt;
  const std::size_t digits = text.size() / 3;
  int parts[3];
  for (std::size_t i = 0; i < 3; ++i) {
    const int high = hex_digit(text[i * digits]), low = hex_digit(text[i * digits + digits - 1]);
    if (high < 0 || low < 0) return std::nullopt;
    parts[i] = high * 16 + low;
  }
  return IM_COL32(parts[0], parts[1], parts[2], 255);
}

std::string hex_text(ImU32 colour) {
  char text[8];
  std::snprintf(text, sizeof text, "%02x%02x%02x", colour >> IM_COL32_R_SHIFT & 255, colour >> IM_COL32_G_SHIFT & 255,
                colour >> IM_COL32_B_SHIFT & 255);
  return text;
}

ImU32 legible(ImU32 colour, const Theme& theme) {
  const auto clear = [&](ImU32 c) {
    return std::min(contrast_of(c, theme.surface), contrast_of(c, theme.rail)) >= kLeastContrast;
  };
  if (clear(colour)) return colour;
  const Lab lab = oklab(rgb_of(colour));
  double far = theme.dark ? 1 : 0, near = lab.l;  // `far` can be seen, `near` cannot
  constexpr int kHalvings = 16;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (far + near) / 2;
    (clear(of_lab({middle, lab.a, lab.b})) ? far : near) = middle;
  }
  return of_lab({far, lab.a, lab.b});
}

}  // namespace db
