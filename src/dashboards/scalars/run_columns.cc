#include "dashboards/scalars/run_columns.h"

#include <algorithm>
#include <array>
#include <utility>

namespace db {
namespace {

using Kind = RunColumn::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 3> kOfRuns{
    {{"start", Kind::kStart}, {"duration", Kind::kDuration}, {"points", Kind::kPoints}}};
constexpr std::size_t kUsualTags = 4;

}  // namespace

std::string RunColumn::text() const {
  for (const auto& [name, of] : kOfRuns) {
    if (kind == of) return std::string(name);
  }
  const std::string_view what = kind == Kind::kAtStep ? "at" : kind == Kind::kLine ? "line" : measure_name(measure);
  return std::string(what) + "(" + tag + ")";
}

std::string RunColumn::title() const {
  switch (kind) {
    case Kind::kStart:
      return "Start";
    case Kind::kDuration:
      return "Duration";
    case Kind::kPoints:
      return "Points";
    case Kind::kAtStep:
      return "At step";
    case Kind::kLine:
      return "Curve";
    case Kind::kMeasure:
      break;
  }
  if (measure == Measure::kNan) return "NaN";
  std::string name(measure_name(measure));
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

std::optional<RunColumn> RunColumn::parse(std::string_view text) {
  for (const auto& [name, kind] : kOfRuns) {
    if (text == name) return RunColumn{.kind = kind, .tag = {}};
  }
  const auto open = text.find('(');
  if (open == text.npos || !text.ends_with(')')) return std::nullopt;
  const std::string_view what = text.substr(0, open);
  RunColumn out{.tag = std::string(text.substr(open + 1, text.size() - open - 2))};
  if (what == "at") {
    out.kind = Kind::kAtStep;
  } else if (what == "line") {
    out.kind = Kind::kLine;
  } else if (const auto measure = measure_named(what)) {
    out.measure = *measure;
  } else {
    return std::nullopt;
  }
  return out;
}

std::vector<RunColumn> columns_of_tag(const std::string& tag) {
  using enum Measure;
  std::vector<RunColumn> out;
  for (const Measure measure : {kLast, kBest, kMin, kMax, kMean, kFirst}) {
    out.push_back({.kind = Kind::kMeasure, .measure = measure, .tag = tag});
  }
  out.push_back({.kind = Kind::kAtStep, .tag = tag});
  out.push_back({.kind = Kind::kLine, .tag = tag});
  for (const Measure measure : {kCount, kNan}) {
    out.push_back({.kind = Kind::kMeasure, .measure = measure, .tag = tag});
  }
  return out;
}

std::vector<RunColumn> usual_columns(const Store& store, const TagIndex& index) {
  std::vector<RunColumn> out{{.kind = Kind::kDuration, .tag = {}}};
  for (const TagId id : index.tags().first(std::min(kUsualTags, index.tags().size()))) {
    const std::string& tag = store.tag(id);
    out.push_back({.kind = Kind::kLine, .tag = tag});
    out.push_back({.kind = Kind::kMeasure, .measure = Measure::kLast, .tag = tag});
    out.push_back({.kind = Kind::kMeasure, .measure = Measure::kBest, .tag = tag});
  }
  return out;
}

}  // namespace db
