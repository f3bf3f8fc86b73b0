// One chart as a vector SVG document, for papers and slides: title, axes with ticks and labels, grid, bands, lines with
// the raw values faint behind them, marks, legend. What the page and the command line draw is the same.
//
//       title
//   y  +------------------+      The size is that of the drawing without its legend, in CSS px; the legend's rows are
//      |       plot       |      added below. Lines are clipped to the plot.
//      +------------------+
//               x                Points are normal to the plot (0, 0 is its lower left corner), as LodLine makes them:
//       -- run a  -- run b       ask svg_plot() where it is, and reduce to its width.
//
// Text stays text in a stack of common sans-serif fonts; widths are estimated (svg_legend.h). What is too long for its
// place loses its middle there, and is in full in a <title>. Cost: about 8 bytes of text a point.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/lod.h"
#include "analysis/svg_path.h"
#include "analysis/ticks.h"

namespace db {

struct SvgAxis {
  std::string title;
  std::vector<Tick> ticks;    // `at` in the plot, 0 ... 1
  std::vector<double> minor;  // ticks without labels
  std::string base;           // what all labels begin with
};
SvgAxis svg_axis(Range view, const Ticks& ticks, std::span<const double> minor = {});

enum class SvgDot : std::uint8_t { kCircle, kSquare, kTriangle, kDiamond };

struct SvgLine {
  std::string name;    // in the legend, where it is not empty
  bool group = false;  // of several runs
  std::uint32_t rgb = 0;
  double width_px = 1.5;
  double opacity = 1;
  std::vector<double> dashes_px;  // on, off, ...; empty is solid
  SvgDot dot = SvgDot::kCircle;   // of marks that are dots
  std::vector<LodPoint> points;
  std::vector<LodPoint> raw;  // behind all lines
  std::vector<LodMark> marks;
};

struct SvgBand {
  std::uint32_t rgb = 0;
  double opacity = 0.14;
  std::vector<LodPoint> upper, lower;  // broken at the same places
};

struct SvgColours {  // 0xRRGGBB; by themselves those of look.md's light theme
  std::uint32_t background = 0xFFFFFF, text = 0x14181F, labels = 0x454D5A, axis = 0x838B98, grid = 0xECEEF1;
  double raw_opacity = 0.2;
};
inline constexpr SvgColours kDarkSvg{.background = 0x171A1F,
                                     .text = 0xECEFF3,
                                     .labels = 0xB9C0CB,
                                     .axis = 0x7C8594,
                                     .grid = 0x22272E,
                                     .raw_opacity = 0.24};

struct SvgChart {
  std::string title;
  double width_px = 640, height_px = 400;
  SvgAxis x, y;
  std::vector<SvgBand> bands;
  std::vector<SvgLine> lines;  // the last one on top
  bool legend = true;
  bool background = true;  // false: transparent
  SvgColours colours;
  std::string id = "plot";  // of its clip path: one each where several are put into one page
};

// Where the plot will lie; depends on the size and on which titles there are, and on nothing else.
SvgRect svg_plot(const SvgChart& chart);
std::string svg_text(const SvgChart& chart);

}  // namespace db
