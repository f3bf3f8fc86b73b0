// Writes scalars into a file of the browser's, in steps: ten million rows neither stop the page nor lie in its memory
// at once. One at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/scalar_export.h"
#include "ui/context.h"

namespace db {

class ExportJob {
 public:
  void start(const Store& store, std::vector<SeriesId> series, const ExportOptions& options, std::string file_name);
  bool running() const { return export_.has_value(); }
  // True: more is left.
  bool advance(Context& context, double until_secs);

 private:
  std::optional<ScalarExport> export_;
  std::vector<SeriesId> series_;
  ExportOptions options_;
  std::string file_name_;
  std::string chunk_;
};

}  // namespace db
