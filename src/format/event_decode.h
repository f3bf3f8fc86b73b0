// One record's payload, a serialized Event, taken apart into views. Nothing is copied and nothing is interpreted:
// what the values mean is ingest/normalize's business.
//
// All views point into the payload. A DecodedEvent is meant to be used again and again: it keeps its capacity.
// Source of the messages: proto/*.proto.
#pragma once

#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"

namespace db {

enum class ValueForm : std::uint8_t { kNone, kSimple, kOldHistogram, kImage, kHistogram, kAudio, kTensor };

// A single number as its source had it: f32 (also half and bfloat16), f64, signed (also small integers and bool), u64.
enum class NumberType : std::uint8_t { kNone, kF32, kF64, kI64, kU64 };

// Where in the payload something lies that always takes the same room; bytes == 0: it does not, or is not there.
struct Place {
  std::uint32_t at = 0;
  std::uint32_t bytes = 0;
};

struct DecodedValue {
  std::uint64_t at = 0;  // of the serialized Summary.Value, in the payload
  std::uint64_t bytes = 0;
  std::string_view tag;
  std::string_view node_name;
  std::string_view metadata;  // serialized SummaryMetadata
  bool has_metadata = false;
  ValueForm form = ValueForm::kNone;
  NumberType number_type = NumberType::kNone;  // kNone: not one number
  std::uint32_t dtype = 0;                     // TensorFlow's DataType, where the form is kTensor
  std::uint64_t number = 0;                    // bits; f32 in the low half
  Place number_place;
};

enum class EventKind : std::uint8_t {
  kNothing,
  kFileVersion,
  kGraphDef,
  kSummary,
  kLogMessage,
  kSessionLog,
  kTaggedRunMetadata,
  kMetaGraphDef,
};

struct DecodedEvent {
  WallTime wall = 0;
  Step step = 0;
  EventKind kind = EventKind::kNothing;
  std::string_view text;    // file version
  std::string_view tag;     // of tagged run metadata
  std::string_view writer;  // of source metadata
  bool has_writer = false;
  std::int32_t session_status = 0;
  std::uint64_t blob_at = 0;  // graph_def, meta_graph_def, run_metadata: in the payload
  std::uint64_t blob_bytes = 0;
  std::vector<DecodedValue> values;  // of a summary
  bool value_lost = false;           // a value did not parse and is not in `values`
  bool text_not_utf8 = false;        // one of the texts above (tags and metadata of values are not looked at)
  Place wall_place;
  Place step_place;  // a varint: `bytes` is the length it has here

  void clear();
};

// False: the payload is no Event; `event` is then without meaning. `payload` is at most 2 GiB.
bool decode_event(Bytes payload, DecodedEvent& event);

// One Summary.Value, `at` bytes into the payload. False: it does not parse.
bool decode_value(Bytes bytes, std::uint64_t at, DecodedValue& value);

// The parts of an event that take no descent into a summary; shared with EventWalker.
bool decode_session_log(Bytes bytes, DecodedEvent& event);
bool decode_source_metadata(Bytes bytes, DecodedEvent& event);

}  // namespace db
