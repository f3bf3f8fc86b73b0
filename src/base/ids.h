// Distinct types for the numbers that must not be mixed up.
#pragma once

#include <cstddef>
#include <cstdint>

namespace db {

enum class FileId : std::uint32_t {};    // given by whoever walks the logdir; unique in a session
enum class RunId : std::uint32_t {};     // index into Store::runs()
enum class TagId : std::uint32_t {};     // index into Store's tag names
enum class SeriesId : std::uint32_t {};  // index into Store::series()

inline constexpr RunId kNoRun{0xFFFFFFFF};

using Step = std::int64_t;  // any value an event can hold, also negative and beyond 2^53
using WallTime = double;    // seconds since the epoch; may be NaN or infinite in damaged files

template <class Id>
constexpr std::size_t index_of(Id id) {
  return static_cast<std::size_t>(id);
}

}  // namespace db
