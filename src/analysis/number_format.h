// Numbers as people read them (reference look.md section 4): steps with commas, values with the same count of decimals
// down a column, a real minus sign, `NaN` and `∞` spelled out. Ticks have their own form: ticks.h.
#pragma once

#include <cstdint>
#include <string>

#include "base/ids.h"

namespace db {

std::string step_text(Step step);  // 21,600
// 0.8290; scientific outside 1e-4 ... 1e6: 3.1000e−5. `decimals` holds for both forms.
std::string value_text(double value, int decimals = 4);
// Fixed decimals with commas before the point: 1,234.50.
std::string fixed_text(double value, int decimals);
// Mantissa without trailing zeros, exponent without padding: 4e−4, 2.5e7.
std::string scientific_text(double value, int decimals, bool trim);

}  // namespace db
