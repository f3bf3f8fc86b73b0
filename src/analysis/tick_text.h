// What the labels of all kinds of ticks are put together from.
#pragma once

#include <string>
#include <vector>

#include "analysis/ticks.h"

namespace db::tick_text {

enum class Form { kPlain, kSi, kScientific };
// Of labels up to `largest` in magnitude; `smallest` is the least that is not 0.
Form form_of(double largest, double smallest);

// Without zeros at the end of a fraction.
std::string trimmed(std::string text);
// 1, 1e3, ... 1e12: what the value's prefix stands for.
double si_unit(double value);
std::string si_text(double value, double unit, int decimals);

Ticks joined(const std::vector<double>& at, std::vector<std::string> labels, std::string base);

}  // namespace db::tick_text
