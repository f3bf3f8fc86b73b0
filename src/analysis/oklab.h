// How different colours look, and whether they can be told apart. Colours are 0xRRGGBB (sRGB). Source of the
// arithmetic: OKLab (Ottosson 2020), relative luminance and contrast of WCAG 2.2. Cost: some hundred multiplications
// each; not for every frame.
#pragma once

#include <cstdint>

namespace db {

struct Lab {  // OKLab
  double l, a, b;
};
Lab oklab(std::uint32_t rgb);
std::uint32_t rgb_of_oklab(const Lab& lab);  // what lies outside of sRGB is cut off
double distance(const Lab& a, const Lab& b);

// 1 to 21.
double contrast(std::uint32_t rgb_a, std::uint32_t rgb_b);

}  // namespace db
