// Sizes and arithmetic that packing a block and reading one share (block.h says how a block is laid out).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "store/block.h"

namespace db::block_layout {

inline constexpr double kTickSecs = 0x1p-22;
inline constexpr double kTicksPerSec = 0x1p22;

constexpr std::size_t padded(std::size_t bytes) { return (bytes + 7) & ~std::size_t{7}; }

constexpr std::size_t value_bytes(ValueType type) {
  switch (type) {
    case ValueType::kF32:
      return 4;
    case ValueType::kBlob:
      return sizeof(BlobRow);
    default:
      return 8;
  }
}

constexpr std::size_t step_array_bytes(StepCode code, std::size_t rows) {
  switch (code) {
    case StepCode::kAffine:
      return 0;
    case StepCode::kResidual16:
      return padded(2 * rows);
    case StepCode::kRaw:
      return 8 * rows;
  }
  return 0;
}

constexpr std::size_t wall_array_bytes(WallCode code, std::size_t rows) {
  return code == WallCode::kTicks ? padded(4 * rows) : 8 * rows;
}

// Steps may be any 64-bit integers, so their arithmetic wraps instead of overflowing.
constexpr Step wrapping_step(Step base, std::int64_t stride, std::uint64_t row, std::uint64_t residual = 0) {
  return static_cast<Step>(static_cast<std::uint64_t>(base) + static_cast<std::uint64_t>(stride) * row + residual);
}

inline double as_double(ValueType type, std::uint64_t bits) {
  switch (type) {
    case ValueType::kF64:
      return std::bit_cast<double>(bits);
    case ValueType::kI64:
      return static_cast<double>(static_cast<std::int64_t>(bits));
    case ValueType::kU64:
      return static_cast<double>(bits);
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace db::block_layout
