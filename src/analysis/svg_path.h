// Text of SVG, short: numbers of at most two decimals, paths by differences, escaped text.
//
// A path's points are rounded to 1/100 px where they are, so rounding does not add up along the line. Points that lie
// exactly on the way between their neighbours are left out.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analysis/lod_line.h"

namespace db {

struct SvgRect {  // in px, y down
  double left = 0, top = 0, width = 0, height = 0;

  double right() const { return left + width; }
  double bottom() const { return top + height; }
  double x(double normal) const { return left + normal * width; }
  double y(double normal) const { return top + (1 - normal) * height; }
};

// "12", "0.5", "-3.25": at most two decimals.
std::string px_text(double px);
// A colour 0xRRGGBB as "#0123ab".
std::string colour_text(std::uint32_t rgb);
// For text and for attributes in double quotes. What is no character of XML becomes U+FFFD.
std::string xml_text(std::string_view text);

// What stands in d="": `points` are normal to `plot`, as LodLine makes them.
std::string line_path(std::span<const LodPoint> points, const SvgRect& plot);
// The area between two lines that break at the same places.
std::string band_path(std::span<const LodPoint> upper, std::span<const LodPoint> lower, const SvgRect& plot);

}  // namespace db
