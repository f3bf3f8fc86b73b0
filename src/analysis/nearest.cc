#include "analysis/nearest.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace db {
namespace {

struct Place {
  std::size_t piece = 0;
  std::uint32_t row = 0;  // of the piece
  double x = 0;
  double distance = std::numeric_limits<double>::infinity();
};

// Takes the rows of a piece that are nearer than what is there; of equals the earlier row stays.
void take_nearer(const Curve& curve, const CurveX& x, std::size_t piece, double at, Place& best) {
  if (const auto even = x.even_rows(curve, piece)) {
    const double last = curve.pieces()[piece].rows() - 1;
    const double row = std::clamp(std::ceil((at - even->first) / even->stride - 0.5), 0.0, last);
    const double there = even->first + row * even->stride, distance = std::fabs(there - at);
    if (distance < best.distance) best = {piece, static_cast<std::uint32_t>(row), there, distance};
    return;
  }
  double xs[kBlockRows];
  x.values(curve, piece, xs);
  for (std::uint32_t row = 0; row < curve.pieces()[piece].rows(); ++row) {
    const double distance = std::fabs(xs[row] - at);
    if (distance < best.distance) best = {piece, row, xs[row], distance};
  }
}

double distance_to(Range span, double at) { return at < span.lo ? span.lo - at : at > span.hi ? at - span.hi : 0; }

}  // namespace

std::optional<CurvePoint> nearest_point(const Curve& curve, const CurveX& x, const SmoothCurve& smooth, double at) {
  const std::size_t pieces = curve.pieces().size();
  Place best;
  if (x.ordered() && pieces > 0) {
    const std::size_t next = std::min(x.lower_bound(curve, at), pieces - 1);
    if (next > 0) take_nearer(curve, x, next - 1, at, best);
    take_nearer(curve, x, next, at, best);
  } else {
    for (std::size_t i = 0; i < pieces; ++i) {
      const Range span = x.span(curve, i);
      if (!span.empty() && distance_to(span, at) < best.distance) take_nearer(curve, x, i, at, best);
    }
  }
  if (!std::isfinite(best.distance)) return std::nullopt;
  const Piece& piece = curve.pieces()[best.piece];
  const BlockView block = piece.view();
  const std::uint32_t row = piece.begin + best.row;
  return CurvePoint{best.x, block.step(row), block.wall(row), block.value(row),
                    smooth.value(curve, best.piece, best.row)};
}

std::optional<double> next_x(const Curve& curve, const CurveX& x, double at, bool forward) {
  const std::size_t pieces = curve.pieces().size();
  const std::size_t start = x.lower_bound(curve, at);
  std::optional<double> best;
  // The piece that holds `at`, and the one beside it.
  for (std::size_t i = start > 0 ? start - 1 : 0; i < std::min(pieces, start + 2); ++i) {
    double xs[kBlockRows];
    x.values(curve, i, xs);
    for (std::uint32_t row = 0; row < curve.pieces()[i].rows(); ++row) {
      if (!std::isfinite(xs[row])) continue;
      if (forward ? xs[row] > at && (!best || xs[row] < *best) : xs[row] < at && (!best || xs[row] > *best))
        best = xs[row];
    }
  }
  return best;
}

bool few_rows(const Curve& curve, const CurveX& x, Range view, std::uint32_t limit) {
  std::uint32_t rows = 0;
  for (std::size_t i = x.lower_bound(curve, view.lo); i < curve.pieces().size(); ++i) {
    const Range span = x.span(curve, i);
    if (span.lo > view.hi) break;
    if (span.lo >= view.lo && span.hi <= view.hi) {
      rows += curve.pieces()[i].rows();
    } else {
      double xs[kBlockRows];
      x.values(curve, i, xs);
      rows += static_cast<std::uint32_t>(
          std::count_if(xs, xs + curve.pieces()[i].rows(), [&](double v) { return view.contains(v); }));
    }
    if (rows > limit) return false;
  }
  return true;
}

}  // namespace db
