// Packets: what a parser tells a store. A worker sends them to the page, a saved report holds them.
//
//   packet   u32 magic "DBPK" | u32 version | u32 bytes (whole packet) | u32 messages
//   message  u32 type | u32 payload bytes | payload, padded to 8
//   string   u32 bytes | UTF-8 or raw bytes, padded to 4
//
// File ids are the receiver's own (it gave them out). Series ids are the sender's: PacketReceiver keeps the map.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/hparams.h"
#include "base/ids.h"
#include "base/result.h"
#include "store/store.h"

namespace db {

struct FileProgress {
  FileId file{};
  FileStatus status = FileStatus::kReading;
  std::uint64_t bytes_read = 0;
  std::uint64_t bytes_unchecked = 0;
  std::uint64_t records = 0;
  std::uint64_t events = 0;
  std::uint64_t points = 0;
  double start_time = 0;
};

class PacketWriter {
 public:
  PacketWriter();

  void file_progress(const FileProgress& progress);
  // What is said again of the same offset (the file has grown, its damage now ends elsewhere) replaces the earlier
  // entry.
  void damage(FileId file, const Damage& damage);
  // The tail that was damage::kTruncated is no longer: the file has grown.
  void clear_truncated(FileId file);
  void file_version(FileId file, std::string_view text);
  void writer(FileId file, std::string_view text);
  void session_log(FileId file, const SessionLogEntry& entry);
  void problem(FileId file, std::string_view text);
  void hparams(FileId file, const HParamList& hparams);  // of the file's run; in order, within their limits
  // So many sessions that the file tells of after its first one have other hyperparameters; said again, it is replaced.
  void more_sessions(FileId file, std::uint32_t sessions);
  // Sender ids count up from 0 without gaps; an id said again adds to what it says.
  void define_series(std::uint32_t sender_id, const SeriesDefinition& definition);
  void rows(std::uint32_t sender_id, FileId file, const PendingRows& rows, std::size_t first, std::size_t count);

  std::size_t bytes() const { return messages_ == 0 ? 0 : bytes_.size(); }
  bool empty() const;
  // The finished packet; the writer starts a new one. Valid until the next call that adds to it.
  std::span<const std::byte> finish();
  void clear();

 private:
  std::size_t begin(std::uint32_t type);
  void end(std::size_t message);
  void u32(std::uint32_t v);
  void u64(std::uint64_t v);
  void f64(double v);
  void text(std::string_view s);

  std::vector<std::byte> bytes_;
  std::uint32_t messages_ = 0;
};

// Applies one sender's packets to a store. One receiver a sender.
class PacketReceiver {
 public:
  // A packet that is not sound changes nothing beyond the messages before the unsound one. The error's offset is into
  // the packet. File ids must exist in the store.
  Result<void> apply(std::span<const std::byte> packet, Store& store);

 private:
  std::vector<SeriesId> series_;  // by sender's id
};

}  // namespace db
