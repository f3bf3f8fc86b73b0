#include "analysis/filter.h"

#include <catch2/catch_test_macros.hpp>

namespace db {
namespace {

bool matches(std::string_view filter, std::string_view name) {
  const auto parsed = Filter::parse(filter);
  REQUIRE(parsed);
  return parsed->matches(name);
}

std::string problem(std::string_view filter) {
  const auto parsed = Filter::parse(filter);
  return parsed ? "" : parsed.error().message;
}

TEST_CASE("filter: words are and, without regard to case") {
  REQUIRE(matches("", "anything"));
  REQUIRE(matches("  ", "anything"));
  REQUIRE(matches("loss", "train/LOSS"));
  REQUIRE(matches("train loss", "loss/train"));
  REQUIRE_FALSE(matches("train loss", "loss/val"));
}

TEST_CASE("filter: or, not, quotes") {
  REQUIRE(matches("loss|acc", "acc"));
  REQUIRE(matches("loss|acc", "loss"));
  REQUIRE_FALSE(matches("loss|acc", "lr"));
  REQUIRE(matches("loss !aux", "loss/train"));
  REQUIRE_FALSE(matches("loss !aux", "loss/aux"));
  REQUIRE(matches("!!loss", "loss"));
  REQUIRE(matches("\"a b\"", "x a b y"));
  REQUIRE_FALSE(matches("\"a b\"", "b a"));
  REQUIRE(matches("a|", "a"));
  REQUIRE_FALSE(matches("a|", "b"));
  REQUIRE(matches("!a|b", "c"));
}

TEST_CASE("filter: a slash is a word unless another closes it") {
  REQUIRE(matches("/train", "loss/train"));
  REQUIRE(matches("loss/", "loss/train"));
  REQUIRE(matches("a/b/c", "x/a/b/c"));
  REQUIRE(matches("/^loss/", "loss/train"));
  REQUIRE_FALSE(matches("/^train/", "loss/train"));
  REQUIRE(matches("!/^train/ loss", "loss/train"));
  REQUIRE(matches("/a\\/b/", "a/b"));
}

TEST_CASE("filter: what is wrong, in words") {
  REQUIRE(problem("/loss(/") == "a “(” is not closed");
  REQUIRE(problem("/[a/") == "a “[” is not closed");
  REQUIRE(problem("/*a/") == "nothing before “*” to repeat");
  REQUIRE(problem("\"abc") == "a quotation mark is not closed");
  REQUIRE(problem("/a{2,1}/") == "a repetition runs backwards");
}

}  // namespace
}  // namespace db
