// Names with wildcards: "*" stands for any characters, also none and also "/", "?" for one. All else stands for itself.
//
// Cost: O(name) without a "*", at most O(name * pattern) with some; no allocation.
#pragma once

#include <string>
#include <string_view>

#include "analysis/letter_case.h"

namespace db {

class Glob {
 public:
  explicit Glob(std::string_view pattern, LetterCase letters = LetterCase::kKept);

  bool matches(std::string_view name) const;  // the whole of it
  // No wildcard in it: it is a name.
  bool plain() const { return pattern_.find_first_of("*?") == std::string::npos; }
  const std::string& pattern() const { return pattern_; }  // in lower case where case is ignored
  LetterCase letters() const { return letters_; }

 private:
  std::string pattern_;
  LetterCase letters_;
};

}  // namespace db
