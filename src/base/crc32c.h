// CRC-32C (Castagnoli), as TFRecord uses it: reflected polynomial 0x82F63B78, initial value and final xor 0xFFFFFFFF.
// Source: RFC 3720 B.4 for the answers, TFRecord's description for the mask.
//
// Fast where it is asked for: the crc32 instruction in three streams natively, tables of 16 and a SIMD fold in wasm.
// Stateless but for tables built before main; any thread may call anything.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.h"

namespace db {

// CRC of a message of which `crc` is the CRC of the part before `bytes` (0: nothing before).
std::uint32_t crc32c_extend(std::uint32_t crc, Bytes bytes);
inline std::uint32_t crc32c(Bytes bytes) { return crc32c_extend(0, bytes); }

// CRC of exactly eight bytes: a record's length.
std::uint32_t crc32c_u64(std::uint64_t value);

// Given CRCs of A and of the concatenation A B, with `b_bytes` = length of B: the CRC of B. O(log b_bytes).
std::uint32_t crc32c_of_rest(std::uint32_t crc_a, std::uint32_t crc_ab, std::uint64_t b_bytes);

// What a byte of a message adds to its CRC when `after` bytes follow it: CRCs are linear, so where only some bytes
// differ from a known message's, xor of crc32c_of_byte()[after][difference] into that one's CRC gives the new one. 256
// kB, built at first use (about 0.2 ms).
inline constexpr std::size_t kCrcDistances = 256;
const std::array<std::array<std::uint32_t, 256>, kCrcDistances>& crc32c_of_byte();

// How TFRecord stores a CRC.
constexpr std::uint32_t mask_crc(std::uint32_t crc) { return ((crc >> 15) | (crc << 17)) + 0xA282EAD8u; }

// The ways to compute it, for tests and benchmarks; each works on the raw register (no initial value, no final xor).
namespace crc32c_ways {
std::uint32_t bytewise(std::uint32_t state, const std::byte* at, std::size_t size);
std::uint32_t slicing16(std::uint32_t state, const std::byte* at, std::size_t size);
std::uint32_t fold(std::uint32_t state, const std::byte* at, std::size_t size);  // SIMD; any size, pays from 8 kB
bool has_instruction();
std::uint32_t instruction(std::uint32_t state, const std::byte* at, std::size_t size);
}  // namespace crc32c_ways

}  // namespace db
