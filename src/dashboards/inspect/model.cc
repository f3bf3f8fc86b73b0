#include "dashboards/inspect/model.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "ui/platform.h"
#include "ui/run_selection.h"

namespace db::inspect {
namespace {

constexpr double kRefreshSecs = 0.5;

std::uint64_t damage_at(const FileInfo& file) {
  return file.damage.empty() ? 0 : std::ranges::min_element(file.damage, {}, &Damage::offset)->offset;
}

// Orders by `less` or its opposite; what is equal keeps its order.
template <class T, class Less>
void order(std::vector<T>& rows, bool descending, Less less) {
  std::ranges::stable_sort(rows, [&](const T& a, const T& b) { return descending ? less(b, a) : less(a, b); });
}

}  // namespace

bool Model::refresh(const Context& context) {
  const Store& store = context.store;
  if (generation_ == store.generation()) return false;
  if (context.reading && refreshed_secs_ >= 0 && context.now_secs - refreshed_secs_ < kRefreshSecs) {
    context.platform.request_frame(kRefreshSecs);
    return false;
  }
  generation_ = store.generation();
  refreshed_secs_ = context.now_secs;
  notices = find_notices(store);
  totals = {};
  for (const FileInfo& file : store.files()) {
    ++totals.files;
    if (file.status == FileStatus::kAsset) continue;
    ++totals.event_files;
    totals.bytes += static_cast<double>(file.bytes);
    totals.bytes_read += static_cast<double>(file.bytes_read);
  }

  all_runs_.clear();
  std::vector<std::size_t> row_of(store.runs().size(), 0);
  for (const RunId run : context.runs.order()) {
    row_of[index_of(run)] = all_runs_.size();
    RunRow row{.run = run};
    for (const FileId id : store.run(run).files) {
      const FileInfo& file = store.file(id);
      if (file.status == FileStatus::kAsset) continue;
      ++row.files;
      row.bytes += file.bytes;
      row.severity = std::min(row.severity, file_severity(file));
    }
    if (const double* start = store.start_time(run)) row.start = *start;
    all_runs_.push_back(row);
  }

  std::map<std::tuple<std::string_view, SeriesKind, std::string_view>, TagRow> tags_by_name;
  for (const Series& series : store.series()) {
    const std::string& plugin = store.metadata(series).plugin;
    const std::uint64_t points = count_rows(series, Restarts::kDropSuperseded);
    TagRow& tag = tags_by_name[{store.tag(series.tag), series.kind, plugin}];
    tag.tag = series.tag;
    tag.kind = series.kind;
    ++tag.runs;
    tag.points += points;
    if (!all_runs_.empty()) {
      RunRow& run = all_runs_[row_of[index_of(series.run)]];
      ++run.tags;
      run.points += points;
    }
    totals.points += points;
    for (const Segment& segment : series.segments)
      for (const BlockBytes& block : segment.blocks) {
        const BlockView view = block.view();
        (view.header().value_type == ValueType::kBlob ? totals.index_bytes : totals.scalar_bytes) +=
            static_cast<double>(view.bytes());
      }
  }
  all_tags_.clear();
  for (auto& [key, row] : tags_by_name) {
    row.plugin = std::get<2>(key);
    row.shown_in = context.dashboards.shown_in(row.kind, row.plugin);
    all_tags_.push_back(std::move(row));
  }
  return true;
}

void Model::sort(const Store& store, View view, const Sort& by, const Filter& filter) {
  const bool down = by.descending;
  if (view == View::kFiles) {
    files.clear();
    for (std::size_t i = 0; i < store.files().size(); ++i)
      if (filter.matches(store.files()[i].path)) files.push_back(FileId(static_cast<std::uint32_t>(i)));
    const auto info = [&](FileId id) -> const FileInfo& { return store.file(id); };
    order(files, false, [&](FileId a, FileId b) { return info(a).path < info(b).path; });
    switch (by.column) {
      case 0:
        order(files, down,
              [&](FileId a, FileId b) { return store.run(info(a).run).name < store.run(info(b).run).name; });
        break;
      case 1:
        order(files, down, [&](FileId a, FileId b) { return info(a).path < info(b).path; });
        break;
      case 2:
        order(files, down, [&](FileId a, FileId b) { return info(a).bytes < info(b).bytes; });
        break;
      case 3:
        order(files, down, [&](FileId a, FileId b) { return info(a).bytes_read < info(b).bytes_read; });
        break;
      case 4:
        order(files, down, [&](FileId a, FileId b) { return info(a).records < info(b).records; });
        break;
      case 5:
        order(files, down, [&](FileId a, FileId b) { return info(a).points < info(b).points; });
        break;
      case 6:
        order(files, down, [&](FileId a, FileId b) {
          return std::tuple(file_severity(info(a)), info(a).status, damage_at(info(a))) <
                 std::tuple(file_severity(info(b)), info(b).status, damage_at(info(b)));
        });
        break;
      default:
        break;
    }
  } else if (view == View::kRuns) {
    runs.clear();
    for (const RunRow& row : all_runs_)
      if (filter.matches(store.run(row.run).name)) runs.push_back(row);
    switch (by.column) {
      case 0:
        order(runs, down, [&](auto& a, auto& b) { return store.run(a.run).name < store.run(b.run).name; });
        break;
      case 1:
        order(runs, down, [](auto& a, auto& b) { return a.start < b.start; });
        break;
      case 2:
        order(runs, down, [](auto& a, auto& b) { return a.files < b.files; });
        break;
      case 3:
        order(runs, down, [](auto& a, auto& b) { return a.bytes < b.bytes; });
        break;
      case 4:
        order(runs, down, [](auto& a, auto& b) { return a.tags < b.tags; });
        break;
      case 5:
        order(runs, down, [](auto& a, auto& b) { return a.points < b.points; });
        break;
      default:
        break;
    }
  } else if (view == View::kTags) {
    tags.clear();
    for (const TagRow& row : all_tags_)
      if (filter.matches(store.tag(row.tag))) tags.push_back(row);
    switch (by.column) {
      case 0:
        order(tags, down, [&](auto& a, auto& b) { return store.tag(a.tag) < store.tag(b.tag); });
        break;
      case 1:
        order(tags, down, [](auto& a, auto& b) { return a.kind < b.kind; });
        break;
      case 2:
        order(tags, down, [](auto& a, auto& b) { return a.plugin < b.plugin; });
        break;
      case 3:
        order(tags, down, [](auto& a, auto& b) { return a.runs < b.runs; });
        break;
      case 4:
        order(tags, down, [](auto& a, auto& b) { return a.points < b.points; });
        break;
      case 5:
        order(tags, down, [](auto& a, auto& b) { return a.shown_in < b.shown_in; });
        break;
      default:
        break;
    }
  }
}

}  // namespace db::inspect
