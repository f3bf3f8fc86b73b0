#include "analysis/partition.h"

#include <cmath>
#include <limits>

namespace db {

std::vector<RowSpan> parts_of(const Series& series, bool by_time) {
  std::vector<RowSpan> out;
  std::uint64_t at = 0, begin = 0;
  bool started = false;
  Step last_step = 0;
  double last_wall = -std::numeric_limits<double>::infinity();
  const auto cut = [&](std::uint64_t row) {
    if (out.size() + 1 >= kMostParts) return;
    out.push_back({begin, row});
    begin = row;
    last_wall = -std::numeric_limits<double>::infinity();
  };
  for_each_rows(series, Restarts::kKeepAll, [&](const Rows& rows) {
    const BlockView& block = rows.block;
    if (!by_time && block.header().increasing) {
      if (started && block.step(rows.begin) < last_step) cut(at);
      last_step = block.step(rows.end - 1);
      started = true;
      at += rows.end - rows.begin;
      return;
    }
    for (std::uint32_t row = rows.begin; row < rows.end; ++row, ++at) {
      const Step step = block.step(row);
      const double wall = by_time ? block.wall(row) : std::numeric_limits<double>::quiet_NaN();
      if (started && (step < last_step || wall < last_wall)) cut(at);
      last_step = step;
      started = true;
      if (std::isfinite(wall)) last_wall = wall;
    }
  });
  if (started) out.push_back({begin, RowSpan().end});
  return out;
}

}  // namespace db
