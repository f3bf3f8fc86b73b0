// How many standard errors a 95 % confidence interval of a mean reaches to both sides: the 0.975 quantile of Student's
// t distribution. Up to 30 degrees of freedom from a table (exact to 12 digits), beyond it the expansion of Abramowitz
// and Stegun 26.7.5 to the fourth order (error below 4e-8).
#pragma once

#include <cstdint>

namespace db {

double student_t_95(std::uint32_t degrees_of_freedom);  // at least 1

}  // namespace db
