#include "analysis/rank_select.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace db {
namespace {

constexpr int kBits = 16;
constexpr std::size_t kBins = std::size_t{1} << kBits;
constexpr std::uint64_t kFew = 65'536;
constexpr std::uint64_t kSign = std::uint64_t{1} << 63;

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
