#include "dashboards/scalars/export_job.h"

#include <cstddef>
#include <span>
#include <utility>

namespace db {

void ExportJob::start(const Store& store, std::vector<File> files, const ExportOptions& options, std::string archive) {
  files_ = std::move(files);
  at_ = 0;
  options_ = options;
  options_.chunk_bytes = 1U << 17;  // a few milliseconds
  archive_ = std::move(archive);
  export_.emplace(store, files_[0].series, options_);
}

bool ExportJob::advance(Context& context, double until_secs) {
  while (export_ && context.platform.clock_secs() < until_secs) {
    switch (export_->next(chunk_)) {
      case ExportState::kMore:
        context.platform.download_part(std::as_bytes(std::span(chunk_)));
        break;
      case ExportState::kDone:
        context.platform.download_part(std::as_bytes(std::span(chunk_)));
        end_file(context);
        break;
      case ExportState::kChanged:  // a restart took back rows: once more from the start
        context.platform.drop_download();
        export_.emplace(context.store, files_[at_].series, options_);
        break;
    }
  }
  return running();
}

void ExportJob::end_file(Context& context) {
  const std::string_view mime = options_.format == ExportFormat::kCsv ? "text/csv" : "application/json";
  const std::string& name = files_[at_].name;
  if (archive_.empty()) {
    context.platform.download(name, mime);
    context.commands.toast("Saved " + name);
  } else {
    context.platform.pack(name, mime);
  }
  if (++at_ < files_.size()) {
    export_.emplace(context.store, files_[at_].series, options_);
    return;
  }
  export_.reset();
  if (!archive_.empty()) context.platform.download_pack(archive_);
}

}  // namespace db
