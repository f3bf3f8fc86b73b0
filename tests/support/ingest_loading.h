// A session over files in memory, which a test feeds as it likes: in any pieces, in any order, growing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ingest/session.h"
#include "store/packet.h"

namespace db::test {

struct Point {
  Step step;
  double wall;
  double value;  // NaN for blobs
  bool operator==(const Point& other) const {
    return step == other.step && wall == other.wall && bits() == other.bits();
  }
  std::uint64_t bits() const { return value != value ? 0 : std::bit_cast<std::uint64_t>(value); }
};

class Loading {
 public:
  explicit Loading(LoadOptions options = {}) : session_(options) {}

  // A file of which `size` bytes are there at first.
  FileId add(std::string_view path, std::string contents, std::size_t size = ~std::size_t{0});
  // The file has so many bytes now.
  void grow(FileId id, std::size_t size);

  // Pushes one piece of at most `bytes` from where the file wants it. False: nothing more is wanted for now.
  bool step(FileId id, std::size_t bytes);
  void finish(FileId id, std::size_t piece = 1 << 16);  // to the end of what is there
  void finish_all(std::size_t piece = 1 << 16);
  void deliver(bool force);

  Store& store() { return store_; }
  Session& session() { return session_; }
  const Series* find(std::string_view run, std::string_view tag) const;
  std::vector<Point> points(std::string_view run, std::string_view tag,
                            Restarts restarts = Restarts::kDropSuperseded) const;
  std::size_t packets() const { return packets_; }

 private:
  struct File {
    std::string contents;
    std::size_t size;
  };
  Store store_;
  Session session_;
  PacketReceiver receiver_;
  std::map<FileId, File> files_;
  std::size_t packets_ = 0;
};

}  // namespace db::test
