// Writes the CSV of a card in steps, so that ten million rows do not stop the page, then hands it to the browser.
#pragma once

#include <string>
#include <vector>

#include "analysis/csv.h"
#include "analysis/curve.h"
#include "ui/context.h"

namespace db {

class CsvJob {
 public:
  // All points of these series in the default view.
  void start(std::vector<SeriesId> series, std::string file_name);
  bool running() const { return !series_.empty(); }
  // True: more is left.
  bool advance(Context& context, double until_secs);

 private:
  std::vector<SeriesId> series_;
  std::size_t at_ = 0;
  std::size_t piece_ = 0;
  std::size_t series_at_ = 0;  // where its rows begin in text_
  Curve curve_;
  std::string prefix_;
  std::string text_;
  std::string file_name_;
};

}  // namespace db
