#include "dashboards/scalars/csv_job.h"

#include <cstddef>
#include <span>

namespace db {

void CsvJob::start(std::vector<SeriesId> series, std::string file_name) {
  series_ = std::move(series);
  at_ = piece_ = 0;
  curve_ = Curve();
  text_ = kCsvHeader;
  file_name_ = std::move(file_name);
}

bool CsvJob::advance(Context& context, double until_secs) {
  if (!running()) return false;
  const Store& store = context.store;
  while (at_ < series_.size()) {
    const Series& series = store.series(series_[at_]);
    if (curve_.update(series)) {  // the store has it otherwise than before: once more
      if (piece_ > 0) text_.resize(series_at_);
      series_at_ = text_.size();
      piece_ = 0;
      prefix_ = csv_field(store.run(series.run).name) + "," + csv_field(store.tag(series.tag)) + ",";
    }
    for (; piece_ < curve_.pieces().size(); ++piece_) {
      if (context.platform.clock_secs() > until_secs) return true;
      append_csv_rows(text_, prefix_, curve_.pieces()[piece_]);
    }
    ++at_;
    piece_ = 0;
    curve_ = Curve();
  }
  context.platform.download(file_name_, "text/csv", std::as_bytes(std::span(text_)));
  context.commands.toast("Saved " + file_name_);
  series_.clear();
  text_ = {};
  return false;
}

}  // namespace db
