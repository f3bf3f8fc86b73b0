// CPU time of the last 512 frames: what the app and ImGui need for a frame, without the calls to GL.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace db {

class FrameTimes {
 public:
  void add(float prepare_ms, float ui_ms) {
    at_ = (at_ + 1) % kKept;
    prepare_[at_] = prepare_ms;
    ui_[at_] = ui_ms;
    gl_[at_] = 0;
    ++frames_;
  }
  // Of the last frame: the calls to GL, measured; and what they cost other processes, estimated, which only
  // last_draw_ms() counts.
  void set_gl(float gl_ms, float elsewhere_ms = 0) {
    gl_[at_] = gl_ms;
    elsewhere_ms_ = elsewhere_ms;
  }

  // What the last frame cost beside its share of work: its drawing, here, on the GPU's side of this thread, and
  // elsewhere.
  float last_draw_ms() const { return ui_[at_] + gl_[at_] + elsewhere_ms_; }

  std::uint64_t frames() const { return frames_; }
  std::vector<float> total_ms() const {
    return recent([this](std::size_t i) { return prepare_[i] + ui_[i]; });
  }
  std::vector<float> prepare_ms() const {
    return recent([this](std::size_t i) { return prepare_[i]; });
  }
  std::vector<float> gl_ms() const {
    return recent([this](std::size_t i) { return gl_[i]; });
  }
  static float percentile(std::vector<float> values, double p);

 private:
  static constexpr std::size_t kKept = 512;

  template <class Get>
  std::vector<float> recent(Get get) const {  // oldest first
    std::vector<float> out;
    const std::size_t n = frames_ < kKept ? static_cast<std::size_t>(frames_) : kKept;
    for (std::size_t i = 0; i < n; ++i) out.push_back(get((at_ + kKept - n + 1 + i) % kKept));
    return out;
  }

  std::array<float, kKept> prepare_{}, ui_{}, gl_{};
  float elsewhere_ms_ = 0;
  std::size_t at_ = kKept - 1;
  std::uint64_t frames_ = 0;
};

}  // namespace db
