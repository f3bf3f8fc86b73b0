#include "analysis/axis_scale.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "analysis/ticks.h"

using namespace db;
using Catch::Approx;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

std::string said(const Ticks& ticks) {
  std::string out;
  for (const Tick& tick : ticks.ticks) out += (out.empty() ? "" : " | ") + tick.label;
  return out;
}

Ticks symlog_between(double lo, double hi, double threshold, int most) {
  const AxisScale scale{ScaleKind::kSymlog, threshold};
  return symlog_ticks(scale.forward(Range{lo, hi}), threshold, most, 5);
}

}  // namespace

TEST_CASE("log scale: TensorBoard's vectors") {
  const AxisScale log{ScaleKind::kLog};
  const auto part = [&](Range domain, double v) {
    return (log.forward(v) - log.forward(domain.lo)) / (log.forward(domain.hi) - log.forward(domain.lo));
  };
  CHECK(part({1, 1000}, 100) == Approx(2.0 / 3));
  CHECK(5 * part({1e-5, 1}, 0.01) == Approx(3));
  CHECK(log.forward(0) == -kInf);
  CHECK(log.forward(-1) == -kInf);
  CHECK(log.inverse(2) == Approx(100));
}

TEST_CASE("symlog: straight around 0, decades beyond, one slope where they meet") {
  for (const double t : {1e-300, 1e-8, 0.02, 1.0, 1e5}) {
    const AxisScale scale{ScaleKind::kSymlog, t};
    CHECK(scale.forward(0) == 0);
    CHECK(scale.forward(t) == Approx(kSymlogStraight));
    CHECK(scale.forward(t / 2) == Approx(kSymlogStraight / 2));
    CHECK(scale.forward(10 * t) - scale.forward(t) == Approx(1));
    CHECK(scale.forward(-100 * t) - scale.forward(-t) == Approx(-2));
    const double step = 1e-6;
    const double below = (scale.forward(t) - scale.forward(t * (1 - step))) / step;
    const double above = (scale.forward(t * (1 + step)) - scale.forward(t)) / step;
    CHECK(below == Approx(above).epsilon(1e-5));
    CHECK(std::isnan(scale.forward(std::nan(""))));
    CHECK(scale.forward(-kInf) == -kInf);
  }
  CHECK(AxisScale{ScaleKind::kSymlog, 1e-300}.forward(1e300) == Approx(600 + kSymlogStraight));
}

TEST_CASE("scales keep order and invert") {
  std::mt19937 random(11);
  for (int i = 0; i < 20'000; ++i) {
    const auto value = [&] {
      const double magnitude = std::pow(10, static_cast<double>(random() % 4000) / 100 - 20);
      return random() % 2 == 0 ? magnitude : -magnitude;
    };
    const double a = value(), b = value();
    for (const AxisScale& scale : {AxisScale{}, AxisScale{ScaleKind::kLog}, AxisScale{ScaleKind::kSymlog, 1e-3},
                                   AxisScale{ScaleKind::kSymlog, 70}}) {
      if (scale.kind == ScaleKind::kLog && (a < 0 || b < 0)) continue;
      REQUIRE(scale.inverse(scale.forward(a)) == Approx(a).epsilon(1e-12));
      if (a < b) REQUIRE(scale.forward(a) < scale.forward(b));
    }
  }
}

TEST_CASE("the threshold follows from the ends of the data") {
  CHECK(symlog_threshold({-5, 20}) == Approx(0.01));
  CHECK(symlog_threshold({-99, 0}) == Approx(0.01));
  CHECK(symlog_threshold({0, 1}) == Approx(1e-3));
  CHECK(symlog_threshold({2e-7, 20}) == Approx(1e-7));
  CHECK(symlog_threshold({-20, -3}) == Approx(0.01));
  CHECK(symlog_threshold({1e-100, 1}) == Approx(1e-12));
  CHECK(symlog_threshold({0, 0}) == 1);
  CHECK(symlog_threshold({}) == 1);
  CHECK(symlog_threshold({0, 5e-324}) > 0);
  CHECK(symlog_threshold({0, 1.7e308}) == Approx(1e305));
}

TEST_CASE("symlog ticks") {
  CHECK(said(symlog_between(-100, 100, 1, 7)) == "−100 | −10 | −1 | 0 | 1 | 10 | 100");
  CHECK(said(symlog_between(-100, 100, 1, 6)) == "−100 | 0 | 100");
  CHECK(said(symlog_between(0, 20, 0.01, 6)) == "0 | 0.01 | 0.1 | 1 | 10");
  CHECK(said(symlog_between(0, 2e-3, 1e-6, 6)) == "0 | 1e−6 | 1e−5 | 1e−4 | 1e−3");
  CHECK(said(symlog_between(-5000, 5, 1, 8)) == "−1k | −100 | −10 | −1 | 0 | 1");
  CHECK(said(symlog_between(-0.5, 0.5, 1, 5)) == "−0.4 | −0.2 | 0 | 0.2 | 0.4");
  CHECK(said(symlog_between(20, 80, 1, 5)) == "20 | 40 | 60 | 80");
  CHECK(said(symlog_between(-80, -20, 1, 5)) == "−80 | −60 | −40 | −20");
  CHECK(said(symlog_between(-1e12, 1e12, 1e-3, 3)) == "−1G | 0 | 1G");
  CHECK(said(symlog_between(-100, 100, 1, 2)).size() > 0);
  CHECK(symlog_ticks({1, 1}, 1, 5, 5).ticks.empty());
  CHECK(symlog_ticks({0, kInf}, 1, 5, 5).ticks.empty());
}

TEST_CASE("ticks of any scale: in view, ascending, no more than asked for") {
  std::mt19937 random(4);
  for (int i = 0; i < 20'000; ++i) {
    const double a = static_cast<double>(random() % 60'000) / 1000 - 30;
    const double b = a + std::pow(10, static_cast<double>(random() % 500) / 100 - 3);
    const int most = 2 + static_cast<int>(random() % 9);
    for (const AxisScale& scale :
         {AxisScale{ScaleKind::kLog}, AxisScale{ScaleKind::kSymlog, 0.01}, AxisScale{ScaleKind::kSymlog, 3e7}}) {
      const Range view{a, b}, wide{a - (b - a) * 1e-6, b + (b - a) * 1e-6};
      const Ticks ticks = scale_ticks(view, scale, most, 5);
      REQUIRE(ticks.ticks.size() <= static_cast<std::size_t>(most));
      for (std::size_t t = 0; t < ticks.ticks.size(); ++t) {
        INFO(a << " " << b << " " << most << " " << scale.threshold << " " << said(ticks));
        REQUIRE(wide.contains(ticks.ticks[t].at));
        REQUIRE(!ticks.ticks[t].label.empty());
        if (t > 0) REQUIRE(ticks.ticks[t - 1].at < ticks.ticks[t].at);
      }
      const std::vector<double> minor = minor_ticks(view, scale, 40);
      REQUIRE(minor.size() <= 40);
      for (std::size_t t = 0; t < minor.size(); ++t) {
        REQUIRE(wide.contains(minor[t]));
        if (t > 0) REQUIRE(minor[t - 1] < minor[t]);
      }
    }
  }
}

TEST_CASE("minor ticks") {
  const auto values = [](Range values_in_view, const AxisScale& scale, int most) {
    std::vector<double> out;
    for (const double at : minor_ticks(scale.forward(values_in_view), scale, most)) {
      out.push_back(std::round(scale.inverse(at) * 1e6) / 1e6);
    }
    return out;
  };
  const AxisScale log{ScaleKind::kLog}, symlog{ScaleKind::kSymlog, 1};
  CHECK(values({3, 30}, log, 30) == std::vector<double>{3, 4, 5, 6, 7, 8, 9, 10, 20, 30});
  CHECK(values({1, 1e3}, log, 12) == std::vector<double>{1, 2, 5, 10, 20, 50, 100, 200, 500, 1000});
  CHECK(values({1, 1e3}, log, 5) == std::vector<double>{1, 10, 100, 1000});
  CHECK(values({1, 1e9}, log, 5).empty());
  CHECK(values({-3, 2}, symlog, 30) == std::vector<double>{-3, -2, -1, 1, 2});
  CHECK(values({200, 500}, symlog, 30) == std::vector<double>{200, 300, 400, 500});
  CHECK(values({-500, -200}, symlog, 30) == std::vector<double>{-500, -400, -300, -200});
  CHECK(values({-0.5, 0.5}, symlog, 30).empty());
  CHECK(values({1, 10}, {}, 30).empty());
}
