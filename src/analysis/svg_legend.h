// Where the names of a chart's lines stand below it, and how wide text is about.
//
//   -- run a     -- run b        Columns of one width, as many as fit; read along the rows. Names are in full while the
//   -- run c     and 12 more     legend then is no higher than the chart, else what tells them apart (short_names.h),
//                                the middle of the longest left out. So many at most: a legend of more tells nothing.
//
// Nothing is measured: widths are estimates for common sans-serif fonts, rather too wide than too narrow.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace db {

double svg_text_width(std::string_view text, double size_px);
// The middle is left out where it is wider.
std::string svg_elided(std::string_view text, double size_px, double width_px);

struct SvgLegend {
  struct Entry {
    std::size_t line;
    std::string text;
    double x, y;  // of the swatch's middle left, from the legend's upper left corner
  };
  std::vector<Entry> entries;
  std::string more;  // "and 12 more"; empty: all are there
  double more_x = 0, more_y = 0;
  double height_px = 0;  // 0: none
};
inline constexpr double kLegendPx = 12, kLegendSwatchPx = 22, kLegendTextPx = 28;  // size; swatch; where text begins

struct SvgLegendName {
  std::string_view text;  // empty: the line has no place in it
  bool group = false;     // of a group of runs; names are told apart among their kind
};
SvgLegend svg_legend(std::span<const SvgLegendName> names, double width_px, double chart_height_px);

}  // namespace db
