#include "base/crc32c.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <random>
#include <string>
#include <vector>

using namespace db;
using namespace std::string_literals;

namespace {

std::vector<std::byte> random_bytes(std::size_t size) {
  std::mt19937 random(static_cast<unsigned>(size));
  std::vector<std::byte> bytes(size);
  for (std::byte& b : bytes) b = static_cast<std::byte>(random());
  return bytes;
}

}  // namespace

TEST_CASE("CRC-32C has the answers of RFC 3720, B.4") {
  REQUIRE(crc32c(as_bytes("123456789")) == 0xE3069283);
  REQUIRE(crc32c(as_bytes(std::string(32, '\0'))) == 0x8A9136AA);
  REQUIRE(crc32c(as_bytes(std::string(32, '\xFF'))) == 0x62A8AB43);
  std::string rising, falling;
  for (int i = 0; i < 32; ++i) rising += static_cast<char>(i), falling += static_cast<char>(31 - i);
  REQUIRE(crc32c(as_bytes(rising)) == 0x46DD794E);
  REQUIRE(crc32c(as_bytes(falling)) == 0x113FDB5C);
  const unsigned char scsi_read[48] = {0x01, 0xC0, 0, 0, 0, 0, 0,    0, 0,    0, 0, 0,    0, 0, 0, 0,
                                       0x14, 0,    0, 0, 0, 0, 0x04, 0, 0,    0, 0, 0x14, 0, 0, 0, 0x18,
                                       0x28, 0,    0, 0, 0, 0, 0,    0, 0x02, 0, 0, 0,    0, 0, 0, 0};
  REQUIRE(crc32c({reinterpret_cast<const std::byte*>(scsi_read), 48}) == 0xD9963A56);
  REQUIRE(crc32c({}) == 0);
}

TEST_CASE("masked as TFRecord stores it") {
  REQUIRE(mask_crc(crc32c_u64(0)) == 0x07980329);
  REQUIRE(crc32c_u64(0x0706050403020100) == crc32c(as_bytes("\0\1\2\3\4\5\6\7"s)));
}

TEST_CASE("every way gives what the bytewise one gives") {
  const std::size_t size = GENERATE(0, 1, 3, 4, 7, 8, 15, 16, 17, 28, 63, 744, 3071, 3072, 3073, 5055, 5056, 5057, 6200,
                                    8191, 8192, 9999, 100'003);
  const auto bytes = random_bytes(size + 3);
  for (const std::size_t offset : {0, 1, 3}) {  // unaligned, too
    const std::byte* at = bytes.data() + offset;
    const std::uint32_t expected = crc32c_ways::bytewise(0x12345678, at, size);
    REQUIRE(crc32c_ways::slicing16(0x12345678, at, size) == expected);
    REQUIRE(crc32c_ways::fold(0x12345678, at, size) == expected);
    REQUIRE(crc32c_ways::instruction(0x12345678, at, size) == expected);
  }
}

TEST_CASE("a message in two parts") {
  const auto bytes = random_bytes(20'000);
  const Bytes all(bytes);
  for (const std::size_t cut : {0, 1, 7, 4096, 9000, 19'999, 20'000}) {
    const std::uint32_t first = crc32c(all.first(cut));
    REQUIRE(crc32c_extend(first, all.subspan(cut)) == crc32c(all));
    REQUIRE(crc32c_of_rest(first, crc32c(all), bytes.size() - cut) == crc32c(all.subspan(cut)));
  }
}
