#include "ui/line_raster.h"

#include <algorithm>
#include <cmath>

#include "ui/mark_raster.h"

namespace db {
namespace {

constexpr float kMissing = 1e29f;
constexpr float kFlat = 1e-6f;  // px: a segment no longer than that is a point

// The first pixel centre at or after `from`, the first one after `to`; inside 0 ... size. NaN is none: 0.
int first_pixel(float from, int size) {
  return from > 0 ? static_cast<int>(std::min(std::ceil(from - 0.5f), static_cast<float>(size))) : 0;
}
int end_pixel(float to, int size) {
  return to > 0 ? static_cast<int>(std::min(std::floor(to - 0.5f) + 1, static_cast<float>(size))) : 0;
}

float dash_cover(std::span<const float, 4> dash, float arc) {
  const float period = dash[0] + dash[1] + dash[2] + dash[3];
  const float s = arc - std::floor(arc / period) * period;
  const float first = std::min(s, dash[0] - s);
  const float second = std::min(s - dash[0] - dash[1], dash[0] + dash[1] + dash[2] - s);
  return std::clamp(std::max({first, second, s - period}) + 0.5f, 0.0f, 1.0f);
}

}  // namespace

void ColumnImage::reset(int new_width, int new_height) {
  width = std::max(0, new_width);
  height = std::max(0, new_height);
  pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
}

void LineRaster::draw(std::span<const GpuPoint> points, const GpuView& view, std::span<const GpuRecord> records,
                      int left, int top, ColumnImage& image) {
  if (image.width <= 0 || image.height <= 0) return;
  GpuView local = view;
  local.x_offset -= static_cast<float>(left);
  local.y_offset -= static_cast<float>(top);
  local.top -= static_cast<float>(top);
  local.bottom -= static_cast<float>(top);
  cover_.assign(static_cast<std::size_t>(image.height), 0);
  for (const GpuRecord& record : records) {
    const auto first = std::min(static_cast<std::size_t>(std::max(0.0f, record.first)), points.size());
    const auto count = std::min(static_cast<std::size_t>(std::max(0.0f, record.count)), points.size() - first);
    if (record.mark == 0) {
      draw_line(points.subspan(first, count), local, record, image);
    } else {
      draw_marks(points.subspan(first, count), local, record, image);
    }
  }
}

void LineRaster::draw_line(std::span<const GpuPoint> points, const GpuView& view, const GpuRecord& record,
                           ColumnImage& image) {
  const auto byte = [](float part) { return static_cast<std::uint32_t>(std::clamp(part, 0.0f, 1.0f) * 255 + 0.5f); };
  const Stroke stroke{.red_blue = byte(record.colour[0]) | byte(record.colour[2]) << 16,
                      .alpha_green = byte(record.colour[1]) | 255u << 16,
                      .opacity = std::clamp(record.colour[3], 0.0f, 1.0f) * std::clamp(record.width, 0.0f, 1.0f) * 256,
                      .reach = record.width / 2 + 0.5f,
                      .dash = record.dash,
                      .dashed = record.dash[0] + record.dash[1] + record.dash[2] + record.dash[3] > 0};
  run_.clear();
  for (const GpuPoint& p : points) {
    if (!(p.x < kMissing)) {
      draw_run(stroke, image);
      run_.clear();
      continue;
    }
    const Point next{p.x * view.x_scale + view.x_offset, p.y * view.y_scale + view.y_offset, p.arc};
    if (!run_.empty() && next.x < run_.back().x) {
      const Point last = run_.back();
      draw_run(stroke, image);
      run_ = {next, last};
      draw_run(stroke, image);
      run_.clear();
    }
    run_.push_back(next);
  }
  draw_run(stroke, image);
}

void LineRaster::draw_run(const Stroke& stroke, ColumnImage& image) {
  if (run_.size() < 2) return;
  const int begin = first_pixel(run_.front().x - stroke.reach, image.width);
  const int end = end_pixel(run_.back().x + stroke.reach, image.width);
  std::size_t first = 0;
  for (int column = begin; column < end; ++column) {
    const float x = static_cast<float>(column) + 0.5f;
    while (first + 2 < run_.size() && run_[first + 1].x < x - stroke.reach) ++first;
    touched_ = image.height;
    end_ = 0;
    for (std::size_t i = first; i + 1 < run_.size() && run_[i].x <= x + stroke.reach; ++i) {
      cover_segment(stroke, run_[i], run_[i + 1], x);
      if (i + 2 == run_.size()) cover_disc(stroke, run_[i + 1], x);
    }
    if (touched_ < end_) blend_column(stroke, &image.pixels[static_cast<std::size_t>(column * image.height)]);
  }
}

// What the segment covers of the column whose centre is x: where the nearest point lies within the segment, by the
// distance to its line, which changes evenly down the column; at `a` by the distance to it. `b` is the next one's `a`.
void LineRaster::cover_segment(const Stroke& stroke, const Point& a, const Point& b, float x) {
  cover_disc(stroke, a, x);
  const float dx = b.x - a.x;
  const float dy = b.y - a.y;
  const float length = std::sqrt(dx * dx + dy * dy);
  if (!(length > kFlat)) return;
  const float u = x - a.x;
  float from = -1e9f, to = 1e9f;
  if (std::fabs(dy) > kFlat) {
    const float at_a = a.y - u * dx / dy;
    const float at_b = at_a + length * length / dy;
    from = std::min(at_a, at_b);
    to = std::max(at_a, at_b);
  } else if (u < 0 || u > dx) {
    return;
  }
  if (dx > kFlat) {
    const float centre = a.y + u * dy / dx;
    const float half = stroke.reach * length / dx;
    from = std::max(from, centre - half);
    to = std::min(to, centre + half);
  } else if (std::fabs(u) >= stroke.reach) {
    return;
  }
  const auto height = static_cast<int>(cover_.size());
  const int begin = first_pixel(from, height);
  const int end = end_pixel(to, height);
  if (begin >= end) return;
  touched_ = std::min(touched_, begin);
  end_ = std::max(end_, end);
  const float distance = (u * dy - (static_cast<float>(begin) + 0.5f - a.y) * dx) / length;
  const float a_row = -dx / length;
  float* const cover = cover_.data() + begin;
  const float reach = stroke.reach;
  if (!stroke.dashed) {
    for (int i = 0; i < end - begin; ++i) {
      const float value = std::min(reach - std::fabs(distance + a_row * static_cast<float>(i)), 1.0f);
      cover[i] = cover[i] < value ? value : cover[i];
    }
    return;
  }
  for (int i = 0; i < end - begin; ++i) {
    const float y = static_cast<float>(begin + i) + 0.5f - a.y;
    const float along = std::clamp((u * dx + y * dy) / (length * length), 0.0f, 1.0f);
    const float value = std::clamp(reach - std::fabs(distance + a_row * static_cast<float>(i)), 0.0f, 1.0f) *
                        dash_cover(stroke.dash, a.arc + (b.arc - a.arc) * along);
    cover[i] = cover[i] < value ? value : cover[i];
  }
}

void LineRaster::cover_disc(const Stroke& stroke, const Point& centre, float x) {
  const float u = x - centre.x;
  const float half2 = stroke.reach * stroke.reach - u * u;
  if (!(half2 > 0)) return;
  const float half = std::sqrt(half2);
  const auto height = static_cast<int>(cover_.size());
  const int begin = first_pixel(centre.y - half, height);
  const int end = end_pixel(centre.y + half, height);
  if (begin >= end) return;
  touched_ = std::min(touched_, begin);
  end_ = std::max(end_, end);
  const float most = stroke.dashed ? dash_cover(stroke.dash, centre.arc) : 1;
  for (int i = begin; i < end; ++i) {
    const float y = static_cast<float>(i) + 0.5f - centre.y;
    const float value = std::min(stroke.reach - std::sqrt(u * u + y * y), 1.0f) * most;
    cover_[static_cast<std::size_t>(i)] = std::max(cover_[static_cast<std::size_t>(i)], value);
  }
}

// Blends and clears what is covered. Two channels share a multiplication.
void LineRaster::blend_column(const Stroke& stroke, std::uint32_t* column) {
  constexpr std::uint32_t kLow = 0x00ff00ff, kHalf = 0x00800080;
  float* const cover = cover_.data();
  for (int y = touched_; y < end_; ++y) {
    const auto alpha = static_cast<std::uint32_t>(static_cast<int>(cover[y] * stroke.opacity + 0.5f));
    const std::uint32_t rest = 256 - alpha;
    const std::uint32_t under = column[y];
    const std::uint32_t red_blue = ((under & kLow) * rest + stroke.red_blue * alpha + kHalf) >> 8 & kLow;
    const std::uint32_t alpha_green = ((under >> 8 & kLow) * rest + stroke.alpha_green * alpha + kHalf) & ~kLow;
    column[y] = red_blue | alpha_green;
    cover[y] = 0;
  }
}

}  // namespace db
