// The page behind ui/platform.h: every method is a call to the object `host` that web/main.js gives the module, with
// the same name in camelCase.
#pragma once

#include <limits>
#include <memory>
#include <string>

#include "host/line_renderer.h"
#include "ui/platform.h"

namespace db {

class WebPlatform final : public Platform {
 public:
  WebPlatform();
  ~WebPlatform() override;

  GlyphBitmap draw_glyph(std::string_view text, float size_px, bool bold) override;
  LineRenderer* line_renderer() override;
  bool fill(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour) override;
  void begin_text_edit(const TextEdit& edit) override;
  void move_text_edit(const TextEdit& edit) override;
  void end_text_edit() override;
  void set_clipboard(std::string_view text) override;
  void download_part(std::span<const std::byte> bytes) override;
  void download(std::string_view file_name, std::string_view mime) override;
  void drop_download() override;
  void download_png(std::string_view file_name, std::string_view svg, double scale) override;
  void copy_png(std::string_view svg, double scale) override;
  void pack(std::string_view file_name, std::string_view mime) override;
  void pack_png(std::string_view file_name, std::string_view svg, double scale) override;
  void download_pack(std::string_view file_name) override;
  void drop_pack() override;
  void open_folder() override;
  void open_files() override;
  void open_sample() override;
  void reload_files() override;
  void follow_files(bool on) override;
  void pause_reading(bool paused) override;
  void stop_reading() override;
  void close_all() override;
  void set_cursor(Cursor cursor) override;
  void set_fragment(std::string_view fragment, bool new_history_entry) override;
  void save_preferences(std::string_view text) override;
  void announce(std::string_view text) override;
  void request_frame(double secs) override;
  double clock_secs() override;
  int utc_offset_secs(double wall_time) override;
  void open_link(std::string_view url) override;
  void fetch_notices() override;
  MemoryUse memory() override;
  void set_title(std::string_view title) override;
  void theme_changed(bool dark) override;

  // --- for the host
  void begin_frame() { wanted_secs_ = kNever; }
  bool frame_due() { return clock_secs() + 0.001 >= wanted_secs_; }
  double wait_ms();  // until the next frame is wanted; -1: none is
  void set_parser_bytes(double bytes) { parser_bytes_ = bytes; }
  void context_lost();  // all GL objects are gone
  void context_restored();

 private:
  static constexpr double kNever = std::numeric_limits<double>::infinity();

  std::unique_ptr<WebLineRenderer> lines_;
  Cursor cursor_ = Cursor::kArrow;
  double wanted_secs_ = 0;
  double parser_bytes_ = 0;
};

}  // namespace db
