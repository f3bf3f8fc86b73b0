#include "analysis/short_names.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace db {
namespace {

constexpr std::string_view kGap = " … ";

bool digit(char c) { return c >= '0' && c <= '9'; }

struct Part {
  std::string_view text;           // without its separator
  std::size_t begin, end;          // in the name; `end` is after the text
  std::size_t* seen_in = nullptr;  // how many names have it
  bool kept = false;
};

// The n-th occurrence of a part in a name: "a/a" has "a" twice.
struct Occurrence {
  std::string_view text;
  std::size_t nth;
  bool operator==(const Occurrence&) const = default;
};
struct OccurrenceHash {
  std::size_t operator()(const Occurrence& o) const { return std::hash<std::string_view>()(o.text) + o.nth; }
};

std::vector<Part> split(std::string_view name) {
  std::vector<Part> parts;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= name.size(); ++at) {
    if (at < name.size() && !parts_names(name, at)) continue;
    if (at > begin) parts.push_back({name.substr(begin, at - begin), begin, at});
    begin = at + 1;
  }
  return parts;
}

ShortName join(std::string_view name, const std::vector<Part>& parts) {
  ShortName out;
  const Part* last = nullptr;
  bool dropped = false;
  for (const Part& part : parts) {
    if (!part.kept) {
      dropped = true;
      continue;
    }
    if (last && dropped) {
      out.gaps.push_back({static_cast<std::uint16_t>(out.text.size()), static_cast<std::uint16_t>(kGap.size())});
      out.text += kGap;
    } else if (last) {
      out.text += name.substr(last->end, part.begin - last->end);
    }
    out.text += part.text;
    last = &part;
    dropped = false;
  }
  return out;
}

}  // namespace

bool parts_names(std::string_view name, std::size_t at) {
  const char c = name[at];
  if (c != '/' && c != '_' && c != '-' && c != '.' && c != '=' && c != ' ') return false;
  const bool digit_after = at + 1 < name.size() && digit(name[at + 1]);
  if (c == '.' && at > 0 && digit(name[at - 1]) && digit_after) return false;  // 0.001
  if (c == '-' && at > 1 && (name[at - 1] == 'e' || name[at - 1] == 'E') && digit(name[at - 2]) && digit_after) {
    return false;  // 1e-3
  }
  return true;
}

std::vector<ShortName> short_names(std::span<const std::string_view> names) {
  std::vector<std::vector<Part>> split_names;
  split_names.reserve(names.size());
  std::unordered_map<Occurrence, std::size_t, OccurrenceHash> seen_in;
  for (const auto name : names) {
    split_names.push_back(split(name));
    auto& parts = split_names.back();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      std::size_t nth = 0;
      for (std::size_t j = 0; j < i; ++j) nth += parts[j].text == parts[i].text;
      parts[i].seen_in = &seen_in[{parts[i].text, nth}];
      ++*parts[i].seen_in;
    }
  }
  std::vector<ShortName> out;
  out.reserve(names.size());
  for (std::size_t n = 0; n < names.size(); ++n) {
    auto& parts = split_names[n];
    bool any = false;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts[i].kept = names.size() < 2 || *parts[i].seen_in < names.size();
      any |= parts[i].kept;
    }
    if (!any && !parts.empty()) parts.back().kept = true;
    out.push_back(parts.empty() ? ShortName{std::string(names[n]), {}} : join(names[n], parts));
  }

  // Equal results get dropped parts back until they differ; where no part tells them apart, the whole name.
  std::unordered_map<std::string_view, std::vector<std::size_t>> equal;
  for (std::size_t n = 0; n < out.size(); ++n) equal[out[n].text].push_back(n);
  for (const auto& [text, members] : equal) {
    if (members.size() < 2) continue;
    std::size_t most = 0;
    for (const auto n : members) most = std::max(most, split_names[n].size());
    bool apart = false;
    for (std::size_t i = 0; i < most && !apart; ++i) {
      const auto at = [&](std::size_t n) { return i < split_names[n].size() ? split_names[n][i].text : ""; };
      const auto first = at(members[0]);
      const bool differs = std::ranges::any_of(members, [&](std::size_t n) { return at(n) != first; });
      if (!differs) continue;
      for (const auto n : members)
        if (i < split_names[n].size()) split_names[n][i].kept = true;
      std::unordered_map<std::string, int> distinct;
      for (const auto n : members) ++distinct[join(names[n], split_names[n]).text];
      apart = distinct.size() == members.size();
    }
    for (const auto n : members) out[n] = apart ? join(names[n], split_names[n]) : ShortName{std::string(names[n]), {}};
  }
  return out;
}

}  // namespace db
