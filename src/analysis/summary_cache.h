// The summaries of all series, made when they are asked for and kept until the series changes. One for the whole app.
//
// A series that has grown costs its new rows (and its last block of 256): what came before is known by a hash of its
// blocks' places and headers. Where a restart has hidden rows it is summed up anew. Cost: 150 bytes a series, as many
// again where it has more than one block; a look-up is an index and a comparison.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/summary.h"
#include "base/ids.h"
#include "store/store.h"

namespace db {

class SummaryCache {
 public:
  // The reference holds until the next call.
  const SeriesSummary& get(const Store& store, SeriesId id);
  // get() will find it ready.
  bool fresh(const Store& store, SeriesId id) const;
  void clear() { entries_.clear(); }
  std::size_t bytes() const;
  std::uint64_t rows_read() const { return rows_read_; }  // ever, for tests

 private:
  struct Prefix {  // all pieces but those of the last block
    SeriesSummary summary;
    std::uint64_t hash = 0;
    std::size_t pieces = 0;
  };
  struct Entry {
    SeriesSummary summary;
    std::uint32_t generation = 0;
    bool known = false;
    std::unique_ptr<Prefix> prefix;
  };

  std::vector<Entry> entries_;  // by series
  std::vector<Rows> pieces_;    // of get()
  std::uint64_t rows_read_ = 0;
};

}  // namespace db
