// The order of tags and of tag groups: TensorBoard's natural sort, in which `layer2` comes before `layer10` and `1e-3`
// before `0.1`. Source of the rules: its "compare tag names", reference tensorboard.md 5.0 and 6.7.
//
// It is not a strict weak order ("/" and "3" are equal, and so are "/" and "4"): sort with natural_sort, which starts
// from the order of bytes, so that the result does not depend on the order of arrival.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace db {

// Below 0, 0 or above 0, as a comes before, level with, or after b.
int natural_compare(std::string_view a, std::string_view b);

// Sorts `items` by `name(item)`.
template <class T, class Name>
void natural_sort(std::vector<T>& items, Name&& name) {
  std::ranges::sort(items,
                    [&](const T& a, const T& b) { return std::string_view(name(a)) < std::string_view(name(b)); });
  std::ranges::stable_sort(items, [&](const T& a, const T& b) { return natural_compare(name(a), name(b)) < 0; });
}

}  // namespace db
