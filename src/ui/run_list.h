// The runs in the rail, as a tree by name or as a list in another order: folders with three-state boxes, a box in the
// run's colour, short names, progress while reading, a menu for each; hidden ones behind a line at the end.
// Virtualised: a frame costs what is in view, whatever the number of runs.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "ui/context.h"
#include "ui/run_rows.h"

namespace db {

class RunList {
 public:
  void draw(Context& context, const Rect& area, std::set<std::string>& folded);
  const std::vector<RunListRow>& rows() const { return rows_; }

 private:
  void refresh(const Context& context, const std::set<std::string>& folded);
  void add_pinned(const RunSelection& runs, const std::vector<std::string_view>& names);
  void add_hidden(const RunSelection& runs);
  void draw_folder(Context& context, const RunListRow& row, const Rect& rect, std::set<std::string>& folded);
  void draw_run(Context& context, const RunListRow& row, const Rect& rect);
  void draw_hidden_head(Context& context, const Rect& rect);
  void draw_hidden_run(Context& context, const RunListRow& row, const Rect& rect);

  std::vector<RunListRow> rows_;
  bool flat_ = false;  // in an order that has no folders
  bool hidden_open_ = false, hidden_drawn_ = false;
  float height_ = 0;
  std::uint32_t generation_ = 0;
  std::size_t folded_count_ = 0;
  float row_height_ = 0;
};

// A text with its gaps in another colour.
void draw_short_name(Context& context, const ShortName& name, const TextStyle& style, const Rect& box, ImU32 colour,
                     ImU32 gap_colour);

}  // namespace db
