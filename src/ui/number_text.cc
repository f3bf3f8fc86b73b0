#include "ui/number_text.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace db {
namespace {

constexpr std::string_view kMinus = "−";

std::string special(double v) { return std::isnan(v) ? "NaN" : v > 0 ? "∞" : "−∞"; }

std::string printf_fixed(double v, int decimals) {
  char text[400];
  const int n = std::snprintf(text, sizeof text, "%.*f", decimals, v);
  return std::string(text, static_cast<std::size_t>(n));
}

std::string sign_minus(std::string digits) {
  if (!digits.starts_with('-')) return digits;
  digits.erase(0, 1);
  if (digits.find_first_not_of("0.,") == digits.npos) return digits;  // no "−0.00"
  return std::string(kMinus) + digits;
}

std::string group(std::string digits) {  // "-21600.5" -> "-21,600.5"
  auto end = digits.find('.');
  if (end == digits.npos) end = digits.size();
  const std::size_t begin = digits.starts_with('-') ? 1 : 0;
  for (auto at = end; at > begin + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

}  // namespace

std::string fixed(double v, int decimals) {
  return std::isfinite(v) ? sign_minus(printf_fixed(v, decimals)) : special(v);
}

std::string with_commas(double v, int decimals) {
  return std::isfinite(v) ? sign_minus(group(printf_fixed(v, decimals))) : special(v);
}

std::string with_commas(std::int64_t v) { return sign_minus(group(std::to_string(v))); }
std::string with_commas(std::uint64_t v) { return group(std::to_string(v)); }

std::string byte_text(double bytes) {
  if (bytes < 1000) return printf_fixed(bytes, 0) + " B";
  const char* units[] = {"kB", "MB", "GB", "TB", "PB"};
  int unit = -1;
  while (bytes >= 999.5 && unit < 4) {
    bytes /= 1000;
    ++unit;
  }
  const int decimals = bytes < 9.995 ? 2 : bytes < 99.95 ? 1 : 0;
  return printf_fixed(bytes, decimals) + " " + units[unit];
}

std::string count_text(double n) {
  if (n < 100'000) return with_commas(n);
  const char* units[] = {"k", "M", "G"};
  int unit = -1;
  while (n >= 999.5 && unit < 2) {
    n /= 1000;
    ++unit;
  }
  return printf_fixed(n, n < 99.95 ? 1 : 0) + " " + units[unit];
}

std::string duration_text(double secs) {
  if (!std::isfinite(secs)) return special(secs);
  const std::string sign = secs < 0 ? std::string(kMinus) : std::string();
  secs = std::fabs(secs);
  if (secs < 1) return sign + printf_fixed(secs, 2) + " s";
  if (secs < 10) return sign + printf_fixed(secs, 1) + " s";
  if (secs < 59.5) return sign + printf_fixed(secs, 0) + " s";
  const auto whole = static_cast<std::int64_t>(std::fmin(secs + 0.5, 9e15));
  char text[64];
  if (whole < 3600) {
    std::snprintf(text, sizeof text, "%d min %02d s", static_cast<int>(whole / 60), static_cast<int>(whole % 60));
  } else if (whole < 86400) {
    std::snprintf(text, sizeof text, "%d h %02d min", static_cast<int>(whole / 3600),
                  static_cast<int>(whole / 60 % 60));
  } else {
    std::snprintf(text, sizeof text, "%lld d %02d h", static_cast<long long>(whole / 86400),
                  static_cast<int>(whole / 3600 % 24));
  }
  return sign + text;
}

std::string counted(std::uint64_t n, std::string_view one, std::string_view many) {
  return with_commas(n) + " " + std::string(n == 1 ? one : many);
}

bool parse_number(std::string_view text, double& out) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with(kMinus)) {
      plain += '-';
      i += kMinus.size() - 1;
    } else if (text[i] != ',' && text[i] != ' ') {
      plain += text[i];
    }
  }
  if (plain.empty()) return false;
  char* end = nullptr;
  const double v = std::strtod(plain.c_str(), &end);
  if (end != plain.c_str() + plain.size() || !std::isfinite(v)) return false;
  out = v;
  return true;
}

}  // namespace db
