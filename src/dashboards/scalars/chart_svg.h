// A card as a vector picture for papers and slides: what is in view, with every line's name in the legend.
#pragma once

#include "analysis/svg_chart.h"
#include "dashboards/scalars/chart.h"

namespace db {

struct PictureSettings {
  double width_px = 640, height_px = 400;  // without the legend
  bool dark = false;
  bool dots = true;
};

// Smooths what is not smoothed yet: for a card on screen that is little.
SvgChart chart_svg(Context& context, Chart& chart, const std::string& title, const PictureSettings& settings);

}  // namespace db
