#include "host/web_platform.h"

#include <emscripten/emscripten.h>
#include <emscripten/heap.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "host/clear_fill.h"

// clang-format off
// Text goes as (address, bytes).
EM_JS(void, host_call, (const char* method), { Module.host[UTF8ToString(method)](); })
EM_JS(void, host_call_flag, (const char* method, int flag), { Module.host[UTF8ToString(method)](flag !== 0); })
EM_JS(void, host_call_text, (const char* method, const char* text, unsigned bytes), {
  Module.host[UTF8ToString(method)](UTF8ToString(text, bytes));
})
EM_JS(void, host_call_text_flag, (const char* method, const char* text, unsigned bytes, int flag), {
  Module.host[UTF8ToString(method)](UTF8ToString(text, bytes), flag !== 0);
})
EM_JS(void, host_text_edit, (const char* method, const char* id, unsigned id_bytes, const char* label, unsigned label_bytes,
                             const char* text, unsigned text_bytes, float x, float y, float width, float height, float font_px,
                             int multiline, int right_aligned, int mono), {
  Module.host[UTF8ToString(method)]({
    id: UTF8ToString(id, id_bytes), label: UTF8ToString(label, label_bytes), text: UTF8ToString(text, text_bytes),
    x, y, width, height, fontPx: font_px, multiline: multiline !== 0, rightAligned: right_aligned !== 0, mono: mono !== 0});
})
EM_JS(void, host_download_part, (const void* at, unsigned bytes), {
  Module.host.downloadPart(HEAPU8.slice(at >>> 0, (at >>> 0) + bytes));
})
EM_JS(void, host_download, (const char* method, const char* name, unsigned name_bytes, const char* mime, unsigned mime_bytes), {
  Module.host[UTF8ToString(method)](UTF8ToString(name, name_bytes), UTF8ToString(mime, mime_bytes));
})
EM_JS(void, host_png, (const char* method, const char* name, unsigned name_bytes, const char* svg, unsigned svg_bytes, double scale), {
  Module.host[UTF8ToString(method)](UTF8ToString(name, name_bytes), UTF8ToString(svg, svg_bytes), scale);
})
// Fills out[0..6] = found, coloured, width, height, left, top, advance; the pixels wait for host_take_glyph.
EM_JS(void, host_draw_glyph, (const char* text, unsigned n, float size_px, int bold, float* out), {
  const g = Module.host.drawGlyph(UTF8ToString(text, n), size_px, bold !== 0);
  const at = out >>> 2;
  HEAPF32[at] = g ? 1 : 0;
  if (!g) return;
  HEAPF32[at + 1] = g.coloured ? 1 : 0;
  HEAPF32[at + 2] = g.width;
  HEAPF32[at + 3] = g.height;
  HEAPF32[at + 4] = g.left;
  HEAPF32[at + 5] = g.top;
  HEAPF32[at + 6] = g.advance;
  Module.host.glyphPixels = g.pixels;
})
EM_JS(void, host_take_glyph, (void* to), { HEAPU8.set(Module.host.glyphPixels, to >>> 0); })
EM_JS(void, host_set_cursor, (int cursor), { Module.host.setCursor(cursor); })
EM_JS(int, host_utc_offset_secs, (double wall), { return -60 * new Date(wall * 1000).getTimezoneOffset() | 0; })
// clang-format on

namespace db {
namespace {

unsigned size_of(std::string_view text) { return static_cast<unsigned>(text.size()); }

void text_edit(const char* method, const TextEdit& e) {
  host_text_edit(method, e.id.data(), size_of(e.id), e.label.data(), size_of(e.label), e.text.data(), size_of(e.text),
                 e.x, e.y, e.width, e.height, e.font_px, e.multiline, e.right_aligned, e.mono);
}

void download_as(const char* method, std::string_view name, std::string_view mime) {
  host_download(method, name.data(), size_of(name), mime.data(), size_of(mime));
}

void png(const char* method, std::string_view name, std::string_view svg, double scale) {
  host_png(method, name.data(), size_of(name), svg.data(), size_of(svg), scale);
}

void call(const char* method, std::string_view text) { host_call_text(method, text.data(), size_of(text)); }

}  // namespace

WebPlatform::WebPlatform() : lines_(make_line_renderer()) {}
LineRenderer* WebPlatform::line_renderer() { return lines_.get(); }

bool WebPlatform::fill(ImDrawList* list, ImVec2 min, ImVec2 max, ImU32 colour) {
  if (!draws_by_cpu()) return false;
  fill_by_clear(list, min, max, colour);
  return true;
}
void WebPlatform::context_lost() { lines_->context_lost(); }
void WebPlatform::context_restored() { lines_->context_restored(); }
WebPlatform::~WebPlatform() = default;

GlyphBitmap WebPlatform::draw_glyph(std::string_view text, float size_px, bool bold) {
  float out[7] = {};
  host_draw_glyph(text.data(), size_of(text), size_px, bold, out);
  GlyphBitmap glyph;
  glyph.found = out[0] != 0;
  if (!glyph.found) return glyph;
  glyph.coloured = out[1] != 0;
  glyph.width_px = static_cast<int>(out[2]);
  glyph.height_px = static_cast<int>(out[3]);
  glyph.left_px = out[4];
  glyph.top_px = out[5];
  glyph.advance_px = out[6];
  glyph.pixels.resize(static_cast<std::size_t>(glyph.width_px * glyph.height_px * (glyph.coloured ? 4 : 1)));
  if (!glyph.pixels.empty()) host_take_glyph(glyph.pixels.data());
  return glyph;
}

void WebPlatform::begin_text_edit(const TextEdit& edit) { text_edit("beginTextEdit", edit); }
void WebPlatform::move_text_edit(const TextEdit& edit) { text_edit("moveTextEdit", edit); }
void WebPlatform::end_text_edit() { host_call("endTextEdit"); }
void WebPlatform::set_clipboard(std::string_view text) { call("setClipboard", text); }

void WebPlatform::download_part(std::span<const std::byte> bytes) {
  host_download_part(bytes.data(), static_cast<unsigned>(bytes.size()));
}

void WebPlatform::download(std::string_view file_name, std::string_view mime) {
  download_as("download", file_name, mime);
}

void WebPlatform::drop_download() { host_call("dropDownload"); }

void WebPlatform::download_png(std::string_view file_name, std::string_view svg, double scale) {
  png("downloadPng", file_name, svg, scale);
}

void WebPlatform::copy_png(std::string_view svg, double scale) { png("copyPng", {}, svg, scale); }

void WebPlatform::pack(std::string_view file_name, std::string_view mime) { download_as("pack", file_name, mime); }

void WebPlatform::pack_png(std::string_view file_name, std::string_view svg, double scale) {
  png("packPng", file_name, svg, scale);
}

void WebPlatform::download_pack(std::string_view file_name) { call("downloadPack", file_name); }
void WebPlatform::drop_pack() { host_call("dropPack"); }

void WebPlatform::open_folder() { host_call("openFolder"); }
void WebPlatform::open_files() { host_call("openFiles"); }
void WebPlatform::open_sample() { host_call("openSample"); }
void WebPlatform::reload_files() { host_call("reloadFiles"); }
void WebPlatform::follow_files(bool on) { host_call_flag("followFiles", on); }
void WebPlatform::pause_reading(bool paused) { host_call_flag("pauseReading", paused); }
void WebPlatform::stop_reading() { host_call("stopReading"); }
void WebPlatform::close_all() { host_call("closeAll"); }

void WebPlatform::set_cursor(Cursor cursor) {
  if (cursor == cursor_) return;
  cursor_ = cursor;
  host_set_cursor(static_cast<int>(cursor));
}

void WebPlatform::set_fragment(std::string_view fragment, bool new_history_entry) {
  host_call_text_flag("setFragment", fragment.data(), size_of(fragment), new_history_entry);
}

void WebPlatform::save_preferences(std::string_view text) { call("savePreferences", text); }
void WebPlatform::announce(std::string_view text) { call("announce", text); }
void WebPlatform::request_frame(double secs) {
  wanted_secs_ = std::min(wanted_secs_, clock_secs() + std::max(0.0, secs));
}
double WebPlatform::clock_secs() { return emscripten_get_now() / 1000; }

int WebPlatform::utc_offset_secs(double wall_time) {
  return std::isfinite(wall_time) && std::abs(wall_time) < 8e12 ? host_utc_offset_secs(wall_time) : 0;
}

void WebPlatform::open_link(std::string_view url) { call("openLink", url); }
void WebPlatform::fetch_notices() { host_call("fetchNotices"); }

MemoryUse WebPlatform::memory() {
  return {static_cast<double>(emscripten_get_heap_size()), parser_bytes_,
          static_cast<double>(emscripten_get_heap_max())};
}

void WebPlatform::set_title(std::string_view title) { call("setTitle", title); }
void WebPlatform::theme_changed(bool dark) { host_call_flag("themeChanged", dark); }

double WebPlatform::wait_ms() {
  if (wanted_secs_ == kNever) return -1;
  return std::max(0.0, (wanted_secs_ - clock_secs()) * 1000);
}

}  // namespace db
