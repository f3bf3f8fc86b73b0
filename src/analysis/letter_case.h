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

}  // namespace db
