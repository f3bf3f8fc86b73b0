// Whether letters match without regard to case. What a person types ignores case unless it holds a capital: "loss"
// finds Loss and LOSS, "Loss" only Loss. Letters are those of ASCII; all others match as they are.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace db {

enum class LetterCase : std::uint8_t { kIgnored, kKept };

inline char lower_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

inline LetterCase letter_case_of(std::string_view typed) {
  return std::ranges::any_of(typed, [](char c) { return c >= 'A' && c <= 'Z'; }) ? LetterCase::kKept
                                                                                 : LetterCase::kIgnored;
}

// The same for a regular expression: what a backslash makes of letters ("\D", "\u00E9") is no capital.
inline LetterCase letter_case_of_pattern(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      const char escaped = i + 1 < pattern.size() ? pattern[i + 1] : ' ';
      i += escaped == 'x' ? 3 : escaped == 'u' ? 5 : 1;
    } else if (pattern[i] >= 'A' && pattern[i] <= 'Z') {
      return LetterCase::kKept;
    }
  }
  return LetterCase::kIgnored;
}

}  // namespace db
