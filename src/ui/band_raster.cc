#include "ui/band_raster.h"

#include <algorithm>
#include <cmath>

#include "ui/blend.h"
#include "ui/line_raster.h"
#include "ui/raster_pixels.h"

namespace db {
namespace {

constexpr float kFar = 1e7f;  // px

struct Edge {  // of a band between two points
  float y, slope;
  float steepness;  // what a pixel up or down is, across the edge

  Edge(float from, float to, float width) : y(from), slope((to - from) / width) {
    steepness = 1 / std::sqrt(1 + slope * slope);
  }
  float at(float x) const { return y + slope * x; }
};

}  // namespace

void draw_band(std::span<const GpuPoint> points, const GpuView& view, const GpuRecord& record, ColumnImage& image) {
  const BlendColour colour = BlendColour::of(record.colour);
  const float opacity = std::clamp(record.colour[3], 0.0f, 1.0f) * 256;
  const auto px = [&](float y) { return std::clamp(y * view.y_scale + view.y_offset, -kFar, kFar); };
  const auto full = static_cast<std::uint32_t>(opacity + 0.5f);
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    const GpuPoint &a = points[i], &b = points[i + 1];
    if (!(a.x < kMissingX) || !(b.x < kMissingX)) continue;
    const float left = a.x * view.x_scale + view.x_offset;
    const float right = b.x * view.x_scale + view.x_offset;
    const int begin = first_pixel(left, image.width);
    const int end = first_pixel(right, image.width);
    if (begin >= end) continue;
    const Edge low(px(a.y), px(b.y), right - left), high(px(a.arc), px(b.arc), right - left);
    for (int column = begin; column < end; ++column) {
      const float x = static_cast<float>(column) + 0.5f - left;
      const float top = high.at(x), bottom = low.at(x);
      const float fade = 0.5f / high.steepness, fade_low = 0.5f / low.steepness;
      const int first = first_pixel(top - fade, image.height);
      const int last = first_pixel(bottom + fade_low, image.height);
      std::uint32_t* const pixels = &image.pixels[static_cast<std::size_t>(column * image.height)];
      const auto faded = [&](int from, int to) {
        for (int row = from; row < to; ++row) {
          const float y = static_cast<float>(row) + 0.5f;
          const float above = std::clamp(0.5f + (y - top) * high.steepness, 0.0f, 1.0f);
          const float below = std::clamp(0.5f + (bottom - y) * low.steepness, 0.0f, 1.0f);
          const float cover = std::max(0.0f, above + below - 1);
          pixels[row] = colour.over(pixels[row], static_cast<std::uint32_t>(cover * opacity + 0.5f));
        }
      };
      // Whole pixels in between.
      const int inner = std::min(last, first_pixel(top + fade, image.height));
      const int outer = std::max(inner, std::min(last, first_pixel(bottom - fade_low, image.height)));
      faded(first, inner);
      for (int row = inner; row < outer; ++row) pixels[row] = colour.over(pixels[row], full);
      faded(outer, last);
    }
  }
}

}  // namespace db
