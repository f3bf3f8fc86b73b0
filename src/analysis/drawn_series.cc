#include "analysis/drawn_series.h"

#include <cmath>
#include <limits>

namespace db {
namespace {

// Every row, as it comes; a line breaks at what is not finite and where x goes back.
std::vector<LodPoint> every_point(const Curve& curve, const CurveX& x, const SmoothCurve* smooth,
                                  const LodWindow& window) {
  LodLine line(window);
  double last_x = -std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < curve.pieces().size(); ++i) {
    double at[kBlockRows], values[kBlockRows];
    x.values(curve, i, at);
    if (smooth == nullptr) {
      piece_values(curve.pieces()[i], values);
    } else {
      smooth->piece_values(curve, i, values);
    }
    for (std::uint32_t row = 0; row < curve.pieces()[i].rows(); ++row) {
      if (!std::isfinite(at[row]) || !std::isfinite(values[row]) || at[row] < last_x) line.gap();
      if (!std::isfinite(at[row])) continue;
      last_x = at[row];
      if (std::isfinite(values[row])) line.put(at[row], window.normal_y(values[row]));
    }
  }
  return std::move(line.points);
}

}  // namespace

DrawnSeries draw_series(const Curve& curve, const CurveX& x, const SmoothCurve& smooth, bool want_raw,
                        const LodWindow& window, Detail detail) {
  Lod lod(curve, x, smooth, want_raw, window);
  while (!lod.advance(std::numeric_limits<std::uint32_t>::max())) {
  }
  DrawnSeries out{std::move(lod.main.points), std::move(lod.raw.points), std::move(lod.marks)};
  if (detail == Detail::kAllPoints) {
    out.points = every_point(curve, x, &smooth, window);
    if (!out.raw.empty()) out.raw = every_point(curve, x, nullptr, window);
  }
  return out;
}

}  // namespace db
