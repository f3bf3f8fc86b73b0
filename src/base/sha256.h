// SHA-256 (FIPS 180-4), fed in pieces.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/bytes.h"

namespace db {

class Sha256 {
 public:
  void update(Bytes bytes);
  std::string hex();  // finishes; the object is spent

 private:
  void block(const std::byte* at);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::byte, 64> tail_;
  std::size_t tail_bytes_ = 0;
  std::uint64_t total_bytes_ = 0;
};

inline std::string sha256_hex(Bytes bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.hex();
}

}  // namespace db
