#include "analysis/time_ticks.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <span>

#include "analysis/number_format.h"

namespace db {
namespace {

constexpr double kMinute = 60;
constexpr double kHour = 3600;
constexpr double kDay = 86400;
constexpr double kRound[] = {1,        2,           5,           10,           15,           30,
                             kMinute,  2 * kMinute, 5 * kMinute, 10 * kMinute, 15 * kMinute, 30 * kMinute,
                             kHour,    2 * kHour,   3 * kHour,   6 * kHour,    12 * kHour,   kDay,
                             2 * kDay, 5 * kDay,    10 * kDay};
constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
// Years 0 to 9999: beyond, a wall time is damaged.
constexpr double kFirstTime = -62'167'219'200.0;
constexpr double kLastTime = 253'402'300'799.0;

// The first round distance of which at most `most` fit; 0: longer than the list.
double round_secs(double size, int most) {
  if (size / most <= 0.5) return nice_step(size, most) * (size / nice_step(size, most) > most ? 2 : 1);
  for (const double step : kRound) {
    if (size / step <= most) return step;
  }
  return 0;
}

int decimals_of(double step) { return step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9)); }

std::string duration_label(double secs, double step) {
  if (secs == 0) return "0";
  const double unit = step >= kDay ? kDay : step >= kHour ? kHour : step >= kMinute ? kMinute : 1;
  const char* name = step >= kDay ? " d" : step >= kHour ? " h" : step >= kMinute ? " min" : " s";
  return fixed_text(secs / unit, unit == 1 ? decimals_of(step) : 0) + name;
}

struct Civil {
  int year, month, day;  // month and day from 1
  double secs;           // into the day
};

Civil civil(double local_secs) {
  const double day = std::floor(local_secs / kDay);
  const std::chrono::year_month_day date(std::chrono::sys_days(std::chrono::days(static_cast<int>(day))));
  return {static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())), local_secs - day * kDay};
}

double local_secs(int year, int month) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(1)};
  return static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * kDay;
}

std::string clock_text(double secs, int decimals, bool with_secs) {
  char text[64];
  const auto whole = static_cast<int>(secs);
  const int h = whole / 3600;
  const int m = whole / 60 % 60;
  if (!with_secs) {
    std::snprintf(text, sizeof text, "%02d:%02d", h, m);
  } else if (decimals == 0) {
    std::snprintf(text, sizeof text, "%02d:%02d:%02d", h, m, whole % 60);
  } else {
    std::snprintf(text, sizeof text, "%02d:%02d:%0*.*f", h, m, 3 + decimals, decimals, secs - h * 3600 - m * 60);
  }
  return text;
}

std::string day_text(const Civil& at, bool with_year) {
  std::string out = std::string(kMonths[at.month - 1]) + " " + std::to_string(at.day);
  return with_year ? out + ", " + std::to_string(at.year) : out;
}

std::string wall_label(double local, double step) {
  const Civil at = civil(local);
  if (step >= 28 * kDay || (step >= kDay && at.month == 1 && at.day == 1)) {
    return at.month == 1 ? std::to_string(at.year) : kMonths[at.month - 1];
  }
  if (at.secs < 0.5 * step && step >= 1) return day_text(at, false);
  return clock_text(at.secs, decimals_of(step), step < kMinute);
}

// Ticks of whole months or years; `first` and `last` are local times.
void month_ticks(Ticks& out, double first, double last, double to_axis, int most) {
  const double months = (last - first) / (30.5 * kDay);
  int stride = 1;
  for (const int tried : {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000}) {
    stride = tried;
    if (months / tried <= most) break;
  }
  const Civil start = civil(first);
  const int index = start.year * 12 + start.month - 1;
  for (int m = (index + stride - 1) / stride * stride; out.ticks.size() < 100; m += stride) {
    const double at = local_secs(m / 12, m % 12 + 1);
    if (at > last) break;
    if (at >= first) out.ticks.push_back({at + to_axis, wall_label(at, 28 * kDay)});
  }
}

}  // namespace

Ticks duration_ticks(Range view, int most) {
  Ticks out;
  if (!drawable(view)) return out;
  double step = round_secs(view.size(), most);
  if (step == 0) step = kDay * std::ceil(nice_step(view.size() / kDay, most));
  const double slack = view.size() * 1e-9;
  for (double n = std::ceil((view.lo - slack) / step); n * step <= view.hi + slack && out.ticks.size() < 100; ++n) {
    out.ticks.push_back({n * step, duration_label(n * step, step)});
  }
  return out;
}

Ticks duration_ticks(Range view, const AxisScale& scale, int most) {
  if (scale.kind == ScaleKind::kLinear || !drawable(view)) return duration_ticks(view, most);
  static constexpr double kCoarse[] = {1e-3, 0.1, 1, 10, kMinute, 10 * kMinute, kHour, 10 * kHour, 5 * kDay, 50 * kDay};
  static constexpr double kFine[] = {
      1e-3,      2e-3,      5e-3,       0.01, 0.02,     0.05,        0.1,         0.2,          0.5,          1,
      2,         5,         10,         30,   kMinute,  2 * kMinute, 5 * kMinute, 10 * kMinute, 30 * kMinute, kHour,
      2 * kHour, 5 * kHour, 12 * kHour, kDay, 2 * kDay, 5 * kDay,    10 * kDay,   20 * kDay,    50 * kDay};
  const double slack = view.size() * 1e-9;
  const auto fill = [&](std::span<const double> secs, std::size_t stride) {
    Ticks out;
    for (const bool negative : {true, false}) {
      for (std::size_t i = 0; i < secs.size(); i += stride) {
        const double at = scale.forward(negative ? -secs[i] : secs[i]);
        if (at < view.lo - slack || at > view.hi + slack) continue;
        if (scale.kind == ScaleKind::kSymlog && secs[i] < scale.threshold) continue;  // close together there
        out.ticks.push_back({at, (negative ? "\u2212" : "") + duration_label(secs[i], secs[i])});
      }
      if (negative) {
        std::ranges::reverse(out.ticks);
        if (const double zero = scale.forward(0.0); view.contains(zero)) out.ticks.push_back({zero, "0"});
      }
    }
    return out;
  };
  const auto room = static_cast<std::size_t>(std::max(most, 2));
  Ticks out = fill(kFine, 1);
  for (std::size_t stride = 1; out.ticks.size() > room; ++stride) out = fill(kCoarse, stride);
  if (out.ticks.size() >= 2) return out;
  out = duration_ticks(scale.inverse(view), most);
  for (Tick& tick : out.ticks) tick.at = scale.forward(tick.at);
  return out;
}

Ticks wall_ticks(Range view, WallTime origin, const UtcOffset& offset, int most) {
  Ticks out;
  if (!drawable(view)) return out;
  const double middle = origin + view.lo + view.size() / 2;
  if (!(origin + view.lo > kFirstTime && origin + view.hi < kLastTime)) return out;
  const double shift = offset(middle);  // one for all ticks: across a change of clocks they are an hour off
  const double step = round_secs(view.size(), most);
  const double first = origin + view.lo + shift;
  const double last = origin + view.hi + shift;
  if (!drawable({first, last})) return out;
  if (step == 0) {
    month_ticks(out, first, last, -shift - origin, most);
    return out;
  }
  bool days = false;
  for (double n = std::ceil(first / step); n * step <= last && out.ticks.size() < 100; ++n) {
    const double local = n * step;
    out.ticks.push_back({local - shift - origin, wall_label(local, step)});
    days = days || step >= kDay || civil(local).secs < 0.5 * step;
  }
  if (!days) out.base = day_text(civil(first), true);
  return out;
}

std::string wall_text(WallTime wall, const UtcOffset& offset, Date date) {
  if (!(wall > kFirstTime && wall < kLastTime)) return std::isfinite(wall) ? value_text(wall) : fixed_text(wall, 0);
  const Civil at = civil(std::floor(wall + offset(wall)));
  const std::string time = clock_text(at.secs, 0, true);
  return date == Date::kNone ? time : day_text(at, date == Date::kFull) + ", " + time;
}

bool days_differ(WallTime a, WallTime b, const UtcOffset& offset) {
  return std::floor((a + offset(a)) / kDay) != std::floor((b + offset(b)) / kDay);
}

}  // namespace db
