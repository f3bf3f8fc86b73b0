// A log directory as a list of files that can be opened: on disk, or made up by a test.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "ingest/byte_source.h"

namespace db {

struct LogdirEntry {
  std::string path;  // relative to the logdir, '/'
  std::uint64_t bytes = 0;
  std::string problem;  // why it cannot be read, if that is known already
};

class Logdir {
 public:
  virtual ~Logdir() = default;

  virtual std::string name() const = 0;
  virtual const std::vector<LogdirEntry>& entries() const = 0;  // sorted by path
  virtual Result<std::unique_ptr<ByteSource>> open(const LogdirEntry& entry) const = 0;
};

// A file's bytes for reading events: a compressed one (.gz) is inflated, as far as it goes.
struct EventBytes {
  std::unique_ptr<ByteSource> source;
  std::uint64_t bytes = 0;
  std::string problem;  // why it does not go further
};
Result<EventBytes> open_events(const Logdir& logdir, const LogdirEntry& entry);

}  // namespace db
