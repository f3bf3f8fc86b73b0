// Lines by the CPU (ui/line_raster), one texture for each draw() of a chart in a frame. A texture is drawn anew when
// the points, the view or the looks have changed; a page that scrolls, or a mouse that moves, only shows it again.
//
// Draws inside ImGui's render by draw callbacks (host/gl_program's GlBorrowed).
#pragma once

#include <cstdint>
#include <vector>

#include "host/line_renderer.h"
#include "ui/line_raster.h"

namespace db {

class CpuLineRenderer final : public WebLineRenderer {
 public:
  CpuLineRenderer() = default;
  CpuLineRenderer(const CpuLineRenderer&) = delete;
  CpuLineRenderer& operator=(const CpuLineRenderer&) = delete;

  std::uint32_t upload(std::uint32_t handle, std::vector<GpuPoint> points) override;
  void release(std::uint32_t handle) override;
  std::uint32_t epoch() const override { return 1; }  // the points are here: nothing is lost with a context
  void draw(ImDrawList* list, std::uint32_t handle, const GpuView& view, std::span<const GpuRecord> records) override;

  void context_lost() override;
  void context_restored() override {}

 private:
  struct Picture {
    std::uint32_t texture = 0;
    int width = 0, height = 0;
    int first_row = 0, rows = 0;  // of them in the texture: nothing is drawn elsewhere
    bool drawn = false;           // it shows the chart's points in `view` by `records`
    GpuView view{};               // relative to its corner
    std::vector<GpuRecord> records;
  };
  struct Chart {
    bool used = false;  // the handle is somebody's
    std::vector<GpuPoint> points;
    std::vector<Picture> pictures;  // by their order in a frame
    std::uint32_t shown = 0;        // of them, in this frame
  };
  struct Call {  // what a draw callback carries
    CpuLineRenderer* self;
    GpuView view;
    std::uint32_t handle;
    std::uint32_t picture;
    std::uint32_t first_record, records;
  };

  static void on_draw(const ImDrawList* list, const ImDrawCmd* command);
  void run(const Call& call, const ImDrawCmd& command);
  void update(const Chart& chart, Picture& picture, const GpuView& view, std::span<const GpuRecord> records);

  std::vector<Chart> charts_;  // by handle - 1
  std::vector<GpuRecord> records_;
  bool records_used_ = false;  // they have been drawn: the next draw() starts a new frame
  LineRaster raster_;
  ColumnImage image_;
  std::uint32_t program_ = 0;
  int picture_at_ = -1, place_at_ = -1;  // the program's uniforms
  std::uint32_t vao_ = 0;
};

}  // namespace db
