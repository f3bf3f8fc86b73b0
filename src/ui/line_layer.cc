#include "ui/line_layer.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace db {
namespace {

constexpr float kRawWidth = 1;
constexpr float kTickHalf = 1.5f;
constexpr float kMarkRadius = 4;

GpuMark mark_of(LodMark::Kind kind) {
  switch (kind) {
    case LodMark::Kind::kNaN:
      return GpuMark::kHollowTriangle;
    case LodMark::Kind::kInfinity:
      return GpuMark::kTop;
    case LodMark::Kind::kMinusInfinity:
      return GpuMark::kBottom;
    case LodMark::Kind::kDot:
      break;
  }
  return GpuMark::kCircle;
}

}  // namespace

void LineLayer::swap(LineLayer& other) noexcept {
  std::swap(window_, other.window_);
  std::swap(height_px_, other.height_px_);
  std::swap(lines_, other.lines_);
  std::swap(points_, other.points_);
  std::swap(renderer_, other.renderer_);
  std::swap(handle_, other.handle_);
  std::swap(epoch_, other.epoch_);
  std::swap(bytes_, other.bytes_);
}

void LineLayer::begin(const LodWindow& window, float height_px, std::size_t points) {
  window_ = window;
  height_px_ = height_px;
  lines_.clear();
  points_.clear();
  points_.reserve(points);
}

LineLayer::Strip LineLayer::put(const LodLine& line, bool ordered, bool arcs) {
  Strip strip;
  strip.first = static_cast<std::uint32_t>(points_.size());
  strip.count = static_cast<std::uint32_t>(line.points.size());
  points_.resize(points_.size() + strip.count);
  GpuPoint* out = points_.data() + strip.first;
  const std::uint32_t chunks = window_.columns / kChunk + 1;
  const float chunks_a_window = static_cast<float>(window_.columns) / kChunk;
  std::uint32_t next_chunk = 0;
  float arc = 0;
  const LodPoint* before = nullptr;
  const auto width_px = static_cast<float>(window_.columns);
  std::uint32_t here = 0;
  for (const LodPoint& p : line.points) {
    const bool real = p.x < kLineBreak;
    if (ordered && real) {
      while (next_chunk <= chunks && p.x * chunks_a_window >= static_cast<float>(next_chunk)) {
        strip.chunks.push_back(here);
        ++next_chunk;
      }
    }
    if (arcs && real && before) {
      // Far jumps do not matter to a dash, but their floats would.
      const float dy = std::min(std::fabs(p.y - before->y), 8.0f) * height_px_;
      const float dx = (p.x - before->x) * width_px;
      arc += std::sqrt(dx * dx + dy * dy);
      if (arc >= 65536) arc = std::fmod(arc, 65536.0f);
    }
    before = real ? &p : nullptr;
    *out++ = {p.x, p.y, arc, 0};
    ++here;
  }
  if (ordered) strip.chunks.resize(chunks + 1, strip.count);
  return strip;
}

LineLayer::Strip LineLayer::put_band(const LodLine& low, const LodLine& high) {
  Strip strip = put(low, true, false);
  for (std::uint32_t i = 0; i < strip.count; ++i) points_[strip.first + i].arc = high.points[i].y;
  return strip;
}

void LineLayer::add(const Lod& lod, bool arcs, const LodBand* band) {
  Line line;
  if (band) line.band = put_band(band->low, band->high);
  line.raw = put(lod.raw, lod.ordered, false);
  line.main = put(lod.main, lod.ordered, arcs);
  line.marks.first = static_cast<std::uint32_t>(points_.size());
  line.marks.count = static_cast<std::uint32_t>(lod.marks.size());
  for (const LodMark& mark : lod.marks) {
    points_.push_back({mark.x, mark.y, 0, static_cast<float>(mark_of(mark.kind))});
  }
  lines_.push_back(std::move(line));
}

void LineLayer::add(const LodLine& line) {
  Line out;
  out.main = put(line, true, true);
  lines_.push_back(std::move(out));
}

void LineLayer::add(const LodLine& line, const LodLine& low, const LodLine& high) {
  Line out;
  out.band = put_band(low, high);
  out.main = put(line, true, true);
  lines_.push_back(std::move(out));
}

void LineLayer::upload(LineRenderer& renderer) {
  if (renderer_ != &renderer || epoch_ != renderer.epoch()) handle_ = 0;
  renderer_ = &renderer;
  epoch_ = renderer.epoch();
  bytes_ = points_.size() * sizeof(GpuPoint);
  handle_ = renderer.upload(handle_, std::move(points_));
  points_ = {};
}

void LineLayer::clear() {
  if (renderer_ && handle_ && epoch_ == renderer_->epoch()) renderer_->release(handle_);
  renderer_ = nullptr;
  handle_ = 0;
  bytes_ = 0;
  lines_.clear();
  points_ = {};
}

void LineLayer::add_record(std::vector<GpuRecord>& out, const Strip& strip, Range chunks, const LineLook& look,
                           float alpha, float width, GpuMark mark, float ratio) const {
  if (strip.count == 0 || alpha <= 0) return;
  std::uint32_t first = 0;
  std::uint32_t last = strip.count;
  if (!strip.chunks.empty()) {
    const auto count = static_cast<double>(strip.chunks.size() - 1);
    if (chunks.lo >= 0) first = strip.chunks[static_cast<std::size_t>(std::min(chunks.lo, count))];
    if (chunks.hi <= count) last = strip.chunks[static_cast<std::size_t>(std::max(chunks.hi, 0.0))];
  }
  if (first >= last) return;
  const ImVec4 c = ImGui::ColorConvertU32ToFloat4(look.colour);
  GpuRecord& record = out.emplace_back();
  record.colour[0] = c.x;
  record.colour[1] = c.y;
  record.colour[2] = c.z;
  record.colour[3] = c.w * alpha;
  for (std::size_t i = 0; i < 4; ++i) record.dash[i] = mark == GpuMark::kLine ? look.dash[i] * ratio : 0;
  record.width = width * ratio;
  record.first = static_cast<float>(strip.first + first);
  record.count = static_cast<float>(last - first);
  record.mark = static_cast<float>(mark);
}

// All bands, all raw lines, all main lines, then what marks them: a change between lines and marks is a draw call.
void LineLayer::add_records(std::vector<GpuRecord>& out, std::span<const Drawn> drawn, Range chunks,
                            float ratio) const {
  LineLook solid;
  for (const auto& [line, look] : drawn) {
    add_record(out, line->band, chunks, *look, look->band_alpha, 0, GpuMark::kBand, ratio);
  }
  for (const auto& [line, look] : drawn) {
    solid.colour = look->colour;
    add_record(out, line->raw, chunks, solid, look->raw_alpha, kRawWidth, GpuMark::kLine, ratio);
  }
  for (const auto& [line, look] : drawn) {
    add_record(out, line->main, chunks, *look, look->alpha, look->width, GpuMark::kLine, ratio);
  }
  for (const auto& [line, look] : drawn) {
    if (look->dot != GpuMark::kLine) {
      add_record(out, line->main, chunks, *look, look->alpha, look->dot_radius, look->dot, ratio);
    }
    if (look->clip_ticks) add_record(out, line->main, chunks, *look, look->alpha, kTickHalf, GpuMark::kTick, ratio);
    if (line->marks.count > 0) {
      add_record(out, line->marks, chunks, *look, look->alpha, kMarkRadius, GpuMark::kOfPoint, ratio);
    }
  }
}

void LineLayer::draw(ImDrawList* list, const Rect& plot, float ratio, Range x, Range y, std::span<const LineLook> looks,
                     std::span<const TopLine> tops) const {
  if (!ready() || lines_.empty() || x.empty() || y.empty()) return;
  // One chunk more on each side: a segment's look depends on its neighbours.
  const double chunk = window_.column * kChunk;
  const Range chunks{std::floor((x.lo - window_.begin) / chunk) - 1, std::floor((x.hi - window_.begin) / chunk) + 2};
  // px = A * x_normal + B, in doubles up to here.
  const double x_px = static_cast<double>(plot.w) * ratio / x.size();
  const double y_px = static_cast<double>(plot.h) * ratio / y.size();
  const double window_w = window_.column * window_.columns;
  const double window_h = window_.y_hi - window_.y_lo;
  const GpuView view{
      .x_scale = static_cast<float>(window_w * x_px),
      .x_offset = static_cast<float>(static_cast<double>(plot.x) * ratio + (window_.begin - x.lo) * x_px),
      .y_scale = static_cast<float>(-window_h * y_px),
      .y_offset = static_cast<float>(static_cast<double>(plot.bottom()) * ratio - (window_.y_lo - y.lo) * y_px),
      .left = plot.x * ratio,
      .top = plot.y * ratio,
      .right = plot.right() * ratio,
      .bottom = plot.bottom() * ratio};
  std::vector<Drawn> drawn;
  std::vector<GpuRecord> records;
  drawn.reserve(lines_.size());
  records.reserve(2 * lines_.size());
  const auto draw = [&] {
    records.clear();
    add_records(records, drawn, chunks, ratio);
    if (!records.empty()) renderer_->draw(list, handle_, view, records);
    drawn.clear();
  };
  for (std::size_t i = 0; i < std::min(looks.size(), lines_.size()); ++i) drawn.push_back({&lines_[i], &looks[i]});
  draw();
  for (const TopLine& top : tops) drawn.push_back({&lines_[top.line], &top.look});
  draw();
}

}  // namespace db
