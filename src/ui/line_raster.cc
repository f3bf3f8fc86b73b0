#include "ui/line_raster.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "ui/band_raster.h"
#include "ui/mark_raster.h"
#include "ui/raster_pixels.h"

namespace db {
namespace {

constexpr float kShort = 1e-6f;  // px: a segment no longer than that is a point
constexpr float kEndless = 1e9f;

// Four rows of a column.
constexpr int kLanes = 4;
using Lanes = float __attribute__((ext_vector_type(kLanes)));
using Words = std::uint32_t __attribute__((ext_vector_type(kLanes)));
constexpr Lanes kCount{0, 1, 2, 3};

// One past the last pixel whose centre lies at or before `to`, as first_pixel().
int end_pixel(float to, int size) {
  return to > 0 ? static_cast<int>(std::min(std::floor(to - 0.5f) + 1, static_cast<float>(size))) : 0;
}

template <typename Vector>
Vector load(const void* from) {
  Vector value;
  std::memcpy(&value, from, sizeof value);
  return value;
}
template <typename Vector>
void store(void* to, Vector value) {
  std::memcpy(to, &value, sizeof value);
}

// Coverage of four rows to `value` where that is more, at most 1. May lie beyond the last row: there is room.
void raise(float* rows, Lanes value) {
  const Lanes cover = load<Lanes>(rows);
  const Lanes capped = value < 1 ? value : Lanes(1);  // not elementwise_min: wasm would call fminf
  store(rows, cover < capped ? capped : cover);
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
  height_ = image.height;
  cover_.assign(static_cast<std::size_t>(height_ + kLanes), 0);
  for (const GpuRecord& record : records) {
    const auto first = std::min(static_cast<std::size_t>(std::max(0.0f, record.first)), points.size());
    const auto count = std::min(static_cast<std::size_t>(std::max(0.0f, record.count)), points.size() - first);
    if (record.mark == 0) {
      draw_line(points.subspan(first, count), local, record, image);
    } else if (record.mark == static_cast<float>(GpuMark::kBand)) {
      draw_band(points.subspan(first, count), local, record, image);
    } else {
      draw_marks(points.subspan(first, count), local, record, image);
    }
  }
}

void LineRaster::draw_line(std::span<const GpuPoint> points, const GpuView& view, const GpuRecord& record,
                           ColumnImage& image) {
  const Stroke stroke{.colour = BlendColour::of(record.colour),
                      .opacity = std::clamp(record.colour[3], 0.0f, 1.0f) * std::clamp(record.width, 0.0f, 1.0f) * 256,
                      .reach = record.width / 2 + 0.5f,
                      .dash = record.dash,
                      .dashed = record.dash[0] + record.dash[1] + record.dash[2] + record.dash[3] > 0};
  run_.clear();
  for (const GpuPoint& p : points) {
    if (!(p.x < kMissingX)) {
      draw_run(stroke, image);
      run_.clear();
      continue;
    }
    const Point next{.x = p.x * view.x_scale + view.x_offset,
                     .y = p.y * view.y_scale + view.y_offset,
                     .arc = p.arc,
                     .dx = 0,
                     .dy = 0,
                     .across = 0,
                     .down = 0,
                     .lean = 0,
                     .rows = 0,
                     .half = 0};
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

void LineRaster::prepare_run(const Stroke& stroke) {
  for (std::size_t i = 0; i + 1 < run_.size(); ++i) {
    Point& a = run_[i];
    a.dx = run_[i + 1].x - a.x;
    a.dy = run_[i + 1].y - a.y;
    const float length = std::sqrt(a.dx * a.dx + a.dy * a.dy);
    if (!(length > kShort)) {
      a.half = 0;
      continue;
    }
    a.across = a.dy / length;
    a.down = a.dx / length;
    const bool flat = std::fabs(a.dy) <= kShort;
    a.lean = flat ? 0 : a.dx / a.dy;
    a.rows = flat ? kEndless : length * length / a.dy;
    a.half = a.dx > kShort ? stroke.reach * length / a.dx : kEndless;
  }
}

void LineRaster::draw_run(const Stroke& stroke, ColumnImage& image) {
  if (run_.size() < 2) return;
  prepare_run(stroke);
  const int begin = first_pixel(run_.front().x - stroke.reach, image.width);
  const int end = end_pixel(run_.back().x + stroke.reach, image.width);
  const std::size_t last = run_.size() - 1;
  std::size_t first = 0;
  for (int column = begin; column < end; ++column) {
    const float x = static_cast<float>(column) + 0.5f;
    while (first + 1 < last && run_[first + 1].x < x - stroke.reach) ++first;
    touched_ = image.height;
    end_ = 0;
    std::size_t i = first;
    for (; i < last && run_[i].x <= x + stroke.reach; ++i) cover_segment(stroke, run_[i], run_[i + 1].arc, x);
    for (; i > first; --i) cover_disc(stroke, run_[i], x);
    if (first == 0) cover_disc(stroke, run_[0], x);
    if (touched_ < end_) blend_column(stroke, &image.pixels[static_cast<std::size_t>(column * image.height)]);
  }
}

// What the segment from `a` covers of the column whose centre is x, by the distance to its line, where the nearest
// point lies within the segment. Round its ends, discs cover.
void LineRaster::cover_segment(const Stroke& stroke, const Point& a, float b_arc, float x) {
  const float u = x - a.x;
  if (a.half == 0) return;
  float from, to;
  if (a.rows == kEndless) {
    if (u < 0 || u > a.dx) return;
    from = -kEndless;
    to = kEndless;
  } else {
    const float at_a = a.y - u * a.lean;
    from = std::min(at_a, at_a + a.rows);
    to = std::max(at_a, at_a + a.rows);
  }
  if (a.half != kEndless) {
    const float centre = a.y + u * (a.dy / a.dx);
    from = std::max(from, centre - a.half);
    to = std::min(to, centre + a.half);
  } else if (std::fabs(u) >= stroke.reach) {
    return;
  }
  const int begin = first_pixel(from, height_);
  const int end = end_pixel(to, height_);
  if (begin >= end) return;
  touched_ = std::min(touched_, begin);
  end_ = std::max(end_, end);
  const float y = static_cast<float>(begin) + 0.5f - a.y;
  const float distance = u * a.across - y * a.down;
  const float a_row = -a.down;
  float* const cover = cover_.data() + begin;
  const float reach = stroke.reach;
  if (!stroke.dashed) {
    Lanes lanes = distance + a_row * kCount;
    int i = 0;
    for (; i + kLanes <= end - begin; i += kLanes, lanes += a_row * kLanes) {
      raise(cover + i, reach - __builtin_elementwise_abs(lanes));
    }
    const Lanes rest =
        kCount < static_cast<float>(end - begin - i) ? reach - __builtin_elementwise_abs(lanes) : Lanes(0);
    if (i < end - begin) raise(cover + i, rest);
    return;
  }
  const float length2 = a.dx * a.dx + a.dy * a.dy;
  for (int i = 0; i < end - begin; ++i) {
    const float along = std::clamp((u * a.dx + (y + static_cast<float>(i)) * a.dy) / length2, 0.0f, 1.0f);
    const float value = std::clamp(reach - std::fabs(distance + a_row * static_cast<float>(i)), 0.0f, 1.0f) *
                        dash_cover(stroke.dash, a.arc + (b_arc - a.arc) * along);
    cover[i] = cover[i] < value ? value : cover[i];
  }
}

void LineRaster::cover_disc(const Stroke& stroke, const Point& centre, float x) {
  const float u = x - centre.x;
  if (!(std::fabs(u) < stroke.reach)) return;
  const int begin = first_pixel(centre.y - stroke.reach, height_);
  const int end = end_pixel(centre.y + stroke.reach, height_);
  if (begin >= end) return;
  const float most = stroke.dashed ? dash_cover(stroke.dash, centre.arc) : 1;
  touched_ = std::min(touched_, begin);
  end_ = std::max(end_, end);
  for (int row = begin; row < end; row += kLanes) {
    const Lanes dy = static_cast<float>(row) + 0.5f - centre.y + kCount;
    raise(cover_.data() + row, (stroke.reach - __builtin_elementwise_sqrt(u * u + dy * dy)) * most);
  }
}

// Blends and clears what is covered.
void LineRaster::blend_column(const Stroke& stroke, std::uint32_t* column) {
  const int whole = end_ - (end_ - touched_) % kLanes;
  for (int y = touched_; y < whole; y += kLanes) {
    float* const cover = &cover_[static_cast<std::size_t>(y)];
    const Lanes alpha = load<Lanes>(cover) * stroke.opacity + 0.5f;
    store(column + y, stroke.colour.over(load<Words>(column + y), __builtin_convertvector(alpha, Words)));
    store(cover, Lanes(0));
  }
  for (int y = whole; y < end_; ++y) {
    float& cover = cover_[static_cast<std::size_t>(y)];
    column[y] = stroke.colour.over(column[y], static_cast<std::uint32_t>(cover * stroke.opacity + 0.5f));
    cover = 0;
  }
  // Lanes reach a little further.
  std::fill_n(&cover_[static_cast<std::size_t>(end_)], kLanes, 0.0f);
}

}  // namespace db
