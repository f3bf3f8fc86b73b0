// Bands in pixels, as in host/line_shaders.h: the area between two lines, its edges faded over one pixel.
#pragma once

#include <span>

#include "ui/line_renderer.h"

namespace db {

struct ColumnImage;

// Draws the band of these points over what the image holds; `view` is relative to the image.
void draw_band(std::span<const GpuPoint> points, const GpuView& view, const GpuRecord& record, ColumnImage& image);

}  // namespace db
