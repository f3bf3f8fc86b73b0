// Short names (analysis/short_names.h) as they fit into a width.
#pragma once

#include "analysis/short_names.h"
#include "ui/fonts.h"

namespace db {

// `name` in a width. Where it does not fit its gaps are "…" without spaces; then what stands in the middle gives way,
// in whole parts: as much of the tail stays as leaves room for a beginning. One part too long for it is cut in its
// middle.
ShortName fitted(const Fonts& fonts, TextStyle style, const ShortName& name, float width);

}  // namespace db
