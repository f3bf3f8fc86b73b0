// Frames of UI with no window: a platform with nothing behind it, ImGui's context, and a hand that clicks and types by
// label.
//
//   UiHarness ui;
//   ui.draw = [&](Context& context) { on |= button(context, "Open", {8, 8}); };
//   ui.click("Open");
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"
#include "ui/context.h"
#include "ui/fonts.h"
#include "ui/input.h"
#include "ui/probe.h"
#include "ui/run_selection.h"
#include "ui/text_fields.h"
#include "ui/tooltip.h"

namespace db {

class NullPlatform : public Platform {
 public:
  GlyphBitmap draw_glyph(std::string_view text, float size_px, bool bold) override;
  LineRenderer* line_renderer() override { return lines; }
  bool fill(ImDrawList*, ImVec2, ImVec2, ImU32) override { return false; }
  void begin_text_edit(const TextEdit& edit) override { edit_id = edit.id, edit_text = edit.text, ++edits_begun; }
  void move_text_edit(const TextEdit&) override {}
  void end_text_edit() override { edit_id.clear(); }
  void set_clipboard(std::string_view text) override { clipboard = text; }
  void download_part(std::span<const std::byte> bytes) override;
  void download(std::string_view file_name, std::string_view mime) override;
  void drop_download() override { parts.clear(); }
  void download_png(std::string_view file_name, std::string_view svg, double scale) override {
    downloaded_name = file_name, downloaded = svg, png_scale = scale;
  }
  void copy_png(std::string_view svg, double scale) override { copied_svg = svg, png_scale = scale; }
  void pack(std::string_view file_name, std::string_view mime) override;
  void pack_png(std::string_view file_name, std::string_view svg, double scale) override;
  void download_pack(std::string_view file_name) override { pack_name = file_name; }
  void drop_pack() override { packed.clear(); }
  void open_folder() override { calls.push_back("open_folder"); }
  void open_files() override { calls.push_back("open_files"); }
  void open_sample() override { calls.push_back("open_sample"); }
  void reload_files() override { calls.push_back("reload_files"); }
  void follow_files(bool on) override { calls.push_back(on ? "follow" : "unfollow"); }
  void pause_reading(bool paused) override { calls.push_back(paused ? "pause" : "resume"); }
  void stop_reading() override { calls.push_back("stop"); }
  void close_all() override { calls.push_back("close_all"); }
  void set_cursor(Cursor c) override { cursor = c; }
  void set_fragment(std::string_view text, bool step) override { fragment = text, history_steps += step; }
  void save_preferences(std::string_view text) override { preferences = text; }
  void announce(std::string_view text) override { announced = text; }
  void request_frame(double secs) override { wanted_secs = std::min(wanted_secs, secs); }
  double clock_secs() override { return now_secs += tick_secs; }
  int utc_offset_secs(double) override { return 0; }
  void open_link(std::string_view url) override { calls.push_back("open_link " + std::string(url)); }
  void fetch_notices() override { calls.push_back("fetch_notices"); }
  MemoryUse memory() override { return {16e6, 32e6, 4.29e9}; }
  void set_title(std::string_view text) override { title = text; }
  void theme_changed(bool is_dark) override { dark = is_dark; }

  LineRenderer* lines = nullptr;  // tests of lines set one (tests/support/ui_line_recorder.h)
  std::vector<std::string> calls;
  std::string title, clipboard, fragment, preferences, announced;
  std::string edit_id, edit_text;  // the field that has the focus
  int edits_begun = 0;
  int history_steps = 0;
  Cursor cursor = Cursor::kArrow;
  bool dark = false;
  double now_secs = 1;       // only tests move it
  double tick_secs = 0;      // so much later each time that somebody looks at the clock
  double wanted_secs = 1e9;  // the soonest frame that was asked for
  std::vector<std::string> glyphs_drawn;
  std::string downloaded_name, downloaded;
  std::string parts;  // of the next download
  std::string copied_svg;
  std::map<std::string, std::string> packed;  // by name, what is in them; of a PNG its SVG
  std::string pack_name;
  double png_scale = 0;
};

// What a renderer would do with ImGui's textures.
void accept_textures();

class UiHarness {
 public:
  explicit UiHarness(float width = 800, float height = 600, float ratio = 1);
  ~UiHarness();

  std::function<void(Context&)> draw;  // inside a window that fills the page

  void frame();
  void frames(int n) {
    for (int i = 0; i < n; ++i) frame();
  }
  void move(float x, float y);
  void click(std::string_view label);  // left, on its middle
  void double_click(std::string_view label);
  void press(float x, float y);
  void release();
  void wheel(float dy);
  void type(std::string_view text);  // into the field with the focus
  void enter();
  const Widget& widget(std::string_view label) const;  // fails the test if there is none
  bool has(std::string_view label) const { return probe.find(label) != nullptr; }
  std::string value(std::string_view label) const { return std::string(probe.value(widget(label))); }

  NullPlatform platform;
  Store store;
  RunSelection runs;
  SummaryCache summaries;
  BetterWays ways;
  Probe probe;
  Commands commands;
  Input input;
  TextFields fields;
  Tooltip tooltip;
  Hover hover;
  bool dark = false;
  double frame_secs = 1.0 / 60;

 private:
  class NoDashboards final : public DashboardIndex {
    std::string_view shown_in(SeriesKind, std::string_view) const override { return {}; }
  };

  NoDashboards dashboards_;
  Fonts fonts_;
  float width_, height_, ratio_;
};

}  // namespace db
