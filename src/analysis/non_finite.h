// NaN and infinities of a curve, counted, with the step of the first of each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "analysis/curve.h"

namespace db {

struct NonFinite {
  struct Kind {
    std::uint64_t count = 0;
    Step first = 0;  // in reading order
  };
  Kind nan, plus, minus;

  std::uint64_t count() const { return nan.count + plus.count + minus.count; }
  void add(const NonFinite& other);  // of the first ones the lower step stays
};

// Cost: only pieces that hold any are opened.
NonFinite find_non_finite(const Curve& curve);

// "3 NaN, 1 ∞"; empty for none.
std::string non_finite_counts(const NonFinite& found);
// "3 NaN from step 1,200, 1 ∞ at step 7"
std::string non_finite_text(const NonFinite& found);

}  // namespace db
