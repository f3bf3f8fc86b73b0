// How much of the processor the work behind the charts gets between frames. With nothing else to do: all of it, in
// slices short enough for input to come between. While files are read, parsers want every core there is: then a small
// share, with some saved up for the beginning, so that the first curves come at once.
//
// Owned by the app. Knows no clock; times are seconds of Platform::clock_secs.
#pragma once

namespace db {

class WorkPace {
 public:
  // Reading begins: the first work is free.
  void begin_reading(double now_secs);
  void set_reading(bool reading) { reading_ = reading; }

  // So long until there is time to spend; 0: now.
  double wait_secs(double now_secs);
  // So long may a slice of work take that starts now; `in_frame`: a frame waits for it.
  double slice_secs(double now_secs, bool in_frame);
  void spent(double secs) {
    if (reading_) saved_secs_ -= secs;
  }

 private:
  void save(double now_secs);

  bool reading_ = false;
  double saved_secs_ = 0;  // while reading; below 0: overdrawn
  double as_of_secs_ = 0;
};

}  // namespace db
