// What a group of runs says of one tag: a line through the middle, a band around it and how many runs count, at every
// step that any run has. Exact: nothing is sampled, nothing goes beyond a run's own first and last step.
//
// Alignment: at each step of the union a run counts by its value there, or on the straight line between its rows before
// and after. Values that are not finite do not count, nor does a line from or to one. Formulas: band_columns.h. Where
// no run counts, or a sum is beyond all doubles, the three lines are NaN. By step only: a restarted clock has no
// common wall time.
//
// The three lines are curves with the same rows: CurveX (one for all), Lod, nearest_point take them like any other,
// with a SmoothCurve that never smooths. Smoothing of the members comes before, by theirs.
//
//   BandWork work(members, rule);  while (!work.advance(some)) ...;  Band band = work.take();
//
// Cost: 100 runs of 100,000 equal steps 35 ms (means; 50 in wasm), in steps of bounded time; steps that differ about
// 5 ns a run and step of the union. 36 bytes a step of the union.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/band_columns.h"
#include "analysis/band_cursor.h"
#include "analysis/curve.h"
#include "base/ids.h"
#include "store/store.h"

namespace db {

struct BandRow {
  Step step;
  double centre, low, high;
  std::uint32_t n;  // runs that count
};

class Band {  // moves; its curves point into it
 public:
  const Curve& centre() const { return curves_[0]; }
  const Curve& low() const { return curves_[1]; }
  const Curve& high() const { return curves_[2]; }
  // The row nearest in step, the earlier of two. O(log rows).
  std::optional<BandRow> nearest(Step step) const;
  std::size_t bytes() const;

 private:
  friend class BandWork;
  struct Count {  // from this step on
    Step first;
    std::uint32_t n;
  };
  std::uint32_t count_at(Step step) const;

  Series rows_[3];
  Curve curves_[3];
  std::vector<Count> counts_;
};

class BandWork {
 public:
  // The members' curves must live, and not change, until the work is done.
  BandWork(const std::vector<BandMember>& members, BandRule rule);

  // Goes on for about `values` values of members. True: finished.
  bool advance(std::size_t values);
  bool done() const { return done_; }
  // Steps of the union, at most.
  std::uint64_t most_rows() const { return most_rows_; }
  // Needs done().
  Band take();

 private:
  struct Part {  // of the steps that come next
    std::span<const Step> steps;
    std::int64_t stride;  // from each to the next; 0: not known
  };
  static bool same(const Part& a, const Part& b);
  bool gather();
  void append(std::span<const Step> steps);
  void pack(std::size_t least);

  std::vector<BandCursor> members_;
  std::vector<std::uint8_t> same_;  // by member: its next steps are those of union_
  BandColumns columns_;
  std::uint64_t most_rows_ = 0;
  std::vector<Part> parts_, different_;      // by member; those that differ
  std::vector<Step> union_, others_, both_;  // all of them
  std::size_t next_ = 0;                     // of union_
  PendingRows pending_[3];
  std::vector<std::byte> packed_;
  Band band_;
  bool done_ = false;
};

}  // namespace db
