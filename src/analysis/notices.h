// What a person should know about what was read: damage, unfinished tails, files that could not be read, restarts,
// values that no dashboard shows. Words and numbers only; severity decides icon and colour.
//
// Cost: O(files) + O(series); keep the result by Store::generation.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/store.h"

namespace db {

enum class Severity : std::uint8_t { kProblem, kWarning, kInfo };

struct Notice {
  Severity severity;
  std::string text;         // one sentence
  std::uint64_t count = 1;  // how many files or tags it is about
  std::string file;         // path, where it is about one file
};

struct Notices {
  std::vector<Notice> list;                                                // problems first
  std::uint64_t damaged = 0, truncated = 0, unreadable = 0, not_read = 0;  // files
  std::uint64_t first_damage_offset = 0;                                   // of the first damaged file by path
  std::string first_damaged;                                               // its path
  std::uint64_t problems() const { return damaged + unreadable + not_read; }
};

Notices find_notices(const Store& store);

// "corrupt at 83,114,208", "ends mid-record", "read, checks good": a file's state in a few words.
std::string file_state_text(const FileInfo& file);
Severity file_severity(const FileInfo& file);

}  // namespace db
