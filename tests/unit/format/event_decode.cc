#include "format/event_decode.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "format/tensor_head.h"
#include "proto/event.pb.h"
#include "tests/support/event_writer.h"

using namespace db;
using namespace db::test;
using namespace std::string_literals;

namespace {

DecodedValue only_value(std::string_view values) {
  static std::string payload;  // views point into it
  payload = summary_event(1, 1, values);
  DecodedEvent event;
  REQUIRE(decode_event(bytes(payload), event));
  REQUIRE(event.values.size() == 1);
  REQUIRE(!event.value_lost);
  return event.values[0];
}

DecodedValue tensor_number(std::string_view tensor) { return only_value(tensor_value("t", tensor)); }

std::string packed(std::uint32_t field, std::initializer_list<std::uint64_t> numbers) {
  std::string all;
  for (const std::uint64_t number : numbers) all += varint(number);
  return bytes_field(field, all);
}

template <class T>
std::string content(T number) {
  return bytes_field(4, {reinterpret_cast<const char*>(&number), sizeof number});
}

std::string dtype(std::uint32_t d) { return varint_field(1, d); }

}  // namespace

TEST_CASE("an event comes apart") {
  const std::string payload = event(
      1.5, -3, bytes_field(5, simple_value("a", 0.5f) + simple_value("b", 2)) + bytes_field(10, bytes_field(1, "me")));
  DecodedEvent event;
  REQUIRE(decode_event(bytes(payload), event));
  REQUIRE(event.wall == 1.5);
  REQUIRE(event.step == -3);
  REQUIRE(event.kind == EventKind::kSummary);
  REQUIRE(event.has_writer);
  REQUIRE(event.writer == "me");
  REQUIRE(event.values.size() == 2);
  REQUIRE(event.values[1].tag == "b");
  REQUIRE(std::bit_cast<float>(static_cast<std::uint32_t>(event.values[1].number)) == 2);
  REQUIRE(load<double>(bytes(payload).data() + event.wall_place.at) == 1.5);
  REQUIRE(load<float>(bytes(payload).data() + event.values[0].number_place.at) == 0.5f);
  REQUIRE(event.step_place.bytes == 10);
}

TEST_CASE("steps of every size") {
  for (const Step step : {Step{0}, Step{1}, Step{127}, Step{128}, Step{9007199254740993},
                          std::numeric_limits<Step>::max(), std::numeric_limits<Step>::min(), Step{-1}}) {
    DecodedEvent event;
    const std::string payload = scalar_event(1, step, "t", 1);
    REQUIRE(decode_event(bytes(payload), event));
    REQUIRE(event.step == step);
  }
}

TEST_CASE("an empty payload is an event with defaults") {
  DecodedEvent event;
  REQUIRE(decode_event({}, event));
  REQUIRE(event.wall == 0);
  REQUIRE(event.kind == EventKind::kNothing);
}

TEST_CASE("every form in which one number is written") {
  const auto is = [](const DecodedValue& v, NumberType type, std::uint64_t bits) {
    return v.number_type == type && v.number == bits;
  };
  const auto f32 = [](float f) { return std::uint64_t{std::bit_cast<std::uint32_t>(f)}; };
  const auto f64 = [](double d) { return std::bit_cast<std::uint64_t>(d); };
  const std::string scalar = shape({}), one = shape({1, 1});

  REQUIRE(is(only_value(simple_value("t", 0.1f)), NumberType::kF32, f32(0.1f)));
  REQUIRE(is(tensor_number(float_tensor(0.1f)), NumberType::kF32, f32(0.1f)));
  REQUIRE(is(tensor_number(dtype(1) + scalar + float_field(5, 2)), NumberType::kF32, f32(2)));  // not packed
  REQUIRE(is(tensor_number(dtype(1) + one + content(2.5f)), NumberType::kF32, f32(2.5f)));
  REQUIRE(is(tensor_number(float_field(5, 2) + dtype(1)), NumberType::kF32, f32(2)));  // in another order, no shape
  REQUIRE(is(tensor_number(double_tensor(0.1)), NumberType::kF64, f64(0.1)));
  REQUIRE(is(tensor_number(dtype(2) + scalar + content(0.1)), NumberType::kF64, f64(0.1)));
  REQUIRE(is(tensor_number(dtype(3) + scalar + packed(7, {~std::uint64_t{0}})), NumberType::kI64, ~std::uint64_t{0}));
  REQUIRE(is(tensor_number(dtype(3) + scalar + content(std::int32_t{-7})), NumberType::kI64,
             static_cast<std::uint64_t>(-7)));
  REQUIRE(is(tensor_number(dtype(4) + scalar + varint_field(7, 250)), NumberType::kI64, 250));
  REQUIRE(is(tensor_number(dtype(6) + scalar + content(std::int8_t{-100})), NumberType::kI64,
             static_cast<std::uint64_t>(-100)));
  REQUIRE(is(tensor_number(dtype(17) + scalar + content(std::uint16_t{60000})), NumberType::kI64, 60000));
  REQUIRE(is(tensor_number(dtype(9) + scalar + packed(10, {9007199254740993})), NumberType::kI64, 9007199254740993));
  REQUIRE(is(tensor_number(dtype(10) + scalar + packed(11, {1})), NumberType::kI64, 1));
  REQUIRE(is(tensor_number(dtype(19) + scalar + packed(13, {0x3800})), NumberType::kF32, f32(0.5f)));
  REQUIRE(is(tensor_number(dtype(14) + scalar + packed(13, {0x3FC0})), NumberType::kF32, f32(1.5f)));
  REQUIRE(is(tensor_number(dtype(22) + scalar + packed(16, {4'000'000'000})), NumberType::kI64, 4'000'000'000));
  REQUIRE(is(tensor_number(dtype(23) + scalar + packed(17, {~std::uint64_t{0}})), NumberType::kU64, ~std::uint64_t{0}));
}

TEST_CASE("what is not one number") {
  const auto none = [](std::string_view tensor) { return tensor_number(tensor).number_type == NumberType::kNone; };
  REQUIRE(none(dtype(1) + shape({2}) + content(std::uint64_t{0})));
  REQUIRE(none(dtype(1) + shape({0})));
  REQUIRE(none(dtype(1) + shape({})));                                      // no value
  REQUIRE(none(dtype(1) + shape({}) + content(std::uint16_t{0})));          // too short
  REQUIRE(none(dtype(1) + shape({}) + bytes_field(5, std::string(8, 0))));  // two
  REQUIRE(none(dtype(1) + shape({}) + packed(7, {1})));                     // in another type's field
  REQUIRE(none(dtype(8) + shape({}) + content(std::uint64_t{0})));          // complex
  REQUIRE(none(string_tensor("1.0")));
  REQUIRE(none(dtype(1) + shape({-1}) + float_field(5, 1)));
  REQUIRE(tensor_number(string_tensor("x")).dtype == kDtString);
}

TEST_CASE("halves") {
  REQUIRE(half_to_float(0x0001) == std::ldexp(1.0f, -24));
  REQUIRE(half_to_float(0x8000) == 0);
  REQUIRE(std::signbit(half_to_float(0x8000)));
  REQUIRE(half_to_float(0x7BFF) == 65504);
  REQUIRE(half_to_float(0xFC00) == -std::numeric_limits<float>::infinity());
  REQUIRE(std::isnan(half_to_float(0x7E00)));
}

TEST_CASE("a value that does not parse costs itself alone") {
  const std::string bad = bytes_field(1, bytes_field(1, "bad") + varint(8u << 3 | 2) + varint(100) + "short");
  const std::string payload = summary_event(1, 1, simple_value("a", 1) + bad + simple_value("b", 2));
  DecodedEvent event;
  REQUIRE(decode_event(bytes(payload), event));
  REQUIRE(event.value_lost);
  REQUIRE(event.values.size() == 2);
}

TEST_CASE("unknown fields, groups and wrong wire types are stepped over") {
  const std::string group = varint(30u << 3 | 3) + varint_field(1, 5) + bytes_field(2, "x") + varint(30u << 3 | 4);
  const std::string payload = varint_field(1, 7) + group + bytes_field(99, "new") + scalar_event(2, 3, "t", 1);
  DecodedEvent event;
  REQUIRE(decode_event(bytes(payload), event));
  REQUIRE(event.wall == 2);
  REQUIRE(event.values.size() == 1);
  for (const std::string& bad :
       {varint(30u << 3 | 3) + varint_field(1, 5), varint(30u << 3 | 4), varint(6), varint(30u << 3 | 7), "\x02"s}) {
    REQUIRE(!decode_event(bytes(bad), event));
  }
  std::string deep;
  for (int i = 0; i < 1'000'000; ++i) deep += "\x0b";
  REQUIRE(!decode_event(bytes(deep), event));
}

TEST_CASE("every cut of an event is refused or is one, as protobuf's own parser says") {
  const std::string values = simple_value("loss", 1) + tensor_value("t", float_tensor(2), metadata("scalars", "c", 1)) +
                             tensor_value("s", string_tensor("text")) +
                             value("i", bytes_field(4, varint_field(1, 5) + bytes_field(4, "png")));
  const std::string payload = summary_event(1.7e9, 300, values) + bytes_field(10, bytes_field(1, "w"));
  for (std::size_t size = 0; size <= payload.size(); ++size) {
    const std::string cut = payload.substr(0, size);  // its own allocation: sanitizers see reads beyond it
    DecodedEvent event;
    pb::Event message;
    REQUIRE((decode_event(bytes(cut), event) && !event.value_lost) == message.ParseFromString(cut));
  }
  for (std::size_t at = 0; at < payload.size(); ++at) {
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = payload;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << bit));
      DecodedEvent event;
      pb::Event message;
      const bool sound = message.ParseFromString(flipped);
      const bool ours = decode_event(bytes(flipped), event) && !event.value_lost;
      INFO("byte " << at << " bit " << bit);
      REQUIRE((!sound || ours));  // we look less deep into what is no number, and so may take more, never less
      if (sound && ours) REQUIRE(static_cast<int>(event.values.size()) == message.summary().value_size());
    }
  }
}
