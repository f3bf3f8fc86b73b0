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

TEST_CASE("records that repeat a layout are taken in one go, up to the first that is not sound or not alike") {
  std::mt19937_64 random(7);
  for (const std::string& tag : {std::string("a"), std::string("loss"), std::string("loss/of/the/train/set")}) {
    const auto event_at = [&](Step step) {
      // Wall times whose upper half changes now and then, and steps whose upper bytes do.
      return record(
          scalar_event(1.7e9 + static_cast<double>(step * step), step, tag, static_cast<float>(random() % 997)));
    };
    LayoutTable table;
    const std::string first = event_at(1000);
    table.learn(bytes(first), decoded(first), {0});
    std::string text;
    for (Step step = 1001; step < 3000; ++step) text += event_at(step);
    const std::size_t record_bytes = first.size();

    const auto taken = [&](const std::string& records, std::size_t most) {
      const LayoutTable::Layout* layout = table.match(bytes(records).data(), records.size());
      REQUIRE(layout != nullptr);
      REQUIRE(table.repeats(*layout));
      std::vector<Step> steps(most);
      std::vector<WallTime> walls(most);
      std::vector<float> values(most);
      const std::size_t rows =
          table.take_like(*layout, bytes(records), {steps.data(), walls.data(), values.data()}, most);
      for (std::size_t row = 0; row < rows; ++row) {
        const DecodedEvent event = decoded(records.substr(row * record_bytes, record_bytes));
        REQUIRE(steps[row] == event.step);
        REQUIRE(walls[row] == event.wall);
        REQUIRE(std::bit_cast<std::uint32_t>(values[row]) == event.values[0].number);
      }
      return rows;
    };
    REQUIRE(taken(text, 5000) == 1999);
    REQUIRE(taken(text, 256) == 256);
    REQUIRE(taken(text.substr(0, 10 * record_bytes + record_bytes - 1), 5000) == 10);
    REQUIRE(taken(text.substr(0, 3 * record_bytes) + record(scalar_event(1, 5, tag + "x", 0)) + text, 5000) == 3);
    for (int i = 0; i < 200; ++i) {
      std::string hurt = text.substr(0, 20 * record_bytes);
      const std::size_t at = record_bytes + random() % (hurt.size() - record_bytes);
      hurt[at] ^= static_cast<char>(1 << random() % 8);
      REQUIRE(taken(hurt, 5000) == at / record_bytes);
    }
  }
}
