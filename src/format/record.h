// TFRecord framing. An event file is records one after another, nothing before, between or after:
//
//   u64 length | u32 masked CRC-32C of the length | length bytes of payload | u32 masked CRC-32C of the payload
#pragma once

#include "base/crc32c.h"

namespace db {

inline constexpr std::size_t kRecordHeaderBytes = 12;
inline constexpr std::size_t kRecordFooterBytes = 4;
inline constexpr std::size_t kRecordExtraBytes = kRecordHeaderBytes + kRecordFooterBytes;

// `at`: kRecordHeaderBytes readable bytes.
inline std::uint64_t record_length(const std::byte* at) { return load<std::uint64_t>(at); }
inline bool record_length_is_sound(const std::byte* at) {
  return mask_crc(crc32c({at, 8})) == load<std::uint32_t>(at + 8);
}

// Whether a record of this length fits into `room` bytes; lengths are what a file says, up to 2^64 - 1.
inline bool record_fits(std::uint64_t length, std::uint64_t room) {
  return room >= kRecordExtraBytes && length <= room - kRecordExtraBytes;
}

}  // namespace db
