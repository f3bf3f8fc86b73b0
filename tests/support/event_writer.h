// Event files in a few lines: records, events and values as bytes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/ids.h"

namespace db::test {

// Protobuf fields.
std::string varint(std::uint64_t value);
std::string varint_field(std::uint32_t field, std::uint64_t value);
std::string bytes_field(std::uint32_t field, std::string_view bytes);
std::string double_field(std::uint32_t field, double value);
std::string float_field(std::uint32_t field, float value);

// A payload with its length and checksums.
std::string record(std::string_view payload);

// Payloads: events.
std::string event(WallTime wall, Step step, std::string_view body = {});
std::string version_event(WallTime wall, std::string_view text = "brain.Event:2");
std::string summary_event(WallTime wall, Step step, std::string_view values);
std::string scalar_event(WallTime wall, Step step, std::string_view tag, float value);

// Values of a summary, each a whole field of it.
std::string value(std::string_view tag, std::string_view rest);
std::string simple_value(std::string_view tag, float number);
std::string tensor_value(std::string_view tag, std::string_view tensor, std::string_view metadata = {});
std::string metadata(std::string_view plugin, std::string_view content = {}, int data_class = 0);
std::string float_tensor(float number);
std::string double_tensor(double number);
std::string string_tensor(std::string_view text);
std::string shape(std::initializer_list<std::int64_t> sizes);

// A version record and `rows` scalar records of one tag: steps from `first` on, a second apart from 1.7e9 + step.
std::string scalar_file(std::string_view tag, Step first, int rows);

inline Bytes bytes(std::string_view text) { return as_bytes(text); }

}  // namespace db::test
