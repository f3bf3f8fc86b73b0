#include "app/work_pace.h"

#include <algorithm>

namespace db {
namespace {

constexpr double kSliceSecs = 0.012;
constexpr double kFrameSliceSecs = 0.006;
constexpr double kLeastSliceSecs = 0.004;  // less than that is not worth starting
constexpr double kReadingShare = 0.1;      // of one core
constexpr double kFirstSecs = 0.06;
constexpr double kMostSavedSecs = 0.03;

}  // namespace

void WorkPace::begin_reading(double now_secs) {
  reading_ = true;
  saved_secs_ = kFirstSecs;
  as_of_secs_ = now_secs;
}

void WorkPace::save(double now_secs) {
  const double more = std::max(0.0, now_secs - as_of_secs_) * kReadingShare;
  as_of_secs_ = now_secs;
  if (saved_secs_ < kMostSavedSecs) saved_secs_ = std::min(saved_secs_ + more, kMostSavedSecs);
}

double WorkPace::wait_secs(double now_secs) {
  if (!reading_) return 0;
  save(now_secs);
  return saved_secs_ >= kLeastSliceSecs ? 0 : (kLeastSliceSecs - saved_secs_) / kReadingShare;
}

double WorkPace::slice_secs(double now_secs, bool in_frame) {
  const double slice = in_frame ? kFrameSliceSecs : kSliceSecs;
  if (!reading_) return slice;
  save(now_secs);
  return std::clamp(saved_secs_, 0.0, slice);
}

}  // namespace db
