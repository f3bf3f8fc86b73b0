#include "ui/view_state.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace db {
namespace {

bool plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-_.~!*'()/:@;?$").find(c) != std::string_view::npos;
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string encode_component(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (plain(c)) {
      out += c;
    } else {
      constexpr char digits[] = "0123456789ABCDEF";
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += digits[byte >> 4];
      out += digits[byte & 15];
    }
  }
  return out;
}

std::string decode_component(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      out += static_cast<char>(hex(text[i + 1]) << 4 | hex(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return out;
}

void StateWriter::set(std::string_view key, std::string_view value) {
  if (!text_.empty()) text_ += '&';
  text_ += prefix_;
  text_ += key;
  text_ += '=';
  text_ += encode_component(value);
}

void StateWriter::set(std::string_view key, double value) {
  char text[40];
  const bool whole = std::fabs(value) < 1e15 && value == std::trunc(value);
  if (whole) std::snprintf(text, sizeof text, "%.0f", value);
  for (int digits = whole ? 18 : 1; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    if (std::strtod(text, nullptr) == value || digits == 17) break;
  }
  set(key, std::string_view(text));
}

void StateWriter::set_list(std::string_view key, const std::vector<std::string>& values) {
  std::string joined;
  for (const auto& value : values) {
    if (!joined.empty()) joined += ',';
    joined += encode_component(value);
  }
  if (!text_.empty()) text_ += '&';
  text_ += prefix_;
  text_ += key;
  text_ += '=';
  text_ += joined;
}

StateReader::StateReader(std::string_view fragment) {
  if (fragment.starts_with('#')) fragment.remove_prefix(1);
  while (!fragment.empty()) {
    const auto end = fragment.find('&');
    const auto token = fragment.substr(0, end);
    fragment.remove_prefix(end == fragment.npos ? fragment.size() : end + 1);
    const auto equals = token.find('=');
    if (equals == token.npos) {
      if (bare_.empty()) bare_ = decode_component(token);
    } else {
      // The value stays encoded: a list is split before it is decoded.
      entries_.push_back({decode_component(token.substr(0, equals)), std::string(token.substr(equals + 1))});
    }
  }
}

std::optional<std::string> StateReader::text(std::string_view key) const {
  const auto* raw = find(key);
  if (!raw) return std::nullopt;
  return decode_component(*raw);
}

double StateReader::number(std::string_view key, double fallback) const {
  const auto value = text(key);
  if (!value || value->empty()) return fallback;
  char* end = nullptr;
  const double v = std::strtod(value->c_str(), &end);
  return end == value->c_str() + value->size() && std::isfinite(v) ? v : fallback;
}

bool StateReader::flag(std::string_view key, bool fallback) const {
  const auto value = text(key);
  if (!value) return fallback;
  if (*value == "1" || *value == "true") return true;
  if (*value == "0" || *value == "false") return false;
  return fallback;
}

std::vector<std::string> StateReader::list(std::string_view key) const {
  std::vector<std::string> out;
  const auto* raw = find(key);
  if (!raw) return out;
  std::string_view rest = *raw;
  while (!rest.empty()) {
    const auto end = rest.find(',');
    if (end != 0) out.push_back(decode_component(rest.substr(0, end)));
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  return out;
}

std::vector<std::string_view> StateReader::unread() const {
  std::vector<std::string_view> out;
  for (const Entry& entry : entries_)
    if (!entry.read) out.push_back(entry.key);
  return out;
}

const std::string* StateReader::find(std::string_view key) const {
  const std::string* own = find_own(key);
  return own || !usual_ ? own : usual_->find_own(prefix_ + std::string(key));
}

const std::string* StateReader::find_own(std::string_view key) const {
  const std::string* found = nullptr;  // the first of that name; the others are none of ours to tell of either
  for (const Entry& entry : entries_) {
    const bool is =
        entry.key.size() == prefix_.size() + key.size() && entry.key.starts_with(prefix_) && entry.key.ends_with(key);
    if (!is) continue;
    entry.read = true;
    if (!found) found = &entry.value;
  }
  return found;
}

}  // namespace db
