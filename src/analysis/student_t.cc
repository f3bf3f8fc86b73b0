#include "analysis/student_t.h"

#include <array>

namespace db {
namespace {

constexpr std::array<double, 30> kTable = {12.7062047362, 4.30265272975, 3.18244630528, 2.7764451052,  2.57058183564,
                                           2.44691185114, 2.36462425159, 2.3060041352,  2.2621571628,  2.22813885199,
                                           2.20098516009, 2.17881282967, 2.16036865646, 2.14478668792, 2.13144954556,
                                           2.11990529922, 2.10981557783, 2.10092204024, 2.09302405441, 2.08596344727,
                                           2.07961384473, 2.0738730679,  2.06865761042, 2.06389856163, 2.05953855275,
                                           2.05552943864, 2.05183051648, 2.0484071418,  2.04522964213, 2.0422724563};

constexpr double power(double x, int n) { return n == 0 ? 1 : x * power(x, n - 1); }

// Of the normal distribution, and the expansion's terms made from it.
constexpr double kZ = 1.959963984540054;
constexpr double kFirst = (power(kZ, 3) + kZ) / 4;
constexpr double kSecond = (5 * power(kZ, 5) + 16 * power(kZ, 3) + 3 * kZ) / 96;
constexpr double kThird = (3 * power(kZ, 7) + 19 * power(kZ, 5) + 17 * power(kZ, 3) - 15 * kZ) / 384;
constexpr double kFourth =
    (79 * power(kZ, 9) + 776 * power(kZ, 7) + 1482 * power(kZ, 5) - 1920 * power(kZ, 3) - 945 * kZ) / 92'160;

}  // namespace

double student_t_95(std::uint32_t degrees_of_freedom) {
  if (degrees_of_freedom <= kTable.size()) return kTable[degrees_of_freedom - 1];
  const double inverse = 1.0 / degrees_of_freedom;
  return kZ + inverse * (kFirst + inverse * (kSecond + inverse * (kThird + inverse * kFourth)));
}

}  // namespace db
