#include "analysis/regex.h"

#include <algorithm>

namespace db {
namespace {

constexpr std::uint32_t kLastCodePoint = 0x10FFFF;
constexpr std::size_t kMaxProgram = 20'000;
constexpr int kMaxDepth = 200;
constexpr int kMaxRepeat = 1'000;

// A byte that begins no sound sequence counts as a character of its own.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  const std::uint32_t first = byte(at);
  const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  if (more > 0 && at + more < text.size()) {
    std::uint32_t c = first & (0x3Fu >> more);
    std::size_t i = 1;
    while (i <= more && (byte(at + i) & 0xC0) == 0x80) c = c << 6 | (byte(at + i++) & 0x3F);
    if (i > more) return at += more + 1, c;
  }
  return ++at, first;
}

std::uint32_t fold(std::uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

bool is_word(std::uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

}  // namespace

// Recursive descent over the pattern, emitting instructions as it goes.
class RegexCompiler {
 public:
  explicit RegexCompiler(std::string_view pattern) : text_(pattern) {}

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
      case '(': return group(depth);
      case '[': return character_class();
      case '.': ++at_; emit(Op::kAny); return true;
      case '^': ++at_; emit(Op::kBegin); return true;
      case '$': ++at_; emit(Op::kEnd); return true;
      case '*': case '+': case '?': return problem(std::string("nothing before “") + c + "” to repeat", start);
      case '\\': return escape();
      default: break;
    }
    emit(Op::kChar, fold(next_code_point(text_, at_)));
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
      case 'd': r = {{'0', '9'}}; break;
      case 'w': r = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}; break;
      case 's': r = {{9, 13}, {32, 32}, {0xA0, 0xA0}, {0x2000, 0x200A}, {0x2028, 0x2029}, {0x3000, 0x3000}}; break;
      default: return false;
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
      case 'n': ++at_; out = '\n'; return true;
      case 't': ++at_; out = '\t'; return true;
      case 'r': ++at_; out = '\r'; return true;
      case 'f': ++at_; out = '\f'; return true;
      case 'v': ++at_; out = '\v'; return true;
      case 'x': ++at_; return digits(2) || problem("“\\x” needs two hexadecimal digits", start);
      case 'u': ++at_; return digits(4) || problem("“\\u” needs four hexadecimal digits", start);
      default: break;
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
    emit(Op::kChar, fold(code));
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
    // Case is ignored: every range of letters counts in both cases.
    const auto ranges = set.ranges;
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
    if (take('*')) least = 0, most = -1;
    else if (take('+')) least = 1, most = -1;
    else if (take('?')) least = 0, most = 1;
    else if (!(peek('{') && counted(least, most))) return true;
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
    const auto split = [&](std::uint32_t in, std::uint32_t out) { lazy ? emit(Op::kSplit, out, in) : emit(Op::kSplit, in, out); };
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

// Runs all ways of matching side by side, one character at a time, the most wanted first.
class RegexMachine {
 public:
  RegexMachine(const Regex& regex, std::string_view text, bool capture)
      : regex_(regex), text_(text), slots_(capture ? 2 * static_cast<std::size_t>(regex.groups_ + 1) : 0) {
    marks_.assign(regex.program_.size(), 0);
  }

  bool run(std::vector<std::size_t>* captures) {
    bool matched = false;
    std::size_t at = 0;
    look(at, 0);
    ++mark_;
    for (;;) {
      if (!matched) add(current_, {0, std::vector<std::size_t>(slots_, std::string_view::npos)}, at);
      pending_.clear();
      for (auto& thread : current_) {
        const auto& x = regex_.program_[thread.pc];
        if (x.op == Regex::Op::kMatch) {
          matched = true;
          if (!captures) return true;
          *captures = thread.slots;
          break;  // what is less wanted is dropped
        }
        if (!edge_.end && takes(x, edge_.after)) pending_.push_back({thread.pc + 1, std::move(thread.slots)});
      }
      if (edge_.end) return matched;
      at = after_;
      look(at, edge_.after);
      ++mark_;
      current_.clear();
      for (auto& thread : pending_) add(current_, std::move(thread), at);
      if (current_.empty() && matched) return true;
    }
  }

 private:
  struct Thread {
    std::uint32_t pc;
    std::vector<std::size_t> slots;
  };
  struct Edge {  // between two characters
    std::uint32_t before = 0, after = 0;
    bool begin = false, end = false;
    bool word() const { return (!begin && is_word(before)) != (!end && is_word(after)); }
  };

  void look(std::size_t at, std::uint32_t before) {
    after_ = at;
    const bool end = at >= text_.size();
    edge_ = {before, end ? 0 : next_code_point(text_, after_), at == 0, end};
  }

  bool takes(const Regex::Instruction& x, std::uint32_t c) const {
    if (x.op == Regex::Op::kChar) return fold(c) == x.a;
    if (x.op == Regex::Op::kAny) return c != '\n';
    const auto& set = regex_.classes_[x.a];
    return set.negated != std::ranges::any_of(set.ranges, [c](const auto& r) { return c >= r.first && c <= r.last; });
  }

  void add(std::vector<Thread>& list, Thread first, std::size_t at) {
    stack_.clear();
    stack_.push_back(std::move(first));
    while (!stack_.empty()) {
      Thread thread = std::move(stack_.back());
      stack_.pop_back();
      if (marks_[thread.pc] == mark_) continue;
      marks_[thread.pc] = mark_;
      const auto& x = regex_.program_[thread.pc];
      switch (x.op) {
        case Regex::Op::kJump: stack_.push_back({x.a, std::move(thread.slots)}); break;
        case Regex::Op::kSplit:
          stack_.push_back({x.b, thread.slots});
          stack_.push_back({x.a, std::move(thread.slots)});
          break;
        case Regex::Op::kSave:
          if (x.a < thread.slots.size()) thread.slots[x.a] = at;
          stack_.push_back({thread.pc + 1, std::move(thread.slots)});
          break;
        case Regex::Op::kBegin:
          if (edge_.begin) stack_.push_back({thread.pc + 1, std::move(thread.slots)});
          break;
        case Regex::Op::kEnd:
          if (edge_.end) stack_.push_back({thread.pc + 1, std::move(thread.slots)});
          break;
        case Regex::Op::kWordEdge:
          if (edge_.word()) stack_.push_back({thread.pc + 1, std::move(thread.slots)});
          break;
        case Regex::Op::kNotWordEdge:
          if (!edge_.word()) stack_.push_back({thread.pc + 1, std::move(thread.slots)});
          break;
        default: list.push_back(std::move(thread)); break;
      }
    }
  }

  const Regex& regex_;
  std::string_view text_;
  std::size_t slots_;
  std::vector<Thread> current_, pending_, stack_;
  std::vector<std::uint64_t> marks_;
  std::uint64_t mark_ = 0;
  std::size_t after_ = 0;  // where the character behind the edge ends
  Edge edge_;
};

Result<Regex> Regex::compile(std::string_view pattern) { return RegexCompiler(pattern).run(); }

bool Regex::matches(std::string_view text) const { return RegexMachine(*this, text, false).run(nullptr); }

std::optional<std::vector<std::string_view>> Regex::groups(std::string_view text) const {
  std::vector<std::size_t> slots;
  if (!RegexMachine(*this, text, true).run(&slots)) return std::nullopt;
  std::vector<std::string_view> out;
  for (int g = 1; g <= groups_; ++g) {
    const auto first = slots[static_cast<std::size_t>(g) * 2], last = slots[static_cast<std::size_t>(g) * 2 + 1];
    out.push_back(first == std::string_view::npos || last == std::string_view::npos ? std::string_view()
                                                                                   : text.substr(first, last - first));
  }
  return out;
}

}  // namespace db
