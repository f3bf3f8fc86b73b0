// The line and band of a group of runs: what BandWork makes of their lines, placed and smoothed for drawing. Made in
// steps, kept until a line or the rule changes. Cost: 36 bytes a step of the union.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "analysis/band.h"
#include "analysis/chart_line.h"
#include "analysis/extent.h"

namespace db {

struct BandInputs {
  BandRule rule;
  bool smooth_runs = true;  // before they are taken together; else the group's lines are smoothed
  Smoothing smoothing;
  AxisScale x_scale;
  bool operator==(const BandInputs&) const = default;
};

class BandLine {
 public:
  std::vector<std::uint32_t> lines;  // the runs': places in `all`, which all functions are given alike

  // What is drawn; nothing until it is first made, then the last one whole.
  bool ready() const {
    return band_ && smooth_[0].done(band_->centre()) && smooth_[1].done(band_->low()) && smooth_[2].done(band_->high());
  }
  const Band& band() const { return *band_; }
  std::shared_ptr<const Band> shared_band() const { return band_; }
  const CurveX& x() const { return x_; }
  const SmoothCurve& smooth_centre() const { return smooth_[0]; }
  const SmoothCurve& smooth_low() const { return smooth_[1]; }
  const SmoothCurve& smooth_high() const { return smooth_[2]; }

  // Goes on for about `rows` rows of the lines, which are refreshed and smoothed already. True: it is made.
  bool advance(std::span<const ChartLine> all, const BandInputs& inputs, XOrigin origin, std::size_t rows);
  // All that it is made of is given up, but what is ready stays.
  void stop() { work_.reset(); }
  void add_to(ExtentFinder& extent) const;  // once it is ready
  // Rows of its lines, together.
  std::uint64_t rows(std::span<const ChartLine> all) const;
  std::uint32_t builds() const { return builds_; }
  std::size_t bytes() const;

 private:
  std::uint32_t version(std::span<const ChartLine> all, bool smooth_runs) const;

  std::shared_ptr<const Band> band_;
  CurveX x_;
  SmoothCurve smooth_[3];
  BandInputs made_with_;
  std::uint32_t made_of_ = 0;  // the lines' versions
  std::unique_ptr<BandWork> work_;
  BandInputs working_with_;
  std::uint32_t working_on_ = 0;
  std::uint32_t builds_ = 0;
};

}  // namespace db
