#include "dashboards/scalars/chart_tags.h"

#include <algorithm>
#include <string_view>

namespace db {

void ChartTags::set(const Store& store, std::span<const TagId> tags) {
  if (std::ranges::equal(tags, ids_)) return;
  ids_.assign(tags.begin(), tags.end());
  names_.clear();
  styles_.clear();
  RunColours colours;
  for (const TagId tag : ids_) {
    names_.push_back(store.tag(tag));
    styles_.push_back(colours.add(names_.back()));
  }
  const std::vector<std::string_view> views(names_.begin(), names_.end());
  short_names_ = short_names(views);
}

RunStyle ChartTags::style(RunStyle of_run, std::uint32_t tag) const {
  if (!several()) return of_run;
  if (by_tag_) return styles_[tag];
  of_run.pattern = static_cast<Pattern>(tag % kPatterns);
  return of_run;
}

ShortName joined(const ShortName& a, const ShortName& b) {
  constexpr std::string_view kBetween = " · ";
  ShortName out = a;
  const std::size_t from = a.text.size() + kBetween.size();
  out.text += kBetween;
  out.text += b.text;
  for (ShortName::Gap gap : b.gaps) {
    gap.at = static_cast<std::uint16_t>(gap.at + from);
    out.gaps.push_back(gap);
  }
  return out;
}

}  // namespace db
