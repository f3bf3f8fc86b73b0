// Characters as the regular expression engine sees them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace db::regex_text {

// A byte that begins no sound sequence counts as a character of its own.
inline std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t first = byte(at);
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (more > 0 && at + more < text.size()) {
    std::uint32_t c = first & (0x3Fu >> more);
    std::size_t i = 1;
    while (i <= more && (byte(at + i) & 0xC0) == 0x80) c = c << 6 | (byte(at + i++) & 0x3F);
    if (i > more) return at += more + 1, c;
  }
  return ++at, first;
}

inline std::uint32_t fold(std::uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

inline bool is_word(std::uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace db::regex_text
