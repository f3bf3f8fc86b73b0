// Scalars as CSV in long form, all points: run,tag,step,wall_time,value. Numbers are exact: the shortest text that
// reads back to the same double (32-bit values as the double they are), integers as integers, nan, inf and -inf as
// Python writes them. Quoting by RFC 4180, lines end in \n.
#pragma once

#include <string>
#include <string_view>

#include "analysis/curve.h"

namespace db {

inline constexpr std::string_view kCsvHeader = "run,tag,step,wall_time,value\n";

// With quotes where it needs them.
std::string csv_field(std::string_view text);
// `prefix` is "run,tag," as fields.
void append_csv_rows(std::string& out, std::string_view prefix, const Piece& piece);

}  // namespace db
