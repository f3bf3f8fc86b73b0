// Writes JSON without spaces, as Python's json.dumps(separators=(',', ':'), ensure_ascii=False) does: only '"', '\\'
// and control characters are escaped. Keys come out as they are given: whoever writes an object sorts them. Text must
// be UTF-8 (base/utf8.h repairs it).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace db {

class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }
  JsonWriter& key(std::string_view name);
  JsonWriter& text(std::string_view value);
  JsonWriter& number_as_text(double value);  // "0.5", "nan": JSON has no such numbers
  JsonWriter& number(double value);          // must be finite
  JsonWriter& number(std::int64_t value);
  JsonWriter& number(std::uint64_t value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  JsonWriter& raw(std::string_view json);  // a finished value

 private:
  JsonWriter& open(char bracket);
  JsonWriter& close(char bracket);
  void separate();

  std::string& out_;
  bool comma_ = false;  // a value stands before the next one
};

}  // namespace db
