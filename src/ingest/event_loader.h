// Reads one event file: bytes in, rows and facts out into packets.
//
// Scalar records go by predicted layout (format/layout.h); all others are decoded the plain way. Nothing of a record
// counts before its payload's checksum has held, but for one that was skipped ("unchecked").
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/hparams.h"
#include "base/string_pool.h"
#include "format/event_walker.h"
#include "format/layout.h"
#include "format/record_reader.h"
#include "ingest/file_rows.h"
#include "ingest/run_series.h"
#include "store/packet.h"

namespace db {

struct LoadOptions {
  // A payload that nobody needs is skipped if that saves so many bytes.
  std::uint64_t min_skip_bytes = RecordReader::kNeverSkip;
  // One-element tensors of a series that no metadata has described: false: numbers (metadata may come later); true:
  // BlobRows, so that their type and shape can be looked up.
  bool numbers_need_metadata = false;
};

// What all files of a session share.
struct LoadContext {
  LoadOptions options;
  PacketWriter out;
  StringPool tags;
  std::uint32_t next_sender_id = 0;
};

class EventLoader {
 public:
  EventLoader(FileId file, std::uint64_t bytes, RunSeriesTable& run, LoadContext& context);

  std::uint64_t wanted() const;
  void push(std::uint64_t offset, Bytes bytes);
  bool end();  // true: it wants to read something again
  bool is_over() const { return progress_.status == FileStatus::kUnreadable; }
  void grow(std::uint64_t bytes);
  void fail(std::string_view why);

  // Writes the rows that are worth it and the progress to the packet.
  void report();

 private:
  void run();
  void predicted_records();
  std::size_t records_like(const LayoutTable::Layout& layout, Bytes window);
  void plain_record();
  void record_found();
  void damage(const RecordReader::Damage& damage);
  void note(DamageReason reason, std::uint64_t payload_bytes);
  void event(const DecodedEvent& event, std::uint64_t payload_at);
  bool value(const DecodedValue& value, const DecodedEvent& event, std::uint64_t payload_at);
  void blob(std::string_view tag, const Metadata& metadata, const DecodedEvent& event, BlobForm form,
            std::uint64_t payload_at);
  std::uint32_t tag_series(std::string_view tag);
  const FileSeries* file_series(std::uint32_t of_run);
  std::uint32_t define(std::uint32_t of_run, std::uint64_t dtypes, const Metadata* metadata);
  void session(HParamList hparams);
  void release();

  FileId file_;
  RunSeriesTable& run_;
  LoadContext& context_;
  RecordReader reader_;
  FileRows rows_;
  LayoutTable layouts_;
  std::unique_ptr<EventWalker> walker_;  // while a large record goes by
  DecodedEvent event_;
  std::vector<std::uint32_t> file_series_;  // index into rows_, by index into run_
  std::vector<std::uint32_t> row_series_;   // of the values of the last event, if all are numbers of fixed place

  FileProgress progress_;
  bool damaged_ = false;
  std::uint64_t truncated_at_ = RecordReader::kNeverSkip;
  bool head_sent_ = false;
  bool text_not_utf8_ = false;         // in the event at hand
  std::optional<HParamList> session_;  // the first one that the file tells of
  std::uint32_t more_sessions_ = 0;    // with other hyperparameters
};

}  // namespace db
