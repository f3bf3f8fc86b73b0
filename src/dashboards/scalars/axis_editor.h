// The ranges of a card's axes, typed: a popover with the least and greatest of x and y. An empty end is the data's.
// What cannot be read says so below its row, and the view stays as it is.
#pragma once

#include <array>
#include <optional>
#include <string>

#include "dashboards/scalars/chart.h"
#include "ui/context.h"

namespace db {

class AxisEditor {
 public:
  // Opens for this card where it is drawn next; `field` has the focus: 0 and 1 are the ends of x, 2 and 3 of y.
  void open(CardId card, int field) { wanted_ = card, focus_ = field; }
  // In the card's id scope, after all else in it. True: the chart's view has changed.
  bool draw(Context& context, const Rect& anchor, Chart& chart);

 private:
  void fill(Context& context, const Chart& chart);
  bool apply(Context& context, Chart& chart);
  bool read(Context& context, const Chart& chart, bool x, Range& out);

  std::optional<CardId> wanted_;
  int focus_ = -1;
  std::array<std::string, 4> texts_;     // x from, to; y from, to
  std::array<std::string, 4> filled_;    // as they were when it opened
  std::array<std::string, 2> problems_;  // of x, of y
};

}  // namespace db
