// The values at given ranks of a stream that is too long to keep or sort. Exact. TensorBoard's rule for outliers is two
// ranks over all finite values of a chart (tensorboard.md 5.2).
//
//   for (RankSelect select(outlier_ranks);;) { for (...) select.add(values); if (select.end_pass()) break; }
//
// With an even sample of the stream one pass is enough, nearly always: expect() turns it into two brackets that should
// hold the answers. Values beside a bracket are only counted, and whole runs of them by skip(), without looking; the
// few inside are sorted. Where a bracket has missed, or there is no sample, each pass settles 16 more bits of the
// answers, until so few candidates are left that they are sorted outright.
//
// Cost: about 1 ns a value and pass. Passes: 1 with a sample or up to 65,536 values, else 3; 1 MB while it runs, with a
// sample 16 bytes for each value in a bracket (1 % of the stream, at most 16 MB).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/range.h"

namespace db {

struct Ranks {
  std::uint64_t lo = 0;
  std::uint64_t hi = 0;
};
// TensorBoard's "ignore outliers": what lies between the 5th and the 95th percentile of n values; all of them below 3.
Ranks outlier_ranks(std::uint64_t n);
Ranks all_ranks(std::uint64_t n);  // the least and the greatest

class RankSelect {
 public:
  using Rule = Ranks (*)(std::uint64_t n);  // which ranks, of n values
  explicit RankSelect(Rule rule) : rule_(rule) {}

  // Before the first value: some of the stream's, evenly spread. Too few of them are of no use.
  void expect(std::vector<double> sample);
  // Values of the stream, in any order; those that are not finite do not count.
  void add(std::span<const double> values);
  // `n` finite values of the stream that lie in `range`. False: they matter one by one, and have to be added.
  bool skip(Range range, std::uint64_t n);
  // The stream has ended. True: range() is known. Else: once more from its start.
  bool end_pass();
  Range range() const { return range_; }

 private:
  enum class State : std::uint8_t { kCount, kKeep, kSettled };
  struct Target {
    State state = State::kKeep;
    std::uint64_t rank = 0;           // among the values with `prefix`
    std::uint64_t prefix = 0;         // the answer's first bits
    std::vector<std::uint32_t> bins;  // kCount: values by their next bits
    std::vector<std::uint64_t> kept;  // kKeep: the values
  };
  struct Bracket {  // an answer is expected in [lo, hi]
    double lo = 0, hi = 0;
    std::uint64_t below = 0, at_lo = 0, at_hi = 0;  // values less than lo; equal to it; equal to hi, if that is more
    std::vector<double> inside;                     // all others in it
    bool holds(std::uint64_t rank) const { return rank >= below && rank - below < at_lo + inside.size() + at_hi; }
    double take(std::uint64_t rank);
  };
  void add_first(std::uint64_t key);
  void add_bracketed(std::span<const double> values);
  void look(double v);
  bool end_brackets();
  void settle(Target& target);

  Rule rule_;
  bool bracketed_ = false;  // this pass
  std::array<Bracket, 2> brackets_;
  int pass_ = 0;
  std::uint64_t count_ = 0;
  std::array<Target, 2> targets_;
  Range range_;
};

}  // namespace db
