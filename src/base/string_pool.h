// Strings, each kept once, numbered in the order in which they came. A string costs its bytes and about 11 more.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace db {

class StringPool {
 public:
  // The string's number; a new one if it was not there.
  std::uint32_t intern(std::string_view text);
  std::string_view text(std::uint32_t id) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size()); }

 private:
  void rehash(std::size_t slots);

  std::vector<char> chars_;
  std::vector<std::uint32_t> ends_;   // of each string, in chars_
  std::vector<std::uint32_t> slots_;  // id + 1, by hash; 0: free. Size is a power of two
};

std::uint64_t hash_bytes(const void* at, std::size_t size);

}  // namespace db
