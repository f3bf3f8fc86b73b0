// The rows of a readout, drawn: swatch, short name, smoothed, value; step and time only where runs differ in them. Of
// groups: how many runs count, centre, low, high; runs of a group are set in under it.
#pragma once

#include <string>
#include <vector>

#include "analysis/text_table.h"
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
  // High rows are a finger's: there step and times stand below the name.
  ReadoutTable(Context& context, const Readout& readout, ReadoutColumns columns, int most, float row_height,
               bool mark = true);

  float wanted_width() const;  // without padding
  float least_width() const;   // with names of a few letters
  float height() const;
  void draw(const Rect& rect) const;  // 12 of padding at the sides
  TextTable text() const;             // its rows, with whole names

 private:
  struct Column {
    std::string title;
    std::vector<TextCell> cells;
    float width = 0;
    bool strong = false;  // in `text`, not `text2`
  };
  ShortName name(const ReadoutRow& row) const;
  std::string full_name(const ReadoutRow& row) const;
  bool two_lines() const { return row_height_ >= 36; }
  void add_columns(ReadoutColumns chosen);
  void add_values(ReadoutColumns chosen);
  void add_times(ReadoutColumns chosen);
  void add(std::string_view title, bool strong, auto&& cell);
  void draw_row(const Rect& line, std::size_t i) const;

  Context& context_;
  const Readout& readout_;
  std::size_t first_ = 0, count_ = 0;
  float row_height_;
  bool mark_;
  float name_width_ = 0;
  std::vector<Column> columns_;
  std::vector<Column> below_;  // of the name
};

// "Step 21,600", and in `second` "52 min 33 s"; by the axis.
std::string readout_title(Context& context, const Readout& readout, XAxis axis, std::string& second);
// Rows of values in a roomy card, and how high a table of so many rows is.
inline constexpr int kRoomyRows = 4;
float values_height(int rows);
// Of the table beside the plot of a card that fills the screen: room for the names, but most is the plot's.
float values_width(Context& context, const Chart& chart, std::size_t columns, float card_width);

}  // namespace db
