#include "format/wire.h"

namespace db {

void WireCursor::skip(std::uint32_t field_key, int depth) {
  constexpr int kMaxDepth = 100;  // of groups; the limit of protobuf's own parsers
  switch (static_cast<WireType>(field_key & 7)) {
    case WireType::kVarint:
      varint();
      return;
    case WireType::kFixed64:
      fixed64();
      return;
    case WireType::kBytes:
      bytes();
      return;
    case WireType::kFixed32:
      fixed32();
      return;
    case WireType::kGroup:
      while (depth < kMaxDepth && !at_end()) {
        const std::uint32_t inner = key();
        if (inner == wire_key(field_key >> 3, WireType::kEndGroup)) return;
        if (ok_) skip(inner, depth + 1);
      }
      fail();
      return;
    case WireType::kEndGroup:
      break;
  }
  fail();
}

}  // namespace db
