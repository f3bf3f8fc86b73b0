// What is said of links: of those that grow too long (browsers take a megabyte in the address, but mail, chat and other
// programs cut links sooner), and of those that this version does not understand whole.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace db {

inline constexpr std::size_t kLongLink = 30'000;
inline constexpr std::size_t kLongestLink = 1'000'000;  // beyond it the address is left as it was

// What to say when the view state has become `fragment` and was `before` bytes long; empty: nothing.
std::string link_warning(std::size_t before, std::string_view fragment);

// What to say of a link of which so many settings were left out; `newer`: it says itself that it is of a later version.
// Empty: nothing.
std::string left_out_text(bool newer, std::size_t settings);

}  // namespace db
