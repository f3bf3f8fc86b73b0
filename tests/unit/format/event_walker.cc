#include "format/event_walker.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

#include "tests/support/event_writer.h"

using namespace db;
using namespace db::test;

namespace {

void require_same(const DecodedEvent& a, const DecodedEvent& b) {
  REQUIRE(std::bit_cast<std::uint64_t>(a.wall) == std::bit_cast<std::uint64_t>(b.wall));
  REQUIRE(a.step == b.step);
  REQUIRE(a.kind == b.kind);
  REQUIRE(a.text == b.text);
  REQUIRE(a.tag == b.tag);
  REQUIRE(a.writer == b.writer);
  REQUIRE(a.session_status == b.session_status);
  REQUIRE(a.blob_bytes == b.blob_bytes);
  if (a.blob_bytes > 0) REQUIRE(a.blob_at == b.blob_at);
  REQUIRE(a.value_lost == b.value_lost);
  REQUIRE(a.text_not_utf8 == b.text_not_utf8);
  REQUIRE(a.values.size() == b.values.size());
  for (std::size_t i = 0; i < a.values.size(); ++i) {
    const DecodedValue &x = a.values[i], &y = b.values[i];
    REQUIRE((x.at == y.at && x.bytes == y.bytes && x.tag == y.tag && x.node_name == y.node_name &&
             x.metadata == y.metadata && x.has_metadata == y.has_metadata && x.form == y.form &&
             x.number_type == y.number_type && x.dtype == y.dtype && x.number == y.number));
  }
}

// Feeds the payload in pieces; stepping over what the walker does not ask for. Returns the bytes it took.
template <class Piece>
std::uint64_t walk(EventWalker& walker, std::string_view payload, Piece piece) {
  std::uint64_t taken = 0;
  walker.begin(payload.size());
  while (walker.wanted() < payload.size()) {
    const auto at = static_cast<std::size_t>(walker.wanted());
    const std::string part(payload.substr(at, piece()));
    walker.feed(at, bytes(part));
    taken += part.size();
  }
  return taken;
}

std::string large_values() {
  const std::string big(2 << 20, 'P');
  return simple_value("a", 1) + value("img", bytes_field(4, varint_field(1, 4) + bytes_field(4, big))) +
         tensor_value("t", varint_field(1, 7) + shape({1}) + bytes_field(8, big), metadata("text")) +
         simple_value("b", 2) +
         bytes_field(1, bytes_field(8, varint_field(1, 1) + shape({1 << 19}) + bytes_field(4, big)) +
                            bytes_field(7, "node") + bytes_field(1, "late"));
}

}  // namespace

TEST_CASE("a walked event says what a decoded one says, in any pieces") {
  const std::string big(1'500'000, 'G');
  const std::string payloads[] = {
      summary_event(1.5, 7, large_values()),
      bytes_field(5, large_values()) + double_field(1, 9) + varint_field(2, 5) +
          bytes_field(10, bytes_field(1, "w")),  // the summary first
      event(2, 3, bytes_field(4, big)),
      event(2, 3, bytes_field(9, big)),
      event(2, 3, bytes_field(8, bytes_field(1, "tag") + bytes_field(2, big))),
      event(2, 3, bytes_field(8, bytes_field(2, big) + bytes_field(1, "tag\xff"))),
      event(2, 3, bytes_field(6, bytes_field(2, big)) + bytes_field(7, varint_field(1, 1)) + bytes_field(77, big)),
      bytes_field(4, big) + bytes_field(5, simple_value("wins", 1)),
      bytes_field(5, simple_value("loses", 1)) + bytes_field(4, big),
      summary_event(1, 1, value("bad", varint(8u << 3 | 2) + varint(100)) + simple_value("c", 1)) +
          bytes_field(77, big),
  };
  std::mt19937 random(3);
  for (const std::string& payload : payloads) {
    DecodedEvent expected;
    REQUIRE(decode_event(bytes(payload), expected));
    EventWalker walker;
    for (const std::size_t limit : {std::size_t{100}, std::size_t{65536}, std::size_t{1} << 20, payload.size()}) {
      const std::uint64_t taken = walk(walker, payload, [&] { return 1 + random() % limit; });
      const DecodedEvent* walked = walker.finish();
      REQUIRE(walked != nullptr);
      require_same(*walked, expected);
      if (limit <= 65536) REQUIRE(taken < payload.size() / 2);
    }
  }
}

TEST_CASE("many small values cut anywhere") {
  std::string values;
  for (int i = 0; i < 3000; ++i) {
    values += i % 3 ? simple_value("tag/" + std::to_string(i), static_cast<float>(i))
                    : tensor_value("t" + std::to_string(i), double_tensor(i), metadata("scalars"));
  }
  const std::string payload = summary_event(1, 2, values);
  DecodedEvent expected;
  REQUIRE(decode_event(bytes(payload), expected));
  EventWalker walker;
  for (const std::size_t piece : {1, 7, 1000}) {
    walk(walker, payload, [&] { return piece; });
    REQUIRE(walker.finish() != nullptr);
    require_same(*walker.finish(), expected);
  }
}

TEST_CASE("what is cut or does not parse is no event") {
  const std::string payload =
      summary_event(1, 2, simple_value("a", 1) + value("i", bytes_field(4, std::string(3000, 'x'))));
  EventWalker walker;
  for (std::size_t at = 0; at < payload.size(); ++at) {
    walker.begin(payload.size());
    walker.feed(0, bytes(payload).first(at));
    REQUIRE(walker.finish() == nullptr);
  }
  for (const char* bad : {"\x0b", "\x0c", "\x2a\x7f", "\x06", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"}) {
    const std::string text = std::string(bad) + std::string(20, '\0');
    walk(walker, text, [] { return std::size_t{5}; });
    REQUIRE(walker.finish() == nullptr);
  }
}

TEST_CASE("random payloads: what the decoder takes the walker takes, and says the same") {
  std::mt19937 random(11);
  const std::string seed =
      summary_event(1.5, 7, simple_value("a", 1) + tensor_value("t", float_tensor(2), metadata("scalars"))) +
      bytes_field(10, bytes_field(1, "w")) + bytes_field(3, "v");
  int both = 0;
  for (int round = 0; round < 20'000; ++round) {
    std::string payload = seed;
    for (unsigned flips = 1 + random() % 3; flips > 0; --flips)
      payload[random() % payload.size()] = static_cast<char>(random());
    DecodedEvent expected;
    const bool sound = decode_event(bytes(payload), expected);
    EventWalker walker;
    walk(walker, payload, [&] { return 1 + random() % 9; });
    const DecodedEvent* walked = walker.finish();
    if (!sound || !walked) continue;  // the walker refuses groups, and steps over parts of what it does not look at
    ++both;
    require_same(*walked, expected);
  }
  REQUIRE(both > 5000);
}
