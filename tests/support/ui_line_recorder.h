// A LineRenderer that draws nothing and remembers what it was given.
#pragma once

#include <map>
#include <vector>

#include "ui/line_renderer.h"

namespace db::test {

class LineRecorder final : public LineRenderer {
 public:
  struct Draw {
    std::uint32_t handle;
    GpuView view;
    std::vector<GpuRecord> records;
  };

  std::uint32_t upload(std::uint32_t handle, std::vector<GpuPoint> points) override {
    if (handle == 0) handle = ++last_;
    uploaded[handle] = std::move(points);
    ++uploads;
    return handle;
  }
  void release(std::uint32_t handle) override { uploaded.erase(handle); }
  std::uint32_t epoch() const override { return epoch_; }
  void draw(ImDrawList*, std::uint32_t handle, const GpuView& view, std::span<const GpuRecord> records) override {
    draws.push_back({handle, view, {records.begin(), records.end()}});
  }
  void lose() {
    ++epoch_;
    uploaded.clear();
  }

  std::map<std::uint32_t, std::vector<GpuPoint>> uploaded;
  std::vector<Draw> draws;  // until the test clears them
  int uploads = 0;

 private:
  std::uint32_t last_ = 0;
  std::uint32_t epoch_ = 1;
};

}  // namespace db::test
