// The points of a series as inspect prints them (oracle/ORACLE.md, "Conventions"): all of them, or, of a long series,
// its hash and both ends. Keeps no more than it prints.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.h"

namespace db {

class SeriesText {
 public:
  // A point and the value in it, both as compact JSON.
  void add(std::string point, std::string_view value);
  std::string json();

 private:
  static constexpr std::size_t kEdge = 5;

  Sha256 hash_;
  std::uint64_t points_ = 0;
  std::size_t numbers_ = 0;
  bool long_ = false;
  std::vector<std::string> head_;
  std::deque<std::string> tail_;
};

}  // namespace db
