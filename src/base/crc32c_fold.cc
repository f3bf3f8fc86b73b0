// CRC-32C of long blocks with nothing but 16-byte xors, for wasm, where there is no carry-less multiplication.
//
// D(x) = x^158 + x^76 + x^64 + x^60 + x^44 + x^27 + x^5 + 1 is a multiple of the CRC's polynomial, and so is
// D(x)^128 = x^(158*128) + ... + 1, whose terms are 128 bits apart: whole vectors of 16 bytes. Dividing a message by it
// cancels a vector by xoring it into seven later ones; read backwards, in message order,
//
//   q[n] = m[n] ^ q[n-82] ^ q[n-94] ^ q[n-98] ^ q[n-114] ^ q[n-131] ^ q[n-153] ^ q[n-158]
//
// The last 158 vectors keep what spills over: they are the remainder, 2.5 kB, which the tables finish. Found by
// reference/speed.md's search; checked against the bytewise way by tests.
#include "base/crc32c.h"

namespace db::crc32c_ways {
namespace {

using Vector = std::uint64_t __attribute__((vector_size(16)));

constexpr std::size_t kVector = 16;
constexpr std::size_t kDegree = 158;
// Distances, nearest first: x^158 stands for the vector itself, x^e for the one 158 - e later.
constexpr std::size_t kBack[] = {82, 94, 98, 114, 131, 153, 158};
constexpr std::size_t kWindow = 256;  // of q; a power of two >= kDegree

}  // namespace

std::uint32_t fold(std::uint32_t state, const std::byte* at, std::size_t size) {
  if (size < 2 * kDegree * kVector) return slicing16(state, at, size);
  const std::size_t vectors = size / kVector;
  const std::size_t quotient = vectors - kDegree;  // vectors that are cancelled; the rest is the remainder

  // q of the last kDegree..kWindow vectors. Blocks of 64 vectors, so that no index wraps inside one: every distance is
  // above 64, and a block of the ring is contiguous.
  constexpr std::size_t kBlock = 64;
  static_assert(kBack[0] >= kBlock);
  Vector ring[kWindow] = {};
  std::size_t n = 0;
  for (; n < quotient; n += kBlock) {
    const std::size_t count = quotient - n < kBlock ? quotient - n : kBlock;
    Vector* q = ring + n % kWindow;
    for (std::size_t i = 0; i < count; ++i) {
      Vector v = load<Vector>(at + (n + i) * kVector);
      if (n + i == 0) v[0] ^= state;
      for (const std::size_t back : kBack) v ^= ring[(n + i - back) % kWindow];
      q[i] = v;
    }
  }
  // The remainder: message vectors with what q still reaches of them; then the odd bytes.
  std::uint32_t crc = 0;
  Vector rest[kDegree];
  for (std::size_t i = 0; i < kDegree; ++i) {
    const std::size_t place = quotient + i;
    Vector v = load<Vector>(at + place * kVector);
    for (const std::size_t back : kBack) {
      const std::size_t from = place - back;
      if (from < quotient) v ^= ring[from % kWindow];
    }
    rest[i] = v;
  }
  crc = slicing16(0, reinterpret_cast<const std::byte*>(rest), sizeof rest);
  return slicing16(crc, at + vectors * kVector, size - vectors * kVector);
}

}  // namespace db::crc32c_ways
