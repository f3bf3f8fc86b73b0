// A card as a vector picture for papers and slides: what is in view, in the colours of the light theme, with every
// line's full name in the legend.
#pragma once

#include "analysis/svg_chart.h"
#include "dashboards/scalars/chart.h"

namespace db {

// `width` and `height` are those of the picture without its legend, in px. Smooths what is not smoothed yet: for a card
// on screen that is little.
SvgChart chart_svg(Context& context, Chart& chart, const std::string& title, double width, double height);

}  // namespace db
