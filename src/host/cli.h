// The commands of the native program. Each prints to stdout and returns the exit status.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/disk_logdir.h"

namespace db {

inline constexpr int kExitDamage = 1;
inline constexpr int kExitUsage = 2;

int print_json(const Logdir& logdir);
int print_table(const Logdir& logdir);
int verify(const Logdir& logdir);
// `words` are what stands after "export".
int export_scalars(std::span<const std::string_view> words);

}  // namespace db
