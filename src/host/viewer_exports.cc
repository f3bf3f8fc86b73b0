// What viewer.wasm offers to web/main.js and web/viewer.js: data in, input in, frames out. Queries:
// viewer_exports_query.cc.
//
// Text crosses as (address, bytes) of UTF-8; addresses are unsigned 32-bit; sizes as doubles, exact below 2^53.
#include <emscripten/emscripten.h>

#include <cmath>
#include <cstdlib>
#include <optional>
#include <span>
#include <string>

#include "fonts_data.h"
#include "host/viewer.h"

namespace {

using db::viewer;

std::uint64_t as_size(double value) { return value > 0 ? static_cast<std::uint64_t>(value) : 0; }

// Bits 0 to 3: shift, ctrl, alt, meta.
db::Modifiers as_modifiers(std::uint32_t bits) {
  return {.shift = (bits & 1) != 0, .ctrl = (bits & 2) != 0, .alt = (bits & 4) != 0, .meta = (bits & 8) != 0};
}

std::span<const unsigned char> font(std::uint32_t face) {
  return face == 2 ? db::dropboard_mono_400() : face == 1 ? db::dropboard_sans_600() : db::dropboard_sans_400();
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint8_t* viewer_alloc(std::uint32_t bytes) {
  return static_cast<std::uint8_t*>(std::malloc(bytes));
}
EMSCRIPTEN_KEEPALIVE void viewer_free(std::uint8_t* at) { std::free(at); }
// Has so many bytes more in the heap, taken from the browser if need be. 0: it gives no more.
EMSCRIPTEN_KEEPALIVE int viewer_reserve(std::uint32_t bytes) {
  void* volatile const room = std::malloc(bytes);  // volatile: else the pair is optimised away
  std::free(room);
  return room != nullptr;
}

// --- data

EMSCRIPTEN_KEEPALIVE std::uint32_t viewer_add_file(const char* path, std::uint32_t bytes, double size) {
  return static_cast<std::uint32_t>(viewer().app.add_file({path, bytes}, as_size(size)));
}

EMSCRIPTEN_KEEPALIVE void viewer_packet(std::uint32_t sender, const std::byte* at, std::uint32_t bytes) {
  viewer().app.packet(sender, {at, bytes});
}

EMSCRIPTEN_KEEPALIVE void viewer_file_problem(std::uint32_t id, std::uint32_t status, const char* text,
                                              std::uint32_t bytes) {
  if (status > static_cast<std::uint32_t>(db::FileStatus::kAsset)) return;
  viewer().app.file_problem(db::FileId(id), static_cast<db::FileStatus>(status), {text, bytes});
}

EMSCRIPTEN_KEEPALIVE void viewer_forget_file(std::uint32_t id) { viewer().app.forget_file(db::FileId(id)); }
EMSCRIPTEN_KEEPALIVE void viewer_listed() { viewer().app.listed(); }
EMSCRIPTEN_KEEPALIVE void viewer_set_name(const char* text, std::uint32_t bytes) {
  viewer().app.set_name({text, bytes});
}

EMSCRIPTEN_KEEPALIVE void viewer_reading(double bytes_total, double bytes_read, std::uint32_t files_total,
                                         std::uint32_t files_read, std::uint32_t state) {
  if (state > static_cast<std::uint32_t>(db::ReadingState::kDone)) return;
  viewer().app.reading(static_cast<db::ReadingState>(state), bytes_total, bytes_read, files_total, files_read);
}

// `grew_ago_secs` below 0: not known.
EMSCRIPTEN_KEEPALIVE void viewer_following(std::uint32_t state, double grew_ago_secs) {
  if (state > static_cast<std::uint32_t>(db::FollowState::kLost)) return;
  const auto ago = grew_ago_secs >= 0 ? std::optional(grew_ago_secs) : std::nullopt;
  viewer().app.following(static_cast<db::FollowState>(state), ago);
}

EMSCRIPTEN_KEEPALIVE void viewer_close() { viewer().app.close(); }

// Heap bytes of all parsers, for Inspect.
EMSCRIPTEN_KEEPALIVE void viewer_memory(double parser_bytes) { viewer().platform.set_parser_bytes(parser_bytes); }

// --- frames

EMSCRIPTEN_KEEPALIVE double viewer_frame(double) { return db::draw_frame(); }

// Work between frames. Milliseconds until it wants to be called again; below 0: not before the next frame.
EMSCRIPTEN_KEEPALIVE double viewer_work() {
  if (viewer().context_lost) return -1;
  const double secs = viewer().app.work();
  return secs < 0 ? -1 : secs * 1000;
}

// Milliseconds until the next frame is wanted; below 0: none is.
EMSCRIPTEN_KEEPALIVE double viewer_wait() { return viewer().platform.wait_ms(); }

EMSCRIPTEN_KEEPALIVE std::uint32_t viewer_dirty() {
  return viewer().app.dirty() || viewer().app.more_to_prepare() || viewer().platform.wait_ms() == 0 ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void viewer_context(std::uint32_t restored) {
  restored ? db::restore_context() : db::lose_context();
}

// The bytes of a font for the page's own text inputs: 0 sans, 1 bold, 2 mono.
EMSCRIPTEN_KEEPALIVE const unsigned char* viewer_font(std::uint32_t face) { return font(face).data(); }
EMSCRIPTEN_KEEPALIVE std::uint32_t viewer_font_bytes(std::uint32_t face) {
  return static_cast<std::uint32_t>(font(face).size());
}

// --- input

EMSCRIPTEN_KEEPALIVE void viewer_resize(float width, float height, float ratio) {
  viewer().app.resize(width, height, ratio);
}

EMSCRIPTEN_KEEPALIVE void viewer_pointer(std::uint32_t kind, float x, float y, std::uint32_t button,
                                         std::uint32_t modifiers, std::uint32_t type, std::uint32_t id) {
  viewer().app.pointer(static_cast<db::PointerKind>(kind), x, y, static_cast<int>(button), as_modifiers(modifiers),
                       static_cast<db::PointerType>(type), id);
}

EMSCRIPTEN_KEEPALIVE void viewer_wheel(float x, float y, float dx, float dy, std::uint32_t modifiers) {
  viewer().app.wheel(x, y, dx, dy, as_modifiers(modifiers));
}

// Two fingers: how their distance has changed, where their middle is and how it has moved.
EMSCRIPTEN_KEEPALIVE void viewer_pinch(float scale, float x, float y, float dx, float dy) {
  viewer().app.pinch(scale, x, y, dx, dy);
}

EMSCRIPTEN_KEEPALIVE std::uint32_t viewer_key(std::uint32_t down, const char* key, std::uint32_t bytes,
                                              std::uint32_t modifiers) {
  return viewer().app.key(down != 0, {key, bytes}, as_modifiers(modifiers)) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void viewer_text(const char* id, std::uint32_t id_bytes, const char* text, std::uint32_t bytes,
                                      std::uint32_t what) {
  viewer().app.text({id, id_bytes}, {text, bytes}, static_cast<db::TextEvent>(what));
}

EMSCRIPTEN_KEEPALIVE void viewer_drag(std::uint32_t state, std::uint32_t folders, std::uint32_t files,
                                      std::uint32_t replace) {
  viewer().app.drag(static_cast<db::Drag>(state), folders, files, replace != 0);
}

EMSCRIPTEN_KEEPALIVE void viewer_command(const char* name, std::uint32_t bytes, const char* argument,
                                         std::uint32_t argument_bytes) {
  viewer().app.run_command({name, bytes}, {argument, argument_bytes});
}

// The mirror for assistive technology: `id` of a widget in viewer_widgets. 0: focus, 1: press.
EMSCRIPTEN_KEEPALIVE void viewer_widget(std::uint32_t id, std::uint32_t press) {
  viewer().app.focus_widget(id, press != 0);
}

// --- state

EMSCRIPTEN_KEEPALIVE void viewer_set_state(const char* text, std::uint32_t bytes) {
  viewer().app.set_state({text, bytes});
}
EMSCRIPTEN_KEEPALIVE const char* viewer_state() { return viewer().app.state().c_str(); }
EMSCRIPTEN_KEEPALIVE void viewer_preferences(const char* text, std::uint32_t bytes) {
  viewer().app.set_preferences({text, bytes});
}
EMSCRIPTEN_KEEPALIVE void viewer_begin_view() { viewer().app.begin_view(); }
EMSCRIPTEN_KEEPALIVE void viewer_dark_default(std::uint32_t dark) { viewer().app.set_dark_default(dark != 0); }
EMSCRIPTEN_KEEPALIVE void viewer_reduced_motion(std::uint32_t reduced) {
  viewer().app.set_reduced_motion(reduced != 0);
}
EMSCRIPTEN_KEEPALIVE void viewer_notices(const char* text, std::uint32_t bytes) {
  viewer().app.set_notices_text({text, bytes});
}

}  // extern "C"
