// Where a file's bytes come from: a file on disk, bytes in memory.
#pragma once

#include <algorithm>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace db {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // The size that it has now; it may grow.
  virtual Result<std::uint64_t> bytes() = 0;

  // Reads up to `room` bytes from `offset` on; fewer only at the end. Returns how many.
  virtual Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> room) = 0;
};

class MemorySource final : public ByteSource {
 public:
  explicit MemorySource(std::vector<std::byte> contents) : contents_(std::move(contents)) {}

  Result<std::uint64_t> bytes() override { return contents_.size(); }
  Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> room) override {
    if (offset >= contents_.size()) return 0;
    const std::size_t n = std::min<std::size_t>(room.size(), contents_.size() - static_cast<std::size_t>(offset));
    std::copy_n(contents_.data() + offset, n, room.data());
    return n;
  }

 private:
  std::vector<std::byte> contents_;
};

}  // namespace db
