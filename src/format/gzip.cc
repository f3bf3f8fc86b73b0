#include "format/gzip.h"

#include <zlib.h>

#include <algorithm>

namespace db {

Inflated inflate_gzip(Bytes gzip, std::uint64_t max_bytes) {
  constexpr int kGzip = 16 + MAX_WBITS;
  constexpr std::size_t kChunk = 1 << 18;
  Inflated out;
  z_stream stream{};
  if (inflateInit2(&stream, kGzip) != Z_OK) {
    out.problem = "no memory to inflate it";
    return out;
  }
  std::size_t fed = 0;
  for (;;) {
    if (stream.avail_in == 0 && fed < gzip.size()) {
      const std::size_t n = std::min(kChunk, gzip.size() - fed);
      stream.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(gzip.data() + fed));
      stream.avail_in = static_cast<uInt>(n);
      fed += n;
    }
    const std::size_t at = out.bytes.size();
    if (at >= max_bytes) {
      out.problem = "inflates to more than can be held";
      break;
    }
    out.bytes.resize(at + kChunk);
    stream.next_out = reinterpret_cast<Bytef*>(out.bytes.data() + at);
    stream.avail_out = kChunk;
    const int status = inflate(&stream, Z_NO_FLUSH);
    out.bytes.resize(at + kChunk - stream.avail_out);
    const bool more = stream.avail_in > 0 || fed < gzip.size();
    if (status == Z_STREAM_END) {
      if (!more) break;
      inflateReset(&stream);  // the next member
    } else if (status != Z_OK) {
      out.problem = more || stream.msg ? "damaged gzip data" : "the gzip data end early";
      break;
    } else if (!more && stream.avail_out > 0) {
      out.problem = "the gzip data end early";
      break;
    }
  }
  inflateEnd(&stream);
  return out;
}

}  // namespace db
