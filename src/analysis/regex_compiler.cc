// Patterns to programs: recursive descent, emitting instructions as it goes.
#include <algorithm>

#include "analysis/regex.h"
#include "analysis/regex_text.h"

namespace db {
namespace {

using regex_text::fold;
using regex_text::next_code_point;

constexpr std::uint32_t kLastCodePoint = 0x10FFFF;
constexpr std::size_t kMaxProgram = 20'000;
constexpr int kMaxDepth = 200;
constexpr int kMaxRepeat = 1'000;

}  // namespace

class RegexCompiler {
 public:
  RegexCompiler(std::string_view pattern, LetterCase letters) : text_(pattern) { regex_.letters_ = letters; }

  Result<Regex> run() {
    save(0);
    if (!alternatives(0)) return std::unexpected(error_);
    if (at_ < text_.size()) return fail("a “)” has no “(”", at_);
    save(1);
    emit(Op::kMatch);
    regex_.groups_ = groups_;
    return std::move(regex_);
  }

 private:
  using Op = Regex::Op;

  std::uint32_t here() const { return static_cast<std::uint32_t>(regex_.program_.size()); }
  void emit(Op op, std::uint32_t a = 0, std::uint32_t b = 0) { regex_.program_.push_back({op, a, b}); }
  void emit_char(std::uint32_t c) { emit(Op::kChar, regex_.letters_ == LetterCase::kIgnored ? fold(c) : c); }
  void save(std::uint32_t slot) { emit(Op::kSave, slot); }
  bool problem(std::string message, std::size_t offset) {
    error_ = {std::move(message), offset};
    return false;
  }
  bool peek(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) { return peek(c) ? (++at_, true) : false; }

  // a|b|c: each but the last is preceded by a split and followed by a jump to the end.
  bool alternatives(int depth) {
    if (depth > kMaxDepth) return problem("too many groups within groups", at_);
    std::vector<std::uint32_t> jumps;
    for (;;) {
      const std::uint32_t begin = here();
      if (!sequence(depth)) return false;
      if (!take('|')) break;
      insert(begin, {Op::kSplit, begin + 1, 0});
      jumps.push_back(here());
      emit(Op::kJump);
      regex_.program_[begin].b = here();
    }
    for (const auto jump : jumps) regex_.program_[jump].a = here();
    return true;
  }

  bool sequence(int depth) {
    while (at_ < text_.size() && text_[at_] != '|' && text_[at_] != ')') {
      const std::uint32_t begin = here();
      if (!atom(depth) || !repetition(begin)) return false;
      if (regex_.program_.size() > kMaxProgram) return problem("too long", at_);
    }
    return true;
  }

  bool atom(int depth) {
    const std::size_t start = at_;
    const char c = text_[at_];
    switch (c) {
      case '(':
        return group(depth);
      case '[':
        return character_class();
      case '.':
        ++at_;
        emit(Op::kAny);
        return true;
      case '^':
        ++at_;
        emit(Op::kBegin);
        return true;
      case '$':
        ++at_;
        emit(Op::kEnd);
        return true;
      case '*':
      case '+':
      case '?':
        return problem(std::string("nothing before “") + c + "” to repeat", start);
      case '\\':
        return escape();
      default:
        break;
    }
    emit_char(next_code_point(text_, at_));
    return true;
  }

  bool group(int depth) {
    const std::size_t start = at_++;
    bool capturing = true;
    if (take('?')) {
      if (!take(':')) return problem("“(?” is known only as “(?:”", start);
      capturing = false;
    }
    const int number = capturing ? ++groups_ : 0;
    if (capturing) save(static_cast<std::uint32_t>(number) * 2);
    if (!alternatives(depth + 1)) return false;
    if (!take(')')) return problem("a “(” is not closed", start);
    if (capturing) save(static_cast<std::uint32_t>(number) * 2 + 1);
    return true;
  }

  // Adds what \d, \w, \s stand for; their capitals are the complement.
  static bool class_escape(char c, std::vector<Regex::Range>& ranges) {
    std::vector<Regex::Range> r;
    switch (c | 32) {
      case 'd':
        r = {{'0', '9'}};
        break;
      case 'w':
        r = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
        break;
      case 's':
        r = {{9, 13}, {32, 32}, {0xA0, 0xA0}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x3000, 0x3000}};
        break;
      default:
        return false;
    }
    if (c >= 'a') {
      ranges.insert(ranges.end(), r.begin(), r.end());
      return true;
    }
    std::uint32_t next = 0;
    for (const auto& range : r) {
      if (range.first > next) ranges.push_back({next, range.first - 1});
      next = range.last + 1;
    }
    ranges.push_back({next, kLastCodePoint});
    return true;
  }

  // A character after a backslash that stands for one character.
  bool escaped_character(std::uint32_t& out) {
    const std::size_t start = at_ - 1;
    const auto digits = [&](int count) {
      std::uint32_t v = 0;
      for (int i = 0; i < count; ++i) {
        if (at_ >= text_.size()) return false;
        const char c = text_[at_];
        const int d = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (d < 0) return false;
        v = v * 16 + static_cast<std::uint32_t>(d);
        ++at_;
      }
      out = v;
      return true;
    };
    const char c = text_[at_];
    switch (c) {
      case 'n':
        ++at_;
        out = '\n';
        return true;
      case 't':
        ++at_;
        out = '\t';
        return true;
      case 'r':
        ++at_;
        out = '\r';
        return true;
      case 'f':
        ++at_;
        out = '\f';
        return true;
      case 'v':
        ++at_;
        out = '\v';
        return true;
      case 'x':
        ++at_;
        return digits(2) || problem("“\\x” needs two hexadecimal digits", start);
      case 'u':
        ++at_;
        return digits(4) || problem("“\\u” needs four hexadecimal digits", start);
      default:
        break;
    }
    if (c >= '0' && c <= '9') return problem("back-references are not known here", start);
    out = next_code_point(text_, at_);
    return true;
  }

  bool escape() {
    ++at_;
    if (at_ >= text_.size()) return problem("a “\\” at the end", at_ - 1);
    const char c = text_[at_];
    if (c == 'b' || c == 'B') {
      ++at_;
      emit(c == 'b' ? Op::kWordEdge : Op::kNotWordEdge);
      return true;
    }
    Regex::Class set;
    if (class_escape(c, set.ranges)) {
      ++at_;
      emit_class(std::move(set));
      return true;
    }
    std::uint32_t code = 0;
    if (!escaped_character(code)) return false;
    emit_char(code);
    return true;
  }

  bool character_class() {
    const std::size_t start = at_++;
    Regex::Class set;
    set.negated = take('^');
    while (at_ < text_.size() && text_[at_] != ']') {
      std::uint32_t first = 0, last = 0;
      bool single = true;
      if (!class_member(set, first, single)) return false;
      if (!single) continue;
      last = first;
      if (peek('-') && at_ + 1 < text_.size() && text_[at_ + 1] != ']') {
        ++at_;
        if (!class_member(set, last, single)) return false;
        if (!single || last < first) return problem("a range in “[ ]” runs backwards", start);
      }
      set.ranges.push_back({first, last});
    }
    if (!take(']')) return problem("a “[” is not closed", start);
    emit_class(std::move(set));
    return true;
  }

  bool class_member(Regex::Class& set, std::uint32_t& out, bool& single) {
    single = true;
    if (!take('\\')) {
      out = next_code_point(text_, at_);
      return true;
    }
    if (at_ >= text_.size()) return problem("a “\\” at the end", at_ - 1);
    if (class_escape(text_[at_], set.ranges)) {
      ++at_;
      single = false;
      return true;
    }
    if (take('b')) return out = '\b', true;
    return escaped_character(out);
  }

  void emit_class(Regex::Class set) {
    // Where case is ignored every range of letters counts in both cases.
    const auto ranges = regex_.letters_ == LetterCase::kIgnored ? set.ranges : std::vector<Regex::Range>();
    for (const auto& r : ranges) {
      const auto add = [&](std::uint32_t lo, std::uint32_t hi, std::int32_t shift) {
        const auto first = std::max(r.first, lo), last = std::min(r.last, hi);
        if (first <= last) {
          set.ranges.push_back({static_cast<std::uint32_t>(static_cast<std::int32_t>(first) + shift),
                                static_cast<std::uint32_t>(static_cast<std::int32_t>(last) + shift)});
        }
      };
      add('a', 'z', -32);
      add('A', 'Z', 32);
    }
    emit(Op::kClass, static_cast<std::uint32_t>(regex_.classes_.size()));
    regex_.classes_.push_back(std::move(set));
  }

  // Puts an instruction before `at`; targets behind it move along.
  void insert(std::uint32_t at, Regex::Instruction instruction) {
    auto& program = regex_.program_;
    for (auto i = at; i < program.size(); ++i) {
      auto& x = program[i];
      if (x.op == Op::kSplit || x.op == Op::kJump) {
        if (x.a >= at) ++x.a;
        if (x.op == Op::kSplit && x.b >= at) ++x.b;
      }
    }
    program.insert(program.begin() + at, instruction);
  }

  bool counted(int& least, int& most) {  // {2}, {2,}, {2,5}; anything else is the character "{"
    std::size_t i = at_ + 1;
    const auto number = [&](int& out) {
      const std::size_t begin = i;
      int v = 0;
      while (i < text_.size() && text_[i] >= '0' && text_[i] <= '9') v = std::min(v * 10 + (text_[i++] - '0'), 100'000);
      out = v;
      return i > begin;
    };
    if (!number(least)) return false;
    most = least;
    if (i < text_.size() && text_[i] == ',') {
      ++i;
      if (!number(most)) most = -1;
    }
    if (i >= text_.size() || text_[i] != '}') return false;
    at_ = i + 1;
    return true;
  }

  bool repetition(std::uint32_t begin) {
    const std::size_t start = at_;
    int least = 1, most = 1;
    if (take('*'))
      least = 0, most = -1;
    else if (take('+'))
      least = 1, most = -1;
    else if (take('?'))
      least = 0, most = 1;
    else if (!(peek('{') && counted(least, most)))
      return true;
    if (peek('*') || peek('+')) return problem(std::string("nothing before “") + text_[at_] + "” to repeat", at_);
    const bool lazy = take('?');
    if (least > kMaxRepeat || most > kMaxRepeat) return problem("more than 1,000 repetitions", start);
    if (most >= 0 && most < least) return problem("a repetition runs backwards", start);

    auto& program = regex_.program_;
    const std::vector<Regex::Instruction> body(program.begin() + begin, program.end());
    program.resize(begin);
    const auto copy = [&] {
      const auto shift = here() - begin;
      for (auto x : body) {
        if (x.op == Op::kSplit || x.op == Op::kJump) {
          x.a += shift;
          if (x.op == Op::kSplit) x.b += shift;
        }
        program.push_back(x);
      }
    };
    const auto split = [&](std::uint32_t in, std::uint32_t out) {
      lazy ? emit(Op::kSplit, out, in) : emit(Op::kSplit, in, out);
    };
    for (int i = 0; i < least; ++i) {
      copy();
      if (program.size() > kMaxProgram) return problem("too long", start);
    }
    if (most < 0) {
      const auto loop = here();
      split(loop + 1, loop + 2 + static_cast<std::uint32_t>(body.size()));
      copy();
      emit(Op::kJump, loop);
    } else {
      for (int i = least; i < most; ++i) {
        split(here() + 1, here() + 1 + static_cast<std::uint32_t>(body.size()));
        copy();
        if (program.size() > kMaxProgram) return problem("too long", start);
      }
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int groups_ = 0;
  Regex regex_;
  Error error_;
};

Result<Regex> Regex::compile(std::string_view pattern, LetterCase letters) {
  return RegexCompiler(pattern, letters).run();
}

}  // namespace db
