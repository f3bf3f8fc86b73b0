#include "analysis/natural_sort.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace db;

TEST_CASE("TensorBoard's order of tags") {
  const std::vector<std::vector<std::string>> ordered = {
      {"1", "03"},
      {"a1", "a03"},
      {"a0.01", "a0.1"},
      {"a9e8", "a1e9"},
      {"a9e-6", "a1e+5"},
      {"a/a", "a+/a", "ab/a", "ab/c"},
      {"a0a", "a+0a", "ab0a"},
      {"0.03", "0.2"},
      {"0..2", "0..03"},
      {".2", ".03"},
      {"", "/", "//", "a"},
      {"layer2/w", "layer10/w"},
      {"a1e", "a1ex"},
  };
  for (const auto& names : ordered) {
    auto sorted = names;
    std::ranges::reverse(sorted);
    natural_sort(sorted, [](const std::string& s) -> const std::string& { return s; });
    CHECK(sorted == names);
    for (std::size_t i = 0; i + 1 < names.size(); ++i) CHECK(natural_compare(names[i], names[i + 1]) <= 0);
  }
}

TEST_CASE("any names at all can be sorted") {
  std::vector<std::string> names = {"/",        "3", "4",  "1e",  "1e5", "9999999999999999999999",
                                    "\xff\xfe", "",  "1.", "1.e", "é"};
  for (int round = 0; round < 100; ++round) {
    std::ranges::next_permutation(names);
    auto sorted = names;
    natural_sort(sorted, [](const std::string& s) -> const std::string& { return s; });
    CHECK(sorted.size() == names.size());
  }
}
