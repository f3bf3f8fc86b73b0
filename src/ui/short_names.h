// Short names (analysis/short_names.h) as they fit into a width.
#pragma once

#include "analysis/short_names.h"
#include "ui/fonts.h"

namespace db {

// `name` in a width: what stands before its first gap gives way, as something is left out there already; where that is
// not enough, the middle of all of it.
ShortName fitted(const Fonts& fonts, TextStyle style, const ShortName& name, float width);

}  // namespace db
