#include "base/crc32c.h"

#include <memory>

#if defined(__x86_64__)
#include <nmmintrin.h>
#define DB_CRC_TARGET __attribute__((target("sse4.2")))
#elif defined(__aarch64__) && defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#define DB_CRC_TARGET
#endif

namespace db {
namespace {

constexpr std::uint32_t kPolynomial = 0x82F63B78;
using Table = std::array<std::uint32_t, 256>;

constexpr Table byte_table() {
  Table table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t c = i;
    for (int bit = 0; bit < 8; ++bit) c = (c >> 1) ^ (c & 1 ? kPolynomial : 0);
    table[i] = c;
  }
  return table;
}

// table[k][b]: the register after byte b and k zero bytes. Built at start-up (8 us): 16 kB that need not be downloaded.
std::array<Table, 16> distance_tables() {
  std::array<Table, 16> tables;
  tables[0] = byte_table();
  for (std::size_t k = 1; k < 16; ++k) {
    for (std::size_t i = 0; i < 256; ++i) {
      const std::uint32_t c = tables[k - 1][i];
      tables[k][i] = (c >> 8) ^ tables[0][c & 255];
    }
  }
  return tables;
}

constexpr Table kByteTable = byte_table();
const std::array<Table, 16> kTables = distance_tables();

// Product of two polynomials modulo the CRC's; bit 31 is x^0 (reflected).
constexpr std::uint32_t multiply(std::uint32_t a, std::uint32_t b) {
  std::uint32_t product = 0;
  for (std::uint32_t bit = 1u << 31; bit != 0; bit >>= 1) {
    if (a & bit) product ^= b;
    b = (b >> 1) ^ (b & 1 ? kPolynomial : 0);
  }
  return product;
}

// x^(8 * 2^k) for every k: bytes of zeros to run a register over.
constexpr std::array<std::uint32_t, 64> kPowers = [] {
  std::array<std::uint32_t, 64> powers{};
  powers[0] = 1u << 23;  // x^8
  for (std::size_t k = 1; k < powers.size(); ++k) powers[k] = multiply(powers[k - 1], powers[k - 1]);
  return powers;
}();

constexpr std::uint32_t over_zeros(std::uint32_t state, std::uint64_t bytes) {
  for (std::size_t k = 0; bytes != 0; ++k, bytes >>= 1) {
    if (bytes & 1) state = multiply(kPowers[k], state);
  }
  return state;
}

std::uint32_t slice4(std::uint32_t x, const Table* tables) {
  return tables[3][x & 255] ^ tables[2][x >> 8 & 255] ^ tables[1][x >> 16 & 255] ^ tables[0][x >> 24];
}

#if defined(DB_CRC_TARGET)
#if defined(__x86_64__)
DB_CRC_TARGET inline std::uint64_t step8(std::uint64_t state, const std::byte* at) {
  return _mm_crc32_u64(state, load<std::uint64_t>(at));
}
DB_CRC_TARGET inline std::uint32_t step4(std::uint32_t state, const std::byte* at) {
  return _mm_crc32_u32(state, load<std::uint32_t>(at));
}
DB_CRC_TARGET inline std::uint32_t step1(std::uint32_t state, const std::byte* at) {
  return _mm_crc32_u8(state, load<std::uint8_t>(at));
}
const bool kHasInstruction = __builtin_cpu_supports("sse4.2");
#else
inline std::uint64_t step8(std::uint64_t state, const std::byte* at) {
  return __crc32cd(static_cast<std::uint32_t>(state), load<std::uint64_t>(at));
}
inline std::uint32_t step4(std::uint32_t state, const std::byte* at) {
  return __crc32cw(state, load<std::uint32_t>(at));
}
inline std::uint32_t step1(std::uint32_t state, const std::byte* at) {
  return __crc32cb(state, load<std::uint8_t>(at));
}
constexpr bool kHasInstruction = true;
#endif

// The instruction takes three cycles but one can start every cycle: three streams of kStream bytes side by side, joined
// by running the earlier ones over as many zeros.
constexpr std::size_t kStream = 1024;
using ShiftTables = std::array<Table, 4>;
const ShiftTables kOverStream = [] {
  ShiftTables tables;
  for (std::uint32_t k = 0; k < 4; ++k) {
    for (std::uint32_t i = 0; i < 256; ++i) tables[3 - k][i] = over_zeros(i << (8 * k), kStream);
  }
  return tables;
}();
#endif

}  // namespace

namespace crc32c_ways {

std::uint32_t bytewise(std::uint32_t state, const std::byte* at, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) state = (state >> 8) ^ kByteTable[(state ^ load<std::uint8_t>(at + i)) & 255];
  return state;
}

std::uint32_t slicing16(std::uint32_t state, const std::byte* at, std::size_t size) {
  const Table* t = kTables.data();
  for (; size >= 16; size -= 16, at += 16) {
    state = slice4(load<std::uint32_t>(at) ^ state, t + 12) ^ slice4(load<std::uint32_t>(at + 4), t + 8) ^
            slice4(load<std::uint32_t>(at + 8), t + 4) ^ slice4(load<std::uint32_t>(at + 12), t);
  }
  if (size >= 8) {
    state = slice4(load<std::uint32_t>(at) ^ state, t + 4) ^ slice4(load<std::uint32_t>(at + 4), t);
    size -= 8, at += 8;
  }
  if (size >= 4) {
    state = slice4(load<std::uint32_t>(at) ^ state, t);
    size -= 4, at += 4;
  }
  return bytewise(state, at, size);
}

#if defined(DB_CRC_TARGET)
bool has_instruction() { return kHasInstruction; }

DB_CRC_TARGET std::uint32_t instruction(std::uint32_t state, const std::byte* at, std::size_t size) {
  std::uint64_t a = state;
  while (size >= 3 * kStream) {
    std::uint64_t b = 0, c = 0;
    for (std::size_t i = 0; i < kStream; i += 8) {
      a = step8(a, at + i);
      b = step8(b, at + kStream + i);
      c = step8(c, at + 2 * kStream + i);
    }
    b ^= slice4(static_cast<std::uint32_t>(a), kOverStream.data());
    a = c ^ slice4(static_cast<std::uint32_t>(b), kOverStream.data());
    at += 3 * kStream, size -= 3 * kStream;
  }
  for (; size >= 8; size -= 8, at += 8) a = step8(a, at);
  auto narrow = static_cast<std::uint32_t>(a);
  if (size >= 4) narrow = step4(narrow, at), at += 4, size -= 4;
  for (; size > 0; --size, ++at) narrow = step1(narrow, at);
  return narrow;
}
#else
bool has_instruction() { return false; }
std::uint32_t instruction(std::uint32_t state, const std::byte* at, std::size_t size) {
  return slicing16(state, at, size);
}
#endif

}  // namespace crc32c_ways

std::uint32_t crc32c_extend(std::uint32_t crc, Bytes bytes) {
  const std::uint32_t state = ~crc;
#if defined(DB_CRC_TARGET)
  if (kHasInstruction) return ~crc32c_ways::instruction(state, bytes.data(), bytes.size());
#endif
  constexpr std::size_t kFoldPays = 8192;
  if (bytes.size() >= kFoldPays) return ~crc32c_ways::fold(state, bytes.data(), bytes.size());
  return ~crc32c_ways::slicing16(state, bytes.data(), bytes.size());
}

std::uint32_t crc32c_u64(std::uint64_t value) {
  std::byte bytes[8];
  std::memcpy(bytes, &value, sizeof value);
  return crc32c_extend(0, bytes);
}

std::uint32_t crc32c_of_rest(std::uint32_t crc_a, std::uint32_t crc_ab, std::uint64_t b_bytes) {
  // The register is linear: what A left in it, run over B's length of zeros, is all that A adds to the end state.
  return ~(~crc_ab ^ over_zeros(~crc_a ^ 0xFFFFFFFFu, b_bytes));
}

const std::array<Table, kCrcDistances>& crc32c_of_byte() {
  static const auto tables = [] {
    auto made = std::make_unique<std::array<Table, kCrcDistances>>();
    (*made)[0] = kByteTable;
    for (std::size_t after = 1; after < kCrcDistances; ++after) {
      for (std::size_t i = 0; i < 256; ++i) {
        const std::uint32_t c = (*made)[after - 1][i];
        (*made)[after][i] = (c >> 8) ^ kByteTable[c & 255];
      }
    }
    return made;
  }();
  return *tables;
}

}  // namespace db
