// What the open files hold that no dashboard draws yet, said plainly: in the bar beside the tabs, and where a dashboard
// is empty. Nothing is here that a dashboard wants; when all kinds have one, nothing is said.
//
// Cost: O(series); the app keeps the result by Store::generation.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "store/store.h"
#include "ui/context.h"

namespace db {

struct NotShown {
  std::string kind;      // as people call it: "images", "graphs"; a plugin that nobody knows by its own name
  std::size_t tags = 0;  // that are of this kind in any run
};

// In alphabetical order.
std::vector<NotShown> find_not_shown(const Store& store, const DashboardIndex& dashboards);

// What people call a kind of series: "images" for the plugin "images", "graphs" for "graph_run_metadata".
std::string kind_words(SeriesKind kind, std::string_view plugin);

// "graphs, images and text".
std::string listed_words(const std::vector<std::string>& words);

}  // namespace db
