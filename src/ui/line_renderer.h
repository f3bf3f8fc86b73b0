// Draws lines, bands, dots and marks that live on the GPU: points are uploaded once, then panned and zoomed by two
// numbers an axis. The page's implementations are in host/line_renderer; tests may record what they are given.
//
// All lengths are device pixels. Handles are the renderer's; 0 is none.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "imgui.h"

namespace db {

// A point in a chart's own unit square (analysis/lod_line.h). x > 1e29: none, the line is broken here.
struct GpuPoint {
  float x, y;
  float arc;   // length of the line up to here, for dashes; device pixels when it was made. Of a band: its upper y
  float mark;  // a GpuMark, for records that take it from their points
};
static_assert(sizeof(GpuPoint) == 16);

enum class GpuMark : std::uint8_t {
  kLine = 0,  // no marks: the points are joined
  kCircle,
  kSquare,
  kTriangle,
  kDiamond,
  kHollowTriangle,  // NaN, at the last finite value
  kTop,
  kBottom,         // infinities: a triangle at that edge, whatever y
  kTick,           // only points above or below the plot: a tick at that edge
  kBand = 50,      // no marks: the area between points' y and `arc`
  kOfPoint = 100,  // each point says
};

// What to draw of the points [first, first + count).
struct GpuRecord {
  float colour[4];     // red, green, blue, alpha (not premultiplied), 0 ... 1
  float dash[4];       // on, off, on, off; all 0: solid
  float width;         // of a line; radius of a mark
  float first, count;  // whole, below 2^24
  float mark;          // a GpuMark
};
static_assert(sizeof(GpuRecord) == 48);

// px = x * scale + offset, from the left and from the top of the framebuffer.
struct GpuView {
  float x_scale, x_offset, y_scale, y_offset;
  float left, top, right, bottom;  // the plot's edges
};

class LineRenderer {
 public:
  virtual ~LineRenderer() = default;

  // Puts points on the GPU (by the next draw of them), in place of those that `handle` held. The same or another
  // handle.
  virtual std::uint32_t upload(std::uint32_t handle, std::vector<GpuPoint> points) = 0;
  virtual void release(std::uint32_t handle) = 0;
  // Changes when everything uploaded was lost with the GPU's context.
  virtual std::uint32_t epoch() const = 0;
  // Adds a draw command to the list, inside its current clip rectangle, in the order of `records`. Copies them.
  virtual void draw(ImDrawList* list, std::uint32_t handle, const GpuView& view,
                    std::span<const GpuRecord> records) = 0;
};

}  // namespace db
