// The scalar tags of the store in TensorBoard's order, and the series of each. Kept up as series arrive.
//
// Cost: O(new series) an update; sorting only when a tag is new (12,000 tags: some 20 ms, so not in every frame while
// files are read).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "store/store.h"

namespace db {

class TagIndex {
 public:
  // True: tags or series were added, or a series has become a scalar (or none any more).
  bool update(const Store& store);

  bool behind(const Store& store) const { return store_generation_ != store.generation(); }

  std::span<const TagId> tags() const { return sorted_; }  // those with scalars
  std::span<const SeriesId> series(TagId tag) const;       // scalars only, in order of arrival
  std::uint32_t generation() const { return generation_; }

 private:
  std::uint64_t store_generation_ = ~std::uint64_t{0};
  std::uint32_t generation_ = 0;
  std::vector<bool> scalar_;                   // by series
  std::vector<std::vector<SeriesId>> by_tag_;  // by tag
  std::vector<TagId> sorted_;
};

}  // namespace db
