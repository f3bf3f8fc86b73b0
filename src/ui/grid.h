// A table that scrolls both ways, of any number of rows and columns: only those in view are drawn. The first column is
// frozen. A click on a head sorts by it, a drag (or arrow keys) moves its column; columns with the same group that
// stand side by side have it as a heading.
//
//   Grid grid(context, "runs", area, columns, rows, options);
//   for (int row = grid.first(); row < grid.last(); ++row) grid.row(row, "name of the row");
//   grid.cells([&](int row, int column, const Rect& inside) { ... });
//   if (grid.sorted() >= 0) ...
//
// It keeps its scroll position by id; order and sorting are the caller's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ui/context.h"
#include "ui/paint.h"
#include "ui/scroll_area.h"
#include "ui/widgets.h"

namespace db {

struct GridColumn {
  std::string title;  // names it in the grid
  std::string text;   // what the head says; empty: the title
  std::string group;  // over its like
  float width = 80;   // with padding; of the first one: what it wants
  Align align = Align::kRight;
  bool sortable = true;
};

struct GridOptions {
  float row_height = 28, head_height = 32, padding = 12;
  float least_first = 0;    // of the first column, where all columns have no room
  float most_first = 1e9f;  // where there is room to spare
  int sorted = -1;          // column
  bool descending = false;
  bool scrolls = true;  // up and down; else rows below the area are left out
};

class Grid {
 public:
  static constexpr float kGroupHeight = 20;

  Grid(Context& context, std::string_view id, const Rect& area, std::span<const GridColumn> columns, int rows,
       const GridOptions& options);
  ~Grid();
  Grid(const Grid&) = delete;
  Grid& operator=(const Grid&) = delete;

  int first() const { return scroll_ ? scroll_->first(options_.row_height) : 0; }
  int last() const;
  Rect row_rect(int row) const;
  // Background, hairline and press of a row. What lies on it and is pressed by itself comes first.
  Interaction row(int row, std::string_view label, Checked chosen = Checked::kNone, std::string_view value = {},
                  ImU32 back = 0);
  // draw(row, column, inside) for every cell in view; what is frozen last.
  template <class Draw>
  void cells(Draw&& draw) {
    for (int column = columns_in_view_.first; column < columns_in_view_.second; ++column) {
      begin_column(column);
      for (int row = first(); row < last(); ++row) draw(row, column, cell(row, column));
      end_column();
    }
    begin_column(0);
    for (int row = first(); row < last(); ++row) draw(row, 0, cell(row, 0));
    end_column();
  }
  Rect cell(int row, int column) const;  // without padding

  // What a person has done with the head in this frame: a column to sort by, or -1; one that was moved before another
  // (the number of columns: to the end).
  int sorted() const { return sorted_; }
  std::optional<std::pair<int, int>> moved() const { return moved_; }

 private:
  struct State;
  void place_columns();
  void scroll_sideways();
  void draw_head();
  void draw_head_cell(int column);
  void draw_groups(const Rect& line);
  void draw_bar();
  void begin_column(int column);
  void end_column();
  float column_x(int column) const;  // on screen
  float limit() const { return std::max(0.0f, total_ - (area_.w - frozen_)); }

  Context& context_;
  Paint paint_;
  Rect area_, head_, body_;
  std::span<const GridColumn> columns_;
  int rows_;
  GridOptions options_;
  bool grouped_ = false;
  float frozen_ = 0, total_ = 0;  // width of the first column; of all others
  std::vector<float> at_;         // of each but the first: from the frozen edge, unscrolled
  std::pair<int, int> columns_in_view_{1, 1};
  State* state_;
  ImGuiID id_;
  int sorted_ = -1;
  std::optional<std::pair<int, int>> moved_;
  std::optional<ScrollArea> scroll_;
};

}  // namespace db
