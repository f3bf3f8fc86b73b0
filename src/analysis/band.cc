#include "analysis/band.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <utility>

namespace db {
namespace {

constexpr std::size_t kMostGathered = 65'536;  // steps of all members, at a time
constexpr std::size_t kMostDifferent = 8;      // kinds of steps that are looked for among those of other members

}  // namespace

std::uint32_t Band::count_at(Step step) const {
  const auto after = std::ranges::upper_bound(counts_, step, {}, &Count::first);
  return after == counts_.begin() ? 0 : (after - 1)->n;
}

std::optional<BandRow> Band::nearest(Step step) const {
  const auto pieces = centre().pieces();
  if (pieces.empty()) return std::nullopt;
  const auto found = std::ranges::lower_bound(pieces, step, {}, &Piece::last);
  std::size_t piece = static_cast<std::size_t>(std::min(found, pieces.end() - 1) - pieces.begin());
  const BlockView block = pieces[piece].view();
  std::uint32_t row = std::min(block.lower_bound(step), block.rows() - 1);
  // The row before may be nearer.
  std::size_t piece_before = piece;
  std::uint32_t row_before = row;
  if (row > 0) {
    --row_before;
  } else if (piece > 0) {
    row_before = pieces[--piece_before].view().rows() - 1;
  }
  const Step before = pieces[piece_before].view().step(row_before);
  if (step_offset(step, before) <= step_offset(block.step(row), step)) piece = piece_before, row = row_before;
  const auto value = [&](const Curve& curve) { return curve.pieces()[piece].view().value(row); };
  const Step at = pieces[piece].view().step(row);
  return BandRow{at, value(centre()), value(low()), value(high()), count_at(at)};
}

std::size_t Band::bytes() const {
  std::size_t out = counts_.capacity() * sizeof(Count);
  for (const Curve& curve : curves_) out += curve.bytes();
  for (const Piece& piece : centre().pieces()) out += 3 * piece.view().bytes();  // the others' are of the same size
  return out;
}

BandWork::BandWork(const std::vector<BandMember>& members, BandRule rule)
    : same_(members.size()), columns_(members.size(), rule) {
  for (const BandMember& member : members) {
    members_.emplace_back(member);
    most_rows_ += member.curve->rows();
  }
  for (int line = 0; line < 3; ++line) {
    pending_[line].type = ValueType::kF64;
    band_.rows_[line].segments.emplace_back();
  }
}

bool BandWork::same(const Part& a, const Part& b) {
  const std::size_t n = a.steps.size();
  if (n != b.steps.size()) return false;
  if (n > 0 && a.steps[0] != b.steps[0]) return false;
  if (n < 2 || (a.stride != 0 && b.stride != 0)) return n < 2 || a.stride == b.stride;
  Step differ = 0;  // std::ranges::equal compares byte by byte in wasm
  for (std::size_t i = 0; i < n; ++i) differ |= a.steps[i] ^ b.steps[i];
  return differ == 0;
}

// The steps that come next, of all members, as far as all of them are known. False: there are none.
bool BandWork::gather() {
  union_.clear();
  others_.clear();
  next_ = 0;
  const std::size_t most = std::clamp<std::size_t>(kMostGathered / members_.size(), 1, BandCursor::kAhead);
  Step limit = std::numeric_limits<Step>::max();
  for (BandCursor& member : members_) {
    member.refill();
    const auto ahead = member.ahead();
    if (ahead.size() > most || member.more()) limit = std::min(limit, ahead[std::min(most, ahead.size()) - 1]);
  }
  parts_.clear();
  different_.clear();
  for (const BandCursor& member : members_) {
    const auto ahead = member.ahead();
    const auto end = std::ranges::upper_bound(ahead, limit);
    const Part part{{ahead.begin(), end}, member.stride()};
    parts_.push_back(part);
    const auto as_part = [&part](const Part& other) { return same(part, other); };
    if (part.steps.empty() || (different_.size() <= kMostDifferent && std::ranges::any_of(different_, as_part)))
      continue;
    different_.push_back(part);
  }
  if (different_.empty()) return false;
  union_.assign(different_[0].steps.begin(), different_[0].steps.end());
  if (different_.size() > 1) {
    for (const Part& part : std::span(different_).subspan(1))
      others_.insert(others_.end(), part.steps.begin(), part.steps.end());
    std::ranges::sort(others_);
    others_.erase(std::ranges::unique(others_).begin(), others_.end());
    both_.clear();
    std::ranges::set_union(union_, others_, std::back_inserter(both_));
    std::swap(union_, both_);
  }
  const Part all{union_, different_.size() == 1 ? different_[0].stride : 0};
  for (std::size_t i = 0; i < members_.size(); ++i) same_[i] = same(parts_[i], all);
  return true;
}

bool BandWork::advance(std::size_t values) {
  std::size_t taken = 0;
  while (!done_ && taken < values) {
    if (next_ == union_.size() && (members_.empty() || !gather())) {
      pack(1);
      for (int line = 0; line < 3; ++line) band_.curves_[line].update(band_.rows_[line]);
      done_ = true;
      break;
    }
    const std::size_t n = std::min(BandColumns::kWidth, union_.size() - next_);
    append(std::span(union_).subspan(next_, n));
    next_ += n;
    taken += n * members_.size();
  }
  return done_;
}

void BandWork::append(std::span<const Step> steps) {
  for (std::size_t i = 0; i < members_.size(); ++i) {
    const auto [values, whole] = same_[i] ? members_[i].next_values(steps.size()) : members_[i].values(steps);
    columns_.set_row(i, values, whole);
  }
  columns_.reduce(steps.size());
  const double* lines[] = {columns_.centre, columns_.low, columns_.high};
  for (int line = 0; line < 3; ++line) {
    PendingRows& rows = pending_[line];
    rows.steps.insert(rows.steps.end(), steps.begin(), steps.end());
    rows.walls.resize(rows.steps.size());
    for (std::size_t i = 0; i < steps.size(); ++i) rows.bits.push_back(std::bit_cast<std::uint64_t>(lines[line][i]));
  }
  auto& counts = band_.counts_;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (counts.empty() || counts.back().n != columns_.n[i]) counts.push_back({steps[i], columns_.n[i]});
  }
  pack(kBlockRows);
}

// Packs what is pending, in blocks, while there are `least` rows.
void BandWork::pack(std::size_t least) {
  for (int line = 0; line < 3; ++line) {
    PendingRows& rows = pending_[line];
    Segment& to = band_.rows_[line].segments[0];
    std::size_t first = 0;
    while (rows.rows() - first >= least) {
      const std::size_t count = std::min<std::size_t>(kBlockRows, rows.rows() - first);
      packed_.clear();
      pack_block(rows, first, count, packed_);
      to.blocks.emplace_back(packed_);
      to.step_min = to.blocks.front().view().header().step_min;
      to.rows += static_cast<std::uint32_t>(count);
      first += count;
    }
    const auto gone = static_cast<std::ptrdiff_t>(first);
    rows.steps.erase(rows.steps.begin(), rows.steps.begin() + gone);
    rows.walls.erase(rows.walls.begin(), rows.walls.begin() + gone);
    rows.bits.erase(rows.bits.begin(), rows.bits.begin() + gone);
  }
}

Band BandWork::take() { return std::move(band_); }

}  // namespace db
