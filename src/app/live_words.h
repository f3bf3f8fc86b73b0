// What is said of files that are followed while they grow.
#pragma once

#include <string>
#include <string_view>

#include "app/reading.h"

namespace db {

struct LiveWords {
  std::string_view state;      // "Live", "Paused", "Not reachable"
  std::string ago;             // "20 s ago": since they last grew; empty: not known
  std::string sentence;        // all of it, and what a click does
  double changes_in_secs = 0;  // until `ago` is another text; 0: it will not be
};

// `following` is not kNone; `now_secs` is of its clock.
LiveWords live_words(const Following& following, double now_secs);

}  // namespace db
