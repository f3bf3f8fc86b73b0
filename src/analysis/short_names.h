// Short names: the parts of a name that tell it from its company (look.md section 7). A name is split at / _ - . = and
// spaces; what every name shares is dropped, and the gap between two kept parts reads " … ". A number such as 0.001 or
// 1e-3 is one part.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace db {

struct ShortName {
  std::string text;  // with " … " where parts were dropped
  struct Gap {
    std::uint16_t at, bytes;
  };  // those, to be drawn in text3
  std::vector<Gap> gaps;
};

std::vector<ShortName> short_names(std::span<const std::string_view> names);

// Whether the character stands between two parts.
bool parts_names(std::string_view name, std::size_t at);

}  // namespace db
