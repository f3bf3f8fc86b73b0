#include "base/file_names.h"

#include <catch2/catch_test_macros.hpp>

using db::FileNames;

TEST_CASE("names of files are such that any system takes, and differ") {
  FileNames names;
  CHECK(names.add("loss/train", ".csv") == "loss_train.csv");
  CHECK(names.add("loss:train", ".csv") == "loss_train (2).csv");
  CHECK(names.add("LOSS_train", ".csv") == "LOSS_train (3).csv");
  CHECK(names.add("loss/train", ".svg") == "loss_train.svg");
  CHECK(names.add("", ".csv") == "_.csv");
  CHECK(names.add("..", ".csv") == "_...csv");
  CHECK(names.add("a\nb", ".csv") == "a_b.csv");
  CHECK(names.add("損失 ÷ 2", ".csv") == "損失 ÷ 2.csv");
  std::string longest = "x";  // cut before a character of three bytes that would go beyond 200
  while (longest.size() < 300) longest += "損";
  const std::string cut = names.add(longest, ".csv");
  CHECK(cut.size() <= 204);
  CHECK(cut.ends_with("損.csv"));
}
