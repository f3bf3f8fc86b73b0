#include "ui/run_rows.h"

#include <algorithm>

namespace db {
namespace {

std::string_view component(std::string_view name, std::size_t from) {
  return name.substr(from, std::min(name.find('/', from), name.size()) - from);
}

// Builds rows of names[begin, end), whose first `prefix` bytes are the folder's path with its slash.
class TreeBuilder {
 public:
  TreeBuilder(const std::vector<std::string_view>& names, const std::vector<bool>& matches,
              const std::set<std::string>& folded)
      : names_(names), matches_(matches), folded_(folded) {}

  std::vector<RunListRow> build() {
    if (names_.empty()) return {};
    // What all runs have in common is no folder of its own: it leads the names of those at the top.
    std::size_t common = common_folder(0, names_.size(), 0);
    level(0, names_.size(), common, 0, std::string(names_[0].substr(0, common)));
    return std::move(rows_);
  }

 private:
  // The end of the longest folder path that all of names[begin, end) share, at or beyond `prefix`.
  std::size_t common_folder(std::size_t begin, std::size_t end, std::size_t prefix) const {
    std::size_t common = prefix;
    for (;;) {
      const auto part = component(names_[begin], common);
      const std::size_t next = common + part.size() + 1;
      // Sorted: what the first and the last have in common, all have.
      const std::string_view first = names_[begin], last = names_[end - 1];
      if (next > first.size() || last.size() < next || last.substr(0, next) != first.substr(0, next)) return common;
      common = next;
    }
  }

  void level(std::size_t begin, std::size_t end, std::size_t prefix, std::uint16_t depth, const std::string& lead) {
    std::vector<std::size_t> runs;  // rows of single runs at this level
    for (std::size_t i = begin; i < end;) {
      const auto part = component(names_[i], prefix);
      std::size_t after = i + 1;
      while (after < end && component(names_[after], prefix) == part) ++after;
      const auto shown =
          static_cast<std::uint32_t>(std::count(matches_.begin() + static_cast<std::ptrdiff_t>(i),
                                                matches_.begin() + static_cast<std::ptrdiff_t>(after), true));
      if (shown > 0 && after - i == 1) {
        add_run(i, prefix, depth, lead, runs);
      } else if (shown > 0) {
        std::size_t folder = common_folder(i, after, prefix);
        if (folder == prefix) folder = prefix + part.size() + 1;  // the folder is a run itself
        RunListRow row;
        row.kind = RunListRow::Kind::kFolder;
        row.depth = depth;
        row.first = static_cast<std::uint32_t>(i);
        row.runs = static_cast<std::uint32_t>(after - i);
        row.shown = shown;
        row.path = names_[after - 1].substr(0, folder - 1);
        const auto slash = row.path.rfind('/');
        row.name.text =
            slash == std::string::npos || slash < prefix ? row.path.substr(prefix) : row.path.substr(slash + 1);
        row.lead = lead + row.path.substr(prefix, row.path.size() - prefix - row.name.text.size());
        rows_.push_back(row);
        if (!folded_.contains(row.path)) {
          std::size_t inner = i;
          std::vector<std::size_t> own;
          if (names_[i].size() < folder) {  // the run that is the folder
            if (matches_[i]) {
              add_run(i, prefix, static_cast<std::uint16_t>(depth + 1), {}, own);
              rows_.back().name.text = "(this folder)";
            }
            ++inner;
          }
          level(inner, after, folder, static_cast<std::uint16_t>(depth + 1), {});
        }
      }
      i = after;
    }
    // Short names among the runs of one folder.
    std::vector<std::string_view> tails;
    for (const auto r : runs) tails.push_back(names_[rows_[r].first].substr(prefix));
    auto names = short_names(tails);
    for (std::size_t i = 0; i < runs.size(); ++i) rows_[runs[i]].name = std::move(names[i]);
  }

  void add_run(std::size_t i, std::size_t prefix, std::uint16_t depth, const std::string& lead,
               std::vector<std::size_t>& runs) {
    RunListRow row;
    row.depth = depth;
    row.first = static_cast<std::uint32_t>(i);
    row.shown = 1;
    row.lead = lead;
    row.name.text = names_[i].substr(std::min(prefix, names_[i].size()));
    runs.push_back(rows_.size());
    rows_.push_back(std::move(row));
  }

  const std::vector<std::string_view>& names_;
  const std::vector<bool>& matches_;
  const std::set<std::string>& folded_;
  std::vector<RunListRow> rows_;
};

}  // namespace

std::vector<RunListRow> make_rows(const std::vector<std::string_view>& names, const std::vector<bool>& matches,
                                  const std::set<std::string>& folded) {
  return TreeBuilder(names, matches, folded).build();
}

std::vector<RunListRow> make_flat_rows(const std::vector<std::string_view>& names, const std::vector<bool>& matches) {
  std::vector<RunListRow> rows;
  std::vector<std::string_view> shown;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!matches[i]) continue;
    RunListRow& row = rows.emplace_back();
    row.first = static_cast<std::uint32_t>(i);
    row.shown = 1;
    shown.push_back(names[i]);
  }
  auto short_ones = short_names(shown);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].name = std::move(short_ones[i]);
  return rows;
}

}  // namespace db
