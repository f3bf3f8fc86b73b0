#include "analysis/oklab.h"

#include <algorithm>
#include <cmath>

namespace db {
namespace {

struct Linear {
  double r, g, b;
};

double linear(std::uint32_t byte) {
  const double c = static_cast<double>(byte & 255) / 255;
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

Linear linear_of(std::uint32_t rgb) { return {linear(rgb >> 16), linear(rgb >> 8), linear(rgb)}; }

std::uint32_t byte_of(double linear) {
  const double c = std::clamp(linear, 0.0, 1.0);
  const double s = c <= 0.0031308 ? 12.92 * c : 1.055 * std::pow(c, 1 / 2.4) - 0.055;
  return static_cast<std::uint32_t>(std::lround(s * 255));
}

double luminance(std::uint32_t rgb) {
  const Linear c = linear_of(rgb);
  return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b;
}

}  // namespace

Lab oklab(std::uint32_t rgb) {
  const auto [r, g, b] = linear_of(rgb);
  const double l = std::cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const double m = std::cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const double s = std::cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

std::uint32_t rgb_of_oklab(const Lab& lab) {
  const auto cube = [](double v) { return v * v * v; };
  const double l = cube(lab.l + 0.3963377774 * lab.a + 0.2158037573 * lab.b);
  const double m = cube(lab.l - 0.1055613458 * lab.a - 0.0638541728 * lab.b);
  const double s = cube(lab.l - 0.0894841775 * lab.a - 1.2914855480 * lab.b);
  return byte_of(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16 |
         byte_of(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8 |
         byte_of(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
}

double distance(const Lab& a, const Lab& b) { return std::hypot(a.l - b.l, a.a - b.a, a.b - b.b); }

double contrast(std::uint32_t rgb_a, std::uint32_t rgb_b) {
  const double one = luminance(rgb_a), other = luminance(rgb_b);
  return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

}  // namespace db
