#include "base/number_text.h"

#include <charconv>
#include <cmath>
#include <cstring>
#include <string_view>

namespace db {
namespace {

char* put(char* out, std::string_view text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

}  // namespace

char* write_number(char* out, std::int64_t value) { return std::to_chars(out, out + kNumberChars, value).ptr; }
char* write_number(char* out, std::uint64_t value) { return std::to_chars(out, out + kNumberChars, value).ptr; }

char* write_number(char* out, double value) {
  if (std::isnan(value)) return put(out, "nan");
  const double magnitude = std::fabs(value);
  if (std::isinf(magnitude)) return put(out, value < 0 ? "-inf" : "inf");
  // to_chars gives the shortest digits; where the point stands is Python's choice: plain from 1e-4 up to 1e16. The
  // exponent has two digits at least, as Python's.
  if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
    return std::to_chars(out, out + kNumberChars, value, std::chars_format::scientific).ptr;
  }
  char* const end = std::to_chars(out, out + kNumberChars, value, std::chars_format::fixed).ptr;
  const bool whole = std::memchr(out, '.', static_cast<std::size_t>(end - out)) == nullptr;
  return whole ? put(end, ".0") : end;
}

}  // namespace db
