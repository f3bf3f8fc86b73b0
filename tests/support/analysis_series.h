// A store filled by hand, one call a piece of a series, for tests of what is made from series.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "store/store.h"

namespace db::test {

class SeriesMaker {
 public:
  explicit SeriesMaker(Store& store) : store_(store) {}

  // Appends rows to (run, tag), to the run's file number `file`. Wall times are `walls`, or 1.7e9 + 2 * row.
  SeriesId add(std::string_view run, std::string_view tag, std::span<const Step> steps, std::span<const double> values,
               std::span<const double> walls = {}, ValueType type = ValueType::kF32, int file = 0);
  // Steps first, first + stride, ...
  SeriesId add_line(std::string_view run, std::string_view tag, std::span<const double> values, Step first = 0,
                    Step stride = 1, ValueType type = ValueType::kF32);

 private:
  Store& store_;
};

}  // namespace db::test
