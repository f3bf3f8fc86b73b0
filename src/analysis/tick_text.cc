#include "analysis/tick_text.h"

#include <algorithm>
#include <cmath>

#include "analysis/number_format.h"

namespace db::tick_text {

Form form_of(double largest, double smallest) {
  if (largest == 0) return Form::kPlain;
  if (largest >= 1e15 || smallest < 0.01) return Form::kScientific;
  return largest >= 1000 ? Form::kSi : Form::kPlain;
}

std::string trimmed(std::string text) {
  if (text.find('.') == text.npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

double si_unit(double value) {
  return value < 1000 ? 1 : std::pow(10, 3 * std::min(4.0, std::floor(std::log10(value * (1 + 1e-12)) / 3)));
}

std::string si_text(double value, double unit, int decimals) {
  constexpr const char* kSuffix[] = {"", "k", "M", "G", "T"};
  if (value == 0) return "0";
  const int power = static_cast<int>(std::lround(std::log10(unit)));
  return trimmed(fixed_text(value / unit, std::max(0, decimals + power))) + kSuffix[power / 3];
}

Ticks joined(const std::vector<double>& at, std::vector<std::string> labels, std::string base) {
  Ticks out{{}, std::move(base)};
  for (std::size_t i = 0; i < at.size(); ++i) out.ticks.push_back({at[i], std::move(labels[i])});
  return out;
}

}  // namespace db::tick_text
