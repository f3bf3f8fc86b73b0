#include "base/file_names.h"

#include <algorithm>

#include "base/utf8.h"

namespace db {

std::string FileNames::add(std::string_view wanted, std::string_view ending) {
  constexpr std::size_t kMost = 200;
  constexpr std::string_view kNowhere = "/\\:*?\"<>|\x7f";
  std::string name = repair_utf8(wanted);
  std::size_t end = std::min(name.size(), kMost);
  while (end < name.size() && (name[end] & 0xC0) == 0x80) --end;
  name.resize(end);
  for (char& c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || kNowhere.contains(c)) c = '_';
  }
  if (name.empty() || name[0] == '.') name.insert(0, "_");
  for (int n = 1;; ++n) {
    std::string tried = name;
    if (n > 1) tried += " (" + std::to_string(n) + ")";
    tried += ending;
    std::string folded = tried;
    for (char& c : folded) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (taken_.insert(folded).second) return tried;
  }
}

}  // namespace db
