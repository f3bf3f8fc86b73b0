// What `dropboard inspect --json` prints: everything that is in a log directory, in the form of oracle/inspect.md, so
// that it can be held against what TensorBoard's own readers find. The same bytes for the same files.
//
// Values that are no numbers are read again from their files, one at a time; long series are hashed as they go by.
#pragma once

#include <string>
#include <string_view>

#include "ingest/logdir.h"
#include "store/store.h"

namespace db {

// Loads the logdir and describes it. One line, with a newline at the end.
std::string inspect_json(const Logdir& logdir);

// "ok", "truncated", "damaged", "unreadable".
std::string_view status_text(FileStatus status);

}  // namespace db
