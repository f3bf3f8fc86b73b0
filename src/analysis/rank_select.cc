#include "analysis/rank_select.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

namespace db {
namespace {

constexpr int kBits = 16;
constexpr std::size_t kBins = std::size_t{1} << kBits;
constexpr std::uint64_t kFew = 65'536;
constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
constexpr std::size_t kLeastSample = 1000;
constexpr std::size_t kMostInside = 1'000'000;  // of a bracket; more: it is of no use
constexpr double kMarginDeviations = 6;         // of a rank in the sample
constexpr double kLeastMargin = 16;
constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Doubles as integers in the same order.
std::uint64_t key_of(double v) {
  const auto bits = std::bit_cast<std::uint64_t>(v);
  return bits & kSign ? ~bits : bits | kSign;
}

double value_of(std::uint64_t key) { return std::bit_cast<double>(key & kSign ? key & ~kSign : ~key); }

}  // namespace

Ranks outlier_ranks(std::uint64_t n) {
  if (n <= 2) return {0, n == 0 ? 0 : n - 1};
  const double last = static_cast<double>(n - 1);
  return {static_cast<std::uint64_t>(std::ceil(last * 0.05)), static_cast<std::uint64_t>(std::floor(last * 0.95))};
}

Ranks all_ranks(std::uint64_t n) { return {0, n == 0 ? 0 : n - 1}; }

void RankSelect::expect(std::vector<double> sample) {
  std::erase_if(sample, [](double v) { return !std::isfinite(v); });
  if (sample.size() < kLeastSample) return;
  std::ranges::sort(sample);
  const auto n = static_cast<double>(sample.size());
  const Ranks ranks = rule_(sample.size());
  for (std::size_t i = 0; i < 2; ++i) {
    const auto rank = static_cast<double>(i == 0 ? ranks.lo : ranks.hi);
    const double share = rank / n;
    const double margin = kLeastMargin + kMarginDeviations * std::sqrt(n * share * (1 - share));
    const auto at = [&](double r) { return sample[static_cast<std::size_t>(r)]; };
    brackets_[i].lo = rank - margin < 0 ? -kInfinity : at(rank - margin);
    brackets_[i].hi = rank + margin >= n ? kInfinity : at(rank + margin);
  }
  bracketed_ = true;
}

double RankSelect::Bracket::take(std::uint64_t rank) {
  rank -= below;
  if (rank < at_lo) return lo;
  rank -= at_lo;
  if (rank >= inside.size()) return hi;
  const auto nth = inside.begin() + static_cast<std::ptrdiff_t>(rank);
  std::ranges::nth_element(inside, nth);
  return *nth;
}

// A finite value that is in a bracket.
void RankSelect::look(double v) {
  for (Bracket& bracket : brackets_) {
    if (v == bracket.lo) {
      ++bracket.at_lo;
    } else if (v == bracket.hi) {
      ++bracket.at_hi;
    } else if (v > bracket.lo && v < bracket.hi && bracket.inside.size() <= kMostInside) {
      bracket.inside.push_back(v);
    }
  }
}

// Two lanes at once by clang's vector types; few values are in a bracket.
void RankSelect::add_bracketed(std::span<const double> values) {
  using Doubles [[gnu::vector_size(16)]] = double;
  const auto all = [](double v) { return Doubles{v, v}; };
  const Bracket &first = brackets_[0], &second = brackets_[1];
  const Doubles lo[] = {all(first.lo), all(second.lo)};
  const Doubles hi[] = {all(first.hi), all(second.hi)};
  using Lanes = decltype(lo[0] < lo[1]);
  Lanes finite{}, below[2]{};
  for (std::size_t i = 0; i < values.size(); i += 2) {
    Doubles v = all(kInfinity);  // does not count
    std::memcpy(&v, values.data() + i, std::min<std::size_t>(2, values.size() - i) * sizeof(double));
    const Doubles zero = v - v;
    const Lanes counts = zero == zero;  // false for NaN and infinities
    finite -= counts;                   // true is -1
    below[0] -= (v < lo[0]) & counts;
    below[1] -= (v < lo[1]) & counts;
    const Lanes in = (((v >= lo[0]) & (v <= hi[0])) | ((v >= lo[1]) & (v <= hi[1]))) & counts;
    if ((in[0] | in[1]) == 0) continue;
    if (in[0]) look(v[0]);
    if (in[1]) look(v[1]);
  }
  count_ += static_cast<std::uint64_t>(finite[0] + finite[1]);
  for (std::size_t i = 0; i < 2; ++i) brackets_[i].below += static_cast<std::uint64_t>(below[i][0] + below[i][1]);
}

bool RankSelect::skip(Range range, std::uint64_t n) {
  if (n == 0) return true;
  if (!bracketed_) return false;
  for (const Bracket& bracket : brackets_) {
    if (!(range.hi < bracket.lo || range.lo > bracket.hi)) return false;
  }
  count_ += n;
  for (Bracket& bracket : brackets_) bracket.below += range.hi < bracket.lo ? n : 0;
  return true;
}

bool RankSelect::end_brackets() {
  bracketed_ = false;
  const Ranks ranks = rule_(count_);
  const bool whole = std::ranges::all_of(brackets_, [](const Bracket& b) { return b.inside.size() <= kMostInside; });
  const bool found = whole && brackets_[0].holds(ranks.lo) && brackets_[1].holds(ranks.hi);
  if (found) range_ = {brackets_[0].take(ranks.lo), brackets_[1].take(ranks.hi)};
  brackets_ = {};
  if (!found) count_ = 0;
  return found;
}

// In the first pass both targets see the same values: the first one takes them for both.
void RankSelect::add_first(std::uint64_t key) {
  Target& both = targets_[0];
  ++count_;
  if (both.state == State::kCount) {
    ++both.bins[key >> (64 - kBits)];
    return;
  }
  both.kept.push_back(key);
  if (both.kept.size() <= kFew) return;
  both.state = State::kCount;
  both.bins.assign(kBins, 0);
  for (const std::uint64_t kept : both.kept) ++both.bins[kept >> (64 - kBits)];
  both.kept = {};
}

void RankSelect::add(std::span<const double> values) {
  if (bracketed_) return add_bracketed(values);
  const int known = pass_ * kBits;
  for (const double v : values) {
    if (!std::isfinite(v)) continue;
    const std::uint64_t key = key_of(v);
    if (pass_ == 0) {
      add_first(key);
      continue;
    }
    for (Target& target : targets_) {
      if (target.state == State::kSettled || key >> (64 - known) != target.prefix) continue;
      if (target.state == State::kKeep) {
        target.kept.push_back(key);
      } else {
        ++target.bins[key >> (64 - known - kBits) & (kBins - 1)];
      }
    }
  }
}

void RankSelect::settle(Target& target) {
  if (target.state == State::kSettled) return;
  if (target.state == State::kKeep) {
    std::ranges::nth_element(target.kept, target.kept.begin() + static_cast<std::ptrdiff_t>(target.rank));
    target.prefix = target.kept[target.rank];
    target.kept = {};
    target.state = State::kSettled;
    return;
  }
  std::size_t bin = 0;
  while (target.rank >= target.bins[bin]) target.rank -= target.bins[bin++];
  target.prefix = target.prefix << kBits | bin;
  if (pass_ * kBits == 64) {
    target.state = State::kSettled;
  } else if (target.bins[bin] <= kFew) {
    target.state = State::kKeep;
    target.bins = {};
  } else {
    target.bins.assign(kBins, 0);
  }
}

bool RankSelect::end_pass() {
  if (bracketed_) return end_brackets();
  if (pass_++ == 0) {
    if (count_ == 0) return true;
    targets_[1] = targets_[0];
    const Ranks ranks = rule_(count_);
    targets_[0].rank = ranks.lo;
    targets_[1].rank = ranks.hi;
  }
  for (Target& target : targets_) settle(target);
  if (std::ranges::any_of(targets_, [](const Target& t) { return t.state != State::kSettled; })) return false;
  range_ = {value_of(targets_[0].prefix), value_of(targets_[1].prefix)};
  return true;
}

}  // namespace db
