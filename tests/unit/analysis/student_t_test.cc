#include "analysis/student_t.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <cmath>

namespace db {
namespace {

TEST_CASE("student t: 95 % of the density lie within") {
  for (const std::uint32_t n : {1u, 2u, 3u, 7u, 30u, 31u, 50u, 200u, 100'000u}) {
    const double t = student_t_95(n), v = n;
    const double scale =
        std::exp(std::lgamma((v + 1) / 2) - std::lgamma(v / 2)) / std::sqrt(v * 3.14159265358979323846);
    constexpr int kParts = 20'000;  // Simpson's rule
    double area = 0;
    for (int i = 0; i <= kParts; ++i) {
      const double x = t * i / kParts;
      area += (i == 0 || i == kParts ? 1 : i % 2 ? 4 : 2) * scale * std::pow(1 + x * x / v, -(v + 1) / 2);
    }
    CHECK(2 * area * t / kParts / 3 == Catch::Approx(0.95).epsilon(1e-8));
  }
}

}  // namespace
}  // namespace db
