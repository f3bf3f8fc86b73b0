// What a path inside a logdir means. Source: TensorBoard's rules (any file whose base name contains "tfevents" is an
// event file; its folder, relative to the logdir, is its run; the logdir itself is run ".").
#pragma once

#include <string_view>

namespace db {

inline std::string_view base_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

inline std::string_view run_of_path(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? std::string_view(".") : path.substr(0, slash);
}

inline bool is_event_file(std::string_view path) { return base_name(path).find("tfevents") != std::string_view::npos; }

// Written by the profiler so that the folder counts as a run; holds no summaries and is not read.
inline bool is_profile_marker(std::string_view path) { return path.ends_with(".profile-empty"); }

}  // namespace db
