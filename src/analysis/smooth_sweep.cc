#include "analysis/smooth_sweep.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace db {
namespace {

constexpr std::size_t kFewLanes = 3;  // fewer are quicker one by one

bool wants(const SmoothLane& lane, std::size_t piece) {
  return lane.lod && !lane.lod->done() && lane.lod->next() == piece;
}

}  // namespace

bool SmoothSweep::advance(std::size_t rows) {
  for (std::size_t taken = 0; taken < rows;) {
    if (lane_ == stop_ && !begin_round()) {
      constexpr std::size_t kSome = 8 * kBlockRows;
      for (const SmoothLane& lane : lanes_) {  // what smoothing leaves alone, and all lines' ends
        for (; lane.lod && !lane.lod->done(); taken += kSome) {
          if (taken >= rows) return false;
          lane.lod->advance(kSome);
        }
      }
      return true;
    }
    taken += step();
  }
  return false;
}

// The next piece of those of a group that are least far; kLanes curves are read to their ends before the next ones:
// a few streams through memory are quicker than many. False: all are smoothed.
bool SmoothSweep::begin_round() {
  for (; group_ < lanes_.size(); group_ += kLanes) {
    piece_ = std::numeric_limits<std::size_t>::max();
    lane_ = group_;
    stop_ = std::min(group_ + kLanes, lanes_.size());
    for (std::size_t i = lane_; i < stop_; ++i) {
      const SmoothLane& lane = lanes_[i];
      if (!lane.smooth->done(*lane.curve)) piece_ = std::min(piece_, lane.smooth->known());
    }
    if (piece_ < std::numeric_limits<std::size_t>::max()) return true;
  }
  lane_ = stop_ = 0;
  return false;
}

// Takes the piece of those curves of the group that are as far and have as many rows. Returns about how many rows.
std::size_t SmoothSweep::step() {
  now_.clear();
  for (; lane_ < stop_; ++lane_) {
    const SmoothLane& lane = lanes_[lane_];
    if (lane.smooth->known() != piece_ || lane.smooth->done(*lane.curve)) continue;
    const std::uint32_t rows = lane.curve->pieces()[piece_].rows();
    if (now_.empty()) rows_now_ = rows;
    if (rows == rows_now_) now_.push_back(lane);
  }
  if (now_.empty()) return 0;
  const std::size_t taken = now_.size() * rows_now_;
  if (now_.size() >= kFewLanes && average()) {
    reduce();
    take_over();
    return taken;
  }
  for (const SmoothLane& lane : now_) {
    double values[kBlockRows];
    lane.smooth->pieces_.reserve(lane.curve->pieces().size());
    lane.smooth->take_next(*lane.curve, values);
    sample_.push_back(values[0]);
    if (wants(lane, piece_)) lane.lod->take_values(values);
  }
  return taken * (1 + now_[0].smooth->window_.radius() / 8);
}

// The smoothed values of all of now_ to rows_. False: they are not of a kind that goes side by side.
bool SmoothSweep::average() {
  const Smoothing& smoothing = now_[0].smooth->smoothing();
  const float* values[kLanes];
  std::optional<double> gap;
  for (std::size_t i = 0; i < kLanes; ++i) {  // empty lanes repeat the first
    const SmoothLane& lane = now_[i < now_.size() ? i : 0];
    const Piece& p = lane.curve->pieces()[piece_];
    const BlockView block = p.view();
    if (p.non_finite > 0 || block.header().value_type != ValueType::kF32 || lane.smooth->smoothing() != smoothing)
      return false;
    if (smoothing.kind == SmoothingKind::kTimeEma) {
      const auto own = lane.smooth->even_gap(*lane.curve, piece_);
      if (!own || *own != gap.value_or(*own)) return false;
      gap = own;
    } else if (smoothing.kind != SmoothingKind::kEma) {
      return false;
    }
    values[i] = block.f32() + p.begin;
    emas_[i] = lane.smooth->next_;
    times_[i] = lane.smooth->next_time_;
  }
  if (gap) {
    smooth_lanes(times_, smoothing.amount, *gap, values, rows_now_, rows_);
  } else {
    smooth_lanes(emas_, smoothing.amount, values, rows_now_, rows_);
  }
  return true;
}

// Runs of rows_: those in one column each if these are the same for some lanes that want them, else one of all.
void SmoothSweep::reduce() {
  const auto found = std::ranges::find_if(now_, [&](const SmoothLane& lane) { return wants(lane, piece_); });
  if (found == now_.end()) {
    cut_.reset();
  } else if (!cut_ || cut_rows_ != rows_now_ || !found->lod->cut_like(*cut_)) {
    cut_ = found->lod->find_cuts(cuts_);
    cut_rows_ = rows_now_;
  }
  if (!cut_) cuts_ = {{.end = rows_now_, .column = 0, .x_first = 0, .x_last = 0}};
  runs_.resize(cuts_.size());
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < cuts_.size(); ++i) {
    summarise(rows_, begin, cuts_[i].end, runs_[i]);
    begin = cuts_[i].end;
  }
}

void SmoothSweep::take_over() {
  for (std::size_t i = 0; i < now_.size(); ++i) {
    SmoothCurve& smooth = *now_[i].smooth;
    if (smooth.pieces_.empty()) smooth.pieces_.reserve(now_[i].curve->pieces().size());
    if (smooth.smoothing_.kind == SmoothingKind::kTimeEma) smooth.times_.push_back(smooth.next_time_);
    double lo = runs_[0].lo[i], hi = runs_[0].hi[i];
    for (const LaneRun& run : runs_) {
      lo = std::min(lo, run.lo[i]);
      hi = std::max(hi, run.hi[i]);
    }
    smooth.pieces_.push_back({smooth.next_, lo, hi});
    smooth.next_ = emas_[i];
    smooth.next_time_ = times_[i];
    sample_.push_back(rows_.rows[0][i]);
    if (!wants(now_[i], piece_)) continue;
    if (cut_ && now_[i].lod->cut_like(*cut_)) {
      now_[i].lod->take_cuts(cuts_, runs_, i);
    } else {
      double values[kBlockRows];
      for (std::uint32_t row = 0; row < rows_now_; ++row) values[row] = rows_.rows[row][i];
      now_[i].lod->take_values(values);
    }
  }
}

}  // namespace db
