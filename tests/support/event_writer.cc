#include "tests/support/event_writer.h"

#include "format/record.h"
#include "format/wire.h"

namespace db::test {
namespace {

template <class T>
std::string raw(T number) {
  std::string out(sizeof number, '\0');
  std::memcpy(out.data(), &number, sizeof number);
  return out;
}

}  // namespace

std::string varint(std::uint64_t number) {
  std::string out;
  for (; number >= 128; number >>= 7) out += static_cast<char>(number | 128);
  return out += static_cast<char>(number);
}

std::string varint_field(std::uint32_t field, std::uint64_t number) {
  return varint(wire_key(field, WireType::kVarint)) + varint(number);
}

std::string bytes_field(std::uint32_t field, std::string_view content) {
  return varint(wire_key(field, WireType::kBytes)) + varint(content.size()) + std::string(content);
}

std::string double_field(std::uint32_t field, double number) {
  return varint(wire_key(field, WireType::kFixed64)) + raw(number);
}
std::string float_field(std::uint32_t field, float number) {
  return varint(wire_key(field, WireType::kFixed32)) + raw(number);
}

std::string record(std::string_view payload) {
  const std::string length = raw(std::uint64_t{payload.size()});
  return length + raw(mask_crc(crc32c(bytes(length)))) + std::string(payload) + raw(mask_crc(crc32c(bytes(payload))));
}

std::string event(WallTime wall, Step step, std::string_view body) {
  return double_field(1, wall) + (step == 0 ? "" : varint_field(2, static_cast<std::uint64_t>(step))) +
         std::string(body);
}

std::string version_event(WallTime wall, std::string_view text) { return event(wall, 0, bytes_field(3, text)); }
std::string summary_event(WallTime wall, Step step, std::string_view values) {
  return event(wall, step, bytes_field(5, values));
}

std::string scalar_event(WallTime wall, Step step, std::string_view tag, float number) {
  return summary_event(wall, step, simple_value(tag, number));
}

std::string value(std::string_view tag, std::string_view rest) {
  return bytes_field(1, bytes_field(1, tag) + std::string(rest));
}
std::string simple_value(std::string_view tag, float number) { return value(tag, float_field(2, number)); }

std::string tensor_value(std::string_view tag, std::string_view tensor, std::string_view described) {
  return value(tag, bytes_field(8, tensor) + (described.empty() ? "" : bytes_field(9, described)));
}

std::string metadata(std::string_view plugin, std::string_view content, int data_class) {
  const std::string data = bytes_field(1, plugin) + (content.empty() ? "" : bytes_field(2, content));
  return bytes_field(1, data) + (data_class == 0 ? "" : varint_field(4, static_cast<std::uint64_t>(data_class)));
}

std::string shape(std::initializer_list<std::int64_t> sizes) {
  std::string dims;
  for (const std::int64_t size : sizes) dims += bytes_field(2, varint_field(1, static_cast<std::uint64_t>(size)));
  return bytes_field(2, dims);
}

std::string float_tensor(float number) { return varint_field(1, 1) + shape({}) + bytes_field(5, raw(number)); }
std::string double_tensor(double number) { return varint_field(1, 2) + shape({}) + bytes_field(6, raw(number)); }
std::string string_tensor(std::string_view text) { return varint_field(1, 7) + shape({}) + bytes_field(8, text); }

std::string scalar_file(std::string_view tag, Step first, int rows) {
  std::string out = record(version_event(1.7e9));
  for (int i = 0; i < rows; ++i) {
    const Step step = first + i;
    out += record(scalar_event(1.7e9 + static_cast<double>(step), step, tag, static_cast<float>(step) / 4));
  }
  return out;
}

}  // namespace db::test
