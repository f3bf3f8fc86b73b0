#include "ui/mark_raster.h"

#include <algorithm>
#include <cmath>

#include "ui/line_raster.h"
#include "ui/raster_pixels.h"

namespace db {
namespace {

constexpr float kTickSpacingPx = 4;

// Below 0 inside. Corners are taken as if sharp, which is right to a fraction of a pixel at these sizes.
float triangle(float x, float y, float r) {
  return std::max(std::fabs(x) * 0.866f - y * 0.5f - r * 0.5f, y - r * 0.5f);
}

float distance(GpuMark kind, float x, float y, float r) {
  switch (kind) {
    case GpuMark::kSquare:
      return std::max(std::fabs(x), std::fabs(y)) - r * 0.89f;
    case GpuMark::kTriangle:
      return triangle(x, y, r * 1.25f);
    case GpuMark::kDiamond:
      return (std::fabs(x) + std::fabs(y) - r * 1.2f) * 0.707f;
    case GpuMark::kHollowTriangle:
      return std::fabs(triangle(x, y, r) + 0.75f) - 0.75f;
    case GpuMark::kTop:
      return triangle(x, y, r);
    case GpuMark::kBottom:
      return triangle(x, -y, r);
    case GpuMark::kTick:
      return std::max(std::fabs(x) - 0.75f, std::fabs(y) - r);
    case GpuMark::kLine:
    case GpuMark::kCircle:
    case GpuMark::kBand:
    case GpuMark::kOfPoint:
      break;
  }
  return std::sqrt(x * x + y * y) - r;
}

void blend(std::uint32_t& pixel, const float (&colour)[4], float alpha) {
  std::uint32_t out = 0;
  for (unsigned i = 0; i < 4; ++i) {
    const float over = i < 3 ? colour[i] * 255 : 255.0f;
    const auto under = static_cast<float>(pixel >> 8 * i & 255);
    out |= static_cast<std::uint32_t>(over * alpha + under * (1 - alpha) + 0.5f) << 8 * i;
  }
  pixel = out;
}

}  // namespace

void draw_marks(std::span<const GpuPoint> points, const GpuView& view, const GpuRecord& record, ColumnImage& image) {
  const float radius = record.width;
  const float extent = radius * 1.3f + 1.5f;
  const auto width = static_cast<float>(image.width);
  const auto height = static_cast<float>(image.height);
  for (const GpuPoint& p : points) {
    if (!(p.x < kMissingX)) continue;
    const auto kind = static_cast<GpuMark>(record.mark > 99 ? p.mark : record.mark);
    float x = p.x * view.x_scale + view.x_offset;
    float y = p.y * view.y_scale + view.y_offset;
    if (kind == GpuMark::kTop) y = view.top + radius;
    if (kind == GpuMark::kBottom) y = view.bottom - radius;
    if (kind == GpuMark::kTick) {
      if (y >= view.top && y <= view.bottom) continue;
      y = y < view.top ? view.top + radius : view.bottom - radius;
      x = (std::floor(x / kTickSpacingPx) + 0.5f) * kTickSpacingPx;  // a row of ticks stays a row, not a bar
    }
    // A mark off the plot is none; half of one at its edge would look like a point there.
    if (kind <= GpuMark::kHollowTriangle && (y < view.top - 0.5f || y > view.bottom + 0.5f)) continue;
    if (!(x > -extent && x < width + extent && y > -extent && y < height + extent)) continue;
    const int left = static_cast<int>(std::max(0.0f, std::floor(x - extent)));
    const int right = static_cast<int>(std::min(width, std::ceil(x + extent)));
    const int top = static_cast<int>(std::max(0.0f, std::floor(y - extent)));
    const int bottom = static_cast<int>(std::min(height, std::ceil(y + extent)));
    for (int column = left; column < right; ++column) {
      for (int row = top; row < bottom; ++row) {
        const float inside =
            0.5f - distance(kind, static_cast<float>(column) + 0.5f - x, static_cast<float>(row) + 0.5f - y, radius);
        const float alpha = std::clamp(inside, 0.0f, 1.0f) * std::clamp(record.colour[3], 0.0f, 1.0f);
        if (alpha > 0) blend(image.pixels[static_cast<std::size_t>(column * image.height + row)], record.colour, alpha);
      }
    }
  }
}

}  // namespace db
