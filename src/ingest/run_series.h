// The series of one run, as far as one session has met them: tag to series, whatever file it stands in.
#pragma once

#include <vector>

#include "base/string_pool.h"
#include "store/store.h"

namespace db {

struct RunSeries {
  static constexpr std::uint32_t kUndefined = ~std::uint32_t{0};

  std::uint32_t sender_id = kUndefined;  // in packets
  SeriesKind kind = SeriesKind::kOther;
  bool described = false;  // a value had metadata
  bool is_hparams = false;
  std::uint64_t dtypes = 0;
};

class RunSeriesTable {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  std::uint32_t find(std::uint32_t tag) const;
  std::uint32_t find_or_add(std::uint32_t tag);
  RunSeries& operator[](std::uint32_t index) { return series_[index]; }
  std::uint32_t tag(std::uint32_t index) const { return tags_[index]; }

 private:
  std::size_t slot_of(std::uint32_t tag) const;

  std::vector<RunSeries> series_;
  std::vector<std::uint32_t> tags_;   // of each series: a number of the session's StringPool
  std::vector<std::uint32_t> slots_;  // index + 1, by tag; 0: free. Size is a power of two
};

}  // namespace db
