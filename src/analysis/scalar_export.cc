#include "analysis/scalar_export.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>

#include "analysis/csv.h"
#include "analysis/natural_sort.h"
#include "base/json_writer.h"
#include "base/number_text.h"
#include "base/utf8.h"

namespace db {
namespace {

constexpr std::size_t kRowNumbers = 3 * kNumberChars + 64;  // no more text than that beside the names

char* put(char* out, std::string_view text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

std::string json_text(std::string_view text) {
  std::string out;
  JsonWriter(out).text(repair_utf8(text));
  return out;
}

char* write_json(char* out, double value) {
  if (std::isfinite(value)) return write_number(out, value);
  return put(out, std::isnan(value) ? "\"NaN\"" : value > 0 ? "\"Infinity\"" : "\"-Infinity\"");
}

char* write_json_value(char* out, const BlockView& block, std::uint32_t row) {
  const ValueType type = block.header().value_type;
  const bool whole = type == ValueType::kI64 || type == ValueType::kU64;
  return whole ? write_value(out, block, row) : write_json(out, block.value(row));
}

}  // namespace

std::vector<SeriesId> select_scalars(const Store& store, std::span<const RunId> runs, const Filter& tags) {
  std::vector<SeriesId> out;
  for (const RunId run : runs) {
    std::vector<SeriesId> of_run;
    for (const SeriesId id : store.run(run).series) {
      const Series& series = store.series(id);
      if (series.kind == SeriesKind::kScalar && tags.matches(store.tag(series.tag))) of_run.push_back(id);
    }
    natural_sort(of_run, [&](SeriesId id) -> std::string_view { return store.tag(store.series(id).tag); });
    out.insert(out.end(), of_run.begin(), of_run.end());
  }
  return out;
}

ScalarExport::ScalarExport(const Store& store, std::vector<SeriesId> series, const ExportOptions& options)
    : store_(store), series_(std::move(series)), options_(options) {
  assert(options_.layout != ExportLayout::kTensorBoard || series_.size() == 1);
}

ExportState ScalarExport::next(std::string& out) {
  out.clear();
  if (!refresh()) return ExportState::kChanged;
  if (!begun_) head(out);
  begun_ = true;
  wide() ? wide_rows(out) : rows_in_turn(out);
  const bool more = wide() ? next_ != kEnd : at_ < series_.size() || (!columns_.empty() && !columns_[0].rows.done());
  if (!more) tail(out);
  for (Column& column : columns_) column.rows.pause();
  return more ? ExportState::kMore : ExportState::kDone;
}

bool ScalarExport::refresh() {
  const std::size_t first = wide() ? 0 : at_ - columns_.size();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].rows.refresh(store_.series(series_[first + i]))) return false;
  }
  return true;
}

void ScalarExport::head(std::string& out) {
  switch (options_.layout) {
    case ExportLayout::kLong:
      out += json() ? std::string_view("[") : options_.names.empty() ? kCsvHeader : kNamedCsvHeader;
      break;
    case ExportLayout::kTensorBoard:
      out += json() ? "[" : "Wall time,Step,Value\r\n";
      break;
    case ExportLayout::kWide:
      wide_head(out);
      for (const SeriesId id : series_) {
        const Column& column = columns_.emplace_back(RowCursor(store_.series(id), options_.restarts));
        places_.push_back(column.rows.done() ? kEnd : place_of(column));
        next_ = std::min(next_, places_.back());
      }
  }
}

void ScalarExport::wide_head(std::string& out) const {
  const bool one_tag =
      std::ranges::all_of(series_, [&](SeriesId id) { return store_.series(id).tag == store_.series(series_[0]).tag; });
  std::vector<std::string> names;
  if (options_.restarts == Restarts::kKeepAll) names.emplace_back("partition");
  names.emplace_back("step");
  for (const SeriesId id : series_) {
    const Series& series = store_.series(id);
    std::string name = store_.run(series.run).name;
    if (!one_tag) name += ":" + store_.tag(series.tag);
    names.push_back(name);
    if (options_.wall_times) names.push_back(name + " wall_time");
  }
  if (json()) out += "{\"columns\":[";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += ',';
    out += json() ? json_text(names[i]) : csv_field(names[i]);
  }
  out += json() ? "],\"data\":[" : "\n";
}

void ScalarExport::tail(std::string& out) const {
  if (!json()) return;
  if (options_.layout == ExportLayout::kTensorBoard) {
    out += ']';
    return;
  }
  if (separate_) out += '\n';
  out += wide() ? "]}\n" : "]\n";
}

void ScalarExport::rows_in_turn(std::string& out) {
  while (out.size() < options_.chunk_bytes) {
    if (columns_.empty() || columns_[0].rows.done()) {
      if (at_ == series_.size()) return;
      const Series& series = store_.series(series_[at_++]);
      columns_.clear();
      columns_.emplace_back(RowCursor(series, options_.restarts));
      prefix_ = prefix_of(series);
      continue;
    }
    RowCursor& rows = columns_[0].rows;
    const std::size_t room = (options_.chunk_bytes - out.size()) / (prefix_.size() + kRowNumbers);
    const std::uint32_t count =
        rows.rows_here(static_cast<std::uint32_t>(std::clamp<std::size_t>(room, 1, kBlockRows)));
    append_rows(out, rows.block(), rows.row(), rows.row() + count);
    rows.skip(count);
  }
}

std::string ScalarExport::prefix_of(const Series& series) const {
  const std::string &run = store_.run(series.run).name, &tag = store_.tag(series.tag);
  const auto other = options_.names.find(series.run);
  const std::string& name = other == options_.names.end() ? run : other->second;
  const bool named = !options_.names.empty();
  if (!json()) return csv_field(run) + "," + (named ? csv_field(name) + "," : std::string()) + csv_field(tag) + ",";
  return "{\"run\":" + json_text(run) + (named ? ",\"name\":" + json_text(name) : std::string()) +
         ",\"tag\":" + json_text(tag) + ",\"step\":";
}

void ScalarExport::append_rows(std::string& out, const BlockView& block, std::uint32_t begin, std::uint32_t end) {
  const bool is_long = options_.layout == ExportLayout::kLong;
  if (is_long && !json()) return append_csv_rows(out, prefix_, block, begin, end);
  char row_text[kRowNumbers];
  for (std::uint32_t row = begin; row < end; ++row) {
    char* at = row_text;
    if (is_long) {
      out += separate_ ? ",\n" : "\n";
      out += prefix_;
      at = put(write_number(at, block.step(row)), ",\"wall_time\":");
      at = put(write_json(at, block.wall(row)), ",\"value\":");
      at = put(write_json_value(at, block, row), "}");
    } else if (json()) {
      at = put(at, separate_ ? ", [" : "[");
      at = put(write_json(at, block.wall(row)), ", ");
      at = put(write_number(at, block.step(row)), ", ");
      at = put(write_json_value(at, block, row), "]");
    } else {
      at = put(write_number(at, block.wall(row)), ",");
      at = put(write_number(at, block.step(row)), ",");
      at = put(write_value(at, block, row), "\r\n");
    }
    out.append(row_text, at);
    separate_ = true;
  }
}

void ScalarExport::wide_rows(std::string& out) {
  while (next_ != kEnd && out.size() < options_.chunk_bytes) wide_row(out);
}

void ScalarExport::wide_row(std::string& out) {
  const Place place = next_;
  char text[2 * (kNumberChars + 1)];
  if (json()) out += separate_ ? ",\n[" : "\n[";
  separate_ = true;
  char* at = text;
  if (options_.restarts == Restarts::kKeepAll) {
    at = write_number(at, std::uint64_t{place.partition});
    *at++ = ',';
  }
  out.append(text, write_number(at, place.step));
  next_ = kEnd;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    at = text;
    *at++ = ',';
    if (places_[i] == place) {
      const RowCursor& rows = columns_[i].rows;
      at = json() ? write_json_value(at, rows.block(), rows.row()) : write_value(at, rows.block(), rows.row());
      if (options_.wall_times) {
        *at++ = ',';
        at = json() ? write_json(at, rows.wall()) : write_number(at, rows.wall());
      }
      advance(i);
    } else if (json()) {
      at = put(at, options_.wall_times ? "null,null" : "null");
    } else if (options_.wall_times) {
      *at++ = ',';
    }
    out.append(text, at);
    next_ = std::min(next_, places_[i]);
  }
  out += json() ? "]" : "\n";
}

void ScalarExport::advance(std::size_t i) {
  Column& column = columns_[i];
  const Step before = column.rows.step();
  column.rows.next();
  if (column.rows.done()) {
    places_[i] = kEnd;
    return;
  }
  if (column.rows.step() < before) ++column.partition;
  places_[i] = place_of(column);
}

}  // namespace db
