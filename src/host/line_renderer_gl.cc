#include "host/line_renderer_gl.h"

#include <GLES3/gl3.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "host/gl_program.h"
#include "host/line_shaders.h"

namespace db {
namespace {

constexpr std::uint32_t kTexelsARow = 1024;
constexpr std::uint32_t kMostRows = 8192;
constexpr int kTexelBytes = 16;

}  // namespace

GlLineRenderer::Program GlLineRenderer::make_program(const char* vertex, const char* fragment, std::uint32_t reach) {
  const std::string head = kShaderHead + std::string("#define REACH ") + std::to_string(reach) + "\n";
  Program program;
  program.name = make_gl_program(head + kPulling + vertex, head + fragment);
  if (program.name == 0) return {};
  program.points = glGetUniformLocation(program.name, "u_points");
  program.records = glGetUniformLocation(program.name, "u_records");
  program.view = glGetUniformLocation(program.name, "u_view");
  program.screen = glGetUniformLocation(program.name, "u_screen");
  program.first_record = glGetUniformLocation(program.name, "u_first_record");
  program.per_record = glGetUniformLocation(program.name, "u_per_record");
  return program;
}

bool GlLineRenderer::make_programs() {
  if (made_) return bands_.name != 0 && marks_.name != 0 && lines_[0].name != 0 && lines_[1].name != 0;
  made_ = true;
  glGenVertexArrays(1, &vao_);
  bands_ = make_program(kBandVertex, kBandFragment, kReaches[0]);
  lines_[0] = make_program(kLineVertex, kLineFragment, kReaches[0]);
  lines_[1] = make_program(kLineVertex, kLineFragment, kReaches[1]);
  marks_ = make_program(kMarkVertex, kMarkFragment, kReaches[0]);
  return make_programs();
}

// `texels` are groups of four floats. The texture only grows.
void GlLineRenderer::fill(Texture& texture, const float* texels, std::size_t count, std::vector<float>& padding) {
  const auto whole = static_cast<std::uint32_t>(count / kTexelsARow);
  const auto rest = static_cast<std::uint32_t>(count % kTexelsARow);
  const std::uint32_t rows = std::min(kMostRows, std::max(1u, whole + (rest > 0 ? 1 : 0)));
  glActiveTexture(GL_TEXTURE1);
  if (texture.name == 0) glGenTextures(1, &texture.name);
  glBindTexture(GL_TEXTURE_2D, texture.name);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  if (rows > texture.rows || texture.rows > 4 * rows) {
    texture.rows = rows;
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, kTexelsARow, static_cast<GLsizei>(rows), 0, GL_RGBA, GL_FLOAT, nullptr);
  }
  const std::uint32_t direct = std::min(whole, rows);
  if (direct > 0) {
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, kTexelsARow, static_cast<GLsizei>(direct), GL_RGBA, GL_FLOAT, texels);
  }
  if (rest > 0 && whole < rows) {
    padding.assign(texels + std::size_t{4} * kTexelsARow * whole, texels + 4 * count);
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, static_cast<GLint>(whole), static_cast<GLsizei>(rest), 1, GL_RGBA, GL_FLOAT,
                    padding.data());
  }
}

std::uint32_t GlLineRenderer::upload(std::uint32_t handle, std::vector<GpuPoint> points) {
  if (lost_) return 0;
  if (handle == 0) {
    const auto free = std::ranges::find(textures_, false, &Texture::used);
    handle = static_cast<std::uint32_t>(free - textures_.begin()) + 1;
    if (free == textures_.end()) textures_.emplace_back();
  }
  textures_[handle - 1].used = true;
  textures_[handle - 1].waiting = std::move(points);
  return handle;
}

void GlLineRenderer::release(std::uint32_t handle) {
  if (handle == 0 || lost_) return;
  Texture& texture = textures_[handle - 1];
  if (texture.name != 0) glDeleteTextures(1, &texture.name);
  texture = {};
}

void GlLineRenderer::context_lost() {
  lost_ = true;
  ++epoch_;
  textures_.clear();
  record_texture_ = {};
  records_.clear();
  made_ = false;
}

void GlLineRenderer::context_restored() { lost_ = false; }

void GlLineRenderer::draw(ImDrawList* list, std::uint32_t handle, const GpuView& view,
                          std::span<const GpuRecord> records) {
  if (lost_ || handle == 0 || records.empty()) return;
  if (records_sent_) {
    records_.clear();
    records_sent_ = false;
  }
  Call call{.self = this,
            .view = view,
            .handle = handle,
            .first_record = static_cast<std::uint32_t>(records_.size()),
            .bands = 0,
            .lines = 0,
            .marks = 0,
            .longest_band = 0,
            .longest_line = 0,
            .longest_mark = 0,
            .reach = 0};
  // Bands, lines and marks are programs of their own: a run of each, in the order given.
  const auto is_band = [](const GpuRecord& record) { return record.mark == static_cast<float>(GpuMark::kBand); };
  for (std::size_t i = 0; i < records.size();) {
    call.first_record = static_cast<std::uint32_t>(records_.size());
    call.bands = call.lines = call.marks = call.longest_band = call.longest_line = call.longest_mark = call.reach = 0;
    for (; i < records.size() && is_band(records[i]); ++i, ++call.bands) {
      call.longest_band = std::max(call.longest_band, static_cast<std::uint32_t>(records[i].count) - 1);
      records_.push_back(records[i]);
    }
    for (; i < records.size() && records[i].mark == 0; ++i, ++call.lines) {
      call.longest_line = std::max(call.longest_line, static_cast<std::uint32_t>(records[i].count) - 1);
      // Points are half a pixel apart where the detail is full.
      if ((records[i].width / 2 + 0.75f) * 2 > static_cast<float>(kReaches[0])) call.reach = 1;
      records_.push_back(records[i]);
    }
    for (; i < records.size() && records[i].mark != 0 && !is_band(records[i]); ++i, ++call.marks) {
      call.longest_mark = std::max(call.longest_mark, static_cast<std::uint32_t>(records[i].count));
      records_.push_back(records[i]);
    }
    list->AddCallback(on_draw, &call, sizeof call);
  }
}

void GlLineRenderer::on_draw(const ImDrawList*, const ImDrawCmd* command) {
  Call call;
  std::memcpy(&call, command->UserCallbackData, sizeof call);
  call.self->run(call, *command);
}

void GlLineRenderer::use(const Program& program, const Call& call, const Texture& points, float width,
                         float height) const {
  glUseProgram(program.name);
  glUniform1i(program.points, 1);
  glUniform1i(program.records, 2);
  glUniform4f(program.view, call.view.x_scale, call.view.x_offset, call.view.y_scale, call.view.y_offset);
  glUniform4f(program.screen, 2 / width, 2 / height, call.view.top, call.view.bottom);
  glActiveTexture(GL_TEXTURE2);
  glBindTexture(GL_TEXTURE_2D, record_texture_.name);
  glActiveTexture(GL_TEXTURE1);
  glBindTexture(GL_TEXTURE_2D, points.name);
}

void GlLineRenderer::run(const Call& call, const ImDrawCmd& command) {
  if (lost_ || call.handle > textures_.size() || !make_programs()) return;
  const GlBorrowed borrowed;
  if (!records_sent_) {
    records_sent_ = true;
    fill(record_texture_, records_[0].colour, records_.size() * (sizeof(GpuRecord) / kTexelBytes), row_);
  }
  const ImDrawData& data = *ImGui::GetDrawData();
  const float width = data.DisplaySize.x * data.FramebufferScale.x;
  const float height = data.DisplaySize.y * data.FramebufferScale.y;
  const auto px = [](float css, float scale) { return static_cast<int>(std::lround(css * scale)); };
  const int left = std::max(0, px(command.ClipRect.x - data.DisplayPos.x, data.FramebufferScale.x));
  const int top = std::max(0, px(command.ClipRect.y - data.DisplayPos.y, data.FramebufferScale.y));
  const int right = px(command.ClipRect.z - data.DisplayPos.x, data.FramebufferScale.x);
  const int bottom = px(command.ClipRect.w - data.DisplayPos.y, data.FramebufferScale.y);
  if (right <= left || bottom <= top) return;
  glScissor(left, px(height, 1) - bottom, right - left, bottom - top);
  glBindVertexArray(vao_);
  Texture& points = textures_[call.handle - 1];
  if (!points.waiting.empty()) {
    static_assert(sizeof(GpuPoint) == kTexelBytes);
    fill(points, &points.waiting[0].x, points.waiting.size(), row_);
    points.waiting = {};
  }
  if (points.name == 0) return;
  const auto draw_run = [&](const Program& program, std::uint32_t first, std::uint32_t records, std::uint32_t longest) {
    if (records == 0 || longest == 0) return;
    use(program, call, points, width, height);
    glUniform1i(program.first_record, static_cast<int>(call.first_record + first));
    glUniform1i(program.per_record, static_cast<int>(longest));
    glDrawArrays(GL_TRIANGLES, 0, static_cast<int>(6 * longest * records));
  };
  draw_run(bands_, 0, call.bands, call.longest_band);
  draw_run(lines_[call.reach], call.bands, call.lines, call.longest_line);
  draw_run(marks_, call.bands + call.lines, call.marks, call.longest_mark);
}

}  // namespace db
