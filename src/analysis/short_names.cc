#include "analysis/short_names.h"

#include <algorithm>
#include <functional>
#include <unordered_map>

namespace db {
namespace {

constexpr std::string_view kGap = " … ";

bool digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::uint32_t kOther = 0xFFFFFFFF;

struct Part {
  std::uint32_t begin, end;     // in the name; `end` is after the text
  std::uint32_t word = kOther;  // of Words
  std::uint32_t nth = 0;        // of its name's parts that are this word
  bool kept = false;

  std::string_view text(std::string_view name) const { return name.substr(begin, end - begin); }
};

bool separates(char c) { return c == '/' || c == '_' || c == '-' || c == '.' || c == '=' || c == ' '; }

// Where a part begins before which all names are the same.
std::size_t common_start(std::span<const std::string_view> names) {
  std::string_view common = names[0];
  for (const auto name : names) {
    if (name.starts_with(common)) continue;
    common = common.substr(0, static_cast<std::size_t>(std::ranges::mismatch(common, name).in1 - common.begin()));
  }
  std::size_t start = 0;
  for (std::size_t at = 0; at + 1 < common.size(); ++at) {
    if (parts_names(common, at) && !separates(common[at + 1])) start = at + 1;
  }
  return start;
}

void split(std::string_view name, std::size_t begin, std::vector<Part>& parts) {
  for (std::size_t at = begin; at <= name.size(); ++at) {
    if (at < name.size() && !parts_names(name, at)) continue;
    if (at > begin) parts.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
    begin = at + 1;
  }
}

ShortName join(std::string_view name, std::span<const Part> parts) {
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
    out.text += part.text(name);
    last = &part;
    dropped = false;
  }
  return out;
}

using Places = std::unordered_map<std::string_view, std::uint32_t>;

// The words of the first name, and how often each is in every name: only these can be shared by all.
class Words {
 public:
  Words(std::string_view first, std::span<const Part> parts) {
    for (const Part& part : parts) {
      const auto word = ids_.try_emplace(part.text(first), static_cast<std::uint32_t>(words_.size())).first->second;
      if (word == words_.size()) words_.push_back({.after = order_.size() + 1});
      order_.push_back({part.text(first), word});
    }
  }

  void count(std::string_view name, std::span<Part> parts) {
    for (Word& word : words_) word.here = 0;
    std::size_t next = 0;  // of order_: names are mostly made alike
    for (Part& part : parts) {
      const std::string_view text = part.text(name);
      if (next < order_.size() && order_[next].text == text) {
        part.word = order_[next++].word;
      } else if (const auto known = ids_.find(text); known != ids_.end()) {
        part.word = known->second;
        next = words_[part.word].after;
      } else {
        ++next;
        continue;
      }
      part.nth = words_[part.word].here++;
    }
    for (Word& word : words_) word.everywhere = std::min(word.everywhere, word.here);
  }

  bool shared(const Part& part) const { return part.word != kOther && part.nth < words_[part.word].everywhere; }

 private:
  struct Word {
    std::size_t after;  // its first place, in order_
    std::uint32_t here = 0, everywhere = kOther;
  };
  struct Place {
    std::string_view text;
    std::uint32_t word;
  };
  std::vector<Word> words_;
  std::vector<Place> order_;
  Places ids_;
};

// Names with their parts, and what has been made of them.
struct Making {
  std::span<const std::string_view> names;
  std::vector<std::vector<Part>> parts;
  std::vector<ShortName> out;

  void make(std::size_t n) { out[n] = join(names[n], parts[n]); }
  std::string_view text(std::size_t n, std::size_t part) const {
    return part < parts[n].size() ? parts[n][part].text(names[n]) : std::string_view();
  }
  void tell_apart(std::span<const std::uint32_t> members);
};

// Equal results get dropped parts back until they differ; where no part tells them apart, the whole name.
void Making::tell_apart(std::span<const std::uint32_t> members) {
  std::size_t most = 0;
  for (const auto n : members) most = std::max(most, parts[n].size());
  for (std::size_t i = 0; i < most; ++i) {
    const auto first = text(members[0], i);
    if (std::ranges::all_of(members, [&](std::uint32_t n) { return text(n, i) == first; })) continue;
    Places seen;
    bool apart = true;
    for (const auto n : members) {
      if (i < parts[n].size()) parts[n][i].kept = true;
      make(n);
    }
    for (const auto n : members) apart &= seen.try_emplace(out[n].text, n).second;
    if (apart) return;
  }
  for (const auto n : members) out[n] = {std::string(names[n]), {}};
}

}  // namespace

bool parts_names(std::string_view name, std::size_t at) {
  const char c = name[at];
  if (!separates(c)) return false;
  const bool digit_after = at + 1 < name.size() && digit(name[at + 1]);
  if (c == '.' && at > 0 && digit(name[at - 1]) && digit_after) return false;  // 0.001
  if (c == '-' && at > 1 && (name[at - 1] == 'e' || name[at - 1] == 'E') && digit(name[at - 2]) && digit_after) {
    return false;  // 1e-3
  }
  return true;
}

std::vector<ShortName> short_names(std::span<const std::string_view> names) {
  if (names.empty()) return {};
  Making making{names, std::vector<std::vector<Part>>(names.size()), std::vector<ShortName>(names.size())};
  const std::size_t start = names.size() > 1 ? common_start(names) : 0;
  for (std::size_t n = 0; n < names.size(); ++n) {
    if (n > 0) making.parts[n].reserve(making.parts[n - 1].size());
    split(names[n], start, making.parts[n]);
  }
  Words words(names[0], making.parts[0]);
  for (std::size_t n = 0; n < names.size(); ++n) words.count(names[n], making.parts[n]);

  Places places;  // of texts, in `equal`
  std::vector<std::vector<std::uint32_t>> equal;
  for (std::size_t n = 0; n < names.size(); ++n) {
    auto& parts = making.parts[n];
    bool any = false;
    for (Part& part : parts) any |= part.kept = names.size() < 2 || !words.shared(part);
    if (!any && !parts.empty()) parts.back().kept = true;
    making.make(n);
    if (parts.empty()) making.out[n].text = names[n];
    const auto [at, fresh] = places.try_emplace(making.out[n].text, static_cast<std::uint32_t>(equal.size()));
    if (fresh) equal.emplace_back();
    equal[at->second].push_back(static_cast<std::uint32_t>(n));
  }
  for (const auto& members : equal)
    if (members.size() > 1) making.tell_apart(members);
  return std::move(making.out);
}

}  // namespace db
