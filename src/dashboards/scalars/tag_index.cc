#include "dashboards/scalars/tag_index.h"

#include <algorithm>

#include "analysis/natural_sort.h"

namespace db {

bool TagIndex::update(const Store& store) {
  if (store_generation_ == store.generation()) return false;
  store_generation_ = store.generation();
  const auto series = store.series();
  bool changed = false;
  bool tags_changed = false;
  scalar_.resize(series.size(), false);
  by_tag_.resize(store.tags().size());
  for (std::size_t i = 0; i < series.size(); ++i) {
    const bool scalar = series[i].kind == SeriesKind::kScalar;
    if (scalar == scalar_[i]) continue;
    scalar_[i] = scalar;
    changed = true;
    auto& of_tag = by_tag_[index_of(series[i].tag)];
    if (scalar) {
      tags_changed = tags_changed || of_tag.empty();
      of_tag.push_back(static_cast<SeriesId>(i));
    } else {
      std::erase(of_tag, static_cast<SeriesId>(i));
      tags_changed = tags_changed || of_tag.empty();
    }
  }
  if (tags_changed) {
    sorted_.clear();
    for (std::size_t tag = 0; tag < by_tag_.size(); ++tag) {
      if (!by_tag_[tag].empty()) sorted_.push_back(static_cast<TagId>(tag));
    }
    natural_sort(sorted_, [&](TagId tag) -> const std::string& { return store.tag(tag); });
  }
  if (changed) ++generation_;
  return changed;
}

std::span<const SeriesId> TagIndex::series(TagId tag) const {
  return index_of(tag) < by_tag_.size() ? std::span<const SeriesId>(by_tag_[index_of(tag)])
                                        : std::span<const SeriesId>();
}

}  // namespace db
