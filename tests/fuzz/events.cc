// A payload: the walker says what the decoder says; what a layout says of a record with other numbers in it is what
// decoding says; and a session takes it as a record.
#include <cstdlib>

#include "format/event_walker.h"
#include "format/layout.h"
#include "tests/support/event_writer.h"
#include "tests/support/ingest_loading.h"

using namespace db;
using namespace db::test;

namespace {

void require(bool good) {
  if (!good) std::abort();
}

void walk(const std::string& payload, const DecodedEvent& expected, std::size_t piece) {
  EventWalker walker;
  walker.begin(payload.size());
  while (walker.wanted() < payload.size()) {
    const auto at = static_cast<std::size_t>(walker.wanted());
    const std::string part = payload.substr(at, piece);
    walker.feed(at, as_bytes(part));
  }
  const DecodedEvent* walked = walker.finish();
  if (!walked) return;  // it knows no groups
  require(walked->step == expected.step && walked->kind == expected.kind && walked->tag == expected.tag &&
          walked->text == expected.text);
  require(walked->values.size() == expected.values.size() && walked->value_lost == expected.value_lost);
  for (std::size_t i = 0; i < expected.values.size(); ++i) {
    const DecodedValue &a = walked->values[i], &b = expected.values[i];
    require(a.tag == b.tag && a.at == b.at && a.bytes == b.bytes && a.form == b.form && a.number == b.number &&
            a.dtype == b.dtype);
  }
}

void predict(const std::string& payload, const DecodedEvent& event) {
  bool plain = event.kind == EventKind::kSummary && !event.values.empty() && !event.value_lost && !event.has_writer &&
               event.wall_place.bytes;
  for (const DecodedValue& v : event.values) {
    plain &= v.number_place.bytes != 0 && (v.number_type == NumberType::kF32 || v.number_type == NumberType::kF64);
  }
  if (!plain) return;
  LayoutTable table;
  std::vector<std::uint32_t> series(event.values.size());
  for (std::uint32_t i = 0; i < series.size(); ++i) series[i] = i;
  table.learn(as_bytes(record(payload)), event, series);
  // Other numbers in the same places: it must match, and say what decoding says.
  std::string other = payload;
  for (std::uint32_t i = 0; i < event.wall_place.bytes; ++i)
    other[event.wall_place.at + i] = static_cast<char>(other[event.wall_place.at + i] ^ 0x15);
  for (std::uint32_t i = 0; i < event.step_place.bytes; ++i)
    other[event.step_place.at + i] = static_cast<char>(other[event.step_place.at + i] ^ 0x01);
  for (const DecodedValue& v : event.values)
    other[v.number_place.at] = static_cast<char>(other[v.number_place.at] ^ 0x2a);
  const std::string text = record(other);
  const LayoutTable::Layout* layout = table.match(as_bytes(text).data(), text.size());
  if (payload.size() + 16 > LayoutTable::kMaxRecordBytes) return;
  require(layout != nullptr);
  require(table.is_sound_by_crc(as_bytes(text).data(), *layout) &&
          table.is_sound_by_difference(as_bytes(text).data(), *layout));
  DecodedEvent again;
  require(decode_event(as_bytes(other), again) && again.values.size() == layout->values);
  const std::byte* at = as_bytes(text).data();
  require(table.step(at, *layout) == again.step);
  for (std::uint32_t i = 0; i < layout->values; ++i) {
    const LayoutValue& v = table.values(*layout)[i];
    require((v.type == NumberType::kF32 ? load<std::uint32_t>(at + v.at) : load<std::uint64_t>(at + v.at)) ==
            again.values[i].number);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  const std::string payload(reinterpret_cast<const char*>(data + 1), size - 1);
  DecodedEvent event;
  const bool sound = decode_event(as_bytes(payload), event);
  EventWalker walker;
  if (sound) {
    walk(payload, event, 1 + data[0]);
    predict(payload, event);
  }
  Session session;
  session.add_file(FileId(0), "tfevents", 3 * (payload.size() + 16));
  const std::string file = record(payload) + record(payload) + record(payload);
  session.push(FileId(0), 0, as_bytes(file));
  session.end(FileId(0));
  Store store;
  store.add_file("tfevents", file.size());
  const Bytes packet = session.packet(true);
  const std::vector<std::byte> copy(packet.begin(), packet.end());
  require(PacketReceiver().apply(copy, store).has_value());
  return 0;
}
