// Ticks of log and symlog axes: decades, or 1, 2 and 5 times them, or round values where not even that tells enough.
#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "analysis/number_format.h"
#include "analysis/tick_text.h"
#include "analysis/ticks.h"

namespace db {

using namespace tick_text;

namespace {

constexpr double kSlack = 1e-9;  // of the view: a tick that far outside is at its edge

// factor * 10^decade, as its decimals read.
double decade_value(double decade, double factor) {
  return decade >= 0 ? factor * std::pow(10, decade) : factor / std::pow(10, -decade);
}

std::vector<std::string> decade_labels(const std::vector<double>& values) {
  double largest = 0, smallest = std::numeric_limits<double>::infinity();
  for (const double v : values) {
    if (v == 0) continue;
    largest = std::max(largest, std::fabs(v));
    smallest = std::min(smallest, std::fabs(v));
  }
  const Form form = form_of(largest, smallest);
  std::vector<std::string> out;
  for (const double v : values) {
    const double magnitude = std::fabs(v);
    std::string text = form == Form::kScientific ? scientific_text(magnitude, 0, true)
                       : magnitude >= 1000       ? si_text(magnitude, si_unit(magnitude), 0)
                                                 : trimmed(fixed_text(magnitude, 2));
    out.push_back(v == 0 ? "0" : v < 0 ? "\u2212" + text : std::move(text));
  }
  return out;
}

Range widened(Range view) { return {view.lo - view.size() * kSlack, view.hi + view.size() * kSlack}; }

// Round values in view, by value.
Ticks round_ticks(Range places, const AxisScale& scale, int most, int chars) {
  Ticks out = value_ticks(scale.inverse(places), most, chars);
  for (Tick& tick : out.ticks) tick.at = scale.forward(tick.at);
  std::erase_if(out.ticks, [&](const Tick& tick) { return !widened(places).contains(tick.at); });
  return out;
}

}  // namespace

Ticks log_ticks(Range view, int most, int chars) {
  if (!drawable(view)) return {};
  const Range wide = widened(view);
  const double first = std::ceil(wide.lo), last = std::floor(wide.hi);
  std::vector<double> values;
  std::vector<double> at;
  const auto add = [&](double decade, double factor) {
    const double place = decade + std::log10(factor);
    if (!wide.contains(place)) return;
    at.push_back(place);
    values.push_back(decade_value(decade, factor));
  };
  const double decades = last - first + 1;
  if (decades >= 2) {
    const double stride = std::max(1.0, std::ceil(decades / most));
    for (double d = std::ceil(first / stride) * stride; d <= last; d += stride) add(d, 1);
  } else {
    for (double d = first - 1; d <= last; ++d) {
      for (const double factor : {1, 2, 5}) add(d, factor);
    }
    if (at.size() < 2 || at.size() > static_cast<std::size_t>(most)) {
      return round_ticks(view, {ScaleKind::kLog}, most, chars);
    }
  }
  if (at.empty()) return {};
  return joined(at, decade_labels(values), {});
}

Ticks symlog_ticks(Range view, double threshold, int most, int chars) {
  if (!drawable(view)) return {};
  const AxisScale scale{ScaleKind::kSymlog, threshold};
  const Range wide = widened(view);
  const double zero = std::log10(threshold) - kSymlogStraight;  // place + zero = log10(value) beyond the threshold
  if (wide.lo >= kSymlogStraight && view.size() >= 1) {         // all of it is logarithmic
    Ticks out = log_ticks({view.lo + zero, view.hi + zero}, most, chars);
    for (Tick& tick : out.ticks) tick.at -= zero;
    return out;
  }
  const double farthest = std::max(std::fabs(wide.lo), std::fabs(wide.hi)) + zero;
  const std::size_t room = static_cast<std::size_t>(std::max(most, 1));
  std::vector<double> values;
  const auto take = [&](double top, double stride) {  // decades from `top` towards 0, as far as they are apart
    values.clear();
    if (wide.contains(0)) values.push_back(0);
    for (double d = top; d - zero >= std::max(0.4 * stride, kSymlogStraight - kSlack); d -= stride) {
      if (wide.contains(d - zero)) values.push_back(decade_value(d, 1));
      if (wide.contains(zero - d)) values.push_back(-decade_value(d, 1));
    }
    return values.size() <= room;
  };
  double stride = 1;
  while (!take(std::floor(farthest / stride) * stride, stride)) ++stride;
  if (values.size() < 2 && stride > 1) {  // no two multiples of the stride in view
    stride = 1;
    while (!take(std::floor(farthest), stride)) ++stride;
  }
  const std::size_t decades = values.size() - (wide.contains(0) ? 1 : 0);
  if (values.size() < 2 || (decades < 2 && stride == 1)) return round_ticks(view, scale, most, chars);
  std::ranges::sort(values);
  std::vector<double> at;
  for (const double v : values) at.push_back(scale.forward(v));
  return joined(at, decade_labels(values), {});
}

Ticks scale_ticks(Range view, const AxisScale& scale, int most, int chars) {
  switch (scale.kind) {
    case ScaleKind::kLinear:
      break;
    case ScaleKind::kLog:
      return log_ticks(view, most, chars);
    case ScaleKind::kSymlog:
      return symlog_ticks(view, scale.threshold, most, chars);
  }
  return value_ticks(view, most, chars);
}

std::vector<double> minor_ticks(Range view, const AxisScale& scale, int most) {
  std::vector<double> out;
  if (!drawable(view) || scale.kind == ScaleKind::kLinear) return out;
  const Range wide = widened(view);
  const bool log = scale.kind == ScaleKind::kLog;
  const double zero = log ? 0 : std::log10(scale.threshold) - kSymlogStraight;
  const double farthest = (log ? wide.hi : std::max(std::fabs(wide.lo), std::fabs(wide.hi))) + zero;
  const double nearest = log ? wide.lo
                         : wide.contains(0)
                             ? zero + kSymlogStraight
                             : std::max(std::min(std::fabs(wide.lo), std::fabs(wide.hi)), kSymlogStraight) + zero;
  if (farthest - nearest > 2 * most) return out;
  const auto fill = [&](std::initializer_list<double> factors) {
    out.clear();
    for (double d = std::floor(nearest + kSlack); d <= farthest; ++d) {
      for (const double factor : factors) {
        const double place = d + std::log10(factor) - zero;
        if (!log && place < kSymlogStraight - kSlack) continue;
        if (wide.contains(place)) out.push_back(place);
        if (!log && wide.contains(-place)) out.push_back(-place);
      }
    }
    return out.size() <= static_cast<std::size_t>(most);
  };
  if (!fill({1, 2, 3, 4, 5, 6, 7, 8, 9}) && !fill({1, 2, 5}) && !fill({1})) out.clear();
  std::ranges::sort(out);
  return out;
}

}  // namespace db
