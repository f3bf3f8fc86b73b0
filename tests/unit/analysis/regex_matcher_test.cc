#include "analysis/regex_matcher.h"

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <string>

namespace db {
namespace {

std::string any_of(std::mt19937& random, std::initializer_list<const char*> parts, unsigned most) {
  std::string out;
  for (unsigned n = random() % (most + 1); n > 0; --n) out += parts.begin()[random() % parts.size()];
  return out;
}

TEST_CASE("regex matcher: as the Pike machine, for any pattern and name") {
  std::mt19937 random(1);
  int compiled = 0, found = 0;
  for (int i = 0; i < 6'000; ++i) {
    const std::string pattern =
        any_of(random, {"a",    "b", "B", "_", "(",   ")",   "|",   "*",   "+?",  "?",        "[a-c]",
                        "[^b]", ".", "^", "$", "\\b", "\\B", "\\d", "\\W", "{2}", "\xC3\xA9", "[\xC3\xA0-\xC3\xBF]"},
               7);
    for (const auto letters : {LetterCase::kIgnored, LetterCase::kKept}) {
      const auto regex = Regex::compile(pattern, letters);
      if (!regex) continue;
      ++compiled;
      RegexMatcher matcher(*regex);
      for (int k = 0; k < 8; ++k) {
        const std::string name =
            any_of(random, {"a", "b", "A", "B", "_", " ", "7", "\n", "\xC3\xA9", "\xC3", "\xF0\x9F\x98\x80"}, 7);
        INFO(pattern << " on " << name);
        const bool expected = regex->matches(name);
        found += expected;
        REQUIRE(matcher.matches(name) == expected);
      }
    }
  }
  CHECK(compiled > 2'000);
  CHECK(found > 2'000);
}

TEST_CASE("regex matcher: forgets states it has too many of, and stays right") {
  // Whether the 12th character from the end is an a takes 2^12 states.
  const auto regex = Regex::compile("a.{11}$");
  RegexMatcher matcher(*regex);
  std::mt19937 random(2);
  for (int i = 0; i < 300; ++i) {
    std::string name;
    for (unsigned n = random() % 400; n > 0; --n) name += random() % 2 ? 'a' : 'b';
    REQUIRE(matcher.matches(name) == (name.size() >= 12 && name[name.size() - 12] == 'a'));
  }
}

TEST_CASE("regex matcher: more kinds of characters than it has tables for") {
  std::string pattern = "^[";
  for (int i = 0; i < 400; ++i) pattern += {static_cast<char>(0xC4 + i / 32), static_cast<char>(0x80 + i % 32 * 2)};
  const auto regex = Regex::compile(pattern + "]+$");
  REQUIRE(regex);
  RegexMatcher matcher(*regex);
  CHECK(matcher.matches("\xC4\x80\xC5\x82"));
  CHECK_FALSE(matcher.matches("\xC4\x81"));
}

TEST_CASE("regex matcher: case") {
  CHECK(RegexMatcher(*Regex::compile("aB")).matches("Ab"));
  CHECK_FALSE(RegexMatcher(*Regex::compile("aB", LetterCase::kKept)).matches("Ab"));
  CHECK(RegexMatcher(*Regex::compile("^[a-b]B$", LetterCase::kKept)).matches("aB"));
  CHECK_FALSE(RegexMatcher(*Regex::compile("^[a-b]B$", LetterCase::kKept)).matches("AB"));
}

}  // namespace
}  // namespace db
