// Draws what a LineRenderer is given into pixels, on the CPU: where there is no GPU, and for pictures of a chosen size.
//
// A pixel's coverage by a line is clamp(width / 2 + 0.5 - distance), as in host/line_shaders.h; each pixel is blended
// once a line, so that faint lines which fold on themselves stay even. Lines are taken column by column: the image is
// stored by columns, and what a line covers of one is a few contiguous runs.
//
//   cost: some 10 ns for each segment and column that it touches, 1 ns for each pixel covered
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ui/blend.h"
#include "ui/line_renderer.h"

namespace db {

// Premultiplied RGBA, 8 bits each, red lowest. Pixel (x, y) is pixels[x * height + y]; y counts from the top.
struct ColumnImage {
  int width = 0, height = 0;
  std::vector<std::uint32_t> pixels;

  // Transparent, of this size.
  void reset(int new_width, int new_height);
};

class LineRaster {
 public:
  // Draws the records over what the image holds; its pixel (0, 0) is the framebuffer's (left, top). Records that name
  // points which are not there draw those that are.
  void draw(std::span<const GpuPoint> points, const GpuView& view, std::span<const GpuRecord> records, int left,
            int top, ColumnImage& image);

 private:
  struct Point {
    float x, y, arc;
    // Of the segment that begins here; made when the run is drawn.
    float dx, dy;
    float across, down;  // of the unit normal: its share of x, of y
    float lean;          // dx / dy; 0: flat
    float rows;          // between the rows that belong to its ends, as `lean` slants them
    float half;          // height of what it covers in a column, halved
  };
  struct Stroke {  // a record's looks
    BlendColour colour;
    float opacity;  // 256: opaque
    float reach;    // coverage is 0 at this distance and further
    std::span<const float, 4> dash;
    bool dashed;
  };

  void draw_line(std::span<const GpuPoint> points, const GpuView& view, const GpuRecord& record, ColumnImage& image);
  void draw_run(const Stroke& stroke, ColumnImage& image);
  void prepare_run(const Stroke& stroke);
  void cover_segment(const Stroke& stroke, const Point& a, float b_arc, float x);
  void cover_disc(const Stroke& stroke, const Point& centre, float x);
  void blend_column(const Stroke& stroke, std::uint32_t* column);

  std::vector<Point> run_;     // points whose x does not go back
  std::vector<float> cover_;   // of one column, 0 ... 1, and a little room
  int height_ = 0;             // of the picture
  int touched_ = 0, end_ = 0;  // the rows of cover_ that are not 0 lie in [touched_, end_)
};

}  // namespace db
