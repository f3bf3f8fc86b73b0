// A block: up to 256 consecutive rows of one series of one file, packed without loss.
//
// Blocks are what workers send, what the viewer keeps and what a report holds: packed once, copied as they are.
// A block owns nothing; BlockView reads bytes that somebody else keeps alive and that validate_block accepted.
//
// Layout, little endian, every array padded to 8 bytes:
//
//   BlockHeader | step residuals | wall times | values
//
//   step residuals  kAffine: none (step[i] = step_base + i * stride)
//                   kResidual16: u16[rows], step[i] = step_base + i * stride + residual[i]
//                   kRaw: i64[rows]
//   wall times      kTicks: u32[rows], wall[i] = wall_base + ticks[i] * 2^-22 s, exact; else f64[rows]
//   values          f32, f64, i64, u64 [rows], or BlobRow[rows]
//
// 2^-22 s is the spacing of doubles at today's epoch, so wall times of 256 rows within 1,024 s pack in 4 bytes each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/ids.h"

namespace db {

inline constexpr std::uint32_t kBlockRows = 256;

enum class ValueType : std::uint8_t { kF32, kF64, kI64, kU64, kBlob };
enum class StepCode : std::uint8_t { kAffine, kResidual16, kRaw };
enum class WallCode : std::uint8_t { kTicks, kRaw };

// What the bytes of a BlobRow are.
enum class BlobForm : std::uint32_t {
  kSummaryValue,  // a serialized Summary.Value: image, audio, histogram, tensor, text, or a scalar that is no number
  kGraphDef,      // Event.graph_def
  kMetaGraphDef,  // Event.meta_graph_def
  kRunMetadata,   // TaggedRunMetadata.run_metadata
};

// Where a payload lies in its file; nothing of it is copied. The file is that of the row's segment.
struct BlobRow {
  std::uint64_t offset;
  std::uint32_t length;
  BlobForm form;
};
static_assert(sizeof(BlobRow) == 16);

struct BlockHeader {
  std::uint32_t rows;
  ValueType value_type;
  StepCode step_code;
  WallCode wall_code;
  std::uint8_t increasing;  // 1: every step is greater than the one before
  Step step_base;           // the first step where kAffine
  std::int64_t stride;
  Step step_min;
  Step step_last;
  double wall_base;
  double value_min;  // of the finite values; min > max: there is none (and for blobs)
  double value_max;
};
static_assert(sizeof(BlockHeader) == 64);

// Rows not yet packed, one series of one file. Exactly one of the value columns is in use, chosen by `type`.
struct PendingRows {
  ValueType type = ValueType::kF32;
  std::vector<Step> steps;
  std::vector<WallTime> walls;
  std::vector<float> f32;
  std::vector<std::uint64_t> bits;  // f64, i64 and u64 values, bit by bit
  std::vector<BlobRow> blobs;

  std::size_t rows() const { return steps.size(); }
  void clear();  // keeps the capacity
};

// Packs rows [first, first + count) and appends the block to `out` (8-aligned in it). 1 <= count <= kBlockRows.
void pack_block(const PendingRows& rows, std::size_t first, std::size_t count, std::vector<std::byte>& out);

// The size of the block that starts at `bytes`, or 0 if these bytes are not a sound block. Trusts nothing.
std::size_t validate_block(std::span<const std::byte> bytes);

class BlockView {
 public:
  explicit BlockView(const std::byte* bytes);

  const BlockHeader& header() const { return *header_; }
  std::uint32_t rows() const { return header_->rows; }
  std::size_t bytes() const;

  Step step(std::uint32_t row) const;
  WallTime wall(std::uint32_t row) const;
  double value(std::uint32_t row) const;  // NaN for blobs; i64 and u64 rounded to double
  const BlobRow& blob(std::uint32_t row) const;
  const float* f32() const { return static_cast<const float*>(values_); }
  const std::uint64_t* bits() const { return static_cast<const std::uint64_t*>(values_); }

  // Decode rows [begin, end) into out[0 ... end - begin).
  void steps(std::uint32_t begin, std::uint32_t end, Step* out) const;
  void steps(std::uint32_t begin, std::uint32_t end, double* out) const;
  void walls(std::uint32_t begin, std::uint32_t end, double* out) const;
  void values(std::uint32_t begin, std::uint32_t end, double* out) const;

  // First row whose step is >= s, or rows(). Needs header().increasing.
  std::uint32_t lower_bound(Step s) const;

  void unpack(PendingRows& out) const;  // appends all rows; out.type must be the block's

 private:
  const BlockHeader* header_;
  const void* steps_;
  const void* walls_;
  const void* values_;
};

}  // namespace db
