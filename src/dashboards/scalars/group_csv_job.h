// Writes the lines of a card's groups as they are drawn (smoothed as they are) into a CSV file of the browser's, in
// steps: group,tag,step,mean,low,high,n. It keeps the bands it began with, whatever the card does meanwhile.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "analysis/band.h"
#include "analysis/smooth_curve.h"
#include "ui/context.h"

namespace db {

class Chart;

class GroupCsvJob {
 public:
  void start(const Chart& chart, std::string file_name);
  bool running() const { return !file_name_.empty(); }
  // True: more is left.
  bool advance(Context& context, double until_secs);

 private:
  struct Group {
    std::string prefix;
    std::shared_ptr<const Band> band;
    SmoothCurve smooth[3];
  };
  void append_piece(const Group& group, std::size_t piece);

  std::vector<Group> groups_;
  std::size_t at_ = 0, piece_ = 0;
  std::string text_;
  std::string file_name_;
};

}  // namespace db
