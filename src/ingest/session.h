// Many files read at once, one packet stream out. What a worker of the page runs, and the command line, too.
//
// Files of a run share what is known of their series, so a run should stay within one session. Bytes may come in any
// order across files; within a file at wanted(). Single-threaded.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/event_loader.h"

namespace db {

class Session {
 public:
  explicit Session(LoadOptions options = {});

  // An event file; its path (relative to the logdir) tells its run. A known id: it is read anew from its beginning (the
  // receiver forgets its rows first).
  void add_file(FileId id, std::string_view path, std::uint64_t bytes);

  // File offset of the next byte it wants of a file; at or beyond its size: none. It may jump ahead, or go back.
  std::uint64_t wanted(FileId id) const;
  void push(FileId id, std::uint64_t offset, Bytes bytes);
  // The end of the file is reached and it is not growing just now. True: it wants to read something again; then push
  // from wanted(), and say end() again.
  bool end(FileId id);
  void grow(FileId id, std::uint64_t bytes);
  // It cannot be read (any more).
  void fail(FileId id, std::string_view why);

  // A finished packet, or nothing if none is due. One is due at 1 MiB (the first ones sooner, so that something is to
  // be seen early), or when forced and there is anything to say. Valid until the next call.
  Bytes packet(bool force);

 private:
  struct File {
    RunSeriesTable* run;
    std::unique_ptr<EventLoader> loader;  // none for the profiler's markers, which are not read
    std::uint64_t bytes;
    bool changed = false;  // since it last reported
  };
  File* find(FileId id);
  EventLoader* touch(FileId id);

  LoadContext context_;
  std::unordered_map<std::uint32_t, File> files_;
  std::unordered_map<std::string, std::unique_ptr<RunSeriesTable>> runs_;
  std::vector<FileId> changed_;
  std::size_t due_bytes_;
};

}  // namespace db
