#include "analysis/svg_path.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/utf8.h"

namespace db {
namespace {

constexpr double kFarthestPx = 1e7;

std::int64_t hundredths(double px) { return std::llround(std::clamp(px, -kFarthestPx, kFarthestPx) * 100); }

// As short as SVG's paths allow: no zero before the point. `apart`: a digit or a point stands before it.
void append_hundredths(std::string& out, std::int64_t value, bool apart) {
  if (value < 0) {
    out += '-';
  } else if (apart) {
    out += ' ';
  }
  const auto magnitude = static_cast<std::uint64_t>(std::abs(value));
  char text[24];
  if (magnitude >= 100 || magnitude == 0)
    out.append(text, std::to_chars(text, text + sizeof text, magnitude / 100).ptr);
  const auto rest = static_cast<int>(magnitude % 100);
  if (rest == 0) return;
  out += '.';
  out += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
}

struct Place {
  std::int64_t x, y;
};

class PathWriter {
 public:
  explicit PathWriter(const SvgRect& plot) : plot_(plot) {}

  Place place(LodPoint p) const {
    return {hundredths(plot_.x(static_cast<double>(p.x))), hundredths(plot_.y(static_cast<double>(p.y)))};
  }
  // The next line begins at p.
  void move(LodPoint p) {
    end();
    const Place to = place(p);
    out_ += 'm';
    append_hundredths(out_, to.x - pen_.x, false);
    append_hundredths(out_, to.y - pen_.y, true);
    pen_ = start_ = to;
    moved_ = false;
  }
  void line(LodPoint p) {
    const Place at = place(p);
    const std::int64_t dx = at.x - pen_.x - way_.x, dy = at.y - pen_.y - way_.y;
    const bool onward = way_.x * dy == way_.y * dx && way_.x * dx >= 0 && way_.y * dy >= 0;
    if (!onward) end();
    way_ = {at.x - pen_.x, at.y - pen_.y};
  }
  // A line of no length would not be seen: it gets one of a pixel.
  void finish_line() {
    end();
    if (moved_) return;
    out_ += "h1";
    pen_.x += 100;
  }
  void close() {
    end();
    out_ += 'z';
    pen_ = start_;
  }
  std::string text() {
    end();
    return std::move(out_);
  }

 private:
  void end() {  // writes the way that may still have gone on
    if (way_.x == 0 && way_.y == 0) return;
    append_hundredths(out_, way_.x, true);
    append_hundredths(out_, way_.y, true);
    pen_ = {pen_.x + way_.x, pen_.y + way_.y};
    way_ = {0, 0};
    moved_ = true;
  }

  const SvgRect& plot_;
  std::string out_;
  Place start_{0, 0};
  Place pen_{0, 0};  // after what is written; a first "m" counts from 0, 0
  Place way_{0, 0};  // from there to the last point
  bool moved_ = false;
};

// Calls visit(points) for each unbroken part.
template <class Visit>
void for_each_part(std::span<const LodPoint> points, Visit&& visit) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= points.size(); ++i) {
    if (i < points.size() && points[i].x != kLineBreak) continue;
    if (i > begin) visit(points.subspan(begin, i - begin));
    begin = i + 1;
  }
}

}  // namespace

std::string px_text(double px) {
  std::string out;
  append_hundredths(out, hundredths(px), false);
  if (out[0] == '.') return "0" + out;
  if (out.starts_with("-.")) out.insert(1, "0");
  return out;
}

std::string colour_text(std::uint32_t rgb) {
  std::string out = "#";
  for (int shift = 20; shift >= 0; shift -= 4) out += "0123456789abcdef"[rgb >> shift & 15];
  return out;
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : repair_utf8(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) {
          out += c;
        } else {
          out += c == '\t' || c == '\n' || c == '\r' ? " " : "\uFFFD";
        }
    }
  }
  for (const std::string_view none : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {  // U+FFFE, U+FFFF
    for (std::size_t at = 0; (at = out.find(none, at)) != out.npos;) out.replace(at, 3, "\uFFFD");
  }
  return out;
}

std::string line_path(std::span<const LodPoint> points, const SvgRect& plot) {
  PathWriter path(plot);
  for_each_part(points, [&](std::span<const LodPoint> part) {
    if (part.size() < 2) return;
    path.move(part[0]);
    for (const LodPoint& p : part.subspan(1)) path.line(p);
    path.finish_line();
  });
  return path.text();
}

std::string band_path(std::span<const LodPoint> upper, std::span<const LodPoint> lower, const SvgRect& plot) {
  std::vector<std::span<const LodPoint>> below;
  for_each_part(lower, [&](std::span<const LodPoint> part) { below.push_back(part); });
  PathWriter path(plot);
  std::size_t i = 0;
  for_each_part(upper, [&](std::span<const LodPoint> part) {
    if (i == below.size()) return;
    path.move(part[0]);
    for (const LodPoint& p : part.subspan(1)) path.line(p);
    const std::span<const LodPoint> back = below[i++];
    for (auto p = back.rbegin(); p != back.rend(); ++p) path.line(*p);
    path.close();
  });
  return path.text();
}

}  // namespace db
