#include "format/event_walker.h"

#include <algorithm>

#include "base/utf8.h"
#include "format/wire.h"

namespace db {

void EventWalker::begin(std::uint64_t payload_bytes) {
  release();
  end_ = payload_bytes;
  frames_.push_back({Level::kEvent, payload_bytes});
}

void EventWalker::release() {
  at_ = end_ = text_bytes_ = 0;
  ok_ = true;
  carry_ = {};
  frames_.clear();
  event_ = DecodedEvent();
  texts_.clear();
}

void EventWalker::feed(std::uint64_t at, Bytes bytes) {
  const std::uint64_t next = at_ + carry_.size();
  if (!ok_ || at + bytes.size() <= next) return;
  if (at > next) {
    ok_ = false;
    return;
  }
  bytes = bytes.subspan(static_cast<std::size_t>(next - at));
  std::vector<std::byte> joined;
  if (!carry_.empty()) {
    joined = std::move(carry_);
    joined.insert(joined.end(), bytes.begin(), bytes.end());
    bytes = joined;
  }
  carry_.clear();
  // at_ runs ahead of the bytes where something is stepped over.
  while (ok_ && !bytes.empty()) {
    while (ok_ && frames_.size() > 1 && frames_.back().end == at_) ok_ = leave();
    std::size_t used = 0;
    const Step step = ok_ && at_ < end_ ? next_field(bytes, used) : Step::kBad;
    if (step == Step::kBad) ok_ = false;
    if (step == Step::kMore) {
      carry_.assign(bytes.begin(), bytes.end());
      return;
    }
    bytes = bytes.subspan(std::min(used, bytes.size()));
  }
}

const DecodedEvent* EventWalker::finish() {
  while (ok_ && frames_.size() > 1 && frames_.back().end == at_) ok_ = leave();
  return ok_ && frames_.size() == 1 && at_ == end_ && carry_.empty() ? &event_ : nullptr;
}

// One field at the start of `bytes`, which lies at at_. On kDone at_ and `used` are past it, or, where a message is
// entered, past its head; `used` may be more than there are bytes.
EventWalker::Step EventWalker::next_field(Bytes bytes, std::size_t& used) {
  constexpr std::size_t kLongestHead = 20;
  const std::uint64_t left = frames_.back().end - at_;
  const Bytes head = bytes.first(static_cast<std::size_t>(std::min<std::uint64_t>({bytes.size(), kLongestHead, left})));
  WireCursor in(head);
  const std::uint32_t key = in.key();
  const auto type = static_cast<WireType>(key & 7);
  std::uint64_t value = 0;
  switch (in.ok() ? type : WireType::kEndGroup) {
    case WireType::kVarint:
    case WireType::kBytes:
      value = in.varint();
      break;
    case WireType::kFixed64:
      value = in.fixed64();
      break;
    case WireType::kFixed32:
      value = in.fixed32();
      break;
    case WireType::kGroup:
    case WireType::kEndGroup:  // a group in so large an event: nobody writes it
      return head.size() < kLongestHead && head.size() < left && !in.ok() ? Step::kMore : Step::kBad;
  }
  if (!in.ok()) return head.size() < kLongestHead && head.size() < left ? Step::kMore : Step::kBad;
  used = in.position();
  if (type != WireType::kBytes) {
    at_ += used;
    return number_field(key, value);
  }
  if (value > left - used) return Step::kBad;
  const std::uint32_t field = key >> 3;
  const std::uint64_t begin = at_ + used;
  Bytes held;
  if (wants(field, value)) {
    if (value > bytes.size() - used) return Step::kMore;
    held = bytes.subspan(used, static_cast<std::size_t>(value));
  }
  const std::size_t frames = frames_.size();
  const Step step = bytes_field(field, begin, value, held);
  const bool entered = frames_.size() > frames;
  at_ = begin + (entered ? 0 : value);
  if (!entered) used += static_cast<std::size_t>(std::min<std::uint64_t>(value, bytes.size()));
  return step;
}

// Whether a field is looked at whole; others are entered or stepped over.
bool EventWalker::wants(std::uint32_t field, std::uint64_t size) const {
  if (size > kHeldBytes) return false;
  switch (frames_.back().level) {
    case Level::kEvent:
      return field == 3 || field == 7 || field == 10;
    case Level::kTaggedRunMetadata:
      return field == 1;
    case Level::kSummary:
      return field == 1;
    case Level::kValue:
      return field == 1 || field == 7 || field == 9;
    case Level::kTensor:
      break;
  }
  return false;
}

EventWalker::Step EventWalker::number_field(std::uint32_t key, std::uint64_t value) {
  const Level level = frames_.back().level;
  if (level == Level::kEvent && key == wire_key(1, WireType::kFixed64)) event_.wall = std::bit_cast<double>(value);
  if (level == Level::kEvent && key == wire_key(2, WireType::kVarint)) event_.step = static_cast<db::Step>(value);
  if (level == Level::kValue && key == wire_key(2, WireType::kFixed32)) {
    value_.form = ValueForm::kSimple;
    value_.number_type = NumberType::kF32;
    value_.number = value;
  }
  if (level == Level::kTensor && key == wire_key(1, WireType::kVarint))
    value_.dtype = static_cast<std::uint32_t>(value);
  return Step::kDone;
}

EventWalker::Step EventWalker::bytes_field(std::uint32_t field, std::uint64_t begin, std::uint64_t size, Bytes held) {
  const auto blob = [&](EventKind kind) {
    set_kind(kind);
    event_.blob_at = begin;
    event_.blob_bytes = size;
    return Step::kDone;
  };
  const bool whole = held.size() == size;
  const auto text = [&](std::string_view& to) {
    if (!whole) return Step::kBad;
    to = keep(as_text(held));
    return text_bytes_ <= kMaxTextBytes ? Step::kDone : Step::kBad;
  };
  switch (frames_.back().level) {
    case Level::kEvent:
      switch (field) {
        case 3:
          set_kind(EventKind::kFileVersion);
          event_.text_not_utf8 |= !is_utf8(as_text(held));
          return text(event_.text);
        case 4:
          return blob(EventKind::kGraphDef);
        case 5:
          set_kind(EventKind::kSummary);
          return enter(Level::kSummary, begin + size);
        case 6:
          set_kind(EventKind::kLogMessage);
          return Step::kDone;
        case 7:
          set_kind(EventKind::kSessionLog);
          return whole && decode_session_log(held, event_) ? Step::kDone : Step::kBad;
        case 8:
          set_kind(EventKind::kTaggedRunMetadata);
          event_.tag = {};
          event_.blob_at = event_.blob_bytes = 0;
          return enter(Level::kTaggedRunMetadata, begin + size);
        case 9:
          return blob(EventKind::kMetaGraphDef);
        case 10:
          if (!whole || !decode_source_metadata(held, event_)) return Step::kBad;
          event_.writer = keep(event_.writer);
          return Step::kDone;
        default:
          return Step::kDone;
      }
    case Level::kTaggedRunMetadata:
      if (field == 1) {
        event_.text_not_utf8 |= !is_utf8(as_text(held));
        return text(event_.tag);
      }
      return field == 2 ? blob(EventKind::kTaggedRunMetadata) : Step::kDone;
    case Level::kSummary:
      if (field != 1) return Step::kDone;
      if (!whole) {
        value_ = DecodedValue();
        value_.at = begin;
        value_.bytes = size;
        return enter(Level::kValue, begin + size);
      }
      if (!decode_value(held, begin, value_)) {
        event_.value_lost = true;
        return Step::kDone;
      }
      value_.tag = keep(value_.tag);
      value_.node_name = keep(value_.node_name);
      value_.metadata = keep(value_.metadata);
      return add_value() ? Step::kDone : Step::kBad;
    case Level::kValue:
      switch (field) {
        case 1:
          return text(value_.tag);
        case 3:
          value_.form = ValueForm::kOldHistogram;
          break;
        case 4:
          value_.form = ValueForm::kImage;
          break;
        case 5:
          value_.form = ValueForm::kHistogram;
          break;
        case 6:
          value_.form = ValueForm::kAudio;
          break;
        case 7:
          return text(value_.node_name);
        case 8:
          value_.form = ValueForm::kTensor;
          value_.number_type = NumberType::kNone;
          return enter(Level::kTensor, begin + size);
        case 9:
          value_.has_metadata = true;
          return text(value_.metadata);
        default:
          return Step::kDone;
      }
      value_.number_type = NumberType::kNone;
      return Step::kDone;
    case Level::kTensor:
      return Step::kDone;
  }
  return Step::kDone;
}

EventWalker::Step EventWalker::enter(Level level, std::uint64_t end) {
  frames_.push_back({level, end});
  return Step::kDone;
}

// The innermost message is complete.
bool EventWalker::leave() {
  const Level level = frames_.back().level;
  frames_.pop_back();
  return level != Level::kValue || add_value();
}

bool EventWalker::add_value() {
  event_.values.push_back(value_);
  text_bytes_ += sizeof value_;
  return text_bytes_ <= kMaxTextBytes;
}

std::string_view EventWalker::keep(std::string_view text) {
  if (text.empty()) return {};
  text_bytes_ += text.size();
  return texts_.emplace_back(text);
}

void EventWalker::set_kind(EventKind kind) {
  if (event_.kind == kind) return;
  event_.kind = kind;
  event_.values.clear();
}

}  // namespace db
