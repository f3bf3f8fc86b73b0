#include "ingest/event_loader.h"

#include <algorithm>

#include "base/utf8.h"
#include "format/hparams.h"
#include "format/tensor_head.h"
#include "ingest/normalize.h"

namespace db {
namespace {

constexpr std::size_t kLongestWriter = 128;  // TensorBoard takes no longer one

DamageReason reason_of(RecordReader::Fault fault) {
  switch (fault) {
    case RecordReader::Fault::kLengthChecksum:
      return DamageReason::kLengthChecksum;
    case RecordReader::Fault::kPayloadChecksum:
      return DamageReason::kPayloadChecksum;
    case RecordReader::Fault::kTruncated:
      break;
  }
  return DamageReason::kTruncated;
}

}  // namespace

EventLoader::EventLoader(FileId file, std::uint64_t bytes, RunSeriesTable& run, LoadContext& context)
    : file_(file),
      run_(run),
      context_(context),
      reader_(bytes, context.options.min_skip_bytes),
      rows_(file, context.out) {
  progress_.file = file;
}

std::uint64_t EventLoader::wanted() const { return reader_.wanted(); }

void EventLoader::push(std::uint64_t offset, Bytes bytes) {
  reader_.push(offset, bytes);
  run();
  if (!head_sent_ && progress_.records > 0) {
    rows_.flush(true);  // so that every run shows something early
    head_sent_ = true;
  }
}

void EventLoader::run() {
  using Found = RecordReader::Found;
  for (;;) {
    predicted_records();
    switch (reader_.next()) {
      case Found::kMore:
        return;
      case Found::kRecord:
        plain_record();
        break;
      case Found::kPiece:
        if (!walker_) walker_ = std::make_unique<EventWalker>();
        if (reader_.piece_at() == 0) walker_->begin(reader_.payload_bytes());
        walker_->feed(reader_.piece_at(), reader_.payload());
        reader_.skip_payload_to(walker_->wanted());
        break;
      case Found::kLargeEnd: {
        record_found();
        const DecodedEvent* large = walker_->finish();
        if (large) {
          event(*large, reader_.record_offset() + kRecordHeaderBytes);
        } else {
          note(DamageReason::kUndecodable, reader_.payload_bytes());
        }
        walker_.reset();
        break;
      }
      case Found::kDamage:
        walker_.reset();
        damage(reader_.damage());
        break;
    }
  }
}

// Takes the records at hand that have the layout that is expected of them.
void EventLoader::predicted_records() {
  const Bytes window = reader_.window();
  const std::byte* at = window.data();
  const std::byte* const end = at + window.size();
  std::uint64_t records = 0;
  for (;;) {
    const LayoutTable::Layout* layout = layouts_.match(at, static_cast<std::size_t>(end - at));
    if (!layout || !layouts_.is_sound(at, *layout)) break;
    const auto wall = load<double>(at + layout->wall_at);
    const Step step = layouts_.step(at, *layout);
    const LayoutValue* value = layouts_.values(*layout);
    for (const LayoutValue* last = value + layout->values; value != last; ++value) {
      const std::byte* number = at + value->at;
      const bool narrow = value->type == NumberType::kF32;
      rows_.add_number(value->series, step, wall, value->type,
                       narrow ? load<std::uint32_t>(number) : load<std::uint64_t>(number));
    }
    at += layout->record_bytes;
    ++records;
    if (layouts_.repeats(*layout)) {
      const std::size_t taken = records_like(*layout, {at, end});
      at += taken * layout->record_bytes;
      records += taken;
    }
  }
  const auto used = static_cast<std::size_t>(at - window.data());
  if (used == 0) return;
  reader_.accept(used);
  progress_.records += records;
  progress_.events += records;
}

// Takes the records at the start of `window` that have the layout, which repeats. Returns how many.
std::size_t EventLoader::records_like(const LayoutTable::Layout& layout, Bytes window) {
  const std::uint32_t series = layouts_.values(layout)->series;
  for (std::size_t records = 0;;) {
    FileSeries& s = rows_.room_for_floats(series);
    const LayoutTable::Columns columns{s.rows.steps.data() + s.pending, s.rows.walls.data() + s.pending,
                                       s.rows.f32.data() + s.pending};
    const std::size_t room = s.capacity - s.pending;
    const std::size_t taken = layouts_.take_like(layout, window.subspan(records * layout.record_bytes), columns, room);
    rows_.added(series, static_cast<std::uint32_t>(taken));
    records += taken;
    if (taken < room) return records;
  }
}

void EventLoader::record_found() {
  ++progress_.records;
  if (truncated_at_ != reader_.record_offset()) return;
  context_.out.clear_truncated(file_);  // the file has grown
  truncated_at_ = RecordReader::kNeverSkip;
}

void EventLoader::plain_record() {
  record_found();
  const Bytes payload = reader_.payload();
  if (payload.size() > INT32_MAX || !decode_event(payload, event_)) {
    note(DamageReason::kUndecodable, payload.size());
    return;
  }
  event(event_, reader_.record_offset() + kRecordHeaderBytes);
  const bool all_numbers = event_.kind == EventKind::kSummary && !event_.values.empty() &&
                           row_series_.size() == event_.values.size() && !event_.value_lost && !text_not_utf8_ &&
                           !event_.has_writer && event_.wall_place.bytes != 0;
  if (all_numbers) {
    // The payload lies between its header and footer, in the window or in the reader's tail.
    const Bytes record(payload.data() - kRecordHeaderBytes, payload.size() + kRecordExtraBytes);
    layouts_.learn(record, event_, row_series_);
  }
}

void EventLoader::event(const DecodedEvent& event, std::uint64_t payload_at) {
  if (progress_.events++ == 0) progress_.start_time = event.wall;
  text_not_utf8_ = event.text_not_utf8;
  row_series_.clear();
  if (event.has_writer) {
    const bool known = event.writer.size() <= kLongestWriter;
    context_.out.writer(file_, known ? repair_utf8(event.writer) : std::string());
  }
  switch (event.kind) {
    case EventKind::kFileVersion:
      context_.out.file_version(file_, repair_utf8(event.text));
      break;
    case EventKind::kSessionLog:
      context_.out.session_log(file_, {event.step, event.wall, static_cast<std::uint32_t>(event.session_status)});
      break;
    case EventKind::kGraphDef:
      blob(kRunGraphTag, describe_graph(), event, BlobForm::kGraphDef, payload_at);
      break;
    case EventKind::kMetaGraphDef:
      blob(kMetaGraphTag, describe_meta_graph(), event, BlobForm::kMetaGraphDef, payload_at);
      break;
    case EventKind::kTaggedRunMetadata:
      blob(event.tag, describe_run_metadata(), event, BlobForm::kRunMetadata, payload_at);
      break;
    case EventKind::kSummary: {
      bool sound = !event.value_lost;
      for (const DecodedValue& v : event.values) sound &= value(v, event, payload_at);
      if (!sound) note(DamageReason::kUndecodable, reader_.payload_bytes());
      if (!sound) text_not_utf8_ = false;
      break;
    }
    case EventKind::kNothing:
    case EventKind::kLogMessage:
      break;
  }
  if (text_not_utf8_) note(DamageReason::kNotUtf8, reader_.payload_bytes());
}

// False: the value cannot be kept.
bool EventLoader::value(const DecodedValue& v, const DecodedEvent& event, std::uint64_t payload_at) {
  if (v.bytes > UINT32_MAX) return false;
  const bool describes = has_description(v);
  if (!describes && !has_content(v, "hparams")) return true;
  const std::uint32_t of_run = tag_series(tag_of(v));
  if (!describes && v.form == ValueForm::kNone && !run_[of_run].is_hparams) return true;

  const FileSeries* known = file_series(of_run);
  const bool news = describes && !(known && known->described);
  Description description;
  if (news) {
    description = describe(v, known == nullptr);
    text_not_utf8_ |= description.repaired;
  }
  const bool is_hparams = run_[of_run].is_hparams || description.metadata.plugin == "hparams";
  const bool content = has_content(v, is_hparams ? "hparams" : "");
  const std::uint32_t index =
      define(of_run, content ? dtype_bit(dtype_of(v)) : 0, news ? &description.metadata : nullptr);
  if (describes && is_hparams) {
    if (!news) description = describe(v, false);
    if (auto hparams = decode_hparams(description.metadata.content)) session(*std::move(hparams));
  }
  if (!content) return true;
  const RunSeries& series = run_[of_run];

  const bool may_be_number =
      series.kind == SeriesKind::kScalar || (!series.described && !context_.options.numbers_need_metadata);
  if (may_be_number && v.number_type != NumberType::kNone) {
    rows_.add_number(index, event.step, event.wall, v.number_type, v.number);
    const bool as_it_lies = v.number_type == NumberType::kF32 || v.number_type == NumberType::kF64;
    if (as_it_lies && v.number_place.bytes != 0) row_series_.push_back(index);
  } else {
    rows_.add_blob(index, event.step, event.wall,
                   {payload_at + v.at, static_cast<std::uint32_t>(v.bytes), BlobForm::kSummaryValue});
  }
  return true;
}

// A run's session is the first that it tells of, as in TensorBoard, which takes a tag's metadata from its first value.
void EventLoader::session(HParamList hparams) {
  if (!session_) {
    context_.out.hparams(file_, hparams);
    session_ = std::move(hparams);
  } else if (*session_ != hparams) {
    context_.out.more_sessions(file_, ++more_sessions_);
  }
}

void EventLoader::blob(std::string_view tag, const Metadata& metadata, const DecodedEvent& event, BlobForm form,
                       std::uint64_t payload_at) {
  if (event.blob_bytes > UINT32_MAX) return note(DamageReason::kUndecodable, reader_.payload_bytes());
  const std::uint32_t of_run = tag_series(tag);
  const FileSeries* known = file_series(of_run);
  const std::uint32_t index = define(of_run, dtype_bit(kDtString), known && known->described ? nullptr : &metadata);
  rows_.add_blob(index, event.step, event.wall,
                 {payload_at + event.blob_at, static_cast<std::uint32_t>(event.blob_bytes), form});
}

// The run's series of a tag, as an index into run_.
std::uint32_t EventLoader::tag_series(std::string_view tag) {
  if (is_utf8(tag)) return run_.find_or_add(context_.tags.intern(tag));
  text_not_utf8_ = true;
  return run_.find_or_add(context_.tags.intern(repair_utf8(tag)));
}

const FileSeries* EventLoader::file_series(std::uint32_t of_run) {
  const bool known = of_run < file_series_.size() && file_series_[of_run] != RunSeriesTable::kNone;
  return known ? &rows_[file_series_[of_run]] : nullptr;
}

// Sees to it that the series, and what is new about it, has been defined in a packet. Returns its index in rows_.
std::uint32_t EventLoader::define(std::uint32_t of_run, std::uint64_t dtypes, const Metadata* metadata) {
  RunSeries& series = run_[of_run];
  const bool is_new = series.sender_id == RunSeries::kUndefined;
  if (is_new) series.sender_id = context_.next_sender_id++;
  if (metadata && !series.described) {
    series.described = true;
    series.kind = kind_of(*metadata);
    series.is_hparams = metadata->plugin == "hparams";
  }
  if (is_new || metadata || (dtypes & ~series.dtypes) != 0) {
    SeriesDefinition definition;
    definition.file = file_;
    definition.tag = context_.tags.text(run_.tag(of_run));
    definition.dtypes = dtypes;
    if (metadata) definition.kind = kind_of(*metadata), definition.metadata = *metadata;
    context_.out.define_series(series.sender_id, definition);
    series.dtypes |= dtypes;
  }
  if (of_run >= file_series_.size()) file_series_.resize(of_run + 1, RunSeriesTable::kNone);
  if (file_series_[of_run] == RunSeriesTable::kNone) file_series_[of_run] = rows_.add_series(series.sender_id);
  rows_[file_series_[of_run]].described |= metadata != nullptr;
  return file_series_[of_run];
}

void EventLoader::damage(const RecordReader::Damage& damage) {
  context_.out.damage(file_, {damage.offset, damage.bytes, reason_of(damage.fault)});
  if (damage.fault == RecordReader::Fault::kTruncated && damage.to_the_end) {
    truncated_at_ = damage.offset;
  } else {
    damaged_ = true;
    if (truncated_at_ == damage.offset) truncated_at_ = RecordReader::kNeverSkip;
  }
}

// The record at hand was sound, but not what is in it.
void EventLoader::note(DamageReason reason, std::uint64_t payload_bytes) {
  context_.out.damage(file_, {reader_.record_offset(), payload_bytes + kRecordExtraBytes, reason});
  if (reason == DamageReason::kUndecodable) damaged_ = true;
}

bool EventLoader::end() {
  const bool again = reader_.end();
  run();
  if (again) return true;
  rows_.flush(true);
  release();
  progress_.status = damaged_                                    ? FileStatus::kDamaged
                     : truncated_at_ != RecordReader::kNeverSkip ? FileStatus::kTruncated
                                                                 : FileStatus::kOk;
  return false;
}

void EventLoader::grow(std::uint64_t bytes) {
  if (bytes <= reader_.file_bytes() || progress_.status == FileStatus::kUnreadable) return;
  reader_.grow(bytes);
  progress_.status = FileStatus::kReading;
}

void EventLoader::fail(std::string_view why) {
  rows_.flush(true);
  release();
  progress_.status = FileStatus::kUnreadable;
  context_.out.problem(file_, why);
}

void EventLoader::report() {
  rows_.flush(false);
  progress_.bytes_read = std::min(reader_.wanted(), reader_.file_bytes());
  progress_.bytes_unchecked = reader_.unchecked_bytes();
  progress_.points = rows_.total();
  context_.out.file_progress(progress_);
}

// Nothing is going on in this file now: keep only what it takes to read on.
void EventLoader::release() {
  rows_.release();
  layouts_ = LayoutTable();
  file_series_ = {};
  row_series_ = {};
  event_ = DecodedEvent();
}

}  // namespace db
