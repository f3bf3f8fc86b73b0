#include "analysis/regex.h"

#include <algorithm>

#include "analysis/regex_text.h"

namespace db {
namespace {

using regex_text::is_word;
using regex_text::next_code_point;

}  // namespace

bool Regex::takes(const Instruction& x, std::uint32_t c) const {
  if (x.op == Op::kChar) return (letters_ == LetterCase::kIgnored ? regex_text::fold(c) : c) == x.a;
  if (x.op == Op::kAny) return c != '\n';
  const auto& set = classes_[x.a];
  return set.negated != std::ranges::any_of(set.ranges, [c](const auto& r) { return c >= r.first && c <= r.last; });
}

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
        if (!edge_.end && regex_.takes(x, edge_.after)) pending_.push_back({thread.pc + 1, std::move(thread.slots)});
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
        case Regex::Op::kJump:
          stack_.push_back({x.a, std::move(thread.slots)});
          break;
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
        default:
          list.push_back(std::move(thread));
          break;
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
