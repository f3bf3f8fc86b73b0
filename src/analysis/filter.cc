#include "analysis/filter.h"

#include <algorithm>

namespace db {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

bool contains(std::string_view name, std::string_view word) {
  const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b; };
  return !std::ranges::search(name, word, same).empty() || word.empty();
}

}  // namespace

Result<Filter> Filter::parse(std::string_view text) {
  Filter filter;
  std::size_t at = 0;
  const auto skip_spaces = [&] {
    while (at < text.size() && text[at] == ' ') ++at;
  };
  for (skip_spaces(); at < text.size(); skip_spaces()) {
    Either either;
    for (;;) {
      Term term;
      while (at < text.size() && text[at] == '!') {
        term.negated = !term.negated;
        ++at;
      }
      const char open = at < text.size() ? text[at] : ' ';
      if (open == '/' && at + 1 < text.size() && text[at + 1] != ' ') {
        // A slash that nothing closes is a word: names are full of them.
        std::size_t end = at + 1;
        while (end < text.size() && text[end] != '/') end += text[end] == '\\' ? 2 : 1;
        const bool closed =
            end < text.size() && (end + 1 == text.size() || text[end + 1] == ' ' || text[end + 1] == '|');
        if (closed) {
          auto regex = Regex::compile(text.substr(at + 1, end - at - 1));
          if (!regex) return std::unexpected(Error{regex.error().message, at + 1 + regex.error().offset});
          term.regex = std::make_shared<const Regex>(*std::move(regex));
          at = end + 1;
        }
      } else if (open == '"') {
        const auto end = text.find('"', at + 1);
        if (end == text.npos) return fail("a quotation mark is not closed", at);
        term.word = lower(text.substr(at + 1, end - at - 1));
        at = end + 1;
      }
      if (!term.regex && open != '"') {
        const auto end = std::min(text.find_first_of(" |", at), text.size());
        term.word = lower(text.substr(at, end - at));
        at = end;
      }
      if (term.regex || !term.word.empty()) either.push_back(std::move(term));
      if (at >= text.size() || text[at] != '|') break;
      ++at;
    }
    if (!either.empty()) filter.all_.push_back(std::move(either));
  }
  return filter;
}

bool Filter::matches(std::string_view name) const {
  return std::ranges::all_of(all_, [name](const Either& either) {
    return std::ranges::any_of(either, [name](const Term& term) {
      return (term.regex ? term.regex->matches(name) : contains(name, term.word)) != term.negated;
    });
  });
}

}  // namespace db
