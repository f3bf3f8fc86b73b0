// The sweep that smooths, for several curves of one chart side by side, and their level of detail on the way: every
// value is worked out once. What comes of it is what SmoothCurve and Lod make by themselves, to the bit.
//
//   SmoothSweep sweep(lanes);  while (!sweep.advance(rows)) ...;     then every smooth is done(), every lod done()
//
// Side by side go pieces of finite floats of as many rows, of TensorBoard's average or of that by evenly spaced steps;
// what else there is goes one by one. Cost a value in wasm, with level of detail: 1 ns side by side, 5 ns one by one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/curve.h"
#include "analysis/lod.h"
#include "analysis/smooth_curve.h"
#include "analysis/smooth_lanes.h"

namespace db {

struct SmoothLane {  // all must live, and the curve not change, until the work is done
  const Curve* curve;
  SmoothCurve* smooth;
  Lod* lod = nullptr;  // of both; null: not wanted
};

class SmoothSweep {
 public:
  explicit SmoothSweep(std::vector<SmoothLane> lanes) : lanes_(std::move(lanes)) {}

  // Goes on for about `rows` rows of all of them together. True: done.
  bool advance(std::size_t rows);
  // The first smoothed value of every piece taken; of curves that smoothing leaves alone none.
  std::span<const double> sample() const { return sample_; }

 private:
  bool begin_round();
  std::size_t step();
  bool average();
  void reduce();
  void take_over();

  std::vector<SmoothLane> lanes_;
  std::size_t group_ = 0;            // its first lane
  std::size_t piece_ = 0;            // of this round
  std::size_t lane_ = 0, stop_ = 0;  // the next one, and where the round ends
  std::vector<SmoothLane> now_;      // those that go side by side in this step
  std::uint32_t rows_now_ = 0;       // of their piece
  std::vector<Lod::Cut> cuts_;
  std::vector<LaneRun> runs_;
  std::optional<CurveX::EvenRows> cut_;  // what cuts_ are of
  std::uint32_t cut_rows_ = 0;
  Ema emas_[kLanes];
  TimeEma times_[kLanes];
  LaneRows rows_;
  std::vector<double> sample_;
};

}  // namespace db
