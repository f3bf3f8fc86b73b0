// The order of tags and of tag groups: TensorBoard's natural sort, in which `layer2` comes before `layer10` and `1e-3`
// before `0.1`. Source of the rules: its "compare tag names", reference tensorboard.md 5.0 and 6.7.
//
// It is not a strict weak order ("/" and "3" are equal, and so are "/" and "4"): sort with natural_sort, which starts
// from the order of bytes, so that the result does not depend on the order of arrival.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace db {

// Below 0, 0 or above 0, as a comes before, level with, or after b.
int natural_compare(std::string_view a, std::string_view b);

// Which of the names comes first, second, and so on.
std::vector<std::uint32_t> natural_order(std::span<const std::string_view> names);

// Sorts `items` by `name(item)`, which is a view of the item or of what outlives this. Stable for equal names.
template <class T, class Name>
void natural_sort(std::vector<T>& items, Name&& name) {
  std::vector<std::string_view> names;
  names.reserve(items.size());
  for (const T& item : items) names.push_back(name(item));
  std::vector<T> sorted;
  sorted.reserve(items.size());
  for (const std::uint32_t at : natural_order(names)) sorted.push_back(std::move(items[at]));
  items = std::move(sorted);
}

}  // namespace db
