// Writes scalars into files of the browser's, in steps: ten million rows neither stop the page nor lie in its memory at
// once. One file, or an archive of several; one job at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/scalar_export.h"
#include "ui/context.h"

namespace db {

class ExportJob {
 public:
  struct File {
    std::string name;
    std::vector<SeriesId> series;
  };
  // `archive`: its name; empty: there is one file, by itself.
  void start(const Store& store, std::vector<File> files, const ExportOptions& options, std::string archive = {});
  bool running() const { return export_.has_value(); }
  // True: more is left.
  bool advance(Context& context, double until_secs);

 private:
  void end_file(Context& context);

  std::optional<ScalarExport> export_;
  std::vector<File> files_;
  std::size_t at_ = 0;
  ExportOptions options_;
  std::string archive_;
  std::string chunk_;
};

}  // namespace db
