// Whole gzip files (RFC 1952) to their contents.
#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace db {

// The two bytes that gzip files begin with.
inline bool is_gzip(Bytes bytes) {
  return bytes.size() >= 2 && bytes[0] == std::byte{0x1f} && bytes[1] == std::byte{0x8b};
}

struct Inflated {
  std::vector<std::byte> bytes;  // as far as it goes
  std::string problem;           // why it does not go further; empty: it is whole
};

// Several members one after another count as one. Never fails: a damaged or cut file gives what comes out before that.
// More than `max_bytes` is a problem, too.
Inflated inflate_gzip(Bytes gzip, std::uint64_t max_bytes);

}  // namespace db
