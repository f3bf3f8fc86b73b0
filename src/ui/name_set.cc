#include "ui/name_set.h"

#include <algorithm>

namespace db {
namespace {

constexpr std::size_t kFew = 32;

// Names [begin, end) share their first `prefix` bytes, a folder with its slash.
void cover(std::span<const std::string_view> names, const std::vector<bool>& in, std::size_t begin, std::size_t end,
           std::size_t prefix, NameSet& out) {
  for (std::size_t i = begin; i < end;) {
    const auto slash = names[i].find('/', prefix);
    std::size_t after = i + 1;
    if (slash != names[i].npos) {
      const std::string_view folder = names[i].substr(0, slash + 1);
      while (after < end && names[after].starts_with(folder)) ++after;
      const auto first = in.begin() + static_cast<std::ptrdiff_t>(i);
      const auto last = in.begin() + static_cast<std::ptrdiff_t>(after);
      if (after - i > 1) {
        if (std::find(first, last, false) == last) {
          out.insert(folder);
        } else if (std::find(first, last, true) != last) {
          cover(names, in, i, after, slash + 1, out);
        }
        i = after;
        continue;
      }
    }
    if (in[i]) out.insert(names[i]);
    i = after;
  }
}

}  // namespace

bool NameSet::contains(std::string_view run) const {
  if (names_.empty()) return false;
  return names_.contains(run) || any_folder(run, [&](std::string_view folder) { return names_.contains(folder); });
}

void NameSet::erase(std::string_view run, std::span<const std::string_view> all) {
  if (const auto at = names_.find(run); at != names_.end()) names_.erase(at);
  any_folder(run, [&](std::string_view folder) {
    const auto at = names_.find(folder);
    if (at == names_.end()) return false;
    names_.erase(at);
    for (const std::string_view other : all)
      if (other != run && other.starts_with(folder)) names_.emplace(other);
    return false;
  });
}

void NameSet::assign(std::vector<std::string> list) {
  names_.clear();
  for (auto& name : list) names_.insert(std::move(name));
}

NameSet NameSet::of(std::span<const std::string_view> names, const std::vector<bool>& in) {
  NameSet out;
  if (static_cast<std::size_t>(std::ranges::count(in, true)) > kFew) {
    cover(names, in, 0, names.size(), 0, out);
  } else {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (in[i]) out.insert(names[i]);
  }
  return out;
}

}  // namespace db
