#include "analysis/non_finite.h"

#include <algorithm>
#include <cmath>

#include "analysis/number_format.h"

namespace db {
namespace {

void take(NonFinite::Kind& kind, const NonFinite::Kind& more) {
  if (more.count == 0) return;
  kind.first = kind.count == 0 ? more.first : std::min(kind.first, more.first);
  kind.count += more.count;
}

template <class Say>
std::string listed(const NonFinite& found, Say&& say) {
  std::string out;
  const auto add = [&](const NonFinite::Kind& kind, const char* name) {
    if (kind.count == 0) return;
    if (!out.empty()) out += ", ";
    out += say(kind, name);
  };
  add(found.nan, "NaN");
  add(found.plus, "∞");
  add(found.minus, "−∞");
  return out;
}

}  // namespace

void NonFinite::add(const NonFinite& other) {
  take(nan, other.nan);
  take(plus, other.plus);
  take(minus, other.minus);
}

NonFinite find_non_finite(const Curve& curve) {
  NonFinite out;
  if (curve.non_finite() == 0) return out;
  for (const Piece& piece : curve.pieces()) {
    if (piece.non_finite == 0) continue;
    double values[kBlockRows];
    piece_values(piece, values);
    for (std::uint32_t row = 0; row < piece.rows(); ++row) {
      if (std::isfinite(values[row])) continue;
      NonFinite::Kind& kind = std::isnan(values[row]) ? out.nan : values[row] > 0 ? out.plus : out.minus;
      if (kind.count++ == 0) kind.first = piece.view().step(piece.begin + row);
    }
  }
  return out;
}

std::string non_finite_counts(const NonFinite& found) {
  return listed(found, [](const NonFinite::Kind& kind, const char* name) {
    return step_text(static_cast<Step>(kind.count)) + " " + name;
  });
}

std::string non_finite_text(const NonFinite& found) {
  return listed(found, [](const NonFinite::Kind& kind, const char* name) {
    return step_text(static_cast<Step>(kind.count)) + " " + name + (kind.count == 1 ? " at step " : " from step ") +
           step_text(kind.first);
  });
}

}  // namespace db
