#include "analysis/band_line.h"

namespace db {

std::uint32_t BandLine::version(std::span<const ChartLine> all, bool smooth_runs) const {
  std::uint32_t sum = 0;
  for (const std::uint32_t line : lines) sum += smooth_runs ? all[line].version() : all[line].curve_version();
  return sum;
}

std::uint64_t BandLine::rows(std::span<const ChartLine> all) const {
  std::uint64_t sum = 0;
  for (const std::uint32_t line : lines) sum += all[line].curve.rows();
  return sum;
}

bool BandLine::advance(std::span<const ChartLine> all, const BandInputs& inputs, XOrigin origin, std::size_t rows) {
  const std::uint32_t of = version(all, inputs.smooth_runs);
  if (!band_ || made_of_ != of || made_with_.rule != inputs.rule || made_with_.smooth_runs != inputs.smooth_runs) {
    if (!work_ || working_on_ != of || working_with_ != inputs) {
      std::vector<BandMember> members;
      for (const std::uint32_t line : lines) {
        members.push_back({&all[line].curve, inputs.smooth_runs ? &all[line].smooth : nullptr});
      }
      work_ = std::make_unique<BandWork>(members, inputs.rule);
      working_on_ = of;
      working_with_ = inputs;
    }
    if (!work_->advance(rows)) return false;
    band_ = std::make_shared<const Band>(work_->take());
    work_.reset();
    made_of_ = of;
    for (SmoothCurve& smooth : smooth_) smooth = {};
    ++builds_;
  }
  made_with_ = inputs;
  x_.update(band_->centre(), XAxis::kStep, origin, inputs.x_scale);
  const Curve* const curves[] = {&band_->centre(), &band_->low(), &band_->high()};
  const Smoothing smoothing = inputs.smooth_runs ? Smoothing() : inputs.smoothing;
  for (int i = 0; i < 3; ++i) {
    if (smooth_[i].smoothing() != smoothing) smooth_[i].update(*curves[i], smoothing), ++builds_;
  }
  for (int i = 0; i < 3; ++i) {
    if (!smooth_[i].advance(*curves[i], rows)) return false;
  }
  return true;
}

void BandLine::add_to(ExtentFinder& extent) const {
  extent.add(band_->centre(), x_, smooth_[0]);
  extent.add(band_->low(), x_, smooth_[1]);
  extent.add(band_->high(), x_, smooth_[2]);
}

std::size_t BandLine::bytes() const {
  std::size_t bytes = x_.bytes() + (band_ ? band_->bytes() : 0);
  for (const SmoothCurve& smooth : smooth_) bytes += smooth.bytes();
  return bytes;
}

}  // namespace db
