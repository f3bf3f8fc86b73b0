// A page without a browser, for benchmarks: nothing is shown, and the clock stands still until it is moved, so that all
// work that is due is done in one frame.
#pragma once

#include <vector>

#include "ui/line_renderer.h"
#include "ui/platform.h"

namespace db {

class SilentLines final : public LineRenderer {
 public:
  std::uint32_t upload(std::uint32_t handle, std::vector<GpuPoint> points) override {
    points_ += points.size();
    return handle ? handle : ++last_;
  }
  void release(std::uint32_t) override {}
  std::uint32_t epoch() const override { return 1; }
  void draw(ImDrawList*, std::uint32_t, const GpuView&, std::span<const GpuRecord> records) override {
    records_ += records.size();
  }
  std::size_t points_ = 0, records_ = 0;

 private:
  std::uint32_t last_ = 0;
};

class SilentPlatform final : public Platform {
 public:
  GlyphBitmap draw_glyph(std::string_view, float, bool) override { return {}; }
  LineRenderer* line_renderer() override { return &lines; }
  bool fill(ImDrawList*, ImVec2, ImVec2, ImU32) override { return false; }
  void begin_text_edit(const TextEdit&) override {}
  void move_text_edit(const TextEdit&) override {}
  void end_text_edit() override {}
  void set_clipboard(std::string_view) override {}
  void download_part(std::span<const std::byte>) override {}
  void download(std::string_view, std::string_view) override {}
  void drop_download() override {}
  void download_png(std::string_view, std::string_view, double) override {}
  void copy_png(std::string_view, double) override {}
  void pack(std::string_view, std::string_view) override {}
  void pack_png(std::string_view, std::string_view, double) override {}
  void download_pack(std::string_view) override {}
  void drop_pack() override {}
  void open_folder() override {}
  void open_files() override {}
  void open_sample() override {}
  void reload_files() override {}
  void follow_files(bool) override {}
  void pause_reading(bool) override {}
  void stop_reading() override {}
  void close_all() override {}
  void set_cursor(Cursor) override {}
  void set_fragment(std::string_view, bool) override {}
  void save_preferences(std::string_view) override {}
  void announce(std::string_view) override {}
  void request_frame(double secs) override { wanted_secs = secs < wanted_secs ? secs : wanted_secs; }
  double clock_secs() override { return now_secs; }
  int utc_offset_secs(double) override { return 0; }
  void open_link(std::string_view) override {}
  void fetch_notices() override {}
  MemoryUse memory() override { return {}; }
  void set_title(std::string_view) override {}
  void theme_changed(bool) override {}

  SilentLines lines;
  double now_secs = 1;
  double wanted_secs = 1e9;
};

}  // namespace db
