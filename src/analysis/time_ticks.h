// Ticks of time: durations (5 min, 2 h) and wall time in the viewer's zone (14:05, Jan 5, 2026), each at round places
// of its own units. And wall times as text.
#pragma once

#include <functional>
#include <string>

#include "analysis/ticks.h"

namespace db {

// Seconds to add to UTC in the viewer's zone at that time.
using UtcOffset = std::function<int(WallTime)>;

Ticks duration_ticks(Range view_secs, int most);
// `view` is in places of a scale of seconds: 0.1 s, 1 s, 10 s, 1 min, 10 min, 1 h, ... and what lies between them.
Ticks duration_ticks(Range view, const AxisScale& scale, int most);
// The coordinate is wall time - origin. `base` is the day where all ticks lie within one.
Ticks wall_ticks(Range view_secs, WallTime origin_secs, const UtcOffset& offset, int most);

enum class Date : std::uint8_t { kNone, kDay, kFull };
// "14:05:33", "Jan 5, 14:05:33" or "Jan 5, 2026, 14:05:33".
std::string wall_text(WallTime wall, const UtcOffset& offset, Date date);
// Whether two times are on different days in the viewer's zone.
bool days_differ(WallTime a, WallTime b, const UtcOffset& offset);

}  // namespace db
