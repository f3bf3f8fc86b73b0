// The menus of a run and of a folder in the run list: which are shown, colour and pattern, name and notes, hiding.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "ui/context.h"

namespace db {

// Both are drawn where menu_open(id); in the same window as open_menu(id).
void draw_run_menu(Context& context, std::string_view id, const Rect& anchor, RunId run);
void draw_folder_menu(Context& context, std::string_view id, const Rect& anchor, const std::string& path,
                      std::span<const RunId> members);

}  // namespace db
