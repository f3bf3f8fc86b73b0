#include "analysis/natural_sort.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <optional>
#include <string>

namespace db {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_break(char c) { return c == '/' || is_digit(c); }

std::size_t skip_digits(std::string_view s, std::size_t at) {
  while (at < s.size() && is_digit(s[at])) ++at;
  return at;
}

// The end of the number that starts at `at`: digits, then perhaps `.` and digits, then perhaps `e`, a sign and digits.
std::size_t number_end(std::string_view s, std::size_t at) {
  at = skip_digits(s, at);
  if (at < s.size() && s[at] == '.') at = skip_digits(s, at + 1);
  if (at < s.size() && (s[at] == 'e' || s[at] == 'E')) {
    ++at;
    if (at < s.size() && (s[at] == '+' || s[at] == '-')) ++at;
    at = skip_digits(s, at);
  }
  return at;
}

// Nothing for `1e` and the like, which are no numbers.
std::optional<double> number(std::string_view token) {
  if (token.size() <= 15 && token.find_first_not_of("0123456789") == token.npos) {
    double value = 0;
    for (const char c : token) value = value * 10 + (c - '0');
    return value;
  }
  const std::string text(token);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (end != text.c_str() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

int natural_compare(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  std::size_t j = 0;
  while (true) {
    if (i >= a.size()) return j >= b.size() ? 0 : -1;
    if (j >= b.size()) return 1;
    if (is_digit(a[i]) && is_digit(b[j])) {
      const std::size_t a_end = number_end(a, i);
      const std::size_t b_end = number_end(b, j);
      const auto x = number(a.substr(i, a_end - i));
      const auto y = number(b.substr(j, b_end - j));
      if (x && y && *x != *y) return *x < *y ? -1 : 1;
      i = a_end;
      j = b_end;
      continue;
    }
    const bool a_breaks = is_break(a[i]);
    const bool b_breaks = is_break(b[j]);
    if (a_breaks != b_breaks) return a_breaks ? -1 : 1;
    if (!a_breaks && a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]) ? -1 : 1;
    ++i;
    ++j;
  }
}

std::vector<std::uint32_t> natural_order(std::span<const std::string_view> names) {
  std::vector<std::uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return names[i]; });
  std::ranges::stable_sort(order, [&](auto a, auto b) { return natural_compare(names[a], names[b]) < 0; });
  return order;
}

}  // namespace db
