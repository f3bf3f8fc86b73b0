// The tags of a card that shows several, as its lines need them: names, and how they are told apart by the rule of
// card_set.h. Of a card of one tag there is nothing to tell.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "store/store.h"
#include "ui/run_colours.h"
#include "ui/short_names.h"

namespace db {

class ChartTags {
 public:
  // Cost: short names and colours of all when the tags differ from the last ones.
  void set(const Store& store, std::span<const TagId> tags);
  // Only one run, or one group of runs, is in the card: colour is the tag's.
  void set_by_tag(bool by_tag) { by_tag_ = by_tag; }

  std::span<const TagId> ids() const { return ids_; }
  bool several() const { return ids_.size() > 1; }
  bool by_tag() const { return several() && by_tag_; }
  const std::string& name(std::uint32_t tag) const { return names_[tag]; }
  const ShortName& short_name(std::uint32_t tag) const { return short_names_[tag]; }
  // Of a line of that tag whose run or group has the style `of_run`.
  RunStyle style(RunStyle of_run, std::uint32_t tag) const;
  // What tells the tag from the others, whatever the run.
  RunStyle style(std::uint32_t tag) const { return style({}, tag); }

 private:
  std::vector<TagId> ids_;
  std::vector<std::string> names_;
  std::vector<ShortName> short_names_;
  std::vector<RunStyle> styles_;  // where colour is the tag's
  bool by_tag_ = false;
};

// "a · b", with the gaps of both.
ShortName joined(const ShortName& a, const ShortName& b);

}  // namespace db
