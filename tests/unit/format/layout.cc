#include "format/layout.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "format/record.h"
#include "tests/support/event_writer.h"

using namespace db;
using namespace db::test;

namespace {

struct Row {
  std::uint32_t series;
  Step step;
  double wall;
  std::uint64_t bits;
  bool operator==(const Row&) const = default;
};

DecodedEvent decoded(std::string_view file_record) {
  DecodedEvent event;
  REQUIRE(decode_event(bytes(file_record).subspan(12, file_record.size() - 16), event));
  return event;
}

std::vector<Row> by_layout(const LayoutTable& table, const LayoutTable::Layout& layout, std::string_view file_record) {
  const std::byte* at = bytes(file_record).data();
  std::vector<Row> rows;
  for (std::uint32_t i = 0; i < layout.values; ++i) {
    const LayoutValue& v = table.values(layout)[i];
    const std::uint64_t bits =
        v.type == NumberType::kF32 ? load<std::uint32_t>(at + v.at) : load<std::uint64_t>(at + v.at);
    rows.push_back({v.series, table.step(at, layout), load<double>(at + layout.wall_at), bits});
  }
  return rows;
}

std::vector<Row> by_decoding(std::string_view file_record, const std::vector<std::string>& tags) {
  const DecodedEvent event = decoded(file_record);
  std::vector<Row> rows;
  for (const DecodedValue& v : event.values) {
    const auto series = static_cast<std::uint32_t>(std::find(tags.begin(), tags.end(), v.tag) - tags.begin());
    rows.push_back({series, event.step, event.wall, v.number});
  }
  return rows;
}

}  // namespace

TEST_CASE("what a layout says is what decoding says") {
  std::mt19937_64 random(5);
  const std::vector<std::string> tags = {"a", "loss/train", "b",
                                         "a/very/long/tag/that/takes/several/vectors/to/compare"};
  LayoutTable table;
  int hits = 0, misses = 0;
  for (int i = 0; i < 20'000; ++i) {
    const Step step = random() % 3 ? i : static_cast<Step>(random() >> (random() % 64));
    const auto wall = std::bit_cast<double>(random());
    std::string values;
    const std::size_t first = random() % tags.size();
    switch (random() % 4) {
      case 0:
        values = simple_value(tags[first], std::bit_cast<float>(static_cast<std::uint32_t>(random())));
        break;
      case 1:
        values = tensor_value(tags[first], double_tensor(std::bit_cast<double>(random())), metadata("scalars"));
        break;
      case 2:
        values = tensor_value(tags[first], float_tensor(std::bit_cast<float>(static_cast<std::uint32_t>(random()))));
        break;
      case 3:
        values = simple_value(tags[0], 1.5f) + simple_value(tags[2], static_cast<float>(i));
        break;
    }
    const std::string text = record(summary_event(wall, step, values));
    const DecodedEvent event = decoded(text);
    std::vector<std::uint32_t> series;
    const auto expected = by_decoding(text, tags);
    for (const Row& row : expected) series.push_back(row.series);
    if (const LayoutTable::Layout* layout = table.match(bytes(text).data(), text.size())) {
      REQUIRE(layout->record_bytes == text.size());
      std::string hurt = text;
      hurt[12 + random() % (text.size() - 12)] ^= static_cast<char>(1 << random() % 8);
      REQUIRE(table.is_sound_by_crc(bytes(text).data(), *layout));
      REQUIRE(table.is_sound_by_difference(bytes(text).data(), *layout));
      LayoutTable again = table;
      const LayoutTable::Layout* still = again.match(bytes(hurt).data(), hurt.size());
      if (still)
        REQUIRE((!again.is_sound_by_crc(bytes(hurt).data(), *still) &&
                 !again.is_sound_by_difference(bytes(hurt).data(), *still)));
      const auto rows = by_layout(table, *layout, text);
      REQUIRE(rows.size() == expected.size());
      for (std::size_t k = 0; k < rows.size(); ++k) {
        REQUIRE((rows[k].series == expected[k].series && rows[k].step == expected[k].step &&
                 rows[k].bits == expected[k].bits));
        REQUIRE(std::bit_cast<std::uint64_t>(rows[k].wall) == std::bit_cast<std::uint64_t>(expected[k].wall));
      }
      ++hits;
    } else {
      table.learn(bytes(text), event, series);
      ++misses;
    }
  }
  REQUIRE(hits > 500);  // the order of kinds is random: few are predicted
  REQUIRE(misses > 500);
}

TEST_CASE("a regular file is predicted but for a handful of records") {
  LayoutTable table;
  int misses = 0;
  for (Step step = 0; step < 20'000; ++step) {
    for (const char* tag : {"loss", "accuracy", "lr"}) {
      const std::string text =
          record(scalar_event(1.7e9 + static_cast<double>(step), step, tag, static_cast<float>(step)));
      if (table.match(bytes(text).data(), text.size())) continue;
      ++misses;
      table.learn(bytes(text), decoded(text), {0});
    }
  }
  REQUIRE(misses <= 3 * 4 + 3);  // each length of the step's varint once, and once to learn what follows
}

TEST_CASE("one byte off in the fixed part is no match; windows too short are none") {
  const std::string text = record(scalar_event(1.5, 200, "loss", 0.5f));
  const DecodedEvent event = decoded(text);
  LayoutTable table;
  table.learn(bytes(text), event, {0});
  for (std::size_t size = 0; size < text.size(); ++size) {
    const std::string cut = text.substr(0, size);
    REQUIRE(table.match(bytes(cut).data(), cut.size()) == nullptr);
  }
  for (std::size_t at = 0; at + 4 < text.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string other = text;
      other[at] = static_cast<char>(other[at] ^ (1 << bit));
      const std::size_t in_payload = at - 12;
      const bool varies =
          at >= 12 &&
          ((in_payload >= event.wall_place.at && in_payload < event.wall_place.at + 8) ||
           (in_payload >= event.step_place.at && in_payload < event.step_place.at + 2 && bit < 7) ||
           (in_payload >= event.values[0].number_place.at && in_payload < event.values[0].number_place.at + 4));
      REQUIRE((table.match(bytes(other).data(), other.size()) != nullptr) == varies);
    }
  }
}
