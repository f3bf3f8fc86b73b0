#include "dashboards/inspect/model.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "ui/platform.h"
#include "ui/run_selection.h"

namespace db::inspect {
namespace {

constexpr double kRefreshSecs = 0.5;

// What a row is sorted by: its text, then its numbers.
struct Key {
  std::string_view text;
  double number = 0, then = 0;
};

// One sort for all columns: every other one would be kilobytes of the viewer.
std::vector<std::uint32_t> ordered(std::span<const Key> keys, bool descending) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto less = [&](const Key& a, const Key& b) {
    return std::tie(a.text, a.number, a.then) < std::tie(b.text, b.number, b.then);
  };
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return descending ? less(keys[b], keys[a]) : less(keys[a], keys[b]);
  });
  return order;
}

// What is equal keeps its order.
template <class T, class KeyOf>
void order_by(std::vector<T>& rows, bool descending, const KeyOf& key_of) {
  std::vector<Key> keys;
  for (const T& row : rows) keys.push_back(key_of(row));
  std::vector<T> sorted;
  for (const std::uint32_t at : ordered(keys, descending)) sorted.push_back(std::move(rows[at]));
  rows = std::move(sorted);
}

Key number(auto value) { return {.number = static_cast<double>(value)}; }

Key file_key(const Store& store, const FileInfo& file, int column) {
  switch (column) {
    case 0:
      return {.text = file.run == kNoRun ? std::string_view() : store.run(file.run).name};
    case 2:
      return number(file.bytes);
    case 3:
      return number(file.bytes_read);
    case 4:
      return number(file.records);
    case 5:
      return number(file.points);
    case 6: {
      constexpr int kStates = 16;
      const auto damage = std::ranges::min_element(file.damage, {}, &Damage::offset);
      return {.number =
                  static_cast<double>(static_cast<int>(file_severity(file)) * kStates + static_cast<int>(file.status)),
              .then = damage == file.damage.end() ? 0 : static_cast<double>(damage->offset)};
    }
    default:
      return {.text = file.path};
  }
}

Key run_key(const Store& store, const RunRow& row, int column) {
  switch (column) {
    case 1:
      return number(row.start);
    case 2:
      return number(row.files);
    case 3:
      return number(row.bytes);
    case 4:
      return number(row.tags);
    case 5:
      return number(row.points);
    default:
      return {.text = store.run(row.run).name};
  }
}

Key tag_key(const Store& store, const TagRow& row, int column) {
  switch (column) {
    case 1:
      return number(static_cast<int>(row.kind));
    case 2:
      return {.text = row.plugin};
    case 3:
      return number(row.runs);
    case 4:
      return number(row.points);
    case 5:
      return {.text = row.shown_in};
    default:
      return {.text = store.tag(row.tag)};
  }
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
  const bool sorted = by.column >= 0;
  if (view == View::kFiles) {
    files.clear();
    for (std::size_t i = 0; i < store.files().size(); ++i)
      if (filter.matches(store.files()[i].path)) files.push_back(FileId(static_cast<std::uint32_t>(i)));
    const auto by_column = [&](int column) {
      return [&store, column](FileId id) { return file_key(store, store.file(id), column); };
    };
    order_by(files, false, by_column(-1));
    if (sorted) order_by(files, by.descending, by_column(by.column));
  } else if (view == View::kRuns) {
    runs.clear();
    for (const RunRow& row : all_runs_)
      if (filter.matches(store.run(row.run).name)) runs.push_back(row);
    if (sorted) order_by(runs, by.descending, [&](const RunRow& row) { return run_key(store, row, by.column); });
  } else if (view == View::kTags) {
    tags.clear();
    for (const TagRow& row : all_tags_)
      if (filter.matches(store.tag(row.tag))) tags.push_back(row);
    if (sorted) order_by(tags, by.descending, [&](const TagRow& row) { return tag_key(store, row, by.column); });
  }
}

}  // namespace db::inspect
