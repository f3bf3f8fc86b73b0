// The view state in the URL's fragment: "#v=1&d=scalars&runs=!a,b&scalars.axis=wall". Stable names, never ids; what has
// its default value is left out; what cannot be understood costs that field only. Keys of dashboards are "<id>.<key>".
// Of TensorBoard's own links a token without "=" is the dashboard ("#timeseries"); the rest of them is translated by
// web/tensorboard_link.js.
#pragma once

#include <cstdint>
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
  std::optional<std::string> text(std::string_view key) const;
  std::string text(std::string_view key, std::string_view fallback) const {
    return text(key).value_or(std::string(fallback));
  }
  double number(std::string_view key, double fallback) const;  // finite, else the fallback
  // In [lo, hi], else the fallback.
  double number(std::string_view key, double fallback, double lo, double hi) const;
  bool flag(std::string_view key, bool fallback) const;
  std::vector<std::string> list(std::string_view key) const;
  // The token without '=': TensorBoard's tab.
  std::string_view bare() const { return bare_; }
  // Whoever reads a key says that its value is none, or an item of its list; number() and flag() do so themselves.
  void refuse(std::string_view key) const;
  void refuse_item(std::string_view key, std::string_view item) const;

  struct LeftOut {
    std::string key;    // with its prefix
    std::string value;  // decoded; of a list the items, apart by commas
    enum class Why : std::uint8_t { kUnknown, kValue, kItems } why = Why::kUnknown;  // kUnknown: nobody asked for it
  };
  // What was not understood so far, in the order of the fragment.
  std::vector<LeftOut> left_out() const;
  // The fragment with the values that were refused as they are in `before`, or not there.
  std::string without_refused(const StateReader& before) const;

 private:
  struct Entry {
    std::string key;
    std::string value;  // still encoded
    mutable bool read = false, refused = false;
    mutable std::vector<std::string> refused_items;
  };
  const Entry* find(std::string_view key) const;

  std::string prefix_;
  std::string bare_;
  std::vector<Entry> entries_;
};

// The keys whose values differ between two fragments, sorted; views of them.
std::vector<std::string_view> changed_keys(std::string_view before, std::string_view after);

// The value of a key in a fragment, still encoded; a view of it.
std::optional<std::string_view> value_in(std::string_view fragment, std::string_view key);

// Percent-encodes what a fragment or a list cannot carry; readable otherwise.
std::string encode_component(std::string_view text);
std::string decode_component(std::string_view text);

}  // namespace db
