#include "format/record_search.h"

#include <algorithm>
#include <limits>

#include "format/record.h"

namespace db {
namespace {

// A header that may begin before a footer that is not complete yet.
constexpr std::size_t kCarry = kRecordHeaderBytes - 1 + kRecordFooterBytes - 1;

}  // namespace

void RecordSearch::begin(std::uint64_t from, std::uint64_t file_bytes, std::uint64_t patience) {
  position_ = next_header_ = crc_at_ = from;
  file_bytes_ = file_bytes;
  patience_ = patience;
  carry_.clear();
  crc_ = 0;
  candidates_.clear();
  winner_.reset();
  winner_end_ = last_end_ = 0;
}

std::optional<std::uint64_t> RecordSearch::push(Bytes bytes) {
  const std::uint64_t begin = position_;
  if (!carry_.empty()) {
    // The seam: what was carried and as many new bytes; after it the carry lies within the new bytes, if they suffice.
    const std::size_t seam = std::min(bytes.size(), kCarry);
    carry_.insert(carry_.end(), bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(seam));
    position_ += seam;
    scan(position_ - carry_.size(), carry_);
    if (decided()) {
      position_ = begin + bytes.size();
      return winner_;
    }
    if (carry_.size() > kCarry) carry_.erase(carry_.begin(), carry_.end() - kCarry);
    if (seam < kCarry || bytes.size() == seam) return {};
    carry_.clear();
  }
  position_ = begin + bytes.size();
  scan(begin, bytes);
  if (decided()) return winner_;
  carry_.assign(bytes.end() - static_cast<std::ptrdiff_t>(std::min(bytes.size(), kCarry)), bytes.end());
  return {};
}

// `bytes` at file offset `at` reach up to position_. Headers and ends of payloads are met in the order in which the
// running checksum passes them.
void RecordSearch::scan(std::uint64_t at, Bytes bytes) {
  constexpr auto kNever = std::numeric_limits<std::uint64_t>::max();
  const auto advance_crc = [&](std::uint64_t to) {
    if (to <= crc_at_) return;
    crc_ = crc32c_extend(crc_, bytes.subspan(crc_at_ - at, to - crc_at_));
    crc_at_ = to;
  };
  while (!decided()) {
    const std::uint64_t end = candidates_.empty() ? kNever : candidates_.begin()->end;
    bool opened = false;
    if (!winner_) {
      const std::uint64_t limit = std::min(position_, end);  // headers that end here or earlier
      for (; next_header_ + kRecordHeaderBytes <= limit; ++next_header_) {
        const std::byte* header = bytes.data() + (next_header_ - at);
        const std::uint64_t length = record_length(header);
        if (!record_fits(length, file_bytes_ - next_header_) || !record_length_is_sound(header)) continue;
        advance_crc(next_header_ + kRecordHeaderBytes);
        open(next_header_++, length);
        opened = true;
        break;
      }
    }
    if (opened) continue;
    if (end == kNever || end + kRecordFooterBytes > position_) break;
    advance_crc(end);
    const Candidate first = *candidates_.begin();
    candidates_.erase(candidates_.begin());
    close(first, load<std::uint32_t>(bytes.data() + (end - at)));
  }
  // No open payload ends before the last three bytes: else its footer would be here.
  if (!decided() && position_ - at > kRecordFooterBytes - 1) advance_crc(position_ - (kRecordFooterBytes - 1));
}

void RecordSearch::open(std::uint64_t start, std::uint64_t length) {
  candidates_.insert({start + kRecordHeaderBytes + length, start, crc_});
  if (candidates_.size() > kMaxOpen) candidates_.erase(std::prev(candidates_.end()));
}

void RecordSearch::close(const Candidate& candidate, std::uint32_t stored_crc) {
  last_end_ = candidate.end;
  const std::uint64_t length = candidate.end - candidate.start - kRecordHeaderBytes;
  if (mask_crc(crc32c_of_rest(candidate.crc, crc_, length)) != stored_crc) return;
  if (!winner_) winner_end_ = candidate.end;
  winner_ = candidate.start;
  std::erase_if(candidates_, [&](const Candidate& c) { return c.start > *winner_ || c.end - winner_end_ > patience_; });
}

}  // namespace db
