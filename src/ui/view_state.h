// The view state in the URL's fragment: "#v=1&d=scalars&runs=!a,b&scalars.axis=wall". Stable names, never ids; what has
// its default value is left out; what cannot be understood costs that field only. Keys of dashboards are "<id>.<key>".
// Of TensorBoard's own links a token without "=" is the dashboard ("#timeseries"); the rest of them is translated by
// web/tensorboard_link.js.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace db {

class StateWriter {
 public:
  void set_prefix(std::string_view prefix) { prefix_ = prefix; }
  void set(std::string_view key, std::string_view value);
  void set(std::string_view key, const char* value) { set(key, std::string_view(value)); }
  void set(std::string_view key, double value);
  void set(std::string_view key, bool value) { set(key, value ? std::string_view("1") : std::string_view("0")); }
  void set_list(std::string_view key, const std::vector<std::string>& values);
  // Leave out what is the default.
  template <class T>
  void set_unless(std::string_view key, const T& value, const T& fallback) {
    if (!(value == fallback)) set(key, value);
  }
  const std::string& text() const { return text_; }

 private:
  std::string prefix_;
  std::string text_;
};

class StateReader {
 public:
  StateReader() = default;
  explicit StateReader(std::string_view fragment);  // with or without '#'

  void set_prefix(std::string_view prefix) { prefix_ = prefix; }
  // Answers for keys that are not here, as long as it is set.
  void set_usual(const StateReader* usual) { usual_ = usual; }
  std::optional<std::string> text(std::string_view key) const;
  std::string text(std::string_view key, std::string_view fallback) const {
    return text(key).value_or(std::string(fallback));
  }
  double number(std::string_view key, double fallback) const;  // finite, else the fallback
  bool flag(std::string_view key, bool fallback) const;
  std::vector<std::string> list(std::string_view key) const;
  // The token without '=': TensorBoard's tab.
  std::string_view bare() const { return bare_; }
  // Keys that nobody has asked for so far: this version does not know them. With their prefix, in their order.
  std::vector<std::string_view> unread() const;

 private:
  const std::string* find(std::string_view key) const;  // still encoded
  const std::string* find_own(std::string_view key) const;

  std::string prefix_;
  std::string bare_;
  struct Entry {
    std::string key;
    std::string value;  // still encoded
    mutable bool read = false;
  };
  std::vector<Entry> entries_;
  const StateReader* usual_ = nullptr;
};

// Percent-encodes what a fragment or a list cannot carry; readable otherwise.
std::string encode_component(std::string_view text);
std::string decode_component(std::string_view text);

}  // namespace db
