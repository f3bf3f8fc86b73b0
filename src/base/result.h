// Failure that stops: a message for people and, where a file is at fault, the byte it is at.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <utility>

namespace db {

struct Error {
  std::string message;
  std::uint64_t offset = 0;
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(std::string message, std::uint64_t offset = 0) {
  return std::unexpected<Error>(Error{std::move(message), offset});
}

}  // namespace db
