#include "ui/run_sort.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "analysis/natural_sort.h"

namespace db {

std::string RunSort::text() const {
  std::string out = descending ? "-" : "";
  switch (by) {
    case By::kName:
      return descending ? "-name" : "";
    case By::kStart:
      return out + "start";
    case By::kValue:
      return out + std::string(measure_name(measure)) + "(" + tag + ")";
    case By::kHParam:
      return out + "hparam(" + tag + ")";
  }
  return out;
}

std::optional<RunSort> RunSort::parse(std::string_view text) {
  RunSort sort;
  if (text.starts_with('-')) {
    sort.descending = true;
    text.remove_prefix(1);
  }
  if (text.empty() || text == "name") return sort;
  if (text == "start") {
    sort.by = By::kStart;
    return sort;
  }
  const auto open = text.find('(');
  if (open == text.npos || !text.ends_with(')')) return std::nullopt;
  sort.tag = text.substr(open + 1, text.size() - open - 2);
  if (text.substr(0, open) == "hparam") {
    sort.by = By::kHParam;
    return sort;
  }
  const auto measure = measure_named(text.substr(0, open));
  if (!measure) return std::nullopt;
  sort.by = By::kValue;
  sort.measure = *measure;
  return sort;
}

void sort_runs(std::vector<RunId>& runs, std::vector<std::optional<double>>& values, bool descending) {
  std::vector<std::size_t> order(runs.size());
  std::iota(order.begin(), order.end(), 0);
  const auto known = [&](std::size_t i) { return values[i] && !std::isnan(*values[i]); };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    if (known(a) != known(b)) return known(a);
    if (!known(a)) return values[a].has_value() && !values[b].has_value();  // NaN before nothing
    return descending ? *values[a] > *values[b] : *values[a] < *values[b];
  });
  std::vector<RunId> sorted_runs;
  std::vector<std::optional<double>> sorted_values;
  for (const std::size_t i : order) {
    sorted_runs.push_back(runs[i]);
    sorted_values.push_back(values[i]);
  }
  runs = std::move(sorted_runs);
  values = std::move(sorted_values);
}

std::vector<std::optional<double>> hparam_order(std::span<const HParamValue* const> values) {
  std::vector<std::string_view> texts;
  double greatest = 1;
  for (const HParamValue* value : values) {
    if (!value) continue;
    if (const auto* text = std::get_if<std::string>(value)) texts.push_back(*text);
    if (const auto* number = std::get_if<double>(value)) greatest = std::max(greatest, *number);
  }
  natural_sort(texts, [](std::string_view text) { return text; });
  std::unordered_map<std::string_view, double> places;
  for (const std::string_view text : texts) places.try_emplace(text, static_cast<double>(places.size()));
  std::vector<std::optional<double>> out;
  for (const HParamValue* value : values) {
    auto& place = out.emplace_back();
    if (!value) continue;
    if (const auto* text = std::get_if<std::string>(value)) {
      // Beyond 2^52 a step of 1 would vanish.
      place = greatest < 1e15 ? greatest + 1 + places[*text] : std::numeric_limits<double>::infinity();
    } else if (const auto* flag = std::get_if<bool>(value)) {
      place = *flag ? 1 : 0;
    } else {
      place = std::get<double>(*value);
    }
  }
  return out;
}

}  // namespace db
