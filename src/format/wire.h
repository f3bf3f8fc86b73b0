// Reading protobuf's wire format field by field, over the lite runtime's coded stream. Nothing is allocated; nothing is
// read outside the bytes given. Once something does not parse, ok() stays false and at_end() turns true.
#pragma once

#include <google/protobuf/io/coded_stream.h>

#include "base/bytes.h"

namespace db {

enum class WireType : std::uint32_t { kVarint = 0, kFixed64 = 1, kBytes = 2, kGroup = 3, kEndGroup = 4, kFixed32 = 5 };

constexpr std::uint32_t wire_key(std::uint32_t field, WireType type) {
  return field << 3 | static_cast<std::uint32_t>(type);
}

class WireCursor {
 public:
  explicit WireCursor(Bytes bytes)
      : bytes_(bytes), in_(reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size())) {}

  bool ok() const { return ok_; }
  bool at_end() const { return !ok_ || position() == bytes_.size(); }
  std::size_t position() const { return static_cast<std::size_t>(in_.CurrentPosition()); }

  // The next field's number and wire type in one, to be held against wire_key(); 0: nothing sensible.
  std::uint32_t key() {
    const std::uint32_t key = in_.ReadTag();
    return key >= 8 ? key : fail();
  }
  std::uint64_t varint() {
    std::uint64_t value = 0;
    return in_.ReadVarint64(&value) ? value : fail();
  }
  std::uint32_t fixed32() {
    std::uint32_t value = 0;
    return in_.ReadLittleEndian32(&value) ? value : fail();
  }
  std::uint64_t fixed64() {
    std::uint64_t value = 0;
    return in_.ReadLittleEndian64(&value) ? value : fail();
  }
  Bytes bytes() {
    const std::uint64_t size = varint();
    const std::size_t at = position();
    if (!ok_ || size > bytes_.size() - at) return fail(), Bytes();
    in_.Skip(static_cast<int>(size));
    return bytes_.subspan(at, static_cast<std::size_t>(size));
  }
  std::string_view text() { return as_text(bytes()); }

  // Steps over the value that follows `key`.
  void skip(std::uint32_t key, int depth = 0);

 private:
  std::uint32_t fail() {
    ok_ = false;
    return 0;
  }

  Bytes bytes_;
  google::protobuf::io::CodedInputStream in_;
  bool ok_ = true;
};

}  // namespace db
