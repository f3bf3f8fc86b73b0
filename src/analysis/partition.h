// TensorBoard's "partition non-monotonic X axis": a series cut into parts where it goes back, as after a restart from a
// checkpoint. All rows count, kept and superseded, in reading order; an equal step stays in its part. Source:
// tensorboard.md 5.2, vectors 6.8. Beyond it: steps part a series on every axis, so that relative time starts anew at a
// restart though the clock went on.
#pragma once

#include <vector>

#include "analysis/curve.h"

namespace db {

inline constexpr std::size_t kMostParts = 1000;  // the last one takes the rest

// The parts in order, each with at least one row; the last is open to what may come. `by_time`: also where the wall
// time goes back; one that is not finite parts nothing. Cost: by steps a look at each block where they increase, else
// at each row; by time all wall times.
std::vector<RowSpan> parts_of(const Series& series, bool by_time);

}  // namespace db
