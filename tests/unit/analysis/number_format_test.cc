#include "analysis/number_format.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace db;

TEST_CASE("steps have commas and a real minus") {
  CHECK(step_text(0) == "0");
  CHECK(step_text(999) == "999");
  CHECK(step_text(21600) == "21,600");
  CHECK(step_text(-5) == "−5");
  CHECK(step_text(9007199254740993) == "9,007,199,254,740,993");
  CHECK(step_text(std::numeric_limits<Step>::max()) == "9,223,372,036,854,775,807");
  CHECK(step_text(std::numeric_limits<Step>::min()) == "−9,223,372,036,854,775,808");
}

TEST_CASE("values keep their decimals") {
  CHECK(value_text(0) == "0.0000");
  CHECK(value_text(0.829) == "0.8290");
  CHECK(value_text(-1.41829) == "−1.4183");
  CHECK(value_text(12345.678) == "12,345.6780");
  CHECK(value_text(3.1e-5) == "3.1000e−5");
  CHECK(value_text(2.5e7) == "2.5000e7");
  CHECK(value_text(1e-4) == "0.0001");
  CHECK(value_text(-0.0) == "0.0000");
  CHECK(fixed_text(-0.00001, 2) == "0.00");
  CHECK(value_text(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(value_text(std::numeric_limits<double>::infinity()) == "∞");
  CHECK(value_text(-std::numeric_limits<double>::infinity()) == "−∞");
  CHECK(scientific_text(4e-4, 2, true) == "4e−4");
  CHECK(scientific_text(1.5e10, 2, true) == "1.5e10");
  CHECK(scientific_text(-1e-100, 0, true) == "−1e−100");
  CHECK(fixed_text(std::numeric_limits<double>::max(), 4).size() > 300);
}
