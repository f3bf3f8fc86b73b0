// What the UI asks of the outside world. The page implements it with browser handles (host/web_platform), the UI tests
// with nothing behind it (tests/support). All calls come from the main thread; none blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "imgui.h"

namespace db {

class LineRenderer;  // ui/line_layer.h

// A character or a run of them drawn by the system's own fonts, for scripts that the embedded font lacks.
struct GlyphBitmap {
  bool found = false;     // false: the system has no glyph either
  bool coloured = false;  // true: RGBA, 4 bytes a pixel; else coverage, 1 byte
  int width_px = 0;
  int height_px = 0;
  float left_px = 0;  // from the pen to the bitmap's left edge
  float top_px = 0;   // from the baseline up to the bitmap's top edge
  float advance_px = 0;
  std::vector<std::uint8_t> pixels;
};

// An editable text on screen; the platform lays a real text input over it while it has the focus, so that IME,
// selection and the clipboard work as everywhere.
struct TextEdit {
  std::string_view id;     // stable name of the field, e.g. "filter-runs"
  std::string_view label;  // for assistive technology
  std::string_view text;
  float x = 0, y = 0, width = 0, height = 0;  // CSS pixels, the area of the text
  float font_px = 13;
  bool mono = false;
  bool multiline = false;
  bool right_aligned = false;
};

enum class Cursor : std::uint8_t { kArrow, kHand, kText, kMove, kResizeX, kResizeY, kCrosshair, kGrab };

struct MemoryUse {
  double viewer_bytes = 0;
  double parser_bytes = 0;  // all workers
  double limit_bytes = 0;   // of the viewer's heap
};

class Platform {
 public:
  virtual ~Platform() = default;

  virtual GlyphBitmap draw_glyph(std::string_view text, float size_px, bool bold) = 0;
  virtual LineRenderer* line_renderer() = 0;  // null: lines are not drawn (tests)
  // Fills a rectangle of whole device pixels with an opaque colour, inside the list's clip rectangle, where that is
  // quicker than by ImGui; false: it is not.
  virtual bool fill(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour) = 0;

  virtual void begin_text_edit(const TextEdit& edit) = 0;  // changes come back through TextFields::on_text
  virtual void move_text_edit(const TextEdit& edit) = 0;
  virtual void end_text_edit() = 0;

  virtual void set_clipboard(std::string_view text) = 0;
  // A file for the person: its parts, then its name. Parts that are dropped are forgotten.
  virtual void download_part(std::span<const std::byte> bytes) = 0;
  virtual void download(std::string_view file_name, std::string_view mime) = 0;
  virtual void drop_download() = 0;
  // A PNG, drawn by the browser from an SVG document; `scale` pixels for one of its own. It takes a while: the platform
  // says by a toast how it went.
  virtual void download_png(std::string_view file_name, std::string_view svg, double scale) = 0;
  virtual void copy_png(std::string_view svg, double scale) = 0;
  // Files of one archive: each its parts, then its name; or a PNG. Then the archive's own name, and a toast.
  virtual void pack(std::string_view file_name, std::string_view mime) = 0;
  virtual void pack_png(std::string_view file_name, std::string_view svg, double scale) = 0;
  virtual void download_pack(std::string_view file_name) = 0;
  virtual void drop_pack() = 0;
  virtual void open_folder() = 0;  // the browser's folder picker
  virtual void open_files() = 0;
  virtual void open_sample() = 0;
  virtual void reload_files() = 0;         // read what has grown since
  virtual void follow_files(bool on) = 0;  // go on with looking at what grows, or leave it
  virtual void pause_reading(bool paused) = 0;
  virtual void stop_reading() = 0;
  virtual void close_all() = 0;

  virtual void set_cursor(Cursor cursor) = 0;
  virtual void set_fragment(std::string_view fragment, bool new_history_entry) = 0;
  virtual void save_preferences(std::string_view text) = 0;  // localStorage
  virtual void announce(std::string_view text) = 0;          // to assistive technology
  // The next frame at the latest in `secs`; 0 is as soon as possible. Without a call there is none until input.
  virtual void request_frame(double secs) = 0;
  virtual double clock_secs() = 0;                    // monotonic, also within a frame
  virtual int utc_offset_secs(double wall_time) = 0;  // of the viewer's time zone at that time
  virtual void open_link(std::string_view url) = 0;
  virtual void fetch_notices() = 0;  // the third-party notices; they come back through App
  virtual MemoryUse memory() = 0;
  virtual void set_title(std::string_view title) = 0;  // of the tab
  virtual void theme_changed(bool dark) = 0;           // for the page around the canvas
};

}  // namespace db
