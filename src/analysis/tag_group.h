// Tags are grouped by their text before the first '/'; a tag without one is a group of its own (TensorBoard's rule).
#pragma once

#include <string_view>

namespace db {

inline std::string_view tag_group(std::string_view tag) { return tag.substr(0, tag.find('/')); }

}  // namespace db
