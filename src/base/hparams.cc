#include "base/hparams.h"

#include <cmath>

#include "base/number_text.h"
#include "base/utf8.h"

namespace db {

bool is_sound(const HParamList& hparams) {
  if (hparams.size() > kMostHParams) return false;
  const std::string* before = nullptr;
  for (const HParam& hparam : hparams) {
    if (hparam.name.empty() || hparam.name.size() > kLongestHParamName || !is_utf8(hparam.name)) return false;
    if (before && !(*before < hparam.name)) return false;
    before = &hparam.name;
    if (const auto* number = std::get_if<double>(&hparam.value); number && !std::isfinite(*number)) return false;
    if (const auto* text = std::get_if<std::string>(&hparam.value)) {
      if (text->size() > kLongestHParamText || !is_utf8(*text)) return false;
    }
  }
  return true;
}

std::string hparam_text(const HParamValue& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  std::string number = number_text(std::get<double>(value));
  if (number.ends_with(".0")) number.resize(number.size() - 2);
  return number;
}

}  // namespace db
