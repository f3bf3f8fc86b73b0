#include "ui/view_state.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <limits>

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

std::vector<std::string_view> tokens(std::string_view fragment) {
  std::vector<std::string_view> out;
  while (!fragment.empty()) {
    const auto end = std::min(fragment.find('&'), fragment.size());
    out.push_back(fragment.substr(0, end));
    fragment.remove_prefix(std::min(end + 1, fragment.size()));
  }
  return out;
}

std::string_view key_of(std::string_view token) { return token.substr(0, token.find('=')); }

}  // namespace

std::vector<std::string_view> changed_keys(std::string_view before, std::string_view after) {
  auto old = tokens(before), now = tokens(after);
  std::ranges::sort(old);
  std::ranges::sort(now);
  std::vector<std::string_view> keys;
  std::ranges::set_symmetric_difference(old, now, std::back_inserter(keys));
  for (std::string_view& key : keys) key = key_of(key);
  std::ranges::sort(keys);
  const auto rest = std::ranges::unique(keys);
  keys.erase(rest.begin(), rest.end());
  return keys;
}

std::optional<std::string_view> value_in(std::string_view fragment, std::string_view key) {
  const auto all = tokens(fragment);
  const auto found = std::ranges::find(all, key, key_of);
  if (found == all.end() || found->size() == key.size()) return std::nullopt;
  return found->substr(key.size() + 1);
}

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
  const Entry* entry = find(key);
  if (!entry) return std::nullopt;
  return decode_component(entry->value);
}

double StateReader::number(std::string_view key, double fallback) const {
  constexpr double kMost = std::numeric_limits<double>::max();
  return number(key, fallback, -kMost, kMost);
}

double StateReader::number(std::string_view key, double fallback, double lo, double hi) const {
  const auto value = text(key);
  if (!value) return fallback;
  char* end = nullptr;
  const double v = std::strtod(value->c_str(), &end);
  if (!value->empty() && end == value->c_str() + value->size() && v >= lo && v <= hi) return v;
  refuse(key);
  return fallback;
}

bool StateReader::flag(std::string_view key, bool fallback) const {
  const auto value = text(key);
  if (!value) return fallback;
  if (*value == "1" || *value == "true") return true;
  if (*value == "0" || *value == "false") return false;
  refuse(key);
  return fallback;
}

std::vector<std::string> StateReader::list(std::string_view key) const {
  std::vector<std::string> out;
  const Entry* entry = find(key);
  if (!entry) return out;
  std::string_view rest = entry->value;
  while (!rest.empty()) {
    const auto end = rest.find(',');
    if (end != 0) out.push_back(decode_component(rest.substr(0, end)));
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
  }
  return out;
}

void StateReader::refuse(std::string_view key) const {
  if (const Entry* entry = find(key)) entry->refused = true;
}

void StateReader::refuse_item(std::string_view key, std::string_view item) const {
  if (const Entry* entry = find(key)) entry->refused_items.emplace_back(item);
}

std::vector<StateReader::LeftOut> StateReader::left_out() const {
  using Why = LeftOut::Why;
  std::vector<LeftOut> out;
  for (const Entry& entry : entries_) {
    if (!entry.read || entry.refused) {
      out.push_back({entry.key, decode_component(entry.value), entry.read ? Why::kValue : Why::kUnknown});
    } else if (!entry.refused_items.empty()) {
      std::string items;
      for (const std::string& item : entry.refused_items) items += (items.empty() ? "" : ", ") + item;
      out.push_back({entry.key, std::move(items), Why::kItems});
    }
  }
  return out;
}

std::string StateReader::without_refused(const StateReader& before) const {
  std::string out = encode_component(bare_);
  for (const Entry& entry : entries_) {
    const Entry* source = &entry;
    if (entry.refused) {
      const auto old = std::ranges::find(before.entries_, entry.key, &Entry::key);
      source = old == before.entries_.end() || old->refused ? nullptr : &*old;
    }
    if (!source) continue;
    if (!out.empty()) out += '&';
    out += encode_component(source->key) + "=" + source->value;
  }
  return out;
}

const StateReader::Entry* StateReader::find(std::string_view key) const {
  const Entry* found = nullptr;  // the first of that name; the others are none of ours to tell of either
  for (const Entry& entry : entries_) {
    const bool is =
        entry.key.size() == prefix_.size() + key.size() && entry.key.starts_with(prefix_) && entry.key.ends_with(key);
    if (!is) continue;
    entry.read = true;
    if (!found) found = &entry;
  }
  return found;
}

}  // namespace db
