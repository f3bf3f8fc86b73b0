#include "host/line_renderer_cpu.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "host/gl_program.h"

namespace db {
namespace {

constexpr char kVertex[] = R"(#version 300 es
void main() {
  gl_Position = vec4(float(gl_VertexID & 1) * 4.0 - 1.0, float(gl_VertexID >> 1) * 4.0 - 1.0, 0.0, 1.0);
}
)";
// The texture holds the picture by columns: its rows are our columns.
constexpr char kFragment[] = R"(#version 300 es
precision highp float;
precision highp int;
uniform highp sampler2D u_picture;
uniform ivec4 u_place;   // of the picture: left, top (from the framebuffer's bottom), width, height
out vec4 out_colour;
void main() {
  ivec2 p = ivec2(int(gl_FragCoord.x) - u_place.x, u_place.y - 1 - int(gl_FragCoord.y));
  if (p.x < 0 || p.y < 0 || p.x >= u_place.z || p.y >= u_place.w) discard;
  out_colour = texelFetch(u_picture, p.yx, 0);
}
)";

constexpr float kMargin = 8;  // CSS pixels around a plot in which marks at its edge are whole
constexpr int kMostPixels = 8192;

// A plot that has been scrolled by whole pixels has the same view but for rounding.
bool same(float a, float b) { return std::fabs(a - b) <= 1.0f / 256 + 1e-6f * std::fabs(b); }
bool same(const GpuView& a, const GpuView& b) {
  return a.x_scale == b.x_scale && a.y_scale == b.y_scale && same(a.x_offset, b.x_offset) &&
         same(a.y_offset, b.y_offset) && same(a.left, b.left) && same(a.top, b.top) && same(a.right, b.right) &&
         same(a.bottom, b.bottom);
}

bool same(std::span<const GpuRecord> a, std::span<const GpuRecord> b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

// The rows of a picture in which something may be drawn: [first, second).
std::pair<int, int> covered_rows(std::span<const GpuPoint> points, const GpuView& view,
                                 std::span<const GpuRecord> records, int height) {
  float top = static_cast<float>(height), bottom = 0;
  for (const GpuRecord& record : records) {
    if (record.mark != 0) return {0, height};  // some lie at the edges, wherever their points are
    const auto first = std::min(points.size(), static_cast<std::size_t>(record.first));
    const auto count = std::min(points.size() - first, static_cast<std::size_t>(record.count));
    const float reach = record.width / 2 + 1;
    for (const GpuPoint& point : points.subspan(first, count)) {
      if (point.x > 1e29f) continue;
      const float y = point.y * view.y_scale + view.y_offset;
      top = std::min(top, y - reach);
      bottom = std::max(bottom, y + reach);
    }
  }
  if (!(top < bottom)) return {0, 0};
  return {std::max(0, static_cast<int>(std::max(top, 0.0f))),
          static_cast<int>(std::ceil(std::min(bottom, static_cast<float>(height))))};
}

}  // namespace

std::uint32_t CpuLineRenderer::upload(std::uint32_t handle, std::vector<GpuPoint> points) {
  if (handle == 0) {
    const auto free = std::ranges::find(charts_, false, &Chart::used);
    handle = static_cast<std::uint32_t>(free - charts_.begin()) + 1;
    if (free == charts_.end()) charts_.emplace_back();
  }
  Chart& chart = charts_[handle - 1];
  chart.used = true;
  chart.points = std::move(points);
  for (Picture& picture : chart.pictures) picture.drawn = false;
  return handle;
}

void CpuLineRenderer::release(std::uint32_t handle) {
  if (handle == 0) return;
  Chart& chart = charts_[handle - 1];
  for (const Picture& picture : chart.pictures) glDeleteTextures(1, &picture.texture);
  chart = {};
}

void CpuLineRenderer::context_lost() {
  for (Chart& chart : charts_) chart.pictures.clear();
  program_ = vao_ = 0;
}

void CpuLineRenderer::draw(ImDrawList* list, std::uint32_t handle, const GpuView& view,
                           std::span<const GpuRecord> records) {
  if (handle == 0 || records.empty()) return;
  if (records_used_) {
    records_.clear();
    records_used_ = false;
    for (Chart& chart : charts_) chart.shown = 0;
  }
  Call call{.self = this,
            .view = view,
            .handle = handle,
            .picture = charts_[handle - 1].shown++,
            .first_record = static_cast<std::uint32_t>(records_.size()),
            .records = static_cast<std::uint32_t>(records.size())};
  records_.insert(records_.end(), records.begin(), records.end());
  list->AddCallback(on_draw, &call, sizeof call);
}

void CpuLineRenderer::on_draw(const ImDrawList*, const ImDrawCmd* command) {
  Call call;
  std::memcpy(&call, command->UserCallbackData, sizeof call);
  call.self->run(call, *command);
}

// The picture has its new size already.
void CpuLineRenderer::update(const Chart& chart, Picture& picture, const GpuView& view,
                             std::span<const GpuRecord> records) {
  const auto [first, end] = covered_rows(chart.points, view, records, picture.height);
  picture.first_row = first;
  picture.rows = end - first;
  picture.view = view;
  picture.records.assign(records.begin(), records.end());
  picture.drawn = true;
  if (picture.rows <= 0) return;
  image_.reset(picture.width, picture.rows);
  raster_.draw(chart.points, view, records, 0, first, image_);
  if (picture.texture == 0) glGenTextures(1, &picture.texture);
  glBindTexture(GL_TEXTURE_2D, picture.texture);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.rows, picture.width, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               image_.pixels.data());
}

void CpuLineRenderer::run(const Call& call, const ImDrawCmd& command) {
  records_used_ = true;
  if (call.handle > charts_.size()) return;
  Chart& chart = charts_[call.handle - 1];
  if (chart.points.empty()) return;
  const ImDrawData& data = *ImGui::GetDrawData();
  const float scale = data.FramebufferScale.x;
  const auto framebuffer_height = static_cast<int>(std::lround(data.DisplaySize.y * scale));
  const auto px = [scale](float css) { return static_cast<int>(std::lround(css * scale)); };
  const int clip_left = std::max(0, px(command.ClipRect.x - data.DisplayPos.x));
  const int clip_top = std::max(0, px(command.ClipRect.y - data.DisplayPos.y));
  const int clip_right = px(command.ClipRect.z - data.DisplayPos.x);
  const int clip_bottom = px(command.ClipRect.w - data.DisplayPos.y);
  if (clip_right <= clip_left || clip_bottom <= clip_top) return;

  // The whole plot, so that scrolling does not draw it anew.
  const float margin = std::ceil(kMargin * scale);
  const auto left = static_cast<int>(std::floor(call.view.left - margin));
  const auto top = static_cast<int>(std::floor(call.view.top - margin));
  const int width = static_cast<int>(std::ceil(call.view.right + margin)) - left;
  const int height = static_cast<int>(std::ceil(call.view.bottom + margin)) - top;
  if (width <= 0 || height <= 0 || width > kMostPixels || height > kMostPixels) return;
  GpuView view = call.view;
  view.x_offset -= static_cast<float>(left);
  view.y_offset -= static_cast<float>(top);
  view.left -= static_cast<float>(left);
  view.right -= static_cast<float>(left);
  view.top -= static_cast<float>(top);
  view.bottom -= static_cast<float>(top);

  if (program_ == 0) {
    program_ = make_gl_program(kVertex, kFragment);
    if (program_ == 0) return;
    picture_at_ = glGetUniformLocation(program_, "u_picture");
    place_at_ = glGetUniformLocation(program_, "u_place");
    glGenVertexArrays(1, &vao_);
  }
  const GlBorrowed borrowed;
  glActiveTexture(GL_TEXTURE1);
  const std::span records = std::span(records_).subspan(call.first_record, call.records);
  if (chart.pictures.size() <= call.picture) chart.pictures.resize(call.picture + 1);
  Picture& picture = chart.pictures[call.picture];
  if (!picture.drawn || picture.width != width || picture.height != height || !same(picture.view, view) ||
      !same(picture.records, records)) {
    picture.width = width;
    picture.height = height;
    update(chart, picture, view, records);
  }
  if (picture.rows <= 0) return;
  glBindTexture(GL_TEXTURE_2D, picture.texture);
  glUseProgram(program_);
  glUniform1i(picture_at_, 1);
  glUniform4i(place_at_, left, framebuffer_height - top - picture.first_row, width, picture.rows);
  glBindVertexArray(vao_);
  glScissor(clip_left, framebuffer_height - clip_bottom, clip_right - clip_left, clip_bottom - clip_top);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

}  // namespace db
