#include "app/palette.h"

#include <algorithm>
#include <optional>
#include <tuple>

namespace db {
namespace {

constexpr std::size_t kMostOfEach = 6;
constexpr std::size_t kMostOfOne = 60;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }

std::size_t find_word(std::string_view text, std::string_view word) {
  const auto found = std::ranges::search(text, word, {}, lower);
  return found.empty() && !word.empty() ? text.npos : static_cast<std::size_t>(found.begin() - text.begin());
}

struct Match {
  int rank;  // less is better
  std::size_t length;
  std::size_t index;
  std::size_t at;
};

class Query {
 public:
  explicit Query(std::string_view text) {
    while (!text.empty()) {
      const auto space = text.find(' ');
      const std::string_view word = text.substr(0, space);
      if (!word.empty()) {
        words_.emplace_back(word);
        std::ranges::transform(words_.back(), words_.back().begin(), lower);
      }
      text.remove_prefix(space == text.npos ? text.size() : space + 1);
    }
  }

  std::size_t first_bytes() const { return words_.empty() ? 0 : words_[0].size(); }

  std::optional<Match> match(std::string_view text, std::size_t index) const {
    if (words_.empty()) return Match{0, 0, index, 0};
    const std::size_t at = find_word(text, words_[0]);
    if (at == text.npos) return std::nullopt;
    for (std::size_t i = 1; i < words_.size(); ++i)
      if (find_word(text, words_[i]) == text.npos) return std::nullopt;
    const auto slash = text.rfind('/');
    const std::size_t last_part = slash == text.npos ? 0 : slash + 1;
    const auto letter = [](char c) { return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9'); };
    if (at == 0) return Match{0, text.size(), index, at};
    if (const auto in_last = find_word(text.substr(last_part), words_[0]); in_last == 0) {
      return Match{1, text.size(), index, last_part};
    }
    return Match{letter(text[at - 1]) ? 3 : 2, text.size(), index, at};
  }

 private:
  std::vector<std::string> words_;
};

template <typename NameOf>
std::vector<Match> best(const Query& query, std::size_t count, std::size_t most, const NameOf& name_of) {
  std::vector<Match> found;
  for (std::size_t i = 0; i < count; ++i)
    if (const auto match = query.match(name_of(i), i)) found.push_back(*match);
  const auto better = [](const Match& a, const Match& b) {
    return std::tie(a.rank, a.length, a.index) < std::tie(b.rank, b.length, b.index);
  };
  const auto kept = std::min(most, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), better);
  found.resize(kept);
  return found;
}

}  // namespace

std::vector<PaletteItem> find_in_palette(std::string_view query, const PaletteNames& names) {
  std::optional<PaletteSection> only;
  if (query.starts_with('>')) only = PaletteSection::kCommands;
  if (query.starts_with('#')) only = PaletteSection::kTags;
  if (query.starts_with('@')) only = PaletteSection::kRuns;
  if (only) query.remove_prefix(1);
  const Query words(query);
  const std::size_t most = only ? kMostOfOne : kMostOfEach;
  std::vector<PaletteItem> items;
  const auto add = [&](PaletteSection section, std::string_view text, const Match& match) -> PaletteItem& {
    items.push_back({.section = section,
                     .text = std::string(text),
                     .match_at = match.at,
                     .match_bytes = words.first_bytes(),
                     .key = {},
                     .command = {},
                     .argument = {}});
    return items.back();
  };
  if (!only || only == PaletteSection::kCommands) {
    for (const Match& m :
         best(words, names.commands.size(), most, [&](std::size_t i) { return names.commands[i].title; })) {
      const PaletteCommand& command = names.commands[m.index];
      PaletteItem& item = add(PaletteSection::kCommands, command.title, m);
      item.key = command.key;
      item.command = command.name;
      item.argument = command.argument;
    }
  }
  const auto add_names = [&](PaletteSection section, std::span<const std::string_view> all, std::string_view command) {
    if (only && only != section) return;
    for (const Match& m : best(words, all.size(), most, [&](std::size_t i) { return all[i]; })) {
      PaletteItem& item = add(section, all[m.index], m);
      item.command = command;
      item.argument = all[m.index];
    }
  };
  add_names(PaletteSection::kTags, names.tags, "show-tag");
  add_names(PaletteSection::kRuns, names.runs, "only-run");
  return items;
}

}  // namespace db
