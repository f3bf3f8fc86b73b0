// What a column of the runs table says of a run: of the run itself, one hyperparameter, or of one tag. In links:
//
//   start   duration   points   hparam(lr)   last(loss)   best(val/acc)   at(loss)   line(loss)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/hparam_table.h"
#include "analysis/measure.h"
#include "analysis/text_table.h"
#include "dashboards/scalars/tag_index.h"
#include "store/store.h"

namespace db {

struct RunColumn {
  enum class Kind : std::uint8_t {
    kStart,     // wall time of its first event
    kDuration,  // from its first scalar to its last
    kPoints,    // of all its scalars
    kHParam,    // what it was started with
    kMeasure,   // of a tag's series
    kAtStep,    // the value at the step nearest to the one that is kept, else the last
    kLine,      // the tag's series as a small line
  };
  Kind kind = Kind::kMeasure;
  Measure measure = Measure::kLast;  // of kMeasure
  std::string tag;                   // of the last three; of kHParam its name

  bool of_tag() const { return kind >= Kind::kMeasure; }
  std::string text() const;        // as above
  std::string title() const;       // "Last", "At step", "Duration", "lr"
  std::string full_title() const;  // "Last of loss", "Hyperparameter lr"
  static std::optional<RunColumn> parse(std::string_view text);
  bool operator==(const RunColumn&) const = default;
};

// All there are of one tag, in the order they are offered.
std::vector<RunColumn> columns_of_tag(const std::string& tag);
// What is shown until somebody chooses: the first few hyperparameters that differ, duration, and line, last and best of
// the first few tags.
std::vector<RunColumn> usual_columns(const Store& store, const TagIndex& index, const HParamTable& hparams);

// Of hyperparameters: as short as it says the same, but at most four digits of a fraction; and exactly.
TextCell hparam_cell(const HParamValue* value);

}  // namespace db
