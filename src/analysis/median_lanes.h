// Medians of many small windows, four side by side in a vector's lanes.
#pragma once

#include <cstddef>
#include <span>

namespace db {

class MedianLanes {
 public:
  static constexpr std::size_t kMostValues = 21;

  // A window's median is added to its column of `out` by flush() at the latest. None of the values may be NaN. `out`
  // must outlive this.
  explicit MedianLanes(std::span<double> out) : out_(out) {}
  // A window of n values, the stride-th ones, an odd number. They must stay there until flush().
  void add(std::size_t column, const float* values, std::size_t n, std::size_t stride);
  // A window of any number of values up to kMostValues; of none the median is NaN, of an even number the middle of
  // both.
  void add(std::size_t column, std::span<const float> values);
  void flush();

 private:
  static constexpr std::size_t kLanes = 4;

  void add_lane(std::size_t column, const float* values, double share) {
    from_[lanes_] = values;
    columns_[lanes_] = column;
    shares_[lanes_] = share;
    if (++lanes_ == kLanes) flush();
  }

  std::size_t lanes_ = 0;
  std::span<double> out_;
  const float* from_[kLanes];
  std::size_t columns_[kLanes];
  double shares_[kLanes];
  float own_[kLanes][kMostValues];
};

}  // namespace db
