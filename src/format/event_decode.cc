#include "format/event_decode.h"

#include "base/utf8.h"
#include "format/tensor_head.h"
#include "format/wire.h"

namespace db {
namespace {

void set_kind(DecodedEvent& event, EventKind kind) {
  if (event.kind == kind) return;
  event.kind = kind;  // members of a oneof: the last one counts
  event.values.clear();
}

Place place_of(const WireCursor& in, std::size_t begin) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(in.position() - begin)};
}

// Structure only: whether what lies here is a row of whole fields.
bool is_message(Bytes bytes) {
  WireCursor in(bytes);
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    if (in.ok()) in.skip(key);
  }
  return in.ok();
}

bool decode_summary(Bytes payload, Bytes summary, DecodedEvent& event) {
  WireCursor in(summary);
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    if (key != wire_key(1, WireType::kBytes)) {
      if (in.ok()) in.skip(key);
      continue;
    }
    const Bytes bytes = in.bytes();
    if (!in.ok()) break;
    DecodedValue& value = event.values.emplace_back();
    if (!decode_value(bytes, static_cast<std::uint64_t>(bytes.data() - payload.data()), value)) {
      event.values.pop_back();
      event.value_lost = true;
    }
  }
  return in.ok();
}

void set_blob(DecodedEvent& event, EventKind kind, Bytes payload, Bytes blob) {
  set_kind(event, kind);
  event.blob_at = blob.empty() ? 0 : static_cast<std::uint64_t>(blob.data() - payload.data());
  event.blob_bytes = blob.size();
}

bool decode_tagged_run_metadata(Bytes payload, Bytes bytes, DecodedEvent& event) {
  set_blob(event, EventKind::kTaggedRunMetadata, payload, {});
  event.tag = {};
  WireCursor in(bytes);
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    if (key == wire_key(1, WireType::kBytes)) {
      event.tag = in.text();
      event.text_not_utf8 |= !is_utf8(event.tag);
    } else if (key == wire_key(2, WireType::kBytes)) {
      set_blob(event, EventKind::kTaggedRunMetadata, payload, in.bytes());
    } else if (in.ok()) {
      in.skip(key);
    }
  }
  return in.ok();
}

}  // namespace

void DecodedEvent::clear() {
  std::vector<DecodedValue> kept = std::move(values);
  kept.clear();
  *this = DecodedEvent();
  values = std::move(kept);
}

bool decode_session_log(Bytes bytes, DecodedEvent& event) {
  set_kind(event, EventKind::kSessionLog);
  event.session_status = 0;
  WireCursor in(bytes);
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    if (key == wire_key(1, WireType::kVarint)) {
      event.session_status = static_cast<std::int32_t>(in.varint());
    } else if (key == wire_key(2, WireType::kBytes) || key == wire_key(3, WireType::kBytes)) {
      event.text_not_utf8 |= !is_utf8(in.text());
    } else if (in.ok()) {
      in.skip(key);
    }
  }
  return in.ok();
}

bool decode_source_metadata(Bytes bytes, DecodedEvent& event) {
  event.has_writer = true;
  WireCursor in(bytes);
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    if (key == wire_key(1, WireType::kBytes)) {
      event.writer = in.text();
      event.text_not_utf8 |= !is_utf8(event.writer);
    } else if (in.ok()) {
      in.skip(key);
    }
  }
  return in.ok();
}

bool decode_value(Bytes bytes, std::uint64_t at, DecodedValue& value) {
  value = DecodedValue();
  value.at = at;
  value.bytes = bytes.size();
  const auto set_form = [&value](ValueForm form) {
    value.form = form;
    value.number_type = NumberType::kNone;
    value.dtype = 0;
  };
  WireCursor in(bytes);
  bool sound = true;
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    switch (key) {
      case wire_key(1, WireType::kBytes):
        value.tag = in.text();
        break;
      case wire_key(2, WireType::kFixed32):
        set_form(ValueForm::kSimple);
        value.number_type = NumberType::kF32;
        value.number_place = {static_cast<std::uint32_t>(at + in.position()), 4};
        value.number = in.fixed32();
        break;
      case wire_key(3, WireType::kBytes):
        set_form(ValueForm::kOldHistogram);
        in.bytes();
        break;
      case wire_key(4, WireType::kBytes):
        set_form(ValueForm::kImage);
        sound &= is_message(in.bytes());
        break;
      case wire_key(5, WireType::kBytes):
        set_form(ValueForm::kHistogram);
        sound &= is_message(in.bytes());
        break;
      case wire_key(6, WireType::kBytes):
        set_form(ValueForm::kAudio);
        sound &= is_message(in.bytes());
        break;
      case wire_key(7, WireType::kBytes):
        value.node_name = in.text();
        break;
      case wire_key(8, WireType::kBytes): {
        const bool again = value.form == ValueForm::kTensor;  // then the two are one message, which no view can show
        set_form(ValueForm::kTensor);
        const Bytes tensor = in.bytes();
        sound &=
            in.ok() && decode_tensor_head(tensor, at + static_cast<std::uint64_t>(tensor.data() - bytes.data()), value);
        if (again) value.number_type = NumberType::kNone;
        break;
      }
      case wire_key(9, WireType::kBytes):
        value.has_metadata = true;
        value.metadata = in.text();
        sound &= is_message(as_bytes(value.metadata));
        break;
      default:
        if (in.ok()) in.skip(key);
    }
  }
  return in.ok() && sound;
}

bool decode_event(Bytes payload, DecodedEvent& event) {
  event.clear();
  WireCursor in(payload);
  bool sound = true;
  while (!in.at_end()) {
    const std::uint32_t key = in.key();
    const std::size_t begin = in.position();
    switch (key) {
      case wire_key(1, WireType::kFixed64):
        event.wall = std::bit_cast<double>(in.fixed64());
        event.wall_place = place_of(in, begin);
        break;
      case wire_key(2, WireType::kVarint):
        event.step = static_cast<Step>(in.varint());
        event.step_place = place_of(in, begin);
        break;
      case wire_key(3, WireType::kBytes):
        set_kind(event, EventKind::kFileVersion);
        event.text = in.text();
        event.text_not_utf8 |= !is_utf8(event.text);
        break;
      case wire_key(4, WireType::kBytes):
        set_blob(event, EventKind::kGraphDef, payload, in.bytes());
        break;
      case wire_key(5, WireType::kBytes): {
        set_kind(event, EventKind::kSummary);
        const Bytes summary = in.bytes();
        sound &= in.ok() && decode_summary(payload, summary, event);
        break;
      }
      case wire_key(6, WireType::kBytes):
        set_kind(event, EventKind::kLogMessage);
        sound &= is_message(in.bytes());
        break;
      case wire_key(7, WireType::kBytes):
        sound &= decode_session_log(in.bytes(), event);
        break;
      case wire_key(8, WireType::kBytes):
        sound &= decode_tagged_run_metadata(payload, in.bytes(), event);
        break;
      case wire_key(9, WireType::kBytes):
        set_blob(event, EventKind::kMetaGraphDef, payload, in.bytes());
        break;
      case wire_key(10, WireType::kBytes):
        sound &= decode_source_metadata(in.bytes(), event);
        break;
      default:
        if (in.ok()) in.skip(key);
    }
  }
  return in.ok() && sound;
}

}  // namespace db
