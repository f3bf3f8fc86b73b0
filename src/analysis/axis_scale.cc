#include "analysis/axis_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace db {

double AxisScale::forward(double value) const {
  switch (kind) {
    case ScaleKind::kLinear:
      break;
    case ScaleKind::kLog:
      if (value <= 0) return -std::numeric_limits<double>::infinity();
      return std::log10(value);
    case ScaleKind::kSymlog: {
      const double magnitude = std::fabs(value);
      if (!(magnitude > threshold)) return value / threshold * kSymlogStraight;
      return std::copysign(std::log10(magnitude) - std::log10(threshold) + kSymlogStraight, value);
    }
  }
  return value;
}

double AxisScale::inverse(double place) const {
  switch (kind) {
    case ScaleKind::kLinear:
      break;
    case ScaleKind::kLog:
      return std::pow(10, place);
    case ScaleKind::kSymlog: {
      const double magnitude = std::fabs(place);
      if (!(magnitude > kSymlogStraight)) return place / kSymlogStraight * threshold;
      return std::copysign(std::pow(10, magnitude - kSymlogStraight + std::log10(threshold)), place);
    }
  }
  return place;
}

Range AxisScale::forward(Range values) const {
  return values.empty() ? values : Range{forward(values.lo), forward(values.hi)};
}

Range AxisScale::inverse(Range places) const {
  return places.empty() ? places : Range{inverse(places.lo), inverse(places.hi)};
}

double symlog_threshold(Range data) {
  const double largest = data.empty() ? 0 : std::max(std::fabs(data.lo), std::fabs(data.hi));
  if (!(largest > 0) || !std::isfinite(largest)) return 1;
  const double top = std::floor(std::log10(largest));
  double decade = top - 3;
  const double smallest = data.lo > 0 ? data.lo : data.hi < 0 ? -data.hi : 0;
  if (smallest > 0) decade = std::max(std::min(decade, std::floor(std::log10(smallest))), top - 12);
  return std::pow(10, std::max(decade, -300.0));
}

}  // namespace db
