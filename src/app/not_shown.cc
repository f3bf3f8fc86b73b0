#include "app/not_shown.h"

#include <map>
#include <set>

namespace db {

std::string kind_words(SeriesKind kind, std::string_view plugin) {
  if (plugin.starts_with("graph")) return "graphs";
  if (plugin == "pr_curves") return "PR curves";
  if (plugin == "custom_scalars") return "custom scalars";
  if (plugin == "mesh") return "meshes";
  if (!plugin.empty()) return std::string(plugin);
  switch (kind) {
    case SeriesKind::kScalar:
      return "scalars";
    case SeriesKind::kHistogram:
      return "histograms";
    case SeriesKind::kTensor:
      return "tensors";
    default:
      return "other summaries";
  }
}

std::vector<NotShown> find_not_shown(const Store& store, const DashboardIndex& dashboards) {
  std::map<std::string, std::set<TagId>> tags;
  for (const Series& series : store.series()) {
    const std::string& plugin = store.metadata(series).plugin;
    if (dashboards.shown_in(series.kind, plugin).empty()) tags[kind_words(series.kind, plugin)].insert(series.tag);
  }
  std::vector<NotShown> out;
  for (const auto& [kind, of_kind] : tags) out.push_back({kind, of_kind.size()});
  return out;
}

std::string listed_words(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " and " : ", ";
    out += words[i];
  }
  return out;
}

}  // namespace db
