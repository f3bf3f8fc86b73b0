#include "dashboards/scalars/run_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "analysis/number_format.h"
#include "ui/number_text.h"

namespace db {
namespace {

using Kind = RunColumn::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 3> kOfRuns{
    {{"start", Kind::kStart}, {"duration", Kind::kDuration}, {"points", Kind::kPoints}}};
constexpr std::size_t kUsualTags = 4, kUsualHParams = 4;

}  // namespace

std::string RunColumn::text() const {
  for (const auto& [name, of] : kOfRuns) {
    if (kind == of) return std::string(name);
  }
  const std::string_view what = kind == Kind::kHParam   ? "hparam"
                                : kind == Kind::kAtStep ? "at"
                                : kind == Kind::kLine   ? "line"
                                                        : measure_name(measure);
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
    case Kind::kHParam:
      return tag;
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

std::string RunColumn::full_title() const {
  if (kind == Kind::kHParam) return "Hyperparameter " + tag;
  return of_tag() ? title() + " of " + tag : title();
}

std::optional<RunColumn> RunColumn::parse(std::string_view text) {
  for (const auto& [name, kind] : kOfRuns) {
    if (text == name) return RunColumn{.kind = kind, .tag = {}};
  }
  const auto open = text.find('(');
  if (open == text.npos || !text.ends_with(')')) return std::nullopt;
  const std::string_view what = text.substr(0, open);
  RunColumn out{.tag = std::string(text.substr(open + 1, text.size() - open - 2))};
  if (what == "hparam") {
    if (out.tag.empty()) return std::nullopt;
    out.kind = Kind::kHParam;
  } else if (what == "at") {
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

std::vector<RunColumn> usual_columns(const Store& store, const TagIndex& index, const HParamTable& hparams) {
  std::vector<RunColumn> out;
  for (const HParamTable::Name& name : hparams.names()) {
    if (name.differs && out.size() < kUsualHParams) out.push_back({.kind = Kind::kHParam, .tag = name.name});
  }
  out.push_back({.kind = Kind::kDuration, .tag = {}});
  for (const TagId id : index.tags().first(std::min(kUsualTags, index.tags().size()))) {
    const std::string& tag = store.tag(id);
    out.push_back({.kind = Kind::kLine, .tag = tag});
    out.push_back({.kind = Kind::kMeasure, .measure = Measure::kLast, .tag = tag});
    out.push_back({.kind = Kind::kMeasure, .measure = Measure::kBest, .tag = tag});
  }
  return out;
}

TextCell hparam_cell(const HParamValue* value) {
  if (!value) return {"–", " "};
  std::string exact = hparam_text(*value);
  const auto* number = std::get_if<double>(value);
  if (!number) return {exact, exact};
  const double size = std::fabs(*number);
  if (size != 0 && (size < 1e-4 || size >= 1e9)) return {scientific_text(*number, 3, true), exact};
  if (*number == std::trunc(*number)) return {fixed(*number, 0), exact};
  std::string shown = fixed(*number, std::max(0, 3 - static_cast<int>(std::floor(std::log10(size)))));
  if (shown.contains('.')) shown.resize(shown.find_last_not_of('0') + 1);
  if (shown.ends_with('.')) shown.pop_back();
  return {std::move(shown), std::move(exact)};
}

}  // namespace db
