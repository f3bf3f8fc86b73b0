// Dots, triangles and ticks in pixels: the marks of line_raster.
#pragma once

#include <span>

#include "ui/line_renderer.h"

namespace db {

struct ColumnImage;

// Draws a mark at each point over what the image holds; `view` is relative to the image.
void draw_marks(std::span<const GpuPoint> points, const GpuView& view, const GpuRecord& record, ColumnImage& image);

}  // namespace db
