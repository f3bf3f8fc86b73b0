// What parser.wasm offers to web/worker.js: a Session behind a C interface (shapes in web/worker.js's header comment).
//
// File sizes and offsets cross as doubles, exact below 2^53. Addresses are unsigned 32-bit. Not reentrant.
#include <emscripten/emscripten.h>
#include <emscripten/heap.h>

#include <cstdlib>

#include "ingest/session.h"

namespace {

// A seek in a browser costs about as much as reading on for so many bytes.
constexpr std::uint64_t kSeekPaysBytes = 1 << 20;

db::Session& session() {
  static db::Session session({.min_skip_bytes = kSeekPaysBytes});
  return session;
}

db::Bytes g_packet;

std::uint64_t as_offset(double value) { return value > 0 ? static_cast<std::uint64_t>(value) : 0; }

}  // namespace

extern "C" {

// Room for bytes to be pushed. Freed by parser_free.
EMSCRIPTEN_KEEPALIVE std::uint8_t* parser_alloc(std::uint32_t bytes) {
  return static_cast<std::uint8_t*>(std::malloc(bytes));
}
EMSCRIPTEN_KEEPALIVE void parser_free(std::uint8_t* at) { std::free(at); }

EMSCRIPTEN_KEEPALIVE void parser_add_file(std::uint32_t id, const char* path, std::uint32_t path_bytes, double size) {
  session().add_file(db::FileId(id), {path, path_bytes}, as_offset(size));
}

EMSCRIPTEN_KEEPALIVE double parser_wanted(std::uint32_t id) {
  return static_cast<double>(session().wanted(db::FileId(id)));
}

EMSCRIPTEN_KEEPALIVE void parser_push(std::uint32_t id, double offset, const std::uint8_t* bytes, std::uint32_t n) {
  session().push(db::FileId(id), as_offset(offset), {reinterpret_cast<const std::byte*>(bytes), n});
}

EMSCRIPTEN_KEEPALIVE std::uint32_t parser_end(std::uint32_t id) { return session().end(db::FileId(id)) ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE void parser_grow(std::uint32_t id, double size) {
  session().grow(db::FileId(id), as_offset(size));
}

EMSCRIPTEN_KEEPALIVE void parser_fail(std::uint32_t id, const char* text, std::uint32_t n) {
  session().fail(db::FileId(id), {text, n});
}

EMSCRIPTEN_KEEPALIVE const std::byte* parser_packet(std::uint32_t force) {
  g_packet = session().packet(force != 0);
  return g_packet.empty() ? nullptr : g_packet.data();
}

EMSCRIPTEN_KEEPALIVE std::uint32_t parser_packet_bytes() { return static_cast<std::uint32_t>(g_packet.size()); }

EMSCRIPTEN_KEEPALIVE double parser_heap_bytes() { return static_cast<double>(emscripten_get_heap_size()); }

}  // extern "C"
