// What Ctrl K finds: commands, tags and runs by parts of their names. `>` looks among commands only, `#` among tags,
// `@` among runs. Every word must occur somewhere in the name, in small or capital letters; names that begin with the
// first word, or whose last part does, come first.
//
// Cost: a pass over all names a search; 12,000 tags and 2,000 runs take about a millisecond.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace db {

enum class PaletteSection : std::uint8_t { kCommands, kTags, kRuns };

struct PaletteCommand {
  std::string_view title;
  std::string_view key;   // as people know it
  std::string_view name;  // App::apply's
  std::string_view argument;
};

struct PaletteItem {
  PaletteSection section{};
  std::string text;
  std::size_t match_at = 0, match_bytes = 0;  // the first word in `text`
  std::string key;
  std::string command, argument;
};

struct PaletteNames {
  std::span<const PaletteCommand> commands;
  std::span<const std::string_view> tags;
  std::span<const std::string_view> runs;
};

// In the order they are shown, sections together.
std::vector<PaletteItem> find_in_palette(std::string_view query, const PaletteNames& names);

}  // namespace db
