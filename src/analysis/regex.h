// A small regular expression engine with ECMAScript's syntax: alternatives, groups (capturing and not), classes, the
// escapes \d \w \s \b and their opposites, anchors, greedy and lazy repetition. No back-references and no look-around:
// what it has, it matches in time linear in the text (a Pike machine), whatever a stranger types.
//
// UTF-8 in, matching by code points; case is ignored, or kept, for ASCII letters. Immutable once compiled, safe to
// share.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/letter_case.h"
#include "base/result.h"

namespace db {

class Regex {
 public:
  // The error's message is for people ('a "(" is not closed'), its offset into the pattern.
  static Result<Regex> compile(std::string_view pattern, LetterCase letters = LetterCase::kIgnored);

  bool matches(std::string_view text) const;  // anywhere in it
  // The capture groups of the leftmost match, by number from 1; one that took no part is empty.
  std::optional<std::vector<std::string_view>> groups(std::string_view text) const;
  int group_count() const { return groups_; }

 private:
  friend class RegexCompiler;
  friend class RegexMachine;
  friend class RegexMatcher;

  enum class Op : std::uint8_t {
    kChar,
    kAny,
    kClass,
    kBegin,
    kEnd,
    kWordEdge,
    kNotWordEdge,
    kSplit,
    kJump,
    kSave,
    kMatch
  };
  struct Instruction {
    Op op;
    std::uint32_t a = 0;  // code point, class, target, slot
    std::uint32_t b = 0;  // the less wanted target of a split
  };
  struct Range {
    std::uint32_t first, last;
  };
  struct Class {
    bool negated = false;
    std::vector<Range> ranges;
  };

  // Whether a kChar, kAny or kClass takes the character.
  bool takes(const Instruction& x, std::uint32_t c) const;

  std::vector<Instruction> program_;
  std::vector<Class> classes_;
  int groups_ = 0;
  LetterCase letters_ = LetterCase::kIgnored;
};

}  // namespace db
