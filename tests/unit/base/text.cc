// Numbers, JSON, UTF-8, hashes, base64, pooled strings.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

#include "base/base64.h"
#include "base/json_writer.h"
#include "base/number_text.h"
#include "base/sha256.h"
#include "base/string_pool.h"
#include "base/utf8.h"

using namespace db;
using namespace std::string_literals;

TEST_CASE("numbers read as Python's repr writes them") {
  const std::pair<double, const char*> cases[] = {
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {1.0, "1.0"},
      {0.1, "0.1"},
      {static_cast<double>(0.1f), "0.10000000149011612"},
      {1e-4, "0.0001"},
      {1e-5, "1e-05"},
      {1.5e-5, "1.5e-05"},
      {123456.75, "123456.75"},
      {1e15, "1000000000000000.0"},
      {9999999999999998.0, "9999999999999998.0"},
      {1e16, "1e+16"},
      {1.25e16, "1.25e+16"},
      {1e100, "1e+100"},
      {5e-324, "5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {1712300000.0, "1712300000.0"},
      {-1712300000.25, "-1712300000.25"},
      {std::nan(""), "nan"},
      {-std::nan(""), "nan"},
      {std::numeric_limits<double>::infinity(), "inf"},
      {-std::numeric_limits<double>::infinity(), "-inf"},
  };
  for (const auto& [number, text] : cases) REQUIRE(number_text(number) == text);
  REQUIRE(number_text(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  REQUIRE(number_text(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
}

TEST_CASE("numbers have the fewest digits that read back, plain from 1e-4 up to 1e16") {
  std::mt19937_64 random(2);
  for (int i = 0; i < 100'000; ++i) {
    const double magnitude = std::pow(10, static_cast<double>(random() % 2200) / 100 - 5);
    const double number = i % 3 == 0 ? static_cast<float>(magnitude) : i % 3 == 1 ? std::round(magnitude) : magnitude;
    char digits[64];
    int precision = 0;
    do {
      std::snprintf(digits, sizeof digits, "%.*e", precision, number);
    } while (std::strtod(digits, nullptr) != number && ++precision < 17);
    std::string expected = digits;
    if (number == 0 || (number >= 1e-4 && number < 1e16)) {
      const int exponent = std::atoi(digits + expected.find('e') + 1);
      std::snprintf(digits, sizeof digits, "%.*f", std::max(1, precision - exponent), number);
      expected = digits;
    }
    REQUIRE(number_text(number) == expected);
  }
}

TEST_CASE("any double's text reads back to it") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    const auto number = std::bit_cast<double>(random());
    if (std::isnan(number)) continue;
    REQUIRE(std::strtod(number_text(number).c_str(), nullptr) == number);
  }
}

TEST_CASE("JSON comes out as json.dumps writes it") {
  std::string out;
  JsonWriter json(out);
  json.begin_object()
      .key("a\"\\")
      .begin_array()
      .number(std::int64_t{-1})
      .number(std::uint64_t{2})
      .null()
      .boolean(true)
      .end_array();
  json.key("b")
      .begin_object()
      .end_object()
      .key("c")
      .text("\n\t\x01\x7fé\u2028")
      .key("d")
      .number_as_text(0.5)
      .key("e")
      .raw("[]")
      .end_object();
  REQUIRE(out == "{\"a\\\"\\\\\":[-1,2,null,true],\"b\":{},\"c\":\"\\n\\t\\u0001\x7fé\u2028\",\"d\":\"0.5\",\"e\":[]}");
}

TEST_CASE("UTF-8 is repaired as TextDecoder does it") {
  const std::pair<std::string, std::string> cases[] = {
      {"plain é 漢 🙂", "plain é 漢 🙂"},
      {"bad\xff\xfetag", "bad\uFFFD\uFFFDtag"},
      {"cut \xe6\xbc", "cut \uFFFD"},  // the beginning of a character is one piece
      {"\xf0\x9f\x99 x", "\uFFFD x"},
      {"over\xc0\xaf", "over\uFFFD\uFFFD"},              // overlong
      {"sur\xed\xa0\x80", "sur\uFFFD\uFFFD\uFFFD"},      // surrogate
      {"\xf4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // above U+10FFFF
      {"\x80", "\uFFFD"},
      {"a\0b"s, "a\0b"s},
      {"", ""},
  };
  for (const auto& [text, repaired] : cases) {
    REQUIRE(repair_utf8(text) == repaired);
    REQUIRE(is_utf8(text) == (text == repaired));
    REQUIRE(is_utf8(repaired));
  }
}

TEST_CASE("SHA-256 has the answers of FIPS 180-4") {
  REQUIRE(sha256_hex(as_bytes("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  REQUIRE(sha256_hex(as_bytes("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  REQUIRE(sha256_hex(as_bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  const std::string million(1'000'000, 'a');
  Sha256 pieces;
  for (std::size_t at = 0; at < million.size(); at += 997)
    pieces.update(as_bytes(std::string_view(million).substr(at, 997)));
  REQUIRE(pieces.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("base64 has the answers of RFC 4648") {
  REQUIRE(base64(as_bytes("")) == "");
  REQUIRE(base64(as_bytes("f")) == "Zg==");
  REQUIRE(base64(as_bytes("fo")) == "Zm8=");
  REQUIRE(base64(as_bytes("foo")) == "Zm9v");
  REQUIRE(base64(as_bytes("foobar")) == "Zm9vYmFy");
}

TEST_CASE("a string pool keeps each string once") {
  StringPool pool;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 5000; ++i) REQUIRE(pool.intern("tag/" + std::to_string(i)) == static_cast<std::uint32_t>(i));
  }
  REQUIRE(pool.intern("") == 5000);
  REQUIRE(pool.text(17) == "tag/17");
  REQUIRE(pool.text(5000) == "");
}
