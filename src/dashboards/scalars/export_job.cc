#include "dashboards/scalars/export_job.h"

#include <cstddef>
#include <span>
#include <utility>

namespace db {

void ExportJob::start(const Store& store, std::vector<SeriesId> series, const ExportOptions& options,
                      std::string file_name) {
  series_ = std::move(series);
  options_ = options;
  options_.chunk_bytes = 1U << 17;  // a few milliseconds
  file_name_ = std::move(file_name);
  export_.emplace(store, series_, options_);
}

bool ExportJob::advance(Context& context, double until_secs) {
  while (export_ && context.platform.clock_secs() < until_secs) {
    switch (export_->next(chunk_)) {
      case ExportState::kMore:
        context.platform.download_part(std::as_bytes(std::span(chunk_)));
        break;
      case ExportState::kDone:
        context.platform.download_part(std::as_bytes(std::span(chunk_)));
        context.platform.download(file_name_, options_.format == ExportFormat::kCsv ? "text/csv" : "application/json");
        context.commands.toast("Saved " + file_name_);
        export_.reset();
        break;
      case ExportState::kChanged:  // a restart took back rows: once more from the start
        context.platform.drop_download();
        export_.emplace(context.store, series_, options_);
        break;
    }
  }
  return running();
}

}  // namespace db
