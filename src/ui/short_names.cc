#include "ui/short_names.h"

#include <algorithm>
#include <vector>

namespace db {
namespace {

constexpr std::string_view kNarrow = "…";
constexpr std::size_t kLeastHead = 4;  // bytes before a tail that are worth having

bool ends_narrow(std::string_view text) { return text.ends_with(kNarrow); }

// As much of the beginning as fits, in whole parts, so that no shorter number or word is read out of it; within the
// first of them anywhere. Empty where that is too little to tell.
std::string_view head_of(const Fonts& fonts, TextStyle style, std::string_view text, float width) {
  const std::size_t end = text_fit(fonts, style, text, width);
  std::size_t whole = end;
  const auto boundary = [&](std::size_t at) {
    return at == text.size() || parts_names(text, at) || text.substr(at).starts_with(kNarrow) ||
           ends_narrow(text.substr(0, at));
  };
  while (whole > 0 && !boundary(whole)) --whole;
  text = text.substr(0, whole >= kLeastHead ? whole : end);
  while (!text.empty() && (ends_narrow(text) || parts_names(text, text.size() - 1)))
    text.remove_suffix(ends_narrow(text) ? kNarrow.size() : 1);
  return text;
}

ShortName joined(std::string_view head, std::span<const std::string_view> tail) {
  ShortName out{std::string(head), {}};
  for (std::size_t at = out.text.find(kNarrow); at != std::string::npos; at = out.text.find(kNarrow, at + 1))
    out.gaps.push_back({static_cast<std::uint16_t>(at), static_cast<std::uint16_t>(kNarrow.size())});
  for (const std::string_view segment : tail) {
    out.gaps.push_back({static_cast<std::uint16_t>(out.text.size()), static_cast<std::uint16_t>(kNarrow.size())});
    out.text.append(kNarrow).append(segment);
  }
  return out;
}

}  // namespace

ShortName fitted(const Fonts& fonts, TextStyle style, const ShortName& name, float width) {
  const std::string_view text = name.text;
  if (text_width(fonts, style, text) <= width) return name;
  std::vector<std::string_view> segments;
  std::size_t begin = 0;
  for (const ShortName::Gap gap : name.gaps) {
    segments.push_back(text.substr(begin, gap.at - begin));
    begin = static_cast<std::size_t>(gap.at) + gap.bytes;
  }
  segments.push_back(text.substr(begin));
  const float mark = text_width(fonts, style, kNarrow);
  float left = width;  // beside the segments from `first` on
  std::size_t first = segments.size();
  while (first > 1) {
    const float with = left - mark - text_width(fonts, style, segments[first - 1]);
    if (with < 0) break;
    left = with, --first;
  }
  std::string before(segments[0]);
  for (std::size_t i = 1; i < first; ++i) before.append(kNarrow).append(segments[i]);
  for (; first < segments.size(); ++first) {
    const std::string_view head = head_of(fonts, style, before, left);
    if (head.size() >= std::min(kLeastHead, segments[0].size()))
      return joined(head, std::span(segments).subspan(first));
    left += mark + text_width(fonts, style, segments[first]);
    before.append(kNarrow).append(segments[first]);
  }
  return {elide_middle(fonts, style, text, width), {}};
}

}  // namespace db
