// Text that is no row of one picture a code point: right-to-left and joined scripts, marks above and below, emoji made
// of several. The browser draws such a run as one picture (Platform::draw_glyph), and in what ImGui gets a code point
// of Unicode's private use area stands for it. Runs stand in the order of the text, as in a left-to-right paragraph of
// the Unicode Bidirectional Algorithm (UAX 9); inside one the browser knows the order.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace db {

class ShapedRuns {
 public:
  static constexpr std::size_t kMost = 0xF8FF - 0xE000 + 1;

  // The text with a code point for each run: `text` itself if it has none, else a view of `out`. Where all code points
  // are taken a run stays as it is.
  std::string_view replace(std::string_view text, std::string& out);
  // What a code point stands for; empty: for itself.
  std::string_view run_of(char32_t code_point) const;
  std::size_t size() const { return runs_.size(); }
  void clear();

 private:
  std::unordered_map<std::string, char32_t> code_points_;
  std::vector<const std::string*> runs_;
};

// Bytes of the run that begins at `text`; 0: none does.
std::size_t shaped_run_bytes(std::string_view text);

}  // namespace db
