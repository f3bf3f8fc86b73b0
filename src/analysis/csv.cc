#include "analysis/csv.h"

#include "base/number_text.h"

namespace db {

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out += '"';
}

char* write_value(char* out, const BlockView& block, std::uint32_t row) {
  switch (block.header().value_type) {
    case ValueType::kI64:
      return write_number(out, static_cast<std::int64_t>(block.bits()[row]));
    case ValueType::kU64:
      return write_number(out, block.bits()[row]);
    default:
      return write_number(out, block.value(row));
  }
}

void append_csv_rows(std::string& out, std::string_view prefix, const BlockView& block, std::uint32_t begin,
                     std::uint32_t end) {
  char numbers[3 * (kNumberChars + 1)];
  for (std::uint32_t row = begin; row < end; ++row) {
    char* at = write_number(numbers, block.step(row));
    *at++ = ',';
    at = write_number(at, block.wall(row));
    *at++ = ',';
    at = write_value(at, block, row);
    *at++ = '\n';
    out.append(prefix).append(numbers, at);
  }
}

}  // namespace db
