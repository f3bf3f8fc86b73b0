#include "ui/colour.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace db {
namespace {

constexpr double kLeastContrast = 3;

double linear(ImU32 byte) {
  const double c = static_cast<double>(byte & 255) / 255;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

ImU32 byte_of(double linear) {
  const double c = std::clamp(linear, 0.0, 1.0);
  const double s = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
  return static_cast<ImU32>(std::lround(s * 255));
}

// Outside of sRGB it is cut off.
ImU32 srgb(const Lab& lab) {
  const auto cube = [](double v) { return v * v * v; };
  const double l = cube(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b);
  const double m = cube(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b);
  const double s = cube(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b);
  return IM_COL32(byte_of(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                  byte_of(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                  byte_of(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s), 255);
}

double luminance(ImU32 colour) {
  return 0.2126 * linear(colour >> IM_COL32_R_SHIFT) + 0.7152 * linear(colour >> IM_COL32_G_SHIFT) +
         0.0722 * linear(colour >> IM_COL32_B_SHIFT);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

Lab oklab(ImU32 colour) {
  const double r = linear(colour >> IM_COL32_R_SHIFT), g = linear(colour >> IM_COL32_G_SHIFT),
               b = linear(colour >> IM_COL32_B_SHIFT);
  const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

double distance(const Lab& a, const Lab& b) { return std::hypot(a.l - b.l, a.a - b.a, a.b - b.b); }

double contrast(ImU32 a, ImU32 b) {
  const double one = luminance(a), other = luminance(b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

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
    return std::min(contrast(c, theme.surface), contrast(c, theme.rail)) >= kLeastContrast;
  };
  if (clear(colour)) return colour;
  const Lab lab = oklab(colour);
  double far = theme.dark ? 1 : 0, near = lab.l;  // `far` can be seen, `near` cannot
  constexpr int kHalvings = 16;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (far + near) / 2;
    (clear(srgb({middle, lab.a, lab.b})) ? far : near) = middle;
  }
  return srgb({far, lab.a, lab.b});
}

}  // namespace db
