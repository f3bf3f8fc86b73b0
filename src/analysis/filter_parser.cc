// Text to Filter: recursive descent.
#include <algorithm>
#include <cstdlib>
#include <optional>
#include <utility>

#include "analysis/filter.h"

namespace db {
namespace {

constexpr int kMaxDepth = 50;
constexpr std::string_view kHParam = "hparam";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

class FilterParser {
 public:
  FilterParser(std::string_view text, Filter::Of of) : text_(text), of_(of) {}

  Result<Filter> run() {
    filter_.root_ = all(0);
    if (failed_) return std::unexpected(std::move(error_));
    return std::move(filter_);
  }

 private:
  using Term = Filter::Term;
  using Kind = Term::Kind;

  bool more() const { return at_ < text_.size() && !failed_; }
  void skip_spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  std::optional<Term> problem(std::string message, std::size_t offset) {
    if (!failed_) error_ = {std::move(message), offset};
    failed_ = true;
    return std::nullopt;
  }
  // What begins at `at` is no longer part of a term.
  bool ends(std::size_t at, int depth) const {
    return at >= text_.size() || is_space(text_[at]) || text_[at] == '|' || (depth > 0 && text_[at] == ')');
  }

  Term all(int depth) {
    Term out{.kind = Kind::kAll};
    for (skip_spaces(); more() && !(depth > 0 && text_[at_] == ')'); skip_spaces()) {
      if (auto part = any(depth)) out.parts.push_back(*std::move(part));
    }
    return out;
  }

  std::optional<Term> any(int depth) {
    Term out{.kind = Kind::kAny};
    for (;;) {
      if (auto part = negated(depth)) out.parts.push_back(*std::move(part));
      skip_spaces();
      if (!more() || text_[at_] != '|') break;
      ++at_;
      skip_spaces();
    }
    if (out.parts.empty()) return std::nullopt;
    if (out.parts.size() == 1) return std::move(out.parts[0]);
    return out;
  }

  std::optional<Term> negated(int depth) {
    bool negative = false;
    for (; more() && text_[at_] == '!'; ++at_) negative = !negative;
    auto term = atom(depth);
    if (!term || !negative) return term;
    Term out{.kind = Kind::kNot};
    out.parts.push_back(*std::move(term));
    return out;
  }

  std::optional<Term> atom(int depth) {
    if (!more() || ends(at_, depth)) return std::nullopt;
    const char c = text_[at_];
    if (c == '(') return group(depth);
    if (c == '"') {
      std::string_view inside;
      if (!quoted(inside)) return std::nullopt;
      return inside.empty() ? std::nullopt : std::optional(word(inside));
    }
    if (c == '/') {
      const std::size_t close = regex_end(depth);
      return close == text_.npos ? problem("a “/” is not closed", at_) : regex(close);
    }
    if (const auto what = word_before_parenthesis(); what == kHParam || measure_named(what)) {
      if (of_ == Filter::Of::kRuns || compares(depth)) return condition(what, depth);
    }
    const std::size_t begin = at_;
    at_ = word_end(at_, depth);
    return word(text_.substr(begin, at_ - begin));
  }

  // A parenthesis opened in a word is closed in it.
  std::size_t word_end(std::size_t at, int depth) const {
    for (int open = 0; !ends(at, open > 0 ? 0 : depth); ++at) open += text_[at] == '(' ? 1 : text_[at] == ')' ? -1 : 0;
    return at;
  }

  static Term word(std::string_view text) {
    Term out{.kind = Kind::kWord, .word = std::string(text), .letters = letter_case_of(text)};
    return out;
  }

  std::optional<Term> group(int depth) {
    const std::size_t open = at_++;
    if (depth >= kMaxDepth) return problem("too many “(” within each other", open);
    Term inside = all(depth + 1);
    if (failed_) return std::nullopt;
    if (at_ >= text_.size()) return problem("a “(” is not closed", open);
    ++at_;
    if (inside.parts.empty()) return std::nullopt;
    return inside;
  }

  bool quoted(std::string_view& inside) {
    const std::size_t end = text_.find('"', at_ + 1);
    if (end == text_.npos) {
      problem("a quotation mark is not closed", at_);
      return false;
    }
    inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    return true;
  }

  // Where the slash is that closes the one here: the first with nothing of the same term behind it but "i".
  std::size_t regex_end(int depth) const {
    if (ends(at_ + 1, depth)) return text_.npos;
    for (std::size_t at = at_ + 1; at < text_.size(); at += text_[at] == '\\' ? 2 : 1) {
      if (text_[at] != '/' || at == at_ + 1) continue;
      if (ends(at + 1, depth) || (text_[at + 1] == 'i' && ends(at + 2, depth))) return at;
    }
    return text_.npos;
  }

  std::optional<Term> regex(std::size_t close) {
    const std::string_view pattern = text_.substr(at_ + 1, close - at_ - 1);
    const bool flag = close + 1 < text_.size() && text_[close + 1] == 'i';
    auto compiled = Regex::compile(pattern, flag ? LetterCase::kIgnored : letter_case_of_pattern(pattern));
    if (!compiled) return problem(compiled.error().message, at_ + 1 + compiled.error().offset);
    at_ = close + (flag ? 2 : 1);
    Term out{.kind = Kind::kRegex};
    out.regex = std::make_shared<RegexMatcher>(*std::move(compiled));
    return out;
  }

  // "last" of "last(" and its like.
  std::string_view word_before_parenthesis() const {
    const std::size_t open = text_.find('(', at_);
    return open == text_.npos ? std::string_view() : text_.substr(at_, open - at_);
  }

  // After the measure's parentheses; npos: they are not closed.
  std::size_t tag_end() const {
    std::size_t at = text_.find('(', at_) + 1;
    int open = 1;
    if (at < text_.size() && text_[at] == '"') {
      const std::size_t end = text_.find("\")", at + 1);
      return end == text_.npos ? end : end + 2;
    }
    for (; at < text_.size(); ++at) {
      open += text_[at] == '(' ? 1 : text_[at] == ')' ? -1 : 0;
      if (open == 0) return at + 1;
    }
    return text_.npos;
  }

  std::optional<Comparison> comparison_at(std::size_t& at) const {
    while (at < text_.size() && is_space(text_[at])) ++at;
    const std::string_view rest = text_.substr(std::min(at, text_.size()));
    constexpr std::pair<std::string_view, Comparison> kSigns[] = {
        {"<=", Comparison::kLessEqual}, {">=", Comparison::kGreaterEqual}, {"!=", Comparison::kNotEqual},
        {"==", Comparison::kEqual},     {"<", Comparison::kLess},          {">", Comparison::kGreater},
        {"=", Comparison::kEqual}};
    for (const auto& [sign, comparison] : kSigns) {
      if (!rest.starts_with(sign)) continue;
      at += sign.size();
      return comparison;
    }
    return std::nullopt;
  }

  // It is a whole condition, not a name that begins like one.
  bool compares(int depth) const {
    std::size_t at = tag_end();
    return at != text_.npos && !ends(at, depth) && comparison_at(at).has_value();
  }

  std::optional<Term> condition(std::string_view what, int depth) {
    const std::size_t begin = at_;
    const std::string name(what);
    const auto measure = measure_named(what);
    if (of_ != Filter::Of::kRuns) return problem("“" + name + "(…)” can be asked of runs only", begin);
    const std::size_t open = text_.find('(', at_);
    const std::size_t after = tag_end();
    if (after == text_.npos) return problem("a “(” is not closed", open);
    std::string_view tag = text_.substr(open + 1, after - open - 2);
    if (tag.starts_with('"')) tag = tag.substr(1, tag.size() - 2);
    if (tag.empty()) return problem("“" + name + (measure ? "()” needs a tag" : "()” needs a name"), open + 1);
    at_ = after;
    const auto comparison = comparison_at(at_);
    if (!comparison) return problem("“" + name + "(…)” is compared by < <= > >= = or !=", std::min(at_, text_.size()));
    skip_spaces();
    const std::size_t from = at_;
    std::string_view operand;
    const bool in_quotes = !measure && from < text_.size() && text_[from] == '"';
    if (in_quotes) {
      if (!quoted(operand)) return std::nullopt;
    } else {
      at_ = word_end(at_, depth);
      operand = text_.substr(from, at_ - from);
      if (operand.empty()) return problem(measure ? "a number is missing" : "a value is missing", from);
    }
    FilterCondition out_of{measure, Glob(tag, letter_case_of(tag)), *comparison, std::nullopt, std::nullopt};
    const std::string number(operand);
    char* end = nullptr;
    const double value = std::strtod(number.c_str(), &end);
    if (!number.empty() && end == number.c_str() + number.size()) out_of.number = value;
    const bool same = *comparison == Comparison::kEqual || *comparison == Comparison::kNotEqual;
    if (!out_of.number && (measure || !same)) return problem("“" + number + "” is no number", from);
    if (!measure) out_of.text = Glob(operand, letter_case_of(operand));
    filter_.conditions_.push_back(std::move(out_of));
    Term out{.kind = Kind::kCondition};
    out.condition = filter_.conditions_.size() - 1;
    return out;
  }

  std::string_view text_;
  Filter::Of of_;
  std::size_t at_ = 0;
  Filter filter_;
  bool failed_ = false;
  Error error_;
};

Result<Filter> Filter::parse(std::string_view text, Of of) { return FilterParser(text, of).run(); }

}  // namespace db
