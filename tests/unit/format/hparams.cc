#include "format/hparams.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <random>

#include "tests/support/event_writer.h"

using namespace db;
using namespace db::test;

namespace {

std::string entry(std::string_view key, std::string_view value) {
  return bytes_field(1, bytes_field(1, key) + bytes_field(2, value));
}
std::string content(std::string_view entries) { return bytes_field(3, entries); }

}  // namespace

TEST_CASE("hyperparameters: numbers, truth values, texts; by name, the last of a name counts") {
  const auto found = decode_hparams(content(entry("opt", bytes_field(3, "sgd")) + entry("lr", double_field(2, 0.1)) +
                                            entry("bn", varint_field(4, 1)) + entry("opt", bytes_field(3, "adam"))));
  REQUIRE(found);
  REQUIRE(*found == HParamList{{"bn", true}, {"lr", 0.1}, {"opt", "adam"}});
  REQUIRE(hparam_text((*found)[0].value) == "true");
  REQUIRE(hparam_text((*found)[1].value) == "0.1");
  REQUIRE(hparam_text(16.0) == "16");
  REQUIRE(hparam_text(1e-5) == "1e-05");
}

TEST_CASE("hyperparameters: what is unset, null, not finite or no simple value is left out") {
  const double inf = std::numeric_limits<double>::infinity();
  const auto found = decode_hparams(content(entry("null", varint_field(1, 0)) + entry("unset", "") +
                                            entry("inf", double_field(2, inf)) +
                                            entry("list", bytes_field(6, bytes_field(1, double_field(2, 1)))) +
                                            entry("", double_field(2, 1)) + entry("\xFFx", bytes_field(3, "a\xFF"))));
  REQUIRE(found);
  REQUIRE(*found == HParamList{{"\xEF\xBF\xBDx", "a\xEF\xBF\xBD"}});
}

TEST_CASE("hyperparameters: no session, another version, no message") {
  REQUIRE(!decode_hparams(""));
  REQUIRE(!decode_hparams(bytes_field(2, "")));
  REQUIRE(!decode_hparams(varint_field(1, 1) + content(entry("lr", double_field(2, 1)))));
  REQUIRE(!decode_hparams("\xFF\xFF\xFF"));
  REQUIRE(decode_hparams(content(""))->empty());
}

TEST_CASE("hyperparameters: any bytes give what a store takes") {
  std::string many;
  for (int i = 0; i < 1'500; ++i) many += entry("p" + std::to_string(i), double_field(2, i));
  many += entry(std::string(5'000, 'n'), bytes_field(3, std::string(50'000, '\xC3')));
  const auto all = decode_hparams(content(many));
  REQUIRE(all);
  REQUIRE(all->size() == kMostHParams);
  REQUIRE(is_sound(*all));
  const auto cut = decode_hparams(content(entry(std::string(5'000, 'n'), bytes_field(3, std::string(50'000, '\xC3')))));
  REQUIRE(is_sound(*cut));
  REQUIRE(cut->size() == 1);

  const std::string whole = content(entry("opt", bytes_field(3, "sgd")) + entry("lr", double_field(2, 0.1)));
  std::mt19937 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::string text = whole.substr(0, 1 + random() % whole.size());
    for (int k = 0; k < 3; ++k) text[random() % text.size()] = static_cast<char>(random());
    if (const auto found = decode_hparams(text)) REQUIRE(is_sound(*found));
  }
}
