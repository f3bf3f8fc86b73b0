// Lines by the GPU: WebGL2, by vertex pulling. Points lie in a float texture (1024 a row); a draw has no vertex
// buffers, the shader fetches what it needs by gl_VertexID. All records of a frame go up at once, in one more texture.
//
// Needs the canvas' context to be current in every call. Draws inside ImGui's render by draw callbacks
// (host/gl_program's GlBorrowed). Never reads anything back.
#pragma once

#include <cstdint>
#include <vector>

#include "host/line_renderer.h"

namespace db {

class GlLineRenderer final : public WebLineRenderer {
 public:
  GlLineRenderer() = default;
  GlLineRenderer(const GlLineRenderer&) = delete;
  GlLineRenderer& operator=(const GlLineRenderer&) = delete;

  std::uint32_t upload(std::uint32_t handle, std::vector<GpuPoint> points) override;
  void release(std::uint32_t handle) override;
  std::uint32_t epoch() const override { return epoch_; }
  void draw(ImDrawList* list, std::uint32_t handle, const GpuView& view, std::span<const GpuRecord> records) override;

  void context_lost() override;  // everybody uploads anew
  void context_restored() override;

 private:
  struct Texture {
    std::uint32_t name = 0;
    std::uint32_t rows = 0;         // allocated
    bool used = false;              // the handle is somebody's
    std::vector<GpuPoint> waiting;  // to go up when they are first drawn
  };
  struct Program {
    std::uint32_t name = 0;
    int points = -1, records = -1, view = -1, screen = -1, first_record = -1, per_record = -1;
  };
  struct Call {  // what a draw callback carries
    GlLineRenderer* self;
    GpuView view;
    std::uint32_t handle;
    std::uint32_t first_record, bands, lines, marks;
    std::uint32_t longest_band, longest_line, longest_mark;  // segments, segments, points
    std::uint32_t reach;                                     // neighbours on each side that a segment looks at
  };
  static constexpr std::uint32_t kReaches[] = {3, 6};

  static void on_draw(const ImDrawList* list, const ImDrawCmd* command);
  void run(const Call& call, const ImDrawCmd& command);
  bool make_programs();
  Program make_program(const char* vertex, const char* fragment, std::uint32_t reach);
  void fill(Texture& texture, const float* texels, std::size_t count, std::vector<float>& padding);
  void use(const Program& program, const Call& call, const Texture& points, float width, float height) const;

  bool lost_ = false;
  bool made_ = false;
  std::uint32_t epoch_ = 1;
  std::uint32_t vao_ = 0;
  Program bands_, lines_[2], marks_;
  std::vector<Texture> textures_;  // by handle - 1
  Texture record_texture_;
  std::vector<GpuRecord> records_;  // of this frame
  bool records_sent_ = false;       // they have been drawn: the next draw() starts a new frame
  std::vector<float> row_;
};

}  // namespace db
