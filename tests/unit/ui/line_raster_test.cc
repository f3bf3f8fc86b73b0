#include "ui/line_raster.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

namespace db {
namespace {

constexpr int kWidth = 60, kHeight = 40;
constexpr GpuView kPixels{
    .x_scale = 1, .x_offset = 0, .y_scale = 1, .y_offset = 0, .left = 0, .top = 0, .right = kWidth, .bottom = kHeight};

GpuRecord line(std::size_t count, float width, float alpha = 1) {
  return {.colour = {1, 0.5f, 0, alpha},
          .dash = {},
          .width = width,
          .first = 0,
          .count = static_cast<float>(count),
          .mark = 0};
}

ColumnImage drawn(const std::vector<GpuPoint>& points, const GpuRecord& record, const GpuView& view = kPixels) {
  ColumnImage image;
  image.reset(kWidth, kHeight);
  LineRaster().draw(points, view, std::span(&record, 1), 0, 0, image);
  return image;
}

unsigned alpha_at(const ColumnImage& image, int x, int y) {
  return image.pixels[static_cast<std::size_t>(x * image.height + y)] >> 24;
}

double distance(double px, double py, const GpuPoint& a, const GpuPoint& b) {
  const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((px - a.x) * dx + (py - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
  return std::hypot(px - a.x - t * dx, py - a.y - t * dy);
}

// Coverage by the distance to the whole line, each pixel by itself; but for those near points, where `but_joints`.
void check_by_distance(const std::vector<GpuPoint>& points, float width, bool but_joints = false) {
  const ColumnImage image = drawn(points, line(points.size(), width));
  int wrong = 0;
  for (int x = 0; x < kWidth; ++x) {
    for (int y = 0; y < kHeight; ++y) {
      double nearest = 1e9;
      const auto near = [&](const GpuPoint& p) { return std::hypot(p.x - x - 0.5, p.y - y - 0.5) < width + 1; };
      if (but_joints && std::ranges::any_of(points, near)) continue;
      for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        if (points[i].x > 1e29f || points[i + 1].x > 1e29f) continue;
        nearest = std::min(nearest, distance(x + 0.5, y + 0.5, points[i], points[i + 1]));
      }
      const double cover = std::clamp(width / 2 + 0.5 - nearest, 0.0, 1.0) * std::min(1.0f, width);
      wrong += std::fabs(alpha_at(image, x, y) - cover * 255) > 2;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("lines cover by the distance to them") {
  for (const float width : {0.6f, 1.0f, 1.5f, 2.5f, 6.0f}) {
    INFO("width " << width);
    check_by_distance({{5, 20, 0, 0}, {55, 20, 0, 0}}, width);        // flat
    check_by_distance({{5, 3, 0, 0}, {55, 36, 0, 0}}, width);         // slanted
    check_by_distance({{30.3f, 3, 0, 0}, {30.3f, 36, 0, 0}}, width);  // upright
    check_by_distance({{5, 30, 0, 0}, {30.2f, 30, 0, 0}, {30.4f, 2, 0, 0}, {30.6f, 30, 0, 0}, {55, 30, 0, 0}}, width);
    check_by_distance({{-40, -900, 0, 0}, {100, 900, 0, 0}}, width);             // from far outside to far outside
    check_by_distance({{20, 20, 0, 0}, {20, 20, 0, 0}, {40, 10, 0, 0}}, width);  // a point twice
  }
  std::mt19937 random(7);
  std::uniform_real_distribution<float> y(-5, kHeight + 5);
  for (const float spacing : {0.4f, 1.3f, 7.0f}) {
    std::vector<GpuPoint> points;
    for (float x = -3; x < kWidth + 3; x += spacing) points.push_back({x, y(random), 0, 0});
    check_by_distance(points, 1.5f);
  }
}

TEST_CASE("a line is whole where x goes back and broken where a point is missing") {
  check_by_distance({{10, 5, 0, 0}, {50, 5, 0, 0}, {20, 30, 0, 0}, {40, 33, 0, 0}}, 1, true);
  check_by_distance({{5, 5, 0, 0}, {15, 8, 0, 0}, {1e30f, 0, 0, 0}, {30, 20, 0, 0}, {50, 25, 0, 0}}, 1.5f);
}

TEST_CASE("a faint line that folds on itself is no darker there") {
  std::vector<GpuPoint> points;
  for (int i = 0; i < 400; ++i) points.push_back({5 + static_cast<float>(i) * 0.125f, i % 2 == 0 ? 5.0f : 35.0f, 0, 0});
  const ColumnImage image = drawn(points, line(points.size(), 1.5f, 0.25f));
  CHECK(alpha_at(image, 30, 20) >= 63);
  CHECK(alpha_at(image, 30, 20) <= 65);
}

TEST_CASE("dashes leave gaps by the arc") {
  const std::vector<GpuPoint> points{{0, 20.5f, 0, 0}, {60, 20.5f, 60, 0}};
  GpuRecord record = line(2, 2);
  record.dash[0] = record.dash[2] = 10;
  record.dash[1] = record.dash[3] = 5;
  const ColumnImage image = drawn(points, record);
  CHECK(alpha_at(image, 5, 20) == 255);
  CHECK(alpha_at(image, 12, 20) == 0);
  CHECK(alpha_at(image, 20, 20) == 255);
  CHECK(alpha_at(image, 27, 20) == 0);
}

TEST_CASE("colours are premultiplied and blended over each other") {
  const std::vector<GpuPoint> points{{0, 20, 0, 0}, {60, 20, 0, 0}};
  GpuRecord records[2] = {line(2, 8), line(2, 8, 0.5f)};
  records[1].colour[0] = 0;
  records[1].colour[2] = 1;
  ColumnImage image;
  image.reset(kWidth, kHeight);
  LineRaster().draw(points, kPixels, records, 0, 0, image);
  const std::uint32_t pixel = image.pixels[30 * kHeight + 20];
  CHECK((pixel & 255) == 128);
  CHECK((pixel >> 8 & 255) == 128);
  CHECK((pixel >> 16 & 255) == 128);
  CHECK(pixel >> 24 == 255);
  ColumnImage faint = drawn(points, records[1]);
  CHECK(faint.pixels[30 * kHeight + 20] == 0x80804000u);
}

TEST_CASE("the picture's corner and the view move the points") {
  const std::vector<GpuPoint> points{{0, 0.5f, 0, 0}, {1, 0.5f, 0, 0}};
  const GpuView view{.x_scale = 40,
                     .x_offset = 110,
                     .y_scale = -20,
                     .y_offset = 230,
                     .left = 100,
                     .top = 200,
                     .right = 160,
                     .bottom = 240};
  const GpuRecord record = line(2, 1);
  ColumnImage image;
  image.reset(kWidth, kHeight);
  LineRaster().draw(points, view, std::span(&record, 1), 100, 200, image);
  CHECK(alpha_at(image, 30, 19) + alpha_at(image, 30, 20) == 255 + 1);  // on the border of two rows
  CHECK(alpha_at(image, 5, 20) == 0);
  CHECK(alpha_at(image, 55, 20) == 0);
}

TEST_CASE("a mark beyond the plot's top or bottom is not drawn, not even its half") {
  GpuRecord record = line(1, 4);
  record.mark = static_cast<float>(GpuMark::kCircle);
  GpuView view = kPixels;
  view.top = 10;
  view.bottom = 30;
  CHECK(alpha_at(drawn({{30, 8, 0, 0}}, record, view), 30, 9) == 0);
  CHECK(alpha_at(drawn({{30, 32, 0, 0}}, record, view), 30, 31) == 0);
  CHECK(alpha_at(drawn({{30, 10, 0, 0}}, record, view), 30, 8) == 255);
}

TEST_CASE("marks are where their points are, ticks at the edges") {
  const std::vector<GpuPoint> points{{30, 20, 0, 1}, {10, -50, 0, 1}, {1e30f, 0, 0, 0}, {50, 20, 0, 7}};
  GpuRecord record = line(points.size(), 4);
  record.mark = static_cast<float>(GpuMark::kSquare);
  ColumnImage image = drawn(points, record);
  CHECK(alpha_at(image, 30, 20) == 255);
  CHECK(alpha_at(image, 32, 17) == 255);
  CHECK(alpha_at(image, 37, 20) == 0);
  CHECK(alpha_at(image, 10, 0) == 0);
  record.mark = static_cast<float>(GpuMark::kTick);
  image = drawn(points, record);
  CHECK(alpha_at(image, 30, 20) == 0);
  CHECK(alpha_at(image, 10, 2) > 0);
  record.mark = static_cast<float>(GpuMark::kOfPoint);  // the last: at the bottom edge, wherever it is
  image = drawn(points, record);
  CHECK(alpha_at(image, 50, 36) == 255);
  CHECK(alpha_at(image, 50, 20) == 0);
}

GpuRecord band(std::size_t count, float alpha = 1) {
  GpuRecord record = line(count, 0, alpha);
  record.mark = static_cast<float>(GpuMark::kBand);
  return record;
}

TEST_CASE("a band covers what lies between its lines, once") {
  // Columns of half a pixel to five, lower and upper line slanted, and a gap.
  const std::vector<GpuPoint> points{{5, 30, 20, 0},     {10, 33.25f, 12, 0}, {10.5f, 36, 14.5f, 0},
                                     {11, 25, 14.5f, 0}, {1e30f, 0, 0, 0},    {20, 30, 10, 0},
                                     {25, 30, 10, 0},    {25, 20, 15.75f, 0}, {40, 20, 15.75f, 0}};
  const ColumnImage image = drawn(points, band(points.size(), 0.5f));
  int wrong = 0;
  for (int x = 0; x < kWidth; ++x) {
    for (int y = 0; y < kHeight; ++y) {
      double cover = 0;
      for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const GpuPoint &a = points[i], &b = points[i + 1];
        if (a.x > 1e29f || b.x > 1e29f || x + 0.5 < a.x || x + 0.5 >= b.x) continue;
        const double t = (x + 0.5 - a.x) / (b.x - a.x);
        const auto across = [&](double from, double to) {  // from the pixel up to the edge
          return (y + 0.5 - from - t * (to - from)) / std::hypot(1, (to - from) / (b.x - a.x));
        };
        cover = std::clamp(0.5 + across(a.arc, b.arc), 0.0, 1.0) + std::clamp(0.5 - across(a.y, b.y), 0.0, 1.0) - 1;
      }
      wrong += std::fabs(alpha_at(image, x, y) - std::max(0.0, cover) * 127.5) > 2;
    }
  }
  CHECK(wrong == 0);
  CHECK(alpha_at(image, 22, 20) == 128);
  CHECK(alpha_at(image, 15, 20) == 0);
  CHECK(alpha_at(image, 30, 15) == 32);  // a quarter of the pixel
}

TEST_CASE("a band without height is nothing, one far beyond the picture fills it") {
  const std::vector<GpuPoint> flat{{0, 20.3f, 20.3f, 0}, {60, 20.3f, 20.3f, 0}};
  CHECK(std::ranges::all_of(drawn(flat, band(2)).pixels, [](std::uint32_t pixel) { return pixel == 0; }));
  const std::vector<GpuPoint> endless{{-1e6f, 1e9f, -1e9f, 0}, {1e6f, 1e9f, -1e9f, 0}};
  CHECK(std::ranges::all_of(drawn(endless, band(2)).pixels, [](std::uint32_t pixel) { return pixel >> 24 == 255; }));
}

TEST_CASE("what makes no sense draws nothing and breaks nothing") {
  constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
  constexpr float kInf = std::numeric_limits<float>::infinity();
  const std::vector<GpuPoint> points{{kNan, 5, 0, 0},  {5, kNan, 0, 0},   {10, kInf, 0, 0},  {20, -kInf, 0, 0},
                                     {-kInf, 3, 0, 0}, {30, 1e30f, 0, 0}, {40, -1e30f, 0, 0}};
  for (const float mark : {0.0f, 1.0f, 5.0f, 8.0f, 50.0f, 100.0f, 55.0f}) {
    GpuRecord record = line(points.size() + 100, 1.5f);
    record.mark = mark;
    drawn(points, record);
    record.first = 1e9f;
    drawn(points, record);
    record.width = kNan;
    drawn(points, record);
    ColumnImage nothing;
    nothing.reset(0, 10);
    LineRaster().draw(points, kPixels, std::span(&record, 1), 0, 0, nothing);
  }
}

}  // namespace
}  // namespace db
