#include "analysis/filter.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace db {
namespace {

bool contains(std::string_view name, std::string_view word, LetterCase letters) {
  if (letters == LetterCase::kKept || word.empty()) return name.find(word) != name.npos;
  if (name.size() < word.size()) return false;
  const char first = word[0];
  for (std::size_t at = 0; at + word.size() <= name.size(); ++at) {
    if (lower_letter(name[at]) != first) continue;
    std::size_t same = 1;
    while (same < word.size() && lower_letter(name[at + same]) == word[same]) ++same;
    if (same == word.size()) return true;
  }
  return false;
}

// The number as typed, or what a float32 makes of it.
bool is_number(double value, double typed) {
  if (std::isnan(typed)) return std::isnan(value);
  const bool narrow = std::fabs(typed) <= static_cast<double>(std::numeric_limits<float>::max());
  return value == typed || (narrow && value == static_cast<double>(static_cast<float>(typed)));
}

}  // namespace

bool FilterCondition::holds(const HParamValue& value) const {
  const std::string as_text = hparam_text(value);
  std::optional<double> as_number;
  if (const auto* known = std::get_if<double>(&value)) {
    as_number = *known;
  } else if (const auto* flag = std::get_if<bool>(&value)) {
    as_number = *flag ? 1 : 0;
  } else if (!as_text.empty()) {
    char* end = nullptr;
    const double read = std::strtod(as_text.c_str(), &end);
    if (end == as_text.c_str() + as_text.size()) as_number = read;
  }
  if (number && as_number) return holds(*as_number);
  if (comparison != Comparison::kEqual && comparison != Comparison::kNotEqual) return false;
  return (text && text->matches(as_text)) == (comparison == Comparison::kEqual);
}

bool FilterCondition::holds(double value) const {
  if (!number) return false;
  const double typed = *number;
  const bool same = is_number(value, typed);
  switch (comparison) {
    case Comparison::kLess:
      return value < typed && !same;
    case Comparison::kLessEqual:
      return value < typed || same;
    case Comparison::kGreater:
      return value > typed && !same;
    case Comparison::kGreaterEqual:
      return value > typed || same;
    case Comparison::kEqual:
      return same;
    case Comparison::kNotEqual:
      return !same;
  }
  return false;
}

bool Filter::matches(const Term& term, Names names, const FilterValues* values) {
  const auto one = [&](const Term& part) { return matches(part, names, values); };
  switch (term.kind) {
    case Term::Kind::kAll:
      return std::ranges::all_of(term.parts, one);
    case Term::Kind::kAny:
      return std::ranges::any_of(term.parts, one);
    case Term::Kind::kNot:
      return !one(term.parts[0]);
    case Term::Kind::kWord:
      return std::ranges::any_of(names, [&](auto name) { return contains(name, term.word, term.letters); });
    case Term::Kind::kRegex:
      return std::ranges::any_of(names, [&](auto name) { return term.regex->matches(name); });
    case Term::Kind::kCondition:
      return values && values->holds(term.condition);
  }
  return false;
}

}  // namespace db
