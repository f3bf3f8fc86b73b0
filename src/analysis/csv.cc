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

void append_csv_rows(std::string& out, std::string_view prefix, const Piece& piece) {
  const BlockView block = piece.view();
  for (std::uint32_t row = piece.begin; row < piece.end; ++row) {
    out += prefix;
    append_number(out, block.step(row));
    out += ',';
    append_number(out, block.wall(row));
    out += ',';
    switch (block.header().value_type) {
      case ValueType::kI64:
        append_number(out, static_cast<std::int64_t>(block.bits()[row]));
        break;
      case ValueType::kU64:
        append_number(out, block.bits()[row]);
        break;
      default:
        append_number(out, block.value(row));
    }
    out += '\n';
  }
}

}  // namespace db
