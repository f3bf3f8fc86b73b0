#include "analysis/regex.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <string>

namespace db {
namespace {

bool matches(std::string_view pattern, std::string_view text) {
  const auto regex = Regex::compile(pattern);
  INFO(pattern);
  REQUIRE(regex);
  return regex->matches(text);
}

struct Case {
  const char* pattern;
  const char* text;
  bool expected;
};

TEST_CASE("regex: what it matches") {
  const auto c = GENERATE(values<Case>({
      {"", "", true},
      {"a", "xay", true},
      {"a", "xby", false},
      {"abc", "ABC", true},
      {"a.c", "abc", true},
      {"a.c", "ac", false},
      {"^a", "ab", true},
      {"^a", "ba", false},
      {"a$", "ba", true},
      {"a$", "ab", false},
      {"^$", "", true},
      {"^$", "a", false},
      {"a*", "", true},
      {"^a*$", "aaa", true},
      {"^a+$", "", false},
      {"^a?b$", "b", true},
      {"^a?b$", "aab", false},
      {"^a{2}$", "aa", true},
      {"^a{2}$", "aaa", false},
      {"^a{2,}$", "aaaa", true},
      {"^a{1,3}$", "aaaa", false},
      {"a{x", "a{x", true},
      {"^(ab)+$", "abab", true},
      {"^(?:ab|cd)+$", "abcdab", true},
      {"^(ab|a)(bc|c)$", "abc", true},
      {"a|b|c", "c", true},
      {"^(a|b|)$", "", true},
      {"[abc]", "xbx", true},
      {"[^abc]", "abc", false},
      {"[a-c]", "B", true},
      {"[a-]", "-", true},
      {"[\\d_]", "7", true},
      {"[\\]]", "]", true},
      {"\\d+", "a12", true},
      {"^\\D+$", "a1", false},
      {"\\w", "_", true},
      {"\\W", "a b", true},
      {"\\s", "a b", true},
      {"\\S", " ", false},
      {"\\bloss\\b", "train loss", true},
      {"\\bloss\\b", "glosses", false},
      {"\\Bss", "loss", true},
      {"\\.", "a.b", true},
      {"\\.", "ab", false},
      {"\\x41", "a", true},
      {"\\u00e9", "caf\xC3\xA9", true},
      {"^.$", "\xC3\xA9", true},
      {"^...$", "\xE6\xBC\xA2\xE5\xAD\x97\xF0\x9F\x98\x80", true},
      {"[\xC3\xA9]", "\xC3\xA9", true},
      {"^\xFF$", "\xFF", true},
      {"(a*)*b", "aaab", true},
      {"^(a*)*$", "aaa", true},
      {"(|a)+b", "aab", true},
      {"a.*?b", "axxb", true},
      {"^[^/]+/lr$", "opt/lr", true},
      {"(train|eval)", "x/eval", true},
  }));
  INFO(c.pattern << " on " << c.text);
  REQUIRE(matches(c.pattern, c.text) == c.expected);
}

TEST_CASE("regex: groups") {
  const auto groups = [](std::string_view pattern, std::string_view text) {
    const auto found = Regex::compile(pattern)->groups(text);
    std::string out;
    if (!found) return std::string("none");
    for (const auto g : *found) out += std::string(g) + "|";
    return out;
  };
  REQUIRE(groups("lr(\\d+)_seed(\\d)", "x/lr10_seed3/y") == "10|3|");
  REQUIRE(groups("(a)|(b)", "b") == "|b|");
  REQUIRE(groups("^(.*?)/(.*)$", "a/b/c") == "a|b/c|");
  REQUIRE(groups("^(.*)/(.*)$", "a/b/c") == "a/b|c|");
  REQUIRE(groups("(x+)", "axxbxxx") == "xx|");
  REQUIRE(groups("(?:a)(b)", "ab") == "b|");
  REQUIRE(groups("z", "ab") == "none");
}

TEST_CASE("regex: wrong patterns say what is wrong") {
  const auto p = GENERATE(as<std::string>(), "(", ")", "[", "a**", "*", "+a", "?", "(?=a)", "\\", "[\\", "a{3,2}",
                          "a{9999}", "\\1", "\\xZZ", "[z-a]", "((((", "(a))", "a|*");
  const auto regex = Regex::compile(p);
  INFO(p);
  REQUIRE_FALSE(regex);
  REQUIRE_FALSE(regex.error().message.empty());
}

TEST_CASE("regex: linear where others explode, and bounded") {
  REQUIRE_FALSE(matches("^(a+)+$", std::string(2000, 'a') + "b"));
  REQUIRE_FALSE(matches("(x+x+)+y", std::string(2000, 'x')));
  REQUIRE_FALSE(Regex::compile("((((a{999}){999}){999}){999})"));
  REQUIRE_FALSE(Regex::compile(std::string(100000, '(')));
}

}  // namespace
}  // namespace db
