// Scalars as files for other programs: every point of the chosen series, as CSV or JSON. Nothing is sampled, and
// numbers are exact (csv.h). In JSON, which has no such numbers, NaN and infinities are "NaN", "Infinity", "-Infinity",
// as TensorBoard writes them.
//
//   kLong        a row a point                        run,tag,step,wall_time,value
//                                                     [{"run":"a","tag":"b","step":1,"wall_time":1.0,"value":0.5}, ...]
//                where runs are named otherwise         run,name,tag,step,wall_time,value
//   kWide        a row a step, a column a series      step,run a,run b
//                (with wall times: two)               {"columns":["step","run a","run b"],"data":[[1,0.5,null], ...]}
//   kTensorBoard one series, byte by byte what        Wall time,Step,Value
//                TensorBoard gives for download       [[1.0, 1, 0.5], ...]
//
// kLong and kTensorBoard keep reading order. Columns of kWide are named "run:tag", or "run" where all series have one
// tag, and "... wall_time"; a series without the step has an empty cell (null). With superseded points steps go back:
// kWide then begins with a column "partition", which counts how often a series' steps have gone back before the row
// (TensorBoard's partitions), and rows are ordered by partition and step. A step that comes twice makes two rows.
// Lines end in \n, of kTensorBoard in \r\n. The JSON of kWide is pandas' orient="split".
//
// Text comes in chunks that end after a row, so that of ten million rows only one chunk is in memory at a time. Rows
// that a series gets after its turn has come are left out (kWide: after the first chunk). Cost: about 0.2 us a point;
// 16 bytes a block of 256 rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "analysis/filter.h"
#include "analysis/row_cursor.h"
#include "store/store.h"

namespace db {

enum class ExportFormat : std::uint8_t { kCsv, kJson };
enum class ExportLayout : std::uint8_t { kLong, kWide, kTensorBoard };
enum class ExportState : std::uint8_t {
  kMore,
  kDone,
  kChanged,  // a restart or a rewritten file took back rows: what was written so far is void
};

struct ExportOptions {
  ExportFormat format = ExportFormat::kCsv;
  ExportLayout layout = ExportLayout::kLong;
  Restarts restarts = Restarts::kDropSuperseded;
  bool wall_times = false;             // in kWide; the others always have them
  std::map<RunId, std::string> names;  // by which runs go besides: kLong then has a column for it
  std::size_t chunk_bytes = 1U << 20;  // a chunk may be longer by a row, the first one by the head
};

// The runs' scalar series whose tags match, run by run, tags in natural order.
std::vector<SeriesId> select_scalars(const Store& store, std::span<const RunId> runs, const Filter& tags);

class ScalarExport {
 public:
  // `store` must outlive this; it may grow between two chunks.
  ScalarExport(const Store& store, std::vector<SeriesId> series, const ExportOptions& options);

  // Makes `out` the next chunk; with kDone it is the last one, with kChanged it is nothing.
  ExportState next(std::string& out);

 private:
  struct Column {
    RowCursor rows;
    std::uint32_t partition = 0;
  };
  struct Place {  // of a row of kWide
    std::uint32_t partition;
    Step step;
    auto operator<=>(const Place&) const = default;
  };
  static constexpr Place kEnd{0xFFFFFFFF, 0};  // no row
  bool json() const { return options_.format == ExportFormat::kJson; }
  bool wide() const { return options_.layout == ExportLayout::kWide; }
  bool refresh();
  void head(std::string& out);
  void wide_head(std::string& out) const;
  void tail(std::string& out) const;
  void rows_in_turn(std::string& out);
  std::string prefix_of(const Series& series) const;
  void append_rows(std::string& out, const BlockView& block, std::uint32_t begin, std::uint32_t end);
  void wide_rows(std::string& out);
  void wide_row(std::string& out);
  void advance(std::size_t column);
  Place place_of(const Column& column) const { return {column.partition, column.rows.step()}; }

  const Store& store_;
  std::vector<SeriesId> series_;
  ExportOptions options_;
  std::vector<Column> columns_;  // kWide: one a series; else one, of the series at hand
  std::vector<Place> places_;    // kWide: of each column's row at hand
  Place next_ = kEnd;            // kWide: of the next row
  std::size_t at_ = 0;           // not kWide: series begun
  std::string prefix_;           // not kWide: what their rows begin with
  bool begun_ = false;
  bool separate_ = false;  // JSON: a row stands before the next one
};

}  // namespace db
