// The search grammar for runs, tags and files:
//
//   a b            both           a|b          either; binds closer than "and": a|b c is (a|b) and c
//   !a             not            (a b)|c      parentheses
//   "a b"          one word       /regex/      ECMAScript; /regex/i ignores case whatever it holds
//   last(loss)<0.1                a condition on values, where runs are filtered: first last best min max mean count
//   nan; best(val/*)>=0.9 | !min("a b")=nan     < <= > >= = !=; the tag is exact, a glob (* and ?: any tag of these
//   will do)
//                                          or in quotes
//   hparam(lr)<0.01 hparam(opt)=adam*      the same of hyperparameters: numbers, true and false, and by = and != texts
//                                          (globs, or in quotes)
//
// Words are found anywhere in a name. Case is ignored unless the word (pattern, tag) holds a capital. A slash begins a
// regex, which another must close: "/loss" is one on its way to there, and "\"/loss\"" a word. Inside a word a slash
// belongs to it, and so does a parenthesis. What is not finished, "a|" or "!", is not there yet. A condition of which a
// run has no value does not hold, whichever way it compares. Equal is what is the same number as typed, or the float32
// next to it.
//
// Cost: compiled once; a name takes about a nanosecond a character and word, and allocates nothing. One thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/glob.h"
#include "analysis/measure.h"
#include "analysis/regex_matcher.h"
#include "base/hparams.h"
#include "base/result.h"

namespace db {

enum class Comparison : std::uint8_t { kLess, kLessEqual, kGreater, kGreaterEqual, kEqual, kNotEqual };

struct FilterCondition {
  std::optional<Measure> measure;  // of a tag; else of a hyperparameter
  Glob tag;                        // or hyperparameter
  Comparison comparison{};
  std::optional<double> number;  // what is compared with, where that is a number
  std::optional<Glob> text;      // of hyperparameters: as typed

  bool holds(double value) const;
  // A text that is a number counts as one; true is 1.
  bool holds(const HParamValue& value) const;
};

// Answers conditions for the name that is being looked at; `condition` is an index into Filter::conditions().
class FilterValues {
 public:
  virtual bool holds(std::size_t condition) const = 0;

 protected:
  ~FilterValues() = default;
};

class Filter {
 public:
  enum class Of : std::uint8_t { kNames, kRuns };  // only runs have values

  Filter() = default;  // everything matches
  // The error's message is for people ('a “(” is not closed'), its offset into the text. Whoever gets one keeps the
  // filter that was in force.
  static Result<Filter> parse(std::string_view text, Of of = Of::kNames);

  bool empty() const { return root_.parts.empty(); }
  // Of several names of one thing a word may be in any. Without `values` no condition holds.
  using Names = std::span<const std::string_view>;
  bool matches(std::string_view name) const { return matches(Names(&name, 1)); }
  bool matches(Names names, const FilterValues* values = nullptr) const { return matches(root_, names, values); }
  std::span<const FilterCondition> conditions() const { return conditions_; }

 private:
  friend class FilterParser;

  struct Term {
    enum class Kind : std::uint8_t { kAll, kAny, kNot, kWord, kRegex, kCondition };
    Kind kind = Kind::kAll;
    std::vector<Term> parts;  // of kAll, kAny, kNot
    std::string word;         // in lower case where case is ignored
    LetterCase letters = LetterCase::kIgnored;
    std::shared_ptr<RegexMatcher> regex;
    std::size_t condition = 0;
  };
  static bool matches(const Term& term, Names names, const FilterValues* values);

  Term root_;
  std::vector<FilterCondition> conditions_;
};

}  // namespace db
