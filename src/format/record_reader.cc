#include "format/record_reader.h"

#include <algorithm>

namespace db {

std::uint64_t RecordReader::position() const {
  switch (mode_) {
    case Mode::kRecords:
      return at_ + tail_.size();
    case Mode::kLarge:
      return at_ + kRecordHeaderBytes + large_at_;
    case Mode::kSearch:
      return search_.position();
    case Mode::kWaiting:
    case Mode::kLost:
      break;
  }
  return file_bytes_;
}

std::uint64_t RecordReader::wanted() const {
  const std::uint64_t next = position();
  if (mode_ != Mode::kLarge) return next;
  const bool rest = skip_to_ >= length_;  // nothing more of it is of use: on to the next record
  const std::uint64_t end = at_ + kRecordExtraBytes + length_;
  // Of the last record the footer is read: something has to come for it to be over.
  const std::uint64_t use = !rest               ? at_ + kRecordHeaderBytes + skip_to_
                            : end < file_bytes_ ? end
                                                : end - kRecordFooterBytes;
  return use > next && use - next >= min_skip_bytes_ ? use : next;
}

void RecordReader::push(std::uint64_t offset, Bytes bytes) {
  if (tail_used_) tail_.clear(), tail_used_ = false;
  window_ = {};
  if (mode_ == Mode::kWaiting || mode_ == Mode::kLost) return;
  std::uint64_t from = position();
  if (offset > from) {
    if (offset > wanted()) return;
    checked_ = false;
    large_at_ += offset - from;
    from = offset;
  }
  if (bytes.size() <= from - offset) return;
  window_ = bytes.subspan(static_cast<std::size_t>(from - offset));
  asked_again_ = false;
  file_bytes_ = std::max(file_bytes_, from + window_.size());
}

RecordReader::Found RecordReader::next() {
  if (damage_pending_) {
    damage_pending_ = false;
    return Found::kDamage;
  }
  if (tail_used_) tail_.clear(), tail_used_ = false;
  switch (mode_) {
    case Mode::kRecords:
      return next_record();
    case Mode::kLarge:
      return next_piece();
    case Mode::kSearch:
      return search();
    case Mode::kWaiting:
    case Mode::kLost:
      break;
  }
  window_ = {};
  return Found::kMore;
}

// Moves bytes from the window to the tail until it has so many.
bool RecordReader::fill(std::size_t bytes) {
  const std::size_t more = std::min(bytes - tail_.size(), window_.size());
  tail_.insert(tail_.end(), window_.begin(), window_.begin() + static_cast<std::ptrdiff_t>(more));
  window_ = window_.subspan(more);
  return tail_.size() == bytes;
}

RecordReader::Found RecordReader::next_record() {
  if (window_.empty()) return Found::kMore;
  const bool whole_header = tail_.empty() && window_.size() >= kRecordHeaderBytes;
  if (!whole_header && tail_.size() < kRecordHeaderBytes && !fill(kRecordHeaderBytes)) return Found::kMore;
  const std::byte* header = whole_header ? window_.data() : tail_.data();
  if (!record_length_is_sound(header)) {
    begin_search(Fault::kLengthChecksum, at_ + 1);
    return search();
  }
  const std::uint64_t length = record_length(header);
  if (!record_fits(length, file_bytes_ - at_)) {
    if (final_) {
      begin_search(Fault::kTruncated, at_ + 1);
      return search();
    }
    mode_ = Mode::kWaiting;
    tail_ = {};
    window_ = {};
    return Found::kMore;
  }
  if (length > kSmallBytes && patience() == 0 && proven_ != at_) {
    begin_search(Fault::kPayloadChecksum, at_);
    return search();
  }
  const std::uint64_t record_bytes = length + kRecordExtraBytes;
  if (tail_.empty() && record_bytes <= window_.size()) {
    return take(window_.subspan(kRecordHeaderBytes, static_cast<std::size_t>(length)));
  }
  if (length > kHoldBytes) {
    begin_large(length);
    return next_piece();
  }
  if (!fill(static_cast<std::size_t>(record_bytes))) return Found::kMore;
  return take(Bytes(tail_).subspan(kRecordHeaderBytes, static_cast<std::size_t>(length)));
}

// The record at at_ is complete.
RecordReader::Found RecordReader::take(Bytes payload) {
  if (mask_crc(crc32c(payload)) != load<std::uint32_t>(payload.data() + payload.size())) {
    read_again_bytes_ += payload.size();
    begin_search(Fault::kPayloadChecksum, at_ + 1);
    return search();
  }
  payload_ = payload;
  record_ = at_;
  length_ = payload.size();
  checked_ = true;
  tail_used_ = !tail_.empty();
  if (!tail_used_) window_ = window_.subspan(payload.size() + kRecordExtraBytes);
  at_ += payload.size() + kRecordExtraBytes;
  return Found::kRecord;
}

void RecordReader::begin_large(std::uint64_t length) {
  mode_ = Mode::kLarge;
  record_ = at_;
  length_ = length;
  large_at_ = skip_to_ = 0;
  crc_ = 0;
  checked_ = true;
  if (tail_.empty()) {
    window_ = window_.subspan(kRecordHeaderBytes);
  } else {
    tail_ = {};  // it held the header only: the length was known as soon as that was complete
  }
}

RecordReader::Found RecordReader::next_piece() {
  if (large_at_ < length_) {
    if (window_.empty()) return Found::kMore;
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(window_.size(), length_ - large_at_));
    payload_ = window_.first(size);
    window_ = window_.subspan(size);
    if (checked_) crc_ = crc32c_extend(crc_, payload_);
    piece_at_ = large_at_;
    large_at_ += size;
    return Found::kPiece;
  }
  for (; large_at_ < length_ + kRecordFooterBytes; ++large_at_) {
    if (window_.empty()) return Found::kMore;
    footer_[large_at_ - length_] = window_[0];
    window_ = window_.subspan(1);
  }
  return finish_large();
}

RecordReader::Found RecordReader::finish_large() {
  if (checked_ && mask_crc(crc_) != load<std::uint32_t>(footer_)) {
    read_again_bytes_ += length_;
    begin_search(Fault::kPayloadChecksum, at_ + 1);
    return search();
  }
  if (!checked_) unchecked_bytes_ += length_;
  mode_ = Mode::kRecords;
  at_ += length_ + kRecordExtraBytes;
  return Found::kLargeEnd;
}

// Searches what is at hand from `from` on: in the tail and the window, or, after a large record, nothing.
void RecordReader::begin_search(Fault fault, std::uint64_t from) {
  const bool at_hand = mode_ == Mode::kRecords;
  const std::size_t past = static_cast<std::size_t>(from - at_);
  mode_ = Mode::kSearch;
  fault_ = fault;
  search_.begin(from, file_bytes_, patience());
  if (!at_hand) {
    window_ = {};
  } else if (tail_.empty()) {
    window_ = window_.subspan(std::min(past, window_.size()));
  } else if (past < tail_.size()) {
    const std::optional<std::uint64_t> found = search_.push(Bytes(tail_).subspan(past));
    if (found) window_ = {};  // decided in the tail: search() sees it in finish()
  }
  tail_.clear();
}

RecordReader::Found RecordReader::search() {
  // Decided already, by the tail alone?
  if (search_.decided()) return go_on_at(*search_.finish());
  if (window_.empty()) return Found::kMore;
  const std::optional<std::uint64_t> found = search_.push(window_);
  if (found) return go_on_at(*found);
  window_ = {};
  return Found::kMore;
}

// Reading goes on at a record that has proved itself. Where it is not at hand any more, wanted() goes back to it.
RecordReader::Found RecordReader::go_on_at(std::uint64_t found) {
  const std::uint64_t window_at = search_.position() - window_.size();
  window_ = found >= window_at ? window_.subspan(static_cast<std::size_t>(found - window_at)) : Bytes();
  damage_ = {at_, found - at_, fault_, false};
  read_again_bytes_ += search_.waited_bytes();
  mode_ = Mode::kRecords;
  at_ = proven_ = found;
  if (damage_.bytes == 0) return next_record();  // it was only asked to prove itself
  return Found::kDamage;
}

std::uint64_t RecordReader::patience() const {
  const std::uint64_t limit = file_bytes_ + kFreeAgainBytes;
  return read_again_bytes_ < limit ? limit - read_again_bytes_ : 0;
}

bool RecordReader::end() {
  final_ = true;
  if (mode_ == Mode::kLost || (mode_ == Mode::kWaiting && searched_bytes_ == file_bytes_)) return false;
  if (mode_ == Mode::kRecords && tail_used_) tail_.clear(), tail_used_ = false;
  if (mode_ != Mode::kSearch) {
    // A file that is shorter than it was said to be ends here.
    if (mode_ != Mode::kWaiting) file_bytes_ = position();
    if (mode_ == Mode::kRecords && tail_.empty()) return false;
    window_ = {};
    begin_search(Fault::kTruncated, at_ + 1);
  }
  if (asked_again_) file_bytes_ = search_.position();  // it asked, and got nothing
  asked_again_ = search_.position() < file_bytes_;
  if (asked_again_) return true;
  if (const std::optional<std::uint64_t> found = search_.finish()) {
    window_ = {};
    if (go_on_at(*found) == Found::kDamage) damage_pending_ = true;
    return true;
  }
  damage_ = {at_, file_bytes_ - at_, fault_, true};
  damage_pending_ = true;
  searched_bytes_ = file_bytes_;
  mode_ = fault_ == Fault::kTruncated ? Mode::kWaiting : Mode::kLost;
  return false;
}

void RecordReader::grow(std::uint64_t file_bytes) {
  if (file_bytes <= file_bytes_) return;
  file_bytes_ = file_bytes;
  final_ = false;
  window_ = {};
  if (mode_ == Mode::kWaiting || (mode_ == Mode::kSearch && fault_ == Fault::kTruncated)) {
    mode_ = Mode::kRecords;
  } else if (mode_ == Mode::kLost || mode_ == Mode::kSearch) {
    mode_ = Mode::kLost;
    begin_search(fault_, at_ + 1);
  }
}

}  // namespace db
