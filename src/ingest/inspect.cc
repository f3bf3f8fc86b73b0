#include "ingest/inspect.h"

#include <algorithm>
#include <map>

#include "base/base64.h"
#include "base/json_writer.h"
#include "base/number_text.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include "format/tensor.h"
#include "ingest/graph_counts.h"
#include "ingest/inspect_value.h"
#include "ingest/load.h"
#include "ingest/normalize.h"
#include "ingest/series_text.h"
#include "store/logdir_path.h"

namespace db {
namespace {

std::string_view class_text(DataClass data_class) {
  constexpr std::string_view kTexts[] = {"UNKNOWN", "SCALAR", "TENSOR", "BLOB_SEQUENCE"};
  return kTexts[static_cast<std::size_t>(data_class)];
}

std::string session_status_text(std::uint32_t status) {
  constexpr const char* kTexts[] = {"STATUS_UNSPECIFIED", "START", "STOP", "CHECKPOINT"};
  return status < 4 ? kTexts[status] : number_text(std::uint64_t{status});
}

class Inspection {
 public:
  explicit Inspection(const Logdir& logdir) : logdir_(logdir) {
    LoadOptions options;
    options.numbers_need_metadata = true;
    load_logdir(logdir, options, store_);
  }

  std::string json() {
    JsonWriter json(out_);
    json.begin_object().key("logdir").text(repair_utf8(logdir_.name()));
    json.key("other_files").begin_array();
    for (const LogdirEntry& entry : logdir_.entries()) {
      if (!is_event_file(entry.path)) json.begin_array().text(repair_utf8(entry.path)).number(entry.bytes).end_array();
    }
    json.end_array().key("run_order").begin_array();
    for (const RunId run : store_.run_order()) json.text(repair_utf8(store_.run(run).name));
    json.end_array().key("runs").begin_object();
    std::vector<const Run*> runs;
    for (const Run& run : store_.runs()) runs.push_back(&run);
    std::ranges::sort(runs, {}, &Run::name);
    for (const Run* run : runs) {
      json.key(repair_utf8(run->name));
      this->run(json, *run);
    }
    json.end_object().key("schema").text("dropboard-inspect/1").end_object();
    out_ += '\n';
    return std::move(out_);
  }

 private:
  void run(JsonWriter& json, const Run& run) {
    const std::string* writer = nullptr;
    json.begin_object().key("file_versions").begin_array();
    for (const FileId id : run.files) {
      const FileInfo& file = store_.file(id);
      for (const std::string& text : file.file_versions) json.text(text);
      if (!file.writer.empty()) writer = &file.writer;
    }
    json.end_array().key("files").begin_array();
    for (const FileId id : run.files) this->file(json, store_.file(id));
    json.end_array();
    graphs(json, run);
    json.key("session_log").begin_array();
    for (const FileId id : run.files) {
      for (const SessionLogEntry& entry : store_.file(id).session_log) {
        json.begin_array()
            .number(entry.step)
            .number_as_text(entry.wall)
            .text(session_status_text(entry.status))
            .end_array();
      }
    }
    json.end_array().key("source_writer");
    writer ? json.text(*writer) : json.null();
    const double* start = store_.start_time(*store_.find_run(run.name));
    json.key("start_time");
    start ? json.number_as_text(*start) : json.null();

    std::vector<const Series*> series;
    for (const SeriesId id : run.series) series.push_back(&store_.series(id));
    std::ranges::sort(series, {}, [this](const Series* s) -> const std::string& { return store_.tag(s->tag); });
    json.key("tags").begin_object();
    for (const Series* s : series) {
      if (store_.metadata(*s).plugin == kMetaGraphPlugin) continue;
      json.key(store_.tag(s->tag));
      tag(json, *s);
    }
    json.end_object().end_object();
  }

  void file(JsonWriter& json, const FileInfo& file) {
    const auto entry = std::ranges::lower_bound(logdir_.entries(), file.path, {}, &LogdirEntry::path);
    json.begin_object().key("bytes").number(entry->bytes);
    if (!file.damage.empty()) {
      json.key("damage").begin_array();
      for (const Damage& damage : file.damage) {
        json.begin_object().key("bytes").number(damage.bytes).key("offset").number(damage.offset);
        json.key("reason").text(reason_text(damage.reason)).end_object();
      }
      json.end_array();
    }
    json.key("path").text(repair_utf8(file.path)).key("records").number(file.records);
    json.key("status").text(status_text(file.status)).end_object();
  }

  // The run's graph: the last GraphDef, or else the one in the last MetaGraphDef.
  void graphs(JsonWriter& json, const Run& run) {
    const auto graph = last_blob(run, kRunGraphTag, BlobForm::kGraphDef);
    const auto meta_graph = last_blob(run, kMetaGraphTag, BlobForm::kMetaGraphDef);
    if (graph || meta_graph) {
      const Bytes bytes = graph ? Bytes(*graph) : graph_of_meta_graph(*meta_graph);
      const GraphCounts counts = count_graph(bytes);
      json.key("graph").begin_object().key("bytes").number(std::uint64_t{bytes.size()});
      if (!counts.sound) json.key("error").text("does not parse");
      json.key("from_meta_graph").boolean(!graph);
      if (counts.sound) json.key("functions").number(counts.functions).key("nodes").number(counts.nodes);
      json.key("sha256");
      graph ? json.text(sha256_hex(bytes)) : json.null();
      json.end_object();
    }
    if (!meta_graph) return;
    json.key("meta_graph").begin_object().key("bytes").number(std::uint64_t{meta_graph->size()});
    json.key("sha256").text(sha256_hex(*meta_graph)).end_object();
  }

  std::optional<std::vector<std::byte>> last_blob(const Run& run, std::string_view name, BlobForm form) {
    const TagId* tag = store_.find_tag(name);
    const SeriesId* id = tag ? store_.find(*store_.find_run(run.name), *tag) : nullptr;
    if (!id) return {};
    std::optional<std::pair<FileId, BlobRow>> last;
    for_each_rows(store_.series(*id), Restarts::kKeepAll, [&](const Rows& rows) {
      if (rows.block.header().value_type != ValueType::kBlob) return;
      for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        if (rows.block.blob(row).form == form) last = {rows.file, rows.block.blob(row)};
      }
    });
    if (!last) return {};
    const auto bytes = read(last->first, last->second);
    return bytes ? *bytes : std::vector<std::byte>();
  }

  void tag(JsonWriter& json, const Series& series) {
    const Metadata& metadata = store_.metadata(series);
    json.begin_object();
    if (metadata.present) json.key("content").text(base64(as_bytes(metadata.content)));
    json.key("data_class").text(class_text(metadata.data_class));
    if (metadata.present) {
      json.key("description").text(metadata.description);
      json.key("display_name").text(metadata.named_by_tag ? store_.tag(series.tag) : metadata.display_name);
    }
    json.key("dtypes").begin_array();
    std::vector<std::string> dtypes;
    for (std::uint32_t d = 0; d < 64; ++d) {
      if (series.dtypes >> d & 1) dtypes.push_back(dtype_name(d));
    }
    std::ranges::sort(dtypes);
    for (const std::string& dtype : dtypes) json.text(dtype);
    json.end_array().key("kind").text(kind_name(series.kind)).key("plugin");
    metadata.present ? json.text(metadata.plugin) : json.null();
    json.key("preempted");
    if (count_rows(series, Restarts::kDropSuperseded) == count_rows(series, Restarts::kKeepAll)) {
      json.text("same");
    } else {
      json.raw(points(series, metadata, Restarts::kDropSuperseded));
    }
    json.key("raw").raw(points(series, metadata, Restarts::kKeepAll)).end_object();
  }

  std::string points(const Series& series, const Metadata& metadata, Restarts restarts) {
    SeriesText text;
    for_each_rows(series, restarts, [&](const Rows& rows) {
      for (std::uint32_t row = rows.begin; row < rows.end; ++row) {
        std::string value;
        if (rows.block.header().value_type != ValueType::kBlob) {
          value = number_json(rows.block, row);
        } else {
          const BlobRow& blob = rows.block.blob(row);
          const auto bytes = read(rows.file, blob);
          value = bytes ? value_json(series.kind, metadata, blob.form, *bytes) : R"({"error":"cannot be read again"})";
        }
        std::string point;
        JsonWriter json(point);
        json.begin_array().number(rows.block.step(row)).number_as_text(rows.block.wall(row)).raw(value).end_array();
        text.add(std::move(point), value);
      }
    });
    return text.json();
  }

  Result<std::vector<std::byte>> read(FileId id, const BlobRow& blob) {
    constexpr std::size_t kMaxOpen = 64;
    if (!open_.contains(id)) {
      if (open_.size() == kMaxOpen) open_.clear();
      const auto entry = std::ranges::lower_bound(logdir_.entries(), store_.file(id).path, {}, &LogdirEntry::path);
      auto opened = open_events(logdir_, *entry);
      if (!opened) return std::unexpected(opened.error());
      open_[id] = std::move(opened->source);
    }
    std::vector<std::byte> bytes(blob.length);
    const auto n = open_[id]->read(blob.offset, bytes);
    if (!n) return std::unexpected(n.error());
    if (*n < bytes.size()) return fail("the file has become shorter", blob.offset);
    return bytes;
  }

  const Logdir& logdir_;
  Store store_;
  std::string out_;
  std::map<FileId, std::unique_ptr<ByteSource>> open_;  // some that were read of late
};

}  // namespace

std::string_view status_text(FileStatus status) {
  switch (status) {
    case FileStatus::kTruncated:
      return "truncated";
    case FileStatus::kDamaged:
      return "damaged";
    case FileStatus::kUnreadable:
      return "unreadable";
    default:
      return "ok";
  }
}

std::string inspect_json(const Logdir& logdir) { return Inspection(logdir).json(); }

}  // namespace db
