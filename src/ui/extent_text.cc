#include "ui/extent_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "ui/number_text.h"

namespace db {
namespace {

constexpr double kDay = 86400;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

// "1 h 30 min", "90 s", "2d".
std::optional<double> parse_duration(std::string_view text) {
  double secs = 0, number = 0;
  bool any = false;
  while (!(text = trimmed(text)).empty()) {
    const std::size_t digits = std::min(text.find_first_not_of("0123456789.,-+\u2212e"), text.size());
    if (!parse_number(trimmed(text.substr(0, digits)), number)) return std::nullopt;
    text = trimmed(text.substr(digits));
    const std::size_t letters =
        std::min(text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"), text.size());
    const std::string_view unit = text.substr(0, letters);
    text = text.substr(letters);
    if (unit == "d") {
      secs += number * kDay;
    } else if (unit == "h") {
      secs += number * 3600;
    } else if (unit == "min" || unit == "m") {
      secs += number * 60;
    } else if (unit == "ms") {
      secs += number / 1000;
    } else if (unit == "s" || (unit.empty() && text.empty())) {
      secs += number;
    } else {
      return std::nullopt;
    }
    any = true;
  }
  return any ? std::optional(secs) : std::nullopt;
}

std::optional<double> parse_wall(std::string_view text, const UtcOffset& offset) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0;
  double second = 0;
  const int read =
      std::sscanf(std::string(text).c_str(), "%d-%d-%d%*1[ T]%d:%d:%lf", &year, &month, &day, &hour, &minute, &second);
  if (read < 3 || read == 4) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second >= 61) {
    return std::nullopt;
  }
  const double local = static_cast<double>(std::chrono::sys_days(date).time_since_epoch().count()) * kDay +
                       hour * 3600 + minute * 60 + second;
  return local - offset(local - offset(local));
}

}  // namespace

std::string value_end_text(double value, double span) {
  std::array<char, 48> text{};
  const double magnitude = std::max(std::fabs(value), span);
  const double digits = span > 0 ? std::log10(magnitude / span) + 4 : 6;
  std::snprintf(text.data(), text.size(), "%.*g", std::clamp(static_cast<int>(std::ceil(digits)), 3, 15), value);
  return text.data();
}

std::string x_end_text(double absolute, double span, XAxis axis, const UtcOffset& offset) {
  if (axis != XAxis::kWall) {
    if (std::fabs(absolute) < 1e15 && span >= 50) return fixed(std::round(absolute), 0);
    return value_end_text(absolute, span);
  }
  const double local = absolute + offset(absolute);
  const double days = std::floor(local / kDay);
  if (!(std::fabs(days) < 3e6)) return value_end_text(absolute, span);
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(static_cast<int>(days)))};
  const double secs = local - days * kDay;
  const int whole = static_cast<int>(secs);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), whole / 3600, whole / 60 % 60,
                whole % 60);
  std::string out = text.data();
  if (span < 100) out += fixed(secs - whole, 2).substr(1);
  return out;
}

std::optional<double> parse_value_end(std::string_view text) {
  double value = 0;
  if (!parse_number(trimmed(text), value) || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<double> parse_x_end(std::string_view text, XAxis axis, const UtcOffset& offset) {
  text = trimmed(text);
  if (const auto number = parse_value_end(text)) return number;
  switch (axis) {
    case XAxis::kStep:
      break;
    case XAxis::kRelative:
      return parse_duration(text);
    case XAxis::kWall:
      return parse_wall(text, offset);
  }
  return std::nullopt;
}

}  // namespace db
