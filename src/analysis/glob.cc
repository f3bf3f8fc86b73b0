#include "analysis/glob.h"

#include <algorithm>

#include "analysis/regex_text.h"

namespace db {

Glob::Glob(std::string_view pattern, LetterCase letters) : pattern_(pattern), letters_(letters) {
  if (letters == LetterCase::kIgnored) std::ranges::transform(pattern_, pattern_.begin(), lower_letter);
}

bool Glob::matches(std::string_view name) const {
  const std::string_view pattern = pattern_;
  std::size_t p = 0, n = 0;
  std::size_t star = pattern.npos;  // where the pattern goes on after the last "*"
  std::size_t taken = 0;            // where the name goes on if that "*" takes one more
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      taken = n;
      continue;
    }
    if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      regex_text::next_code_point(name, n);
      continue;
    }
    const char c = letters_ == LetterCase::kIgnored ? lower_letter(name[n]) : name[n];
    if (p < pattern.size() && pattern[p] == c) {
      ++p;
      ++n;
      continue;
    }
    if (star == pattern.npos) return false;
    p = star;
    n = ++taken;
  }
  return pattern.find_first_not_of('*', p) == pattern.npos;
}

}  // namespace db
