// The lines and bands of one chart: levels of detail made by analysis/lod, held on the GPU, drawn in any view near the
// one they were made for. Panning and zooming move them; a new layer is made when the view has left the window or its
// detail.
//
//   layer.begin(window, height); for each line: layer.add(lod, ...); layer.upload(renderer);
//   each frame: layer.draw(...)
//
// Cost: 32 bytes a pixel column, line and layer (raw, main) on the GPU; here an index of a few hundred bytes a line.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "analysis/lod.h"
#include "analysis/lod_band.h"
#include "analysis/range.h"
#include "imgui.h"
#include "ui/context.h"
#include "ui/line_renderer.h"

namespace db {

// How a line looks in this frame. Widths and dashes in CSS pixels.
struct LineLook {
  ImU32 colour = 0;
  float alpha = 1;       // of the main line and its marks
  float raw_alpha = 0;   // of the raw line behind it; 0: not drawn
  float band_alpha = 0;  // of the band around it, behind all lines
  float width = 1.5f;
  std::array<float, 4> dash{};
  GpuMark dot = GpuMark::kLine;  // kLine: points are not shown as dots
  float dot_radius = 2;
  bool clip_ticks = false;  // points above and below the plot leave a tick at its edge
};

struct TopLine {  // drawn once more, over all
  std::size_t line;
  LineLook look;
};

class LineLayer {
 public:
  LineLayer() = default;
  ~LineLayer() { clear(); }
  LineLayer(const LineLayer&) = delete;
  LineLayer& operator=(const LineLayer&) = delete;
  LineLayer(LineLayer&& other) noexcept { swap(other); }
  LineLayer& operator=(LineLayer&& other) noexcept {
    swap(other);
    return *this;
  }

  // Starts anew for lines that will be reduced to `window`; `height_px` is the plot's, in device pixels. `points`:
  // about so many will come (growing a large vector takes longer than a frame has).
  void begin(const LodWindow& window, float height_px, std::size_t points);
  // The next line, with a band around it or none. `arcs`: lengths for dashes are wanted.
  void add(const Lod& lod, bool arcs, const LodBand* band = nullptr);
  void add(const LodLine& line);  // by itself, in order of x
  // With a band around it; points of `low` and `high` at the same x.
  void add(const LodLine& line, const LodLine& low, const LodLine& high);
  void upload(LineRenderer& renderer);
  void clear();

  bool ready() const { return renderer_ != nullptr && epoch_ == renderer_->epoch(); }
  const LodWindow& window() const { return window_; }
  std::size_t lines() const { return lines_.size(); }
  std::size_t gpu_bytes() const { return bytes_; }

  // Draws `looks[i]` for line i, then `tops`: what changes with the pointer, while the others stay as they are drawn.
  // `x` and `y` are the view in the window's coordinates (y as t(y)), `plot` in CSS pixels.
  void draw(ImDrawList* list, const Rect& plot, float pixel_ratio, Range x, Range y, std::span<const LineLook> looks,
            std::span<const TopLine> tops) const;

 private:
  static constexpr std::uint32_t kChunk = 64;  // columns

  struct Strip {  // of points on the GPU
    std::uint32_t first = 0, count = 0;
    std::vector<std::uint32_t> chunks;  // [chunks + 1] first point of each run of columns; empty: not in order
  };
  struct Line {
    Strip main, raw, marks, band;
  };
  struct Drawn {
    const Line* line;
    const LineLook* look;
  };

  void swap(LineLayer& other) noexcept;
  Strip put(const LodLine& line, bool ordered, bool arcs);
  Strip put_band(const LodLine& low, const LodLine& high);
  void add_records(std::vector<GpuRecord>& out, std::span<const Drawn> drawn, Range chunks, float ratio) const;
  void add_record(std::vector<GpuRecord>& out, const Strip& strip, Range chunks, const LineLook& look, float alpha,
                  float width, GpuMark mark, float ratio) const;

  LodWindow window_;
  float height_px_ = 1;
  std::vector<Line> lines_;
  std::vector<GpuPoint> points_;  // until upload
  LineRenderer* renderer_ = nullptr;
  std::uint32_t handle_ = 0;
  std::uint32_t epoch_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace db
