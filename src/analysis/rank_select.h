// The values at given ranks of a stream that is too long to keep or sort: each pass over the stream settles 16 more
// bits of the answers, until so few candidates are left that they are sorted outright. Exact. TensorBoard's rule for
// outliers is two ranks over all finite values of a chart (tensorboard.md 5.2).
//
//   for (RankSelect select(outlier_ranks);;) { for (...) select.add(values); if (select.end_pass()) break; }
//
// Cost: 3 passes for more than 65,536 values (about 1 ns a value), 1 below; 1 MB while it runs.
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

class RankSelect {
 public:
  using Rule = Ranks (*)(std::uint64_t n);  // which ranks, of n values
  explicit RankSelect(Rule rule) : rule_(rule) {}

  // Values of the stream, in any order; those that are not finite do not count.
  void add(std::span<const double> values);
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
  void add_first(std::uint64_t key);
  void settle(Target& target);

  Rule rule_;
  int pass_ = 0;
  std::uint64_t count_ = 0;
  std::array<Target, 2> targets_;
  Range range_;
};

}  // namespace db
