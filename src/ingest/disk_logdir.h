// A log directory on disk, by POSIX calls (natively, and in Node through emscripten's files).
#pragma once

#include "ingest/logdir.h"

namespace db {

class DiskLogdir final : public Logdir {
 public:
  // Walks the folder: entries sorted by name, symbolic links followed but never into a folder that is being walked.
  // A single file is a logdir, too. Fails only if `path` itself cannot be listed; what lies below and cannot be is an
  // entry with a problem.
  static Result<std::unique_ptr<DiskLogdir>> open_path(const std::string& path);

  std::string name() const override { return name_; }
  const std::vector<LogdirEntry>& entries() const override { return entries_; }
  Result<std::unique_ptr<ByteSource>> open(const LogdirEntry& entry) const override;

 private:
  std::string root_;  // with a slash at the end
  std::string name_;
  std::vector<LogdirEntry> entries_;
};

}  // namespace db
