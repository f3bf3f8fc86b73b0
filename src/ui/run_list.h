// The runs in the rail, as a tree by name or as a list in another order: folders with three-state boxes, a box in the
// run's colour, short names, progress while reading. Virtualised: a frame costs what is in view, whatever the number of
// runs.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "ui/context.h"
#include "ui/short_names.h"

namespace db {

// A line of the list: a folder with the runs [first, first + runs) of RunSelection::sorted, or one run.
struct RunListRow {
  bool folder = false;
  std::uint16_t depth = 0;
  std::uint32_t first = 0;
  std::uint32_t runs = 1;   // all of the folder
  std::uint32_t shown = 0;  // of them, that pass the filter
  float y = 0;              // top, in the list
  std::string path;         // of a folder, as a stable name
  std::string lead;         // drawn in text3 before the name
  ShortName name;
};

class RunList {
 public:
  void draw(Context& context, const Rect& area, std::set<std::string>& folded);
  const std::vector<RunListRow>& rows() const { return rows_; }

  // Exposed for tests: makes the rows for names in tree order; without folders for any other order.
  static std::vector<RunListRow> make_rows(const std::vector<std::string_view>& names, const std::vector<bool>& matches,
                                           const std::set<std::string>& folded);

  static std::vector<RunListRow> make_flat_rows(const std::vector<std::string_view>& names,
                                                const std::vector<bool>& matches);

 private:
  void refresh(const Context& context, const std::set<std::string>& folded);
  void draw_folder(Context& context, const RunListRow& row, const Rect& rect, std::set<std::string>& folded);
  void draw_run(Context& context, const RunListRow& row, const Rect& rect);

  std::vector<RunListRow> rows_;
  bool flat_ = false;  // in an order that has no folders
  float height_ = 0;
  std::uint32_t generation_ = 0;
  std::size_t folded_count_ = 0;
  float row_height_ = 0;
};

// A text with its gaps in another colour.
void draw_short_name(Context& context, const ShortName& name, const TextStyle& style, const Rect& box, ImU32 colour,
                     ImU32 gap_colour);

}  // namespace db
