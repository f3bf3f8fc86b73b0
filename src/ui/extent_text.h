// Ends of axes as people read and type them: steps and values as numbers, relative time as "90", "90 s", "1 h 30 min",
// wall time as "2026-01-05 13:45:10" in the viewer's zone (seconds since the epoch are taken, too).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "analysis/curve_x.h"
#include "analysis/time_ticks.h"

namespace db {

// Enough digits for places that are `span` apart.
std::string value_end_text(double value, double span);
std::string x_end_text(double absolute, double span, XAxis axis, const UtcOffset& offset);

std::optional<double> parse_value_end(std::string_view text);
std::optional<double> parse_x_end(std::string_view text, XAxis axis, const UtcOffset& offset);

}  // namespace db
