// Reads a whole log directory into a store, on the caller's thread. Everything that can be read is; the rest is named
// in FileInfo::problem and FileInfo::damage.
#pragma once

#include "ingest/event_loader.h"
#include "ingest/logdir.h"

namespace db {

// Files in reading order, each to its end. FileInfo::bytes is the size of what was read: of a compressed file,
// inflated.
void load_logdir(const Logdir& logdir, const LoadOptions& options, Store& store);

}  // namespace db
