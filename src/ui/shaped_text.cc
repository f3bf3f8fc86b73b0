#include "ui/shaped_text.h"

#include <algorithm>
#include <iterator>

#include "imgui_internal.h"

namespace db {
namespace {

constexpr char32_t kFirst = 0xE000, kLast = 0xF8FF;
constexpr char32_t kJoiner = 0x200D;
constexpr std::size_t kMostCodePoints = 64;  // of a run: its picture has to fit into the atlas

struct Span {
  char32_t first, last;
};

template <std::size_t N>
bool in(const Span (&spans)[N], char32_t c) {
  const auto after = std::ranges::upper_bound(spans, c, {}, &Span::first);
  return after != std::begin(spans) && c <= std::prev(after)->last;
}

// Blocks of the Unicode Character Database, by what their scripts need.
constexpr Span kRightToLeft[] = {
    {0x0590, 0x08FF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFE}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}};
constexpr Span kJoined[] = {{0x0900, 0x109F},  // Devanagari to Myanmar, with Thai, Lao and Tibetan
                            {0x1700, 0x18AF},  // Philippine scripts, Khmer, Mongolian
                            {0x1900, 0x1CFF},  // Limbu to Vedic extensions
                            {0xA800, 0xA95F},  // Syloti Nagri to Rejang
                            {0xA980, 0xABFF},  // Javanese to Meetei Mayek
                            {0x11000, 0x11FFF}};
constexpr Span kMarks[] = {{0x0300, 0x036F},   {0x1AB0, 0x1AFF},  {0x1DC0, 0x1DFF}, {0x200C, 0x200D},
                           {0x20D0, 0x20FF},   {0xFE00, 0xFE0F},  {0xFE20, 0xFE2F}, {0x1F3FB, 0x1F3FF},
                           {0xE0020, 0xE007F}, {0xE0100, 0xE01EF}};

bool is_flag(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }
bool is_letter(char32_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
// Takes its direction from what is beside it.
bool is_neutral(char32_t c) { return c < 0x80 && !is_letter(c); }

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}
  bool done() const { return at_ == text_.size(); }
  std::size_t at() const { return at_; }
  char32_t peek() const {
    unsigned int c = 0;
    ImTextCharFromUtf8(&c, text_.data() + at_, text_.data() + text_.size());
    return c;
  }
  void skip() {
    unsigned int c = 0;
    at_ += static_cast<std::size_t>(ImTextCharFromUtf8(&c, text_.data() + at_, text_.data() + text_.size()));
    ++count_;
  }
  bool full() const { return count_ >= kMostCodePoints; }

 private:
  std::string_view text_;
  std::size_t at_ = 0, count_ = 0;
};

// To the end of the last right-to-left character that no left-to-right one comes before.
std::size_t right_to_left_bytes(Reader in_text) {
  std::size_t end = 0;
  while (!in_text.done() && !in_text.full()) {
    const char32_t c = in_text.peek();
    const bool strong = in(kRightToLeft, c) || in(kMarks, c);
    if (!strong && !is_neutral(c)) break;
    in_text.skip();
    if (strong) end = in_text.at();
  }
  return end;
}

std::size_t joined_bytes(Reader in_text) {
  while (!in_text.done() && !in_text.full() && (in(kJoined, in_text.peek()) || in(kMarks, in_text.peek())))
    in_text.skip();
  return in_text.at();
}

// A character and its marks, and what a joiner joins to it.
std::size_t marked_bytes(Reader in_text) {
  in_text.skip();
  while (!in_text.done() && !in_text.full() && in(kMarks, in_text.peek())) {
    const bool joins = in_text.peek() == kJoiner;
    in_text.skip();
    if (joins && !in_text.done()) in_text.skip();
  }
  return in_text.at();
}

bool may_need_shaping(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xCC; });
}

void append_utf8(std::string& out, char32_t c) {
  char bytes[5] = {};
  ImTextCharToUtf8(bytes, c);
  out += bytes;
}

}  // namespace

std::size_t shaped_run_bytes(std::string_view text) {
  Reader one(text);
  if (one.done()) return 0;
  const char32_t c = one.peek();
  one.skip();
  const std::size_t single = one.at();
  std::size_t bytes = 0;
  if (in(kRightToLeft, c)) {
    bytes = right_to_left_bytes(Reader(text));
  } else if (in(kJoined, c)) {
    bytes = joined_bytes(Reader(text));
  } else if (is_flag(c) && !one.done() && is_flag(one.peek())) {
    one.skip();
    bytes = one.at();
  } else {
    bytes = marked_bytes(Reader(text));
  }
  const bool own = c >= kFirst && c <= kLast;  // it would stand for something else
  return bytes > single || own ? bytes : 0;
}

std::string_view ShapedRuns::replace(std::string_view text, std::string& out) {
  if (!may_need_shaping(text)) return text;
  out.clear();
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = shaped_run_bytes(text.substr(at));
    if (bytes == 0) {
      Reader one(text.substr(at));
      one.skip();
      at += one.at();
      continue;
    }
    std::string run(text.substr(at, bytes));
    auto known = code_points_.find(run);
    if (known == code_points_.end() && runs_.size() < kMost) {
      known = code_points_.emplace(std::move(run), static_cast<char32_t>(kFirst + runs_.size())).first;
      runs_.push_back(&known->first);
    }
    if (known != code_points_.end()) {
      out += text.substr(copied, at - copied);
      append_utf8(out, known->second);
      copied = at + bytes;
    }
    at += bytes;
  }
  if (copied == 0) return text;
  out += text.substr(copied);
  return out;
}

std::string_view ShapedRuns::run_of(char32_t code_point) const {
  if (code_point < kFirst || code_point - kFirst >= runs_.size()) return {};
  return *runs_[code_point - kFirst];
}

void ShapedRuns::clear() {
  code_points_.clear();
  runs_.clear();
}

}  // namespace db
