#include "analysis/median_lanes.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <vector>

using namespace db;

namespace {

float median(std::vector<float> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace

TEST_CASE("windows' medians are those of their sorted values, however many windows and values there are") {
  std::mt19937 random(1);
  for (std::size_t n = 3; n <= MedianLanes::kMostValues; n += 2) {
    for (std::size_t windows : {1u, 3u, 4u, 9u}) {
      for (const std::size_t stride : {1u, 3u}) {
        std::vector<std::vector<float>> values(windows);
        std::vector<double> found(windows);
        MedianLanes lanes(found);
        for (std::size_t i = 0; i < windows; ++i) {
          for (std::size_t k = 0; k < n * stride; ++k) values[i].push_back(static_cast<float>(random() % 10));
          lanes.add(i, values[i].data(), n, stride);
        }
        lanes.flush();
        for (std::size_t i = 0; i < windows; ++i) {
          std::vector<float> window;
          for (std::size_t k = 0; k < n * stride; k += stride) window.push_back(values[i][k]);
          CHECK(found[i] == static_cast<double>(median(window)));
        }
      }
    }
  }
}

TEST_CASE("a window may have any number of values") {
  std::vector<double> found(2);
  MedianLanes lanes(found);
  const float odd[] = {5, 1, 3}, even[] = {4, 1, 3, 9};
  lanes.add(0, odd);
  lanes.add(1, even);
  lanes.flush();
  CHECK(found == std::vector<double>{3, 3.5});
}
