// Numbers as text that reads back to the same number, in the form that Python's repr gives them: "1.0", "0.1", "1e-05",
// "1.5e+16", "nan", "inf", "-inf". Never depends on the locale.
#pragma once

#include <cstdint>
#include <string>

namespace db {

void append_number(std::string& out, double value);
void append_number(std::string& out, std::int64_t value);
void append_number(std::string& out, std::uint64_t value);

template <class T>
std::string number_text(T value) {
  std::string out;
  append_number(out, value);
  return out;
}

}  // namespace db
