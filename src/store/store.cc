#include "store/store.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "store/logdir_path.h"

namespace db {
namespace {

std::uint64_t series_key(RunId run, TagId tag) {
  return static_cast<std::uint64_t>(index_of(run)) << 32 | static_cast<std::uint64_t>(index_of(tag));
}

Step step_at(const Segment& segment, std::uint32_t row) {
  // Blocks are nearly all full, so row / kBlockRows is at or before the right one's neighbourhood; walk from the nearer
  // end.
  std::uint32_t first = 0;
  std::size_t block = 0;
  if (row >= segment.rows / 2) {
    block = segment.blocks.size();
    first = segment.rows;
    do first -= segment.blocks[--block].view().rows();
    while (first > row);
  } else {
    while (first + segment.blocks[block].view().rows() <= row) first += segment.blocks[block++].view().rows();
  }
  return segment.blocks[block].view().step(row - first);
}

// First row of a strictly increasing range whose step is >= s, or range.end.
std::uint32_t lower_bound_row(const Segment& segment, RowRange range, Step s) {
  while (range.begin < range.end) {
    const std::uint32_t middle = range.begin + (range.end - range.begin) / 2;
    if (step_at(segment, middle) < s) {
      range.begin = middle + 1;
    } else {
      range.end = middle;
    }
  }
  return range.begin;
}

// The restart rule inside a segment: a new row at `row` with step s drops the live rows whose step is not below it.
void supersede(Segment& segment, std::uint32_t row, Step s) {
  auto& live = segment.live;
  while (!live.empty() && step_at(segment, live.back().begin) >= s) live.pop_back();
  if (!live.empty() && step_at(segment, live.back().end - 1) >= s)
    live.back().end = lower_bound_row(segment, live.back(), s);
  if (!live.empty() && live.back().end == row) {
    live.back().end = row + 1;
  } else {
    live.push_back({row, row + 1});
  }
}

}  // namespace

std::string_view kind_name(SeriesKind kind) {
  constexpr std::string_view kNames[] = {"scalar", "histogram", "blob", "tensor", "other"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view reason_text(DamageReason reason) {
  constexpr std::string_view kTexts[] = {"length checksum", "payload checksum", "truncated", "undecodable",
                                         "not utf-8"};
  return kTexts[static_cast<std::size_t>(reason)];
}

BlockBytes::BlockBytes(std::span<const std::byte> bytes) : bytes_(new std::byte[bytes.size()]) {
  std::memcpy(bytes_.get(), bytes.data(), bytes.size());
}

Store::Store() { metadata_.emplace_back(); }

FileId Store::add_file(std::string_view path, std::uint64_t bytes) {
  const auto [known, is_new] = file_ids_.try_emplace(std::string(path), FileId(files_.size()));
  ++generation_;
  if (!is_new) {
    files_[index_of(known->second)].bytes = bytes;
    return known->second;
  }
  FileInfo& file = files_.emplace_back();
  file.path = path;
  file.bytes = bytes;
  if (!is_event_file(path)) {
    file.status = FileStatus::kAsset;
    return known->second;
  }
  if (is_profile_marker(path)) {
    file.status = FileStatus::kOk;
    file.problem = "Marks the folder as a run for the profiler; holds no summaries.";
  }
  file.run = run_named(run_of_path(path));
  auto& siblings = runs_[index_of(file.run)].files;
  const auto before = [this](FileId a, std::string_view b) { return files_[index_of(a)].path < b; };
  siblings.insert(std::lower_bound(siblings.begin(), siblings.end(), path, before), known->second);
  return known->second;
}

SeriesId Store::define_series(const SeriesDefinition& definition) {
  const RunId run = files_[index_of(definition.file)].run;
  const TagId tag = tag_named(definition.tag);
  const auto [known, is_new] = series_ids_.try_emplace(series_key(run, tag), SeriesId(series_.size()));
  if (is_new) {
    Series& series = series_.emplace_back();
    series.run = run;
    series.tag = tag;
    series.kind = definition.kind;
    runs_[index_of(run)].series.push_back(known->second);
  }
  Series& series = series_[index_of(known->second)];
  series.dtypes |= definition.dtypes;
  const bool earlier = file(definition.file).path < file(series.metadata_file).path;
  if (definition.metadata.present && (!metadata_[series.metadata].present || earlier)) {
    series.metadata = metadata_id(definition.metadata);
    series.metadata_file = definition.file;
    series.kind = definition.kind;
  }
  ++series.generation;
  ++generation_;
  return known->second;
}

void Store::append(SeriesId id, FileId file, BlockView block) {
  Series& series = series_[index_of(id)];
  Segment& to = segment(series, file);
  const bool continues = to.rows == 0 || block.step(0) > to.blocks.back().view().header().step_last;
  const std::uint32_t first = to.rows;
  if (to.live.empty() && first > 0 && !(continues && block.header().increasing)) to.live.push_back({0, first});

  const BlockView last = to.blocks.empty() ? block : to.blocks.back().view();
  if (first > 0 && last.rows() + block.rows() <= kBlockRows && last.header().value_type == block.header().value_type) {
    PendingRows rows;
    rows.type = block.header().value_type;
    last.unpack(rows);
    block.unpack(rows);
    std::vector<std::byte> packed;
    pack_block(rows, 0, rows.rows(), packed);
    to.blocks.back() = BlockBytes(packed);
  } else {
    to.blocks.emplace_back(std::span(reinterpret_cast<const std::byte*>(&block.header()), block.bytes()));
  }
  to.step_min = first == 0 ? block.header().step_min : std::min(to.step_min, block.header().step_min);
  to.rows += block.rows();

  if (continues && block.header().increasing) {
    if (to.live.empty()) {
    } else if (to.live.back().end == first) {
      to.live.back().end = to.rows;
    } else {
      to.live.push_back({first, to.rows});
    }
  } else {
    for (std::uint32_t row = 0; row < block.rows(); ++row) supersede(to, first + row, block.step(row));
    if (to.live.size() == 1 && to.live[0].begin == 0 && to.live[0].end == to.rows) to.live.clear();
  }
  points_ += block.rows();
  ++series.generation;
  ++generation_;
}

void Store::set_hparams(FileId id, HParamList hparams) {
  Run& run = runs_[index_of(file(id).run)];
  const bool first = !run.hparams_file || *run.hparams_file == id || file(id).path < file(*run.hparams_file).path;
  const bool other = run.hparams_file && run.hparams != hparams;
  file(id).other_session = !first && other;
  if (!first) return;
  if (run.hparams_file && *run.hparams_file != id) file(*run.hparams_file).other_session = other;
  run.hparams = std::move(hparams);
  run.hparams_file = id;
  ++hparams_generation_;
  ++generation_;
}

void Store::forget_rows(FileId id) {
  FileInfo& info = file(id);
  FileInfo blank;
  blank.path = std::move(info.path);
  blank.run = info.run;
  blank.bytes = info.bytes;
  info = std::move(blank);
  if (info.run == kNoRun) return;
  if (Run& run = runs_[index_of(info.run)]; run.hparams_file == id) {
    run.hparams.clear();
    run.hparams_file.reset();
    ++hparams_generation_;
  }
  for (const SeriesId of_run : run(info.run).series) {
    Series& series = series_[index_of(of_run)];
    const auto gone = std::ranges::find(series.segments, id, &Segment::file);
    if (gone == series.segments.end()) continue;
    points_ -= gone->rows;
    series.segments.erase(gone);
    ++series.generation;
  }
  ++generation_;
}

const SeriesId* Store::find(RunId run, TagId tag) const {
  const auto found = series_ids_.find(series_key(run, tag));
  return found == series_ids_.end() ? nullptr : &found->second;
}

template <class Map>
static const typename Map::mapped_type* find_in(const Map& map, std::string_view name) {
  const auto found = map.find(std::string(name));
  return found == map.end() ? nullptr : &found->second;
}

const RunId* Store::find_run(std::string_view name) const { return find_in(run_ids_, name); }
const TagId* Store::find_tag(std::string_view name) const { return find_in(tag_ids_, name); }
const FileId* Store::find_file(std::string_view path) const { return find_in(file_ids_, path); }

const double* Store::start_time(RunId id) const {
  for (const FileId file : run(id).files) {
    const FileInfo& info = files_[index_of(file)];
    if (info.events > 0) return &info.start_time;
  }
  return nullptr;
}

std::vector<RunId> Store::run_order() const {
  struct Entry {
    double start;
    RunId id;
  };
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const double* start = start_time(RunId(i));
    entries.push_back({start ? *start : std::numeric_limits<double>::infinity(), RunId(i)});
  }
  std::ranges::sort(entries, [this](const Entry& a, const Entry& b) {
    const auto rank = [](double start) { return std::isnan(start) ? 1 : 0; };
    if (rank(a.start) != rank(b.start)) return rank(a.start) < rank(b.start);
    if (a.start < b.start || b.start < a.start) return a.start < b.start;
    const bool a_empty = !start_time(a.id), b_empty = !start_time(b.id);
    if (a_empty != b_empty) return b_empty;
    return run(a.id).name < run(b.id).name;
  });
  std::vector<RunId> order;
  order.reserve(entries.size());
  for (const Entry& entry : entries) order.push_back(entry.id);
  return order;
}

RunId Store::run_named(std::string_view name) {
  const auto [known, is_new] = run_ids_.try_emplace(std::string(name), RunId(runs_.size()));
  if (is_new) runs_.emplace_back().name = name;
  return known->second;
}

TagId Store::tag_named(std::string_view name) {
  const auto [known, is_new] = tag_ids_.try_emplace(std::string(name), TagId(tags_.size()));
  if (is_new) tags_.emplace_back(name);
  return known->second;
}

std::uint32_t Store::metadata_id(const Metadata& metadata) {
  std::size_t hash = static_cast<std::size_t>(metadata.data_class);
  for (const std::string* text : {&metadata.plugin, &metadata.content, &metadata.display_name, &metadata.description}) {
    hash = hash * 31 + std::hash<std::string>()(*text);
  }
  const auto [from, to] = metadata_ids_.equal_range(hash);
  for (auto known = from; known != to; ++known) {
    if (metadata_[known->second] == metadata) return known->second;
  }
  metadata_.push_back(metadata);
  const auto id = static_cast<std::uint32_t>(metadata_.size() - 1);
  metadata_ids_.emplace(hash, id);
  return id;
}

Segment& Store::segment(Series& series, FileId file) {
  const std::string_view path = files_[index_of(file)].path;
  const auto before = [this](const Segment& a, std::string_view b) { return files_[index_of(a.file)].path < b; };
  const auto at = std::lower_bound(series.segments.begin(), series.segments.end(), path, before);
  if (at != series.segments.end() && at->file == file) return *at;
  Segment& made = *series.segments.emplace(at);
  made.file = file;
  return made;
}

namespace detail {

std::vector<std::uint32_t> live_ends(const Series& series) {
  std::vector<std::uint32_t> ends(series.segments.size());
  bool cut = false;
  Step step = 0;  // the least step of all later segments
  for (std::size_t s = series.segments.size(); s-- > 0;) {
    const Segment& segment = series.segments[s];
    ends[s] = segment.rows;
    if (cut) {
      const RowRange whole[] = {{0, segment.rows}};
      const std::span<const RowRange> live = segment.live.empty() ? std::span<const RowRange>(whole) : segment.live;
      const auto below = [&](RowRange range, Step limit) { return step_at(segment, range.end - 1) < limit; };
      const auto range = std::lower_bound(live.begin(), live.end(), step, below);
      if (range != live.end()) ends[s] = lower_bound_row(segment, *range, step);
    }
    if (segment.rows > 0 && (!cut || segment.step_min < step)) step = segment.step_min, cut = true;
  }
  return ends;
}

}  // namespace detail

std::uint64_t count_rows(const Series& series, Restarts restarts) {
  std::uint64_t count = 0;
  for_each_rows(series, restarts, [&](const Rows& rows) { count += rows.end - rows.begin; });
  return count;
}

}  // namespace db
