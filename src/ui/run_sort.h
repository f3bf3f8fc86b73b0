// The order of the run list: by name (a tree), by start, or by what one number says about a tag, or by a
// hyperparameter (a flat list).
//
//   name   -start   last(val/loss)   -best(val/acc)   hparam(lr)      a minus: the other way round
//
// Runs without that number come last, either way; equal ones by name.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/measure.h"
#include "base/hparams.h"
#include "base/ids.h"

namespace db {

struct RunSort {
  enum class By : std::uint8_t { kName, kStart, kValue, kHParam };
  By by = By::kName;
  bool descending = false;
  Measure measure = Measure::kLast;  // of kValue
  std::string tag;                   // or hyperparameter

  std::string text() const;  // as above; empty: the default
  // Nothing where it makes no sense.
  static std::optional<RunSort> parse(std::string_view text);
  bool operator==(const RunSort&) const = default;
};

// `values[i]` belongs to `runs[i]`; they are put in order together. `runs` come in the order of their names.
void sort_runs(std::vector<RunId>& runs, std::vector<std::optional<double>>& values, bool descending);

// Numbers that order hyperparameters: numbers and truth values (1 above 0) as they are, behind them texts in natural
// order; nothing stays nothing.
std::vector<std::optional<double>> hparam_order(std::span<const HParamValue* const> values);

}  // namespace db
