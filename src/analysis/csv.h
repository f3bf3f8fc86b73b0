// Scalars as CSV in long form, all points: run,tag,step,wall_time,value. Numbers are exact: the shortest text that
// reads back to the same double (32-bit values as the double they are), integers as integers, nan, inf and -inf as
// Python writes them. Quoting by RFC 4180, lines end in \n. scalar_export.h makes whole files of it, in more layouts.
#pragma once

#include <string>
#include <string_view>

#include "store/block.h"

namespace db {

inline constexpr std::string_view kCsvHeader = "run,tag,step,wall_time,value\n";
inline constexpr std::string_view kNamedCsvHeader = "run,name,tag,step,wall_time,value\n";

// With quotes where it needs them.
std::string csv_field(std::string_view text);
// The value of a row; `out` has room for kNumberChars. Returns the end of the text. A scalar that is no number is nan.
char* write_value(char* out, const BlockView& block, std::uint32_t row);
// `prefix` is "run,tag," or "run,name,tag," as fields.
void append_csv_rows(std::string& out, std::string_view prefix, const BlockView& block, std::uint32_t begin,
                     std::uint32_t end);

}  // namespace db
