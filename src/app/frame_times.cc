#include "app/frame_times.h"

#include <algorithm>
#include <cmath>

namespace db {

float FrameTimes::percentile(std::vector<float> values, double p) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::size_t>(std::ceil(p * static_cast<double>(values.size()))) - 1;
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(std::min(at, values.size() - 1));
  std::ranges::nth_element(values, nth);
  return *nth;
}

}  // namespace db
