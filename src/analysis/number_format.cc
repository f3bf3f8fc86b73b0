#include "analysis/number_format.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace db {
namespace {

constexpr std::string_view kMinus = "\u2212";

const char* non_finite(double value) {
  if (std::isnan(value)) return "NaN";
  return value > 0 ? "\u221e" : "\u2212\u221e";
}

// Commas between the digits of `digits` up to its point; the sign is apart.
std::string grouped(std::string_view digits, bool negative) {
  const std::size_t whole = std::min(digits.find('.'), digits.size());
  std::string out(negative ? kMinus : "");
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

}  // namespace

std::string step_text(Step step) {
  const auto magnitude = step < 0 ? 0 - static_cast<std::uint64_t>(step) : static_cast<std::uint64_t>(step);
  return grouped(std::to_string(magnitude), step < 0);
}

std::string fixed_text(double value, int decimals) {
  if (!std::isfinite(value)) return non_finite(value);
  char digits[400];
  std::snprintf(digits, sizeof digits, "%.*f", decimals, std::fabs(value));
  const bool zero = std::string_view(digits).find_first_not_of("0.") == std::string_view::npos;
  return grouped(digits, value < 0 && !zero);
}

std::string scientific_text(double value, int decimals, bool trim) {
  if (!std::isfinite(value)) return non_finite(value);
  char text[64];
  std::snprintf(text, sizeof text, "%.*e", decimals, std::fabs(value));
  const std::string_view all = text;
  const std::size_t e = all.find('e');
  std::string_view mantissa = all.substr(0, e);
  if (trim && mantissa.find('.') != mantissa.npos) {
    mantissa = mantissa.substr(0, mantissa.find_last_not_of('0') + 1);
    if (mantissa.ends_with('.')) mantissa.remove_suffix(1);
  }
  const int exponent = std::atoi(text + e + 1);
  std::string out(value < 0 ? kMinus : "");
  out += mantissa;
  out += 'e';
  if (exponent < 0) out += kMinus;
  return out += std::to_string(std::abs(exponent));
}

std::string value_text(double value, int decimals) {
  const double magnitude = std::fabs(value);
  if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e6) && std::isfinite(value)) {
    return scientific_text(value, decimals, false);
  }
  return fixed_text(value, decimals);
}

}  // namespace db
