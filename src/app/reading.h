// How far the page is with reading, and whether it follows what grows, as its session tells.
#pragma once

#include <cstdint>
#include <optional>

namespace db {

enum class ReadingState : std::uint8_t { kIdle, kListing, kReading, kPaused, kDone };

struct Reading {
  ReadingState state = ReadingState::kIdle;
  double bytes_total = 0, bytes_read = 0;
  std::uint32_t files_total = 0, files_read = 0;
  double since_secs = 0;  // when it began
  double ended_secs = 0;
  double rate = 0;  // bytes a second, smoothed
  double rate_secs = 0, rate_bytes = 0;
  double began_bytes = 0;

  bool busy() const {
    return state == ReadingState::kListing || state == ReadingState::kReading || state == ReadingState::kPaused;
  }
  double fraction() const { return bytes_total > 0 ? bytes_read / bytes_total : 0; }
};

// kLost: what is followed cannot be looked at just now; it is tried again.
enum class FollowState : std::uint8_t { kNone, kFollowing, kPaused, kLost };

struct Following {
  FollowState state = FollowState::kNone;
  std::optional<double> grew_secs;  // when what is followed last grew, on the clock of frames; unset: not known
};

}  // namespace db
