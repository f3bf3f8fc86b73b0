// Averages of several series side by side. Each value of an average waits for the one before it; eight series at once
// leave the processor no time to wait. Every series' numbers are those of smoothing.h and smoothing_kinds.h to the bit.
//
//   rows[row][lane]     what comes of 256 rows of each series lies in 16 kB, row by row
//
// Cost a value in wasm: kEma 0.6 ns, twice that as long as its bias matters; kTimeEma 1.2 ns.
#pragma once

#include <cstddef>
#include <cstdint>

#include "analysis/smoothing.h"
#include "analysis/smoothing_kinds.h"
#include "store/block.h"

namespace db {

inline constexpr std::size_t kLanes = 8;

struct LaneRows {
  alignas(16) double rows[kBlockRows][kLanes];
};

// As smooth() for `n` finite values of each lane.
void smooth_lanes(Ema* states, double weight, const float* const* values, std::uint32_t n, LaneRows& out);
// As smooth_by_time(), with the same gap before every row.
void smooth_lanes(TimeEma* states, double half_life, double gap, const float* const* values, std::uint32_t n,
                  LaneRows& out);

// Of a run of rows of each lane.
struct LaneRun {
  alignas(16) double first[kLanes], last[kLanes], lo[kLanes], hi[kLanes];
};
// Of [begin, end), begin < end.
void summarise(const LaneRows& rows, std::uint32_t begin, std::uint32_t end, LaneRun& out);

}  // namespace db
