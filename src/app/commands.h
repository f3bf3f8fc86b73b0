// The app's commands: stable names, what they are called, their keys. Dashboards and widgets run them by name; keys,
// the list of keys and the palette come from this table. A command that cannot work now is not offered.
#pragma once

#include <span>
#include <string_view>

namespace db {

struct CommandInfo {
  std::string_view name;
  std::string_view title;
  std::string_view key;    // DOM KeyboardEvent.key, lower case for letters, a capital wants Shift; empty: none
  std::string_view shown;  // the key as people know it
  std::string_view group;  // in the list of keys; empty: not there
  bool always = false;     // also when nothing is open
};

std::span<const CommandInfo> all_commands();

}  // namespace db
