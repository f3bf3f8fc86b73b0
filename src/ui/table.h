// A table with a head, sorting and any number of rows, of which only those in view are drawn.
//
//   Table table(context, "files", area, kColumns, rows, sort);
//   for (int i = table.first(); i < table.last(); ++i) {
//     const Interaction row = table.row(i, "name of the row");
//     table.text(i, 0, ...);
//   }
//
// Columns that have no room are left out: those that want the widest table first.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ui/context.h"
#include "ui/paint.h"
#include "ui/scroll_area.h"
#include "ui/widgets.h"

namespace db {

struct Column {
  std::string_view title;
  float width = 0;  // with its padding; 0: what is left, shared by `weight`
  float weight = 1;
  Align align = Align::kLeft;
  float needs_table = 0;  // shown only in a table at least this wide
};

struct Sort {
  int column = -1;  // -1: the natural order
  bool descending = false;
  bool operator==(const Sort&) const = default;
};

class Table {
 public:
  Table(Context& context, std::string_view id, const Rect& area, std::span<const Column> columns, int rows, Sort& sort);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  bool sort_changed() const { return sort_changed_; }
  int first() const { return scroll_->first(row_height_); }
  int last() const { return scroll_->last(row_height_, rows_); }
  Rect row_rect(int row) const;
  Interaction row(int row, std::string_view label, bool chosen = false, ImU32 back = 0);
  bool has(int column) const { return cells_[static_cast<std::size_t>(column)].w > 0; }
  Rect cell(int row, int column) const;  // without padding; empty if the column is left out
  void text(int row, int column, std::string_view text, ImU32 colour, TextStyle style = type::kRow,
            Elide elide = Elide::kEnd);

 private:
  Context& context_;
  Paint paint_;
  Rect area_;
  int rows_;
  float row_height_;
  bool sort_changed_ = false;
  std::vector<Rect> cells_;  // x and width of each column
  std::vector<Align> aligns_;
  std::optional<ScrollArea> scroll_;
};

}  // namespace db
