// The lines of the run list: a tree by name, or a flat list in another order. Cost: O(letters of all names).
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ui/short_names.h"

namespace db {

// A folder with the runs [first, first + runs) of RunSelection::sorted, or one run.
struct RunListRow {
  enum class Kind : std::uint8_t { kRun, kFolder, kHiddenHead, kHiddenRun };
  Kind kind = Kind::kRun;
  std::uint16_t depth = 0;
  std::uint32_t first = 0;
  std::uint32_t runs = 1;   // all of the folder
  std::uint32_t shown = 0;  // of them, that pass the filter and are not pinned
  bool pinned = false;      // heads the list
  float y = 0;              // top, in the list
  std::string path;         // of a folder, as a stable name
  std::string lead;         // drawn in text3 before the name
  ShortName name;
};

// For names in tree order ('/' before every other character); single children are folded into their folder's line.
std::vector<RunListRow> make_rows(const std::vector<std::string_view>& names, const std::vector<bool>& matches,
                                  const std::set<std::string>& folded);
// In any order, without folders.
std::vector<RunListRow> make_flat_rows(const std::vector<std::string_view>& names, const std::vector<bool>& matches);

}  // namespace db
