// The rows of Inspect's tables, made from the store when it has changed, not more than twice a second while bytes come
// in. Cost of a refresh: O(files + series + blocks).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/filter.h"
#include "analysis/notices.h"
#include "store/store.h"
#include "ui/context.h"
#include "ui/table.h"

namespace db::inspect {

enum class View : std::uint8_t { kFiles, kRuns, kTags, kNotices };

struct RunRow {
  RunId run;
  std::uint64_t files = 0, tags = 0, points = 0, bytes = 0;
  double start = 0;  // wall time; 0: none
  Severity severity = Severity::kInfo;
};

struct TagRow {
  TagId tag;
  SeriesKind kind;
  std::string plugin;
  std::string shown_in;  // a dashboard's title, or empty
  std::uint64_t runs = 0, points = 0;
};

struct Totals {
  double bytes = 0, bytes_read = 0;
  std::uint64_t files = 0, event_files = 0, points = 0;
  double scalar_bytes = 0, index_bytes = 0;  // of the store's blocks: numbers, and where payloads lie
};

class Model {
 public:
  // True: anything has changed.
  bool refresh(const Context& context);
  void sort(const Store& store, View view, const Sort& by, const Filter& filter);

  std::vector<FileId> files;  // as the table shows them
  std::vector<RunRow> runs;
  std::vector<TagRow> tags;
  Notices notices;
  Totals totals;

 private:
  std::vector<RunRow> all_runs_;
  std::vector<TagRow> all_tags_;
  std::uint64_t generation_ = ~std::uint64_t{0};
  double refreshed_secs_ = -1;
};

}  // namespace db::inspect
