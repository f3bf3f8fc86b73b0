// A group of runs in a store of its own, and the band over it.
#pragma once

#include <array>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "analysis/band.h"
#include "tests/support/analysis_series.h"

namespace db::test {

struct RunPoint {
  Step step;
  double value;
};
using RunPoints = std::vector<RunPoint>;

inline constexpr BandSpread kSpreads[] = {BandSpread::kDeviation, BandSpread::kError, BandSpread::kConfidence,
                                          BandSpread::kExtremes, BandSpread::kQuartiles};

inline std::vector<Step> line(Step first, Step stride, std::size_t n) {
  std::vector<Step> out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(first + static_cast<Step>(i) * stride);
  return out;
}

struct Group {
  Store store;
  std::vector<Curve> curves;
  std::vector<SmoothCurve> smooth;
  std::vector<RunPoints> points;  // as they count
  std::mt19937 random{1};

  void add(const std::vector<Step>& steps, bool holes, ValueType type = ValueType::kF32) {
    std::vector<double> values;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      values.push_back(static_cast<double>(random() % 4096) / 64 - 7);
      constexpr double kInf = std::numeric_limits<double>::infinity();
      constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
      if (holes && random() % 5 == 0) values.back() = std::array{kNaN, kInf, -kInf}[random() % 3];
    }
    SeriesMaker(store).add("r" + std::to_string(store.runs().size()), "t", steps, values, {}, type);
  }
  void use(double weight = 0) {
    const std::size_t n = store.series().size();
    curves.assign(n, Curve());
    smooth.assign(n, SmoothCurve());
    points.assign(n, {});
    for (std::size_t i = 0; i < n; ++i) {
      curves[i].update(store.series()[i]);
      smooth[i].update(curves[i], weight);
      while (!smooth[i].advance(curves[i], 1000)) continue;
      for (std::size_t p = 0; p < curves[i].pieces().size(); ++p) {
        double values[kBlockRows];
        smooth[i].piece_values(curves[i], p, values);
        const Piece& piece = curves[i].pieces()[p];
        for (std::uint32_t row = 0; row < piece.rows(); ++row)
          points[i].push_back({piece.view().step(piece.begin + row), values[row]});
      }
    }
  }
  Band band(BandRule rule, std::size_t pace = 5000) {
    std::vector<BandMember> members;
    for (std::size_t i = 0; i < curves.size(); ++i) members.push_back({&curves[i], &smooth[i]});
    BandWork work(members, rule);
    while (!work.advance(pace)) continue;
    return work.take();
  }
};

}  // namespace db::test
