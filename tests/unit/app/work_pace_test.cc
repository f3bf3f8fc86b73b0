#include "app/work_pace.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace db {
namespace {

// What it gives in `secs` seconds to work that always wants more.
double worked(WorkPace& pace, double from, double secs) {
  double sum = 0;
  for (double now = from; now < from + secs;) {
    if (const double wait = pace.wait_secs(now); wait > 0) {
      now += std::max(wait, 0.0001);
      continue;
    }
    const double slice = pace.slice_secs(now, false);
    REQUIRE(slice > 0);
    pace.spent(slice);
    sum += slice;
    now += slice;
  }
  return sum;
}

TEST_CASE("with nothing to read, work never waits") {
  WorkPace pace;
  CHECK(worked(pace, 5, 1) > 0.98);
  CHECK(pace.slice_secs(7, true) < pace.slice_secs(7, false));
}

TEST_CASE("while files are read, work gets a small share, and more at first") {
  WorkPace pace;
  pace.begin_reading(100);
  const double first = worked(pace, 100, 0.1);
  CHECK(first > 0.05);
  CHECK(first < 0.08);
  const double later = worked(pace, 101, 10);
  CHECK(later > 0.8);
  CHECK(later < 1.1);
}

TEST_CASE("work that overran its slice is paid back, and what was not used is not saved up for long") {
  WorkPace pace;
  pace.begin_reading(0);
  pace.spent(0.5);
  CHECK(pace.wait_secs(0.1) > 2);
  CHECK(pace.wait_secs(6) == 0);
  CHECK(worked(pace, 1000, 0.1) < 0.05);
}

TEST_CASE("a pause of reading lets work run, and is not held against it") {
  WorkPace pace;
  pace.begin_reading(0);
  pace.set_reading(false);
  CHECK(worked(pace, 0, 5) > 4.9);
  pace.set_reading(true);
  CHECK(pace.wait_secs(6) == 0);
}

}  // namespace
}  // namespace db
