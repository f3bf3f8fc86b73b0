// The rows of a readout, drawn: swatch, short name, smoothed, value; step and time only where runs differ in them. Of
// groups: how many runs count, centre, low, high; runs of a group are set in under it.
#pragma once

#include <string>
#include <vector>

#include "dashboards/scalars/readout.h"
#include "ui/context.h"
#include "ui/look_picker.h"
#include "ui/paint.h"
#include "ui/run_colours.h"

namespace db {

class ReadoutTable {
 public:
  // At most `most` rows, the nearest one among them, and a line that says how many more there are.
  // `mark`: the nearest row stands out.
  ReadoutTable(Context& context, const Readout& readout, int most, float row_height, bool mark = true);

  float wanted_width() const;  // without padding
  float height() const;
  void draw(const Rect& rect) const;  // 12 of padding at the sides

 private:
  struct Column {
    std::string title;
    std::vector<std::string> cells;
    float width = 0;
    bool strong = false;  // in `text`, not `text2`
  };
  ShortName name(const ReadoutRow& row) const;
  void add_columns();
  void add(std::string_view title, bool strong, auto&& cell);

  Context& context_;
  const Readout& readout_;
  std::size_t first_ = 0, count_ = 0;
  float row_height_;
  bool mark_;
  float name_width_ = 0;
  std::vector<Column> columns_;
};

// "Step 21,600", and in `second` "52 min 33 s"; by the axis.
std::string readout_title(Context& context, const Readout& readout, XAxis axis, std::string& second);
// Rows of values in a roomy card, and how high a table of so many rows is.
inline constexpr int kRoomyRows = 4;
float values_height(int rows);
// Of the table beside the plot of a card that fills the screen: room for the names, but most is the plot's.
float values_width(Context& context, const Chart& chart, float card_width);

}  // namespace db
