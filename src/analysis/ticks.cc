#include "analysis/ticks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/curve.h"
#include "analysis/number_format.h"
#include "analysis/tick_text.h"

namespace db {

using namespace tick_text;

namespace {

// A round distance: factor * 10^power, factor 1, 2, 2.5 or 5.
struct RoundStep {
  int index;  // 4 a decade

  static RoundStep at_least(double size) {
    RoundStep step{4 * static_cast<int>(std::floor(std::log10(size))) - 1};
    while (step.size() < size * (1 - 1e-12)) ++step.index;
    return step;
  }
  int power() const { return static_cast<int>(std::floor(index / 4.0)); }
  double factor() const {
    constexpr double kFactors[] = {1, 2, 2.5, 5};
    return kFactors[index - 4 * power()];
  }
  double times(double n) const {  // exact decimals come out as they read
    const int p = factor() == 2.5 ? power() - 1 : power();
    const double whole = n * (factor() == 2.5 ? 25 : factor());
    return p >= 0 ? whole * std::pow(10, p) : whole / std::pow(10, -p);
  }
  double size() const { return times(1); }
  int decimals() const { return std::max(0, -power() + (factor() == 2.5 ? 1 : 0)); }
};

struct Places {
  std::vector<double> at;
  RoundStep step;
};

Places places(Range view, RoundStep step) {
  Places out{{}, step};
  const double slack = view.size() * 1e-9;
  const double first = std::ceil((view.lo - slack) / step.size());
  const double last = std::floor((view.hi + slack) / step.size());
  for (double n = first; n <= last && out.at.size() < 100; ++n) out.at.push_back(step.times(n));
  return out;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

double largest_of(const std::vector<double>& values) {
  double out = 0;
  for (const double v : values) out = std::max(out, std::fabs(v));
  return out;
}

struct Labels {
  std::vector<std::string> text;
  int digits = 0;  // significant ones of the longest
  std::size_t chars = 0;
};

Labels labels(const Places& places) {
  const double largest = largest_of(places.at);
  const Form form = form_of(largest, largest);
  Labels out;
  // Decimals that a step of factor * 10^power needs; below 0 for trailing zeros.
  const int decimals = -places.step.power() + (places.step.factor() == 2.5 ? 1 : 0);
  const int magnitude = largest > 0 ? static_cast<int>(std::floor(std::log10(largest * (1 + 1e-12)))) : 0;
  out.digits = largest > 0 ? magnitude + 1 + decimals : 1;
  const double unit = si_unit(largest);
  for (const double v : places.at) {
    if (form == Form::kScientific && v != 0) {
      const int own = static_cast<int>(std::floor(std::log10(std::fabs(v) * (1 + 1e-12))));
      out.text.push_back(scientific_text(v, std::clamp(own + decimals, 0, 17), true));
    } else if (form == Form::kSi) {
      out.text.push_back(si_text(v, unit, decimals));
    } else {
      out.text.push_back(trimmed(fixed_text(v, std::max(0, decimals))));
    }
    out.chars = std::max(out.chars, characters(out.text.back()));
  }
  return out;
}

// Leaves out what all labels begin with; keeps whole characters and at least the last two.
std::string shorten(std::vector<std::string>& labels) {
  std::size_t common = labels[0].size();
  for (const std::string& label : labels) {
    common = std::min({common, label.size() - std::min<std::size_t>(label.size(), 2)});
    std::size_t i = 0;
    while (i < common && label[i] == labels[0][i]) ++i;
    common = i;
  }
  while (common > 0 && (labels[0][common] & 0xC0) == 0x80) --common;
  while (common > 0 && (labels[0][common - 1] == ',' || labels[0][common - 1] == '.')) --common;
  if (common < 2) return {};
  const std::string base = labels[0].substr(0, common) + "…";
  for (std::string& label : labels) label.replace(0, common, "…");
  return base;
}

}  // namespace

Ticks value_ticks(Range view, int most, int chars) {
  if (!drawable(view)) return {};
  RoundStep step = RoundStep::at_least(view.size() / (most + 1));
  while (places(view, step).at.size() > static_cast<std::size_t>(most)) ++step.index;
  const Places finest = places(view, step);
  for (Places tried = finest; tried.at.size() >= 2; ++step.index, tried = places(view, step)) {
    Labels text = labels(tried);
    if (text.digits <= 3 && text.chars <= static_cast<std::size_t>(chars))
      return joined(tried.at, std::move(text.text), {});
  }
  if (finest.at.empty()) return {};
  const int magnitude = static_cast<int>(std::floor(std::log10(std::max(largest_of(finest.at), 1e-300))));
  if (magnitude >= 15 || magnitude < -6) return joined(finest.at, labels(finest).text, {});
  std::vector<std::string> text;
  for (const double v : finest.at) text.push_back(fixed_text(v, finest.step.decimals()));
  std::string base = shorten(text);
  return joined(finest.at, std::move(text), std::move(base));
}

Ticks step_ticks(Range view, Step origin, int most, int chars) {
  if (!drawable(view)) return {};
  // Whole steps, in integers: an axis may lie beyond 2^53.
  const Step lo = step_at(std::ceil(view.lo - view.size() * 1e-9), origin);
  const Step hi = step_at(std::floor(view.hi + view.size() * 1e-9), origin);
  if (lo > hi) return {};
  RoundStep step = RoundStep::at_least(std::max(1.0, view.size() / (most + 1)));
  std::vector<Step> steps;
  for (;; ++step.index) {
    if (step.size() != std::floor(step.size())) continue;  // no 2.5
    steps.clear();
    if (step.size() >= 0x1p62) break;
    const auto size = static_cast<Step>(step.size());
    Step tick = lo - (lo % size);
    if (tick < lo && __builtin_add_overflow(tick, size, &tick)) break;
    while (tick <= hi && steps.size() <= static_cast<std::size_t>(most)) {
      steps.push_back(tick);
      if (__builtin_add_overflow(tick, size, &tick)) break;
    }
    if (steps.size() <= static_cast<std::size_t>(most)) break;
  }
  if (steps.empty()) return {};
  Places found{{}, step};
  std::vector<double> at;
  bool exact = true;
  for (const Step s : steps) {
    found.at.push_back(static_cast<double>(s));
    exact = exact && std::fabs(found.at.back()) < 0x1p53;
    at.push_back(step_offset(s, origin));
  }
  Labels text = labels(found);
  if (exact && text.digits <= 3) return joined(at, std::move(text.text), {});
  std::vector<std::string> full;
  std::size_t longest = 0;
  for (const Step s : steps) {
    full.push_back(step_text(s));
    longest = std::max(longest, characters(full.back()));
  }
  std::string base;
  if (longest > static_cast<std::size_t>(chars)) base = shorten(full);
  return joined(at, std::move(full), std::move(base));
}

LabelsWithRoom labels_with_room(const Ticks& ticks, std::span<const Range> spans, double gap) {
  const std::size_t n = spans.size();
  if (n < 2) return {.end = n};
  // Places that are round in the next larger step keep theirs.
  const double place = ticks.ticks[0].at / (ticks.ticks[1].at - ticks.ticks[0].at);
  const auto number = std::fabs(place) < 1e15 ? std::llround(place) : 0;
  for (std::size_t every = 1;; ++every) {
    const auto by = static_cast<long long>(every);
    LabelsWithRoom out{.first = static_cast<std::size_t>((by - number % by) % by), .every = every, .end = n};
    double free_from = -std::numeric_limits<double>::infinity();
    for (std::size_t i = out.first; i < n && out.end == n; i += every) {
      if (spans[i].lo < free_from) out.end = i;
      free_from = spans[i].hi + gap;
    }
    if (out.end + every >= n) return out;
  }
}

}  // namespace db
