#include "tests/support/analysis_series.h"

#include <algorithm>
#include <bit>
#include <string>

namespace db::test {

SeriesId SeriesMaker::add(std::string_view run, std::string_view tag, std::span<const Step> steps,
                          std::span<const double> values, std::span<const double> walls, ValueType type, int file) {
  const FileId id = store_.add_file(std::string(run) + "/events.out.tfevents." + std::to_string(file), 1);
  SeriesDefinition definition;
  definition.file = id;
  definition.tag = tag;
  definition.kind = SeriesKind::kScalar;
  const SeriesId series = store_.define_series(definition);
  PendingRows rows;
  rows.type = type;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    rows.steps.push_back(steps[i]);
    rows.walls.push_back(walls.empty() ? 1.7e9 + 2 * static_cast<double>(i) : walls[i]);
    if (type == ValueType::kF32) {
      rows.f32.push_back(static_cast<float>(values[i]));
    } else if (type == ValueType::kF64) {
      rows.bits.push_back(std::bit_cast<std::uint64_t>(values[i]));
    } else {
      rows.bits.push_back(static_cast<std::uint64_t>(static_cast<std::int64_t>(values[i])));
    }
  }
  for (std::size_t first = 0; first < rows.rows(); first += kBlockRows) {
    std::vector<std::byte> bytes;
    pack_block(rows, first, std::min<std::size_t>(kBlockRows, rows.rows() - first), bytes);
    store_.append(series, id, BlockView(bytes.data()));
  }
  return series;
}

SeriesId SeriesMaker::add_line(std::string_view run, std::string_view tag, std::span<const double> values, Step first,
                               Step stride, ValueType type) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < values.size(); ++i) steps.push_back(first + static_cast<Step>(i) * stride);
  return add(run, tag, steps, values, {}, type);
}

}  // namespace db::test
