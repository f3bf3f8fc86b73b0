#include "analysis/filter.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <cmath>
#include <functional>
#include <limits>
#include <memory>
#include <random>

namespace db {
namespace {

bool matches(std::string_view filter, std::string_view name) {
  const auto parsed = Filter::parse(filter);
  REQUIRE(parsed);
  return parsed->matches(name);
}

Error problem(std::string_view filter, Filter::Of of = Filter::Of::kNames) {
  const auto parsed = Filter::parse(filter, of);
  return parsed ? Error{"none", 0} : parsed.error();
}

TEST_CASE("filter: words are and, without regard to case") {
  REQUIRE(matches("", "anything"));
  REQUIRE(matches("  ", "anything"));
  REQUIRE(matches("loss", "train/LOSS"));
  REQUIRE(matches("train loss", "loss/train"));
  REQUIRE_FALSE(matches("train loss", "loss/val"));
}

TEST_CASE("filter: a capital makes case matter, in its word only") {
  REQUIRE(matches("Loss", "Loss"));
  REQUIRE_FALSE(matches("Loss", "loss"));
  REQUIRE(matches("Loss train", "TRAIN/Loss"));
  REQUIRE(matches("/^Loss/", "Loss"));
  REQUIRE_FALSE(matches("/^Loss/", "loss"));
  REQUIRE(matches("/^Loss/i", "lOSS"));
  REQUIRE(matches("/^loss\\D\\x4A?$/", "LOSS/"));
  REQUIRE(matches("/[A-C]/", "A"));
  REQUIRE_FALSE(matches("/[A-C]/", "a"));
  REQUIRE(matches("\"A b\"", "xA b"));
  REQUIRE_FALSE(matches("\"A b\"", "xa b"));
}

TEST_CASE("filter: or, not, quotes") {
  REQUIRE(matches("loss|acc", "acc"));
  REQUIRE(matches("loss|acc", "loss"));
  REQUIRE(matches("loss | acc", "acc"));
  REQUIRE_FALSE(matches("loss|acc", "lr"));
  REQUIRE(matches("a|b c", "bc"));
  REQUIRE_FALSE(matches("a|b c", "a"));
  REQUIRE(matches("loss !aux", "loss/train"));
  REQUIRE_FALSE(matches("loss !aux", "loss/aux"));
  REQUIRE(matches("!!loss", "loss"));
  REQUIRE(matches("\"a b\"", "x a b y"));
  REQUIRE_FALSE(matches("\"a b\"", "b a"));
  REQUIRE(matches("!a|b", "c"));
  REQUIRE(matches("a!b", "a!b"));
}

TEST_CASE("filter: parentheses, as groups and in words") {
  REQUIRE(matches("(a b)|c", "c"));
  REQUIRE(matches("(a b)|c", "ba"));
  REQUIRE_FALSE(matches("(a b)|c", "b"));
  REQUIRE_FALSE(matches("!(a|b)", "b"));
  REQUIRE(matches("!(a b)", "b"));
  REQUIRE(matches("((a)(b))c", "cab"));
  REQUIRE(matches("lr(0.1)", "x/lr(0.1)/y"));
  REQUIRE(matches("(lr(0.1) a)|b", "a/lr(0.1)"));
  REQUIRE_FALSE(matches("(lr(0.1) a)|b", "lr(0.1)"));
  REQUIRE(matches("b)", "(b)"));
  REQUIRE(matches("(/a(b)/)", "xab"));
  REQUIRE(matches("\"(b\"", "(b"));
  REQUIRE(matches("max(q)", "max(Q)"));
  REQUIRE(matches("max(", "max(Q)"));
}

TEST_CASE("filter: what is not finished is not there yet") {
  const auto text = GENERATE(as<std::string>(), "a|", "|a", "a | ", "a !", "a ()", "a (|)", "a \"\"", "a ! (!)");
  INFO(text);
  REQUIRE(matches(text, "a"));
  REQUIRE_FALSE(matches(text, "b"));
}

TEST_CASE("filter: a slash begins a regex; inside a word it is part of it") {
  REQUIRE(matches("loss/", "loss/train"));
  REQUIRE(matches("a/b/c", "x/a/b/c"));
  REQUIRE(matches("\"/a/b/c\"", "x/a/b/c"));
  REQUIRE_FALSE(matches("\"/a/b/c\"", "a/b/c"));
  REQUIRE(matches("/^loss/", "loss/train"));
  REQUIRE_FALSE(matches("/^train/", "loss/train"));
  REQUIRE(matches("!/^train/ loss", "loss/train"));
  REQUIRE(matches("/a\\/b/", "a/b"));
  REQUIRE(matches("/^a/b$/", "a/b"));
  REQUIRE(matches("/a b/", "xa by"));
  REQUIRE(matches("/x/|/^b/", "b"));
}

TEST_CASE("filter: a regex that is on its way is not closed, whatever it holds") {
  for (const std::string_view text :
       {"/", "/l", "/loss", "/a/b/c", "/^lo", "/lo.*", "/lo[s", "/lo\\d", "/los?", "a|/b"}) {
    INFO(text);
    CHECK(problem(text).message == "a “/” is not closed");
  }
  CHECK(problem("acc !/lo.*").offset == 5);
  CHECK(problem("/lo.*/").message == "none");
}

TEST_CASE("filter: what is wrong, in words, and where") {
  const auto is = [](const Error& e, std::string_view message, std::uint64_t offset) {
    INFO(e.message << " at " << e.offset);
    return e.message == message && e.offset == offset;
  };
  REQUIRE(is(problem("/loss(/"), "a “(” is not closed", 5));
  REQUIRE(is(problem("b /[a/"), "a “[” is not closed", 3));
  REQUIRE(is(problem("/*a/"), "nothing before “*” to repeat", 1));
  REQUIRE(is(problem("x \"abc"), "a quotation mark is not closed", 2));
  REQUIRE(is(problem("/a{2,1}/"), "a repetition runs backwards", 2));
  REQUIRE(is(problem("a (b"), "a “(” is not closed", 2));
  REQUIRE(is(problem("a last(loss)<1"), "“last(…)” can be asked of runs only", 2));
  REQUIRE(problem(std::string(60, '(')).message == "too many “(” within each other");
  REQUIRE(problem(std::string(100'000, '!')).message == "none");
  const auto runs = Filter::Of::kRuns;
  REQUIRE(is(problem("last(loss", runs), "a “(” is not closed", 4));
  REQUIRE(is(problem("last(\"a b)<1", runs), "a “(” is not closed", 4));
  REQUIRE(is(problem("last()<1", runs), "“last()” needs a tag", 5));
  REQUIRE(is(problem("last(loss)", runs), "“last(…)” is compared by < <= > >= = or !=", 10));
  REQUIRE(is(problem("last(loss) 0.1", runs), "“last(…)” is compared by < <= > >= = or !=", 11));
  REQUIRE(is(problem("a|last(loss) < ", runs), "a number is missing", 15));
  REQUIRE(is(problem("last(loss)<0.1x", runs), "“0.1x” is no number", 11));
}

struct Answers final : FilterValues {
  bool holds(std::size_t condition) const override { return yes[condition]; }
  std::vector<bool> yes;
};

TEST_CASE("filter: conditions") {
  const auto filter =
      Filter::parse(R"(seed last(loss) <0.1|best("a (b")>=-2e3 !(min(val/*)!=nan|mean(F(x))==inf))", Filter::Of::kRuns);
  REQUIRE(filter);
  const auto conditions = filter->conditions();
  REQUIRE(conditions.size() == 4);
  CHECK(conditions[0].measure == Measure::kLast);
  CHECK(conditions[0].tag.plain());
  CHECK(conditions[0].tag.matches("Loss"));
  CHECK_FALSE(conditions[0].tag.matches("Loss/x"));
  CHECK(conditions[0].comparison == Comparison::kLess);
  CHECK(conditions[0].number == 0.1);
  CHECK(conditions[1].tag.matches("a (b"));
  CHECK(conditions[1].comparison == Comparison::kGreaterEqual);
  CHECK(conditions[1].number == -2000);
  CHECK(conditions[2].tag.matches("val/a/b"));
  CHECK(std::isnan(*conditions[2].number));
  CHECK_FALSE(conditions[3].tag.matches("f(x)"));
  CHECK(conditions[3].comparison == Comparison::kEqual);
  for (unsigned bits = 0; bits < 16; ++bits) {
    Answers answers;
    for (unsigned i = 0; i < 4; ++i) answers.yes.push_back((bits >> i & 1) != 0);
    const auto& a = answers.yes;
    static constexpr std::string_view kSeed = "seed", kOther = "other";
    CHECK(filter->matches(Filter::Names(&kSeed, 1), &answers) == ((a[0] || a[1]) && !(a[2] || a[3])));
    CHECK_FALSE(filter->matches(Filter::Names(&kOther, 1), &answers));
  }
  CHECK_FALSE(filter->matches("seed"));
}

TEST_CASE("filter: comparisons see float32 as typed") {
  const auto holds = [](std::string_view text, double value) {
    const auto filter = Filter::parse("last(x)" + std::string(text), Filter::Of::kRuns);
    REQUIRE(filter);
    return filter->conditions()[0].holds(value);
  };
  const double near = static_cast<double>(0.1f);
  const double inf = std::numeric_limits<double>::infinity(), nan = std::nan("");
  CHECK(holds("=0.1", near));
  CHECK(holds("=0.1", 0.1));
  CHECK(holds("<=0.1", near));
  CHECK_FALSE(holds(">0.1", near));
  CHECK_FALSE(holds("!=0.1", near));
  CHECK(holds(">0.1", 0.1001));
  CHECK(holds("<0.1", 0.0999));
  CHECK_FALSE(holds("<0.1", nan));
  CHECK_FALSE(holds(">=0.1", nan));
  CHECK(holds("!=0.1", nan));
  CHECK(holds("=nan", nan));
  CHECK_FALSE(holds("!=nan", nan));
  CHECK(holds("=-inf", -inf));
  CHECK(holds(">1e300", inf));
  CHECK_FALSE(holds("=1e300", inf));
}

// An expression as text and as what it means.
struct Made {
  std::string text;
  std::function<bool(std::string_view)> means;
};

Made make(std::mt19937& random, int depth) {
  const auto several = [&](std::string_view between, bool all) {
    Made a = make(random, depth - 1), b = make(random, depth - 1);
    return Made{"(" + a.text + std::string(between) + b.text + ")", [=](std::string_view name) {
                  return all ? a.means(name) && b.means(name) : a.means(name) || b.means(name);
                }};
  };
  switch (depth == 0 ? 0 : random() % 4) {
    case 1:
      return several(" ", true);
    case 2:
      return several("|", false);
    case 3: {
      const Made a = make(random, depth - 1);
      return {"!" + a.text, [=](std::string_view name) { return !a.means(name); }};
    }
    default: {
      std::string word;
      for (unsigned i = 0; i <= random() % 2; ++i) word += "ab/"[random() % 3];
      const auto means = [=](std::string_view name) { return name.find(word) != name.npos; };
      return {"\"" + word + "\"", means};
    }
  }
}

TEST_CASE("filter: any expression means what it says") {
  std::mt19937 random(3);
  for (int i = 0; i < 300; ++i) {
    const Made made = make(random, static_cast<int>(random() % 5));
    const auto filter = Filter::parse(made.text);
    INFO(made.text);
    REQUIRE(filter);
    for (int k = 0; k < 20; ++k) {
      std::string name;
      for (unsigned n = random() % 6; n > 0; --n) name += "ab/c"[random() % 4];
      INFO(name);
      REQUIRE(filter->matches(name) == made.means(name));
    }
  }
}

TEST_CASE("filter: any text is a filter or a problem within it") {
  std::mt19937 random(4);
  constexpr std::string_view kParts[] = {"a",  "B", "(",     ")", "|",  "!", "\"", "/",
                                         "\\", " ", "last(", "<", "=1", "[", "*"};
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (unsigned n = random() % 12; n > 0; --n) text += kParts[random() % std::size(kParts)];
    INFO(text);
    const auto filter = Filter::parse(text, i % 2 ? Filter::Of::kRuns : Filter::Of::kNames);
    if (filter) {
      filter->matches("aB/(last)");
    } else {
      REQUIRE(filter.error().offset <= text.size());
      REQUIRE_FALSE(filter.error().message.empty());
    }
  }
}

}  // namespace
}  // namespace db
