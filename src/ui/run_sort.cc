#include "ui/run_sort.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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
  const auto measure = measure_named(text.substr(0, open));
  if (!measure) return std::nullopt;
  sort.by = By::kValue;
  sort.measure = *measure;
  sort.tag = text.substr(open + 1, text.size() - open - 2);
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

}  // namespace db
