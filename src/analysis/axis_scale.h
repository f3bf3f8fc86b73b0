// How an axis turns values into places on it.
//
//   kLinear   place = value
//   kLog      place = log10(value), in decades; what is not positive lies at minus infinity
//   kSymlog   decades both ways from 0, with a straight part between them, t being the threshold:
//               |v| <= t   place = v / (t * ln 10)
//               |v| >  t   place = sign(v) * (log10(|v| / t) + 1 / ln 10)
//             Beyond t a decade is exactly 1 long, as on a log axis. At t the parts meet with one slope, so that a
//             smooth curve stays smooth (the straight part takes 0.43 of a decade on either side).
//
// Places keep the order of values; inverse(forward(v)) is v but for rounding. NaN stays NaN.
#pragma once

#include <cstdint>

#include "analysis/range.h"

namespace db {

enum class ScaleKind : std::uint8_t { kLinear, kLog, kSymlog };

struct AxisScale {
  ScaleKind kind = ScaleKind::kLinear;
  double threshold = 1;  // kSymlog; positive and finite

  double forward(double value) const;
  double inverse(double place) const;
  Range forward(Range values) const;
  Range inverse(Range places) const;
  bool operator==(const AxisScale&) const = default;
};

// Half of the width of the straight part, in decades.
inline constexpr double kSymlogStraight = 0.43429448190325182765;  // 1 / ln 10

// The threshold for data of this range, which follows from its ends alone, so that it does not hang on one noisy value
// near 0: a power of ten, three decades below the largest magnitude; below the smallest magnitude, if all data are on
// one side of 0, but at most twelve decades below the largest. 1 where there is nothing but 0.
double symlog_threshold(Range data);

}  // namespace db
