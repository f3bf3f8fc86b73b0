#include "analysis/regex_matcher.h"

#include <algorithm>

#include "analysis/regex_text.h"

namespace db {
namespace {

using regex_text::is_word;

constexpr std::uint32_t kUnknown = 0xFFFFFFFF, kAccept = 0xFFFFFFFE, kReject = 0xFFFFFFFD;
constexpr char32_t kAtBegin = 0xFFFFFFFF, kAfterWord = 0xFFFFFFFE, kAfterOther = 0xFFFFFFFD;
constexpr std::size_t kMaxKinds = 256;
constexpr std::size_t kMaxStates = 1'000;
constexpr std::size_t kMaxThreads = 200'000;

}  // namespace

RegexMatcher::RegexMatcher(Regex regex) : regex_(std::move(regex)), seen_(regex_.program_.size(), 0) {
  const auto cut = [&](std::uint32_t first, std::uint32_t last) {
    bounds_.push_back(first);
    bounds_.push_back(last + 1);
  };
  bool edges = false;
  for (const auto& x : regex_.program_) {
    if (x.op == Regex::Op::kChar) {
      cut(x.a, x.a);
      if (x.a >= 'a' && x.a <= 'z') cut(x.a - 32, x.a - 32);
    }
    if (x.op == Regex::Op::kAny) cut('\n', '\n');
    edges = edges || x.op == Regex::Op::kWordEdge || x.op == Regex::Op::kNotWordEdge;
  }
  for (const auto& set : regex_.classes_) {
    for (const auto& range : set.ranges) cut(range.first, range.last);
  }
  if (edges) cut('0', '9'), cut('A', 'Z'), cut('_', '_'), cut('a', 'z');
  std::ranges::sort(bounds_);
  bounds_.erase(std::ranges::unique(bounds_).begin(), bounds_.end());
  std::erase(bounds_, 0u);
  end_ = bounds_.size() + 1;
  tabulated_ = end_ < kMaxKinds;
  for (std::uint32_t c = 0; c < 128; ++c) ascii_kind_[c] = static_cast<std::uint16_t>(kind_of(c));
}

std::size_t RegexMatcher::kind_of(std::uint32_t code_point) const {
  return static_cast<std::size_t>(std::ranges::upper_bound(bounds_, code_point) - bounds_.begin());
}

RegexMatcher::State RegexMatcher::state_of(Threads threads) {
  if (const auto known = ids_.find(threads); known != ids_.end()) return known->second;
  if (states_.size() >= kMaxStates || threads_ > kMaxThreads) {
    ids_.clear();
    states_.clear();
    next_.clear();
    threads_ = 0;
  }
  threads_ += threads.size();
  const auto state = static_cast<State>(states_.size());
  states_.push_back(&ids_.emplace(std::move(threads), state).first->first);
  next_.resize(next_.size() + end_ + 1, kUnknown);
  return state;
}

// One step of the Pike machine: where the threads are after a character of this kind.
RegexMatcher::State RegexMatcher::follow(State from, std::size_t kind) {
  const Threads& threads = *states_[from];
  const bool at_end = kind == end_;
  const std::uint32_t c = kind == 0 || at_end ? 0 : bounds_[kind - 1];  // one of this kind stands for all
  const bool at_begin = threads.back() == kAtBegin;
  const bool word_after = !at_end && is_word(c);
  const bool edge = (threads.back() == kAfterWord) != word_after;

  Threads after;
  ++round_;
  stack_.assign(1, 0);  // a match may begin at each place
  for (std::size_t i = 0; i + 1 < threads.size(); ++i) stack_.push_back(threads[i]);
  while (!stack_.empty()) {
    const std::uint32_t at = stack_.back();
    stack_.pop_back();
    if (seen_[at] == round_) continue;
    seen_[at] = round_;
    const auto& x = regex_.program_[at];
    bool passes = false;
    switch (x.op) {
      case Regex::Op::kMatch:
        return kAccept;
      case Regex::Op::kSplit:
        stack_.push_back(x.b);
        stack_.push_back(x.a);
        break;
      case Regex::Op::kJump:
        stack_.push_back(x.a);
        break;
      case Regex::Op::kSave:
        passes = true;
        break;
      case Regex::Op::kBegin:
        passes = at_begin;
        break;
      case Regex::Op::kEnd:
        passes = at_end;
        break;
      case Regex::Op::kWordEdge:
        passes = edge;
        break;
      case Regex::Op::kNotWordEdge:
        passes = !edge;
        break;
      case Regex::Op::kChar:
      case Regex::Op::kAny:
      case Regex::Op::kClass:
        if (!at_end && regex_.takes(x, c)) after.push_back(at + 1);
        break;
    }
    if (passes) stack_.push_back(at + 1);
  }
  if (at_end) return kReject;
  std::ranges::sort(after);
  after.push_back(word_after ? kAfterWord : kAfterOther);
  return state_of(std::move(after));
}

bool RegexMatcher::matches(std::string_view text) {
  if (!tabulated_) return regex_.matches(text);
  const std::size_t kinds = end_ + 1;
  State state = state_of(Threads(1, kAtBegin));
  std::size_t at = 0;
  for (bool more = true; more;) {
    more = at < text.size();
    std::size_t kind = end_;
    if (more) {
      const auto byte = static_cast<unsigned char>(text[at]);
      kind = byte < 128 ? (++at, ascii_kind_[byte]) : kind_of(regex_text::next_code_point(text, at));
    }
    State next = next_[state * kinds + kind];
    if (next == kUnknown) {
      const std::size_t states = states_.size();
      next = follow(state, kind);
      // Not if all states have just been forgotten.
      if (states_.size() >= states) next_[state * kinds + kind] = next;
    }
    if (next == kAccept) return true;
    if (next == kReject) return false;
    state = next;
  }
  return false;
}

}  // namespace db
