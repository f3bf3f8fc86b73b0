// All that has been read: files, runs, tags and series of rows. The viewer fills it from packets; the command line
// fills it the same way. It owns its bytes and only grows: a restart hides rows, it deletes none.
//
// Cost: about 8 bytes a float scalar point (10 at most where wall times pack), 32 a blob, under 200 a series.
// Not thread safe; every generation() changes when what it covers changes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/hparams.h"
#include "base/ids.h"
#include "store/block.h"

namespace db {

// TensorBoard's data classes, decided by the first value that has metadata (reading order), else by the value itself.
enum class SeriesKind : std::uint8_t { kScalar, kHistogram, kBlob, kTensor, kOther };
std::string_view kind_name(SeriesKind kind);  // "scalar", "histogram", "blob", "tensor", "other"

enum class DataClass : std::uint8_t { kUnknown, kScalar, kTensor, kBlobSequence };

// Shared by all series that say the same; most logdirs have a handful.
struct Metadata {
  bool present = false;  // false: no value of the series had any metadata, and none follows from the value's form
  std::string plugin;
  std::string content;  // plugin_data.content, bytes
  DataClass data_class = DataClass::kUnknown;
  bool named_by_tag = false;  // made up for a legacy value: TensorBoard calls it by its tag; display_name is empty then
  std::string display_name;
  std::string description;  // Markdown
  bool operator==(const Metadata&) const = default;
};

enum class DamageReason : std::uint8_t { kLengthChecksum, kPayloadChecksum, kTruncated, kUndecodable, kNotUtf8 };
std::string_view reason_text(DamageReason reason);  // the closed list of oracle/inspect.md

struct Damage {
  std::uint64_t offset;  // first byte of the record
  std::uint64_t bytes;   // up to the next record that was read, or to the end
  DamageReason reason;
};

enum class FileStatus : std::uint8_t {
  kWaiting,  // known, nothing read yet
  kReading,
  kOk,         // read to its end
  kTruncated,  // ends inside a record; read on when it grows
  kDamaged,
  kUnreadable,  // the system refused; see `problem`
  kNotRead,     // skipped on purpose; see `problem`
  kAsset,       // no event file: kept for the dashboards that want it
};

struct SessionLogEntry {
  Step step;
  WallTime wall;
  std::uint32_t status;
};

struct FileInfo {
  std::string path;    // relative to the logdir, '/'
  RunId run = kNoRun;  // assets and files that are no event file belong to none
  FileStatus status = FileStatus::kWaiting;
  std::uint64_t bytes = 0;
  std::uint64_t bytes_read = 0;       // parsed so far
  std::uint64_t bytes_unchecked = 0;  // payloads skipped, not checked yet
  std::uint64_t records = 0;          // sound payloads decoded
  std::uint64_t events = 0;
  std::uint64_t points = 0;  // rows of all kinds
  double start_time = 0;     // wall time of the first event; valid where events > 0
  std::string writer;        // source_metadata.writer
  std::vector<std::string> file_versions;
  std::vector<SessionLogEntry> session_log;
  std::uint32_t more_sessions = 0;  // of hyperparameters, after its first, with other values
  bool other_session = false;       // its first one has other values than that of the run
  std::vector<Damage> damage;       // by offset; at most kMaxDamage entries are kept, damage_count counts all
  std::uint64_t damage_count = 0;
  std::string problem;  // why it could not be read, in words
};
inline constexpr std::size_t kMaxDamage = 10'000;

struct RowRange {
  std::uint32_t begin;
  std::uint32_t end;
};

class BlockBytes {  // one packed block, exactly sized
 public:
  explicit BlockBytes(std::span<const std::byte> bytes);
  BlockView view() const { return BlockView(bytes_.get()); }

 private:
  std::unique_ptr<std::byte[]> bytes_;
};

// The rows that one file gave to a series.
struct Segment {
  FileId file{};
  std::uint32_t rows = 0;
  Step step_min = 0;  // of all rows
  std::vector<BlockBytes> blocks;
  // Rows that no later row of this segment supersedes; empty means all of them. Steps increase strictly over them.
  std::vector<RowRange> live;
};

struct Series {
  RunId run{};
  TagId tag{};
  std::uint32_t metadata = 0;  // index into Store::metadata()
  FileId metadata_file{};      // whose value gave it
  SeriesKind kind = SeriesKind::kOther;
  std::uint32_t generation = 0;
  std::uint64_t dtypes = 0;       // bit d: a value of TensorFlow's DataType d was seen
  std::vector<Segment> segments;  // by path of their files: reading order whatever the arrival
};

struct Run {
  std::string name;
  std::vector<FileId> files;     // by path
  std::vector<SeriesId> series;  // in order of arrival
  HParamList hparams;            // of the first of its files that says any; see analysis/hparams.h for whose they are
  std::optional<FileId> hparams_file;
};

// A piece of a series: rows [begin, end) of one block.
struct Rows {
  BlockView block;
  std::uint32_t begin;
  std::uint32_t end;
  FileId file;
};

enum class Restarts : std::uint8_t {
  kDropSuperseded,  // TensorBoard's default loader: a step drops the earlier rows whose step is not below it
  kKeepAll,
};

struct SeriesDefinition {
  FileId file{};
  std::string_view tag;
  SeriesKind kind = SeriesKind::kOther;
  std::uint64_t dtypes = 0;
  Metadata metadata;
};

class Store {
 public:
  Store();

  // Adding. add_file for a known path returns the file it already is, and takes its new size.
  FileId add_file(std::string_view path, std::uint64_t bytes);
  FileInfo& file(FileId id) { return files_[index_of(id)]; }
  // Finds or makes the series (run of the file, tag). A later definition adds what is new in it.
  SeriesId define_series(const SeriesDefinition& definition);
  // `block` must be sound (validate_block). Copies it.
  void append(SeriesId series, FileId file, BlockView block);
  // `hparams` must be sound (is_sound).
  void set_hparams(FileId file, HParamList hparams);
  // Takes back all that a file gave, so that it can be read anew (rewritten in place, or its reader died half-way).
  // What it said of series stays.
  void forget_rows(FileId file);
  void touch() { ++generation_; }

  // Reading.
  std::span<const FileInfo> files() const { return files_; }
  const FileInfo& file(FileId id) const { return files_[index_of(id)]; }
  std::span<const Run> runs() const { return runs_; }
  const Run& run(RunId id) const { return runs_[index_of(id)]; }
  std::span<const Series> series() const { return series_; }
  const Series& series(SeriesId id) const { return series_[index_of(id)]; }
  std::span<const std::string> tags() const { return tags_; }
  const std::string& tag(TagId id) const { return tags_[index_of(id)]; }
  const Metadata& metadata(const Series& s) const { return metadata_[s.metadata]; }

  const SeriesId* find(RunId run, TagId tag) const;
  const RunId* find_run(std::string_view name) const;
  const TagId* find_tag(std::string_view name) const;
  const FileId* find_file(std::string_view path) const;

  // Runs as TensorBoard lists them: by wall time of their first event in reading order, then by name; runs without
  // events last.
  std::vector<RunId> run_order() const;
  // The first event's wall time in reading order, or nothing.
  const double* start_time(RunId run) const;

  std::uint64_t generation() const { return generation_; }
  std::uint32_t hparams_generation() const { return hparams_generation_; }  // changes when hyperparameters do
  std::uint64_t points() const { return points_; }

 private:
  RunId run_named(std::string_view name);
  TagId tag_named(std::string_view name);
  std::uint32_t metadata_id(const Metadata& metadata);
  Segment& segment(Series& series, FileId file);

  std::vector<FileInfo> files_;
  std::vector<Run> runs_;
  std::vector<Series> series_;
  std::vector<std::string> tags_;
  std::vector<Metadata> metadata_;
  std::unordered_map<std::string, FileId> file_ids_;
  std::unordered_map<std::string, RunId> run_ids_;
  std::unordered_map<std::string, TagId> tag_ids_;
  std::unordered_map<std::uint64_t, SeriesId> series_ids_;
  std::unordered_multimap<std::size_t, std::uint32_t> metadata_ids_;  // by hash
  std::uint64_t generation_ = 0;
  std::uint32_t hparams_generation_ = 0;
  std::uint64_t points_ = 0;
};

// Calls visit(const Rows&) for every row of the series in reading order, in pieces of at most one block. With
// kDropSuperseded steps increase strictly over all pieces.
template <class Visit>
void for_each_rows(const Series& series, Restarts restarts, Visit&& visit);

// Rows that for_each_rows gives.
std::uint64_t count_rows(const Series& series, Restarts restarts);

namespace detail {
std::vector<std::uint32_t> live_ends(
    const Series& series);  // per segment: rows at or beyond it are superseded later on
}

template <class Visit>
void for_each_rows(const Series& series, Restarts restarts, Visit&& visit) {
  const bool all = restarts == Restarts::kKeepAll;
  const auto ends = all ? std::vector<std::uint32_t>() : detail::live_ends(series);
  for (std::size_t s = 0; s < series.segments.size(); ++s) {
    const Segment& segment = series.segments[s];
    const RowRange whole[] = {{0, segment.rows}};
    std::span<const RowRange> ranges = whole;
    if (!all && !segment.live.empty()) ranges = segment.live;
    const std::uint32_t limit = all ? segment.rows : ends[s];
    std::uint32_t first = 0;  // row of the current block's first row
    auto range = ranges.begin();
    for (const BlockBytes& bytes : segment.blocks) {
      const BlockView block = bytes.view();
      const std::uint32_t after = first + block.rows();
      while (range != ranges.end() && range->begin < after) {
        const std::uint32_t begin = range->begin > first ? range->begin : first;
        std::uint32_t end = range->end < after ? range->end : after;
        if (end > limit) end = limit;
        if (begin < end) visit(Rows{block, begin - first, end - first, segment.file});
        if (range->end > after) break;
        ++range;
      }
      first = after;
      if (range == ranges.end() || first >= limit) break;
    }
  }
}

}  // namespace db
