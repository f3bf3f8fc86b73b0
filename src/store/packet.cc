#include "store/packet.h"

#include <algorithm>
#include <cstring>

namespace db {
namespace {

constexpr std::uint32_t kMagic = 0x4B504244;  // "DBPK"
constexpr std::uint32_t kVersion = 2;
constexpr std::size_t kPacketHeaderBytes = 16;
constexpr std::uint32_t kMaxSenderSeries = 1u << 26;

enum MessageType : std::uint32_t {
  kFileProgress = 1,
  kDamage,
  kClearTruncated,
  kFileVersion,
  kWriter,
  kSessionLog,
  kProblem,
  kDefineSeries,
  kRows,
  kHParams,
  kMoreSessions,
};

// Reads a message's payload; anything beyond it reads as zero and leaves ok() false.
class PayloadReader {
 public:
  explicit PayloadReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

  template <class T>
  T number() {
    T value{};
    if (take(sizeof value)) std::memcpy(&value, bytes_.data() + at_ - sizeof value, sizeof value);
    return value;
  }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  std::uint64_t u64() { return number<std::uint64_t>(); }
  std::string_view text() {
    const std::size_t size = u32();
    const std::size_t padded = (size + 3) & ~std::size_t{3};
    if (padded < size || !take(padded)) return {};
    return {reinterpret_cast<const char*>(bytes_.data() + at_ - padded), size};
  }
  std::span<const std::byte> rest() const { return bytes_.subspan(at_); }
  bool ok() const { return ok_; }

 private:
  bool take(std::size_t size) {
    ok_ = ok_ && size <= bytes_.size() - at_;
    if (ok_) at_ += size;
    return ok_;
  }

  std::span<const std::byte> bytes_;
  std::size_t at_ = 0;
  bool ok_ = true;
};

template <class Enum>
bool read_enum(PayloadReader& in, Enum last, Enum& value) {
  const std::uint32_t raw = in.u32();
  if (raw > static_cast<std::uint32_t>(last)) return false;
  value = static_cast<Enum>(raw);
  return true;
}

bool apply_progress(PayloadReader& in, FileInfo& file) {
  FileStatus status{};
  const bool known = read_enum(in, FileStatus::kAsset, status);
  in.u32();
  const std::uint64_t bytes_read = in.u64(), bytes_unchecked = in.u64(), records = in.u64(), events = in.u64(),
                      points = in.u64();
  const double start_time = in.number<double>();
  if (!known || !in.ok()) return false;
  file.status = status;
  file.bytes_read = bytes_read;
  file.bytes = std::max(file.bytes, bytes_read);
  file.bytes_unchecked = bytes_unchecked;
  file.records = records;
  file.events = events;
  file.points = points;
  file.start_time = start_time;
  return true;
}

bool apply_damage(PayloadReader& in, FileInfo& file) {
  Damage damage{};
  const bool known = read_enum(in, DamageReason::kNotUtf8, damage.reason);
  in.u32();
  damage.offset = in.u64();
  damage.bytes = in.u64();
  if (!known || !in.ok()) return false;
  const auto at = std::ranges::lower_bound(file.damage, damage.offset, {}, &Damage::offset);
  if (at != file.damage.end() && at->offset == damage.offset && at->reason != DamageReason::kNotUtf8) {
    *at = damage;
    return true;
  }
  ++file.damage_count;
  if (file.damage.size() < kMaxDamage) file.damage.insert(at, damage);
  return true;
}

bool apply_session_log(PayloadReader& in, FileInfo& file) {
  SessionLogEntry entry{};
  entry.status = in.u32();
  in.u32();
  entry.step = in.number<Step>();
  entry.wall = in.number<double>();
  if (in.ok()) file.session_log.push_back(entry);
  return in.ok();
}

void clear_truncated(FileInfo& file) {
  file.damage_count -= std::erase_if(file.damage, [](const Damage& d) { return d.reason == DamageReason::kTruncated; });
}

bool read_definition(PayloadReader& in, std::uint32_t& sender_id, SeriesDefinition& definition) {
  sender_id = in.u32();
  bool ok = read_enum(in, SeriesKind::kOther, definition.kind);
  ok &= read_enum(in, DataClass::kBlobSequence, definition.metadata.data_class);
  definition.metadata.present = in.u32() != 0;
  definition.metadata.named_by_tag = in.u32() != 0;
  definition.dtypes = in.u64();
  definition.tag = in.text();
  definition.metadata.plugin = in.text();
  definition.metadata.content = in.text();
  definition.metadata.display_name = in.text();
  definition.metadata.description = in.text();
  return ok && in.ok();
}

enum HParamKind : std::uint32_t { kNumber, kFlag, kText };

bool read_hparams(PayloadReader& in, HParamList& hparams) {
  const std::uint32_t count = in.u32();
  if (count > kMostHParams) return false;
  for (std::uint32_t i = 0; i < count && in.ok(); ++i) {
    HParam& hparam = hparams.emplace_back();
    hparam.name = in.text();
    const std::uint32_t kind = in.u32();
    if (kind == kNumber) {
      hparam.value = in.number<double>();
    } else if (kind == kFlag) {
      hparam.value = in.u32() != 0;
    } else if (kind == kText) {
      hparam.value = std::string(in.text());
    } else {
      return false;
    }
  }
  return in.ok() && is_sound(hparams);
}

}  // namespace

PacketWriter::PacketWriter() { clear(); }

void PacketWriter::clear() {
  bytes_.resize(kPacketHeaderBytes);
  messages_ = 0;
}

bool PacketWriter::empty() const { return messages_ == 0; }

std::size_t PacketWriter::begin(std::uint32_t type) {
  if (messages_ == 0) bytes_.resize(kPacketHeaderBytes);
  ++messages_;
  const std::size_t message = bytes_.size();
  u32(type);
  u32(0);
  return message;
}

void PacketWriter::end(std::size_t message) {
  const auto payload = static_cast<std::uint32_t>(bytes_.size() - message - 8);
  std::memcpy(bytes_.data() + message + 4, &payload, 4);
  bytes_.resize((bytes_.size() + 7) & ~std::size_t{7});
}

void PacketWriter::u32(std::uint32_t v) {
  bytes_.resize(bytes_.size() + sizeof v);
  std::memcpy(bytes_.data() + bytes_.size() - sizeof v, &v, sizeof v);
}

void PacketWriter::u64(std::uint64_t v) {
  bytes_.resize(bytes_.size() + sizeof v);
  std::memcpy(bytes_.data() + bytes_.size() - sizeof v, &v, sizeof v);
}

void PacketWriter::f64(double v) {
  bytes_.resize(bytes_.size() + sizeof v);
  std::memcpy(bytes_.data() + bytes_.size() - sizeof v, &v, sizeof v);
}

void PacketWriter::text(std::string_view s) {
  u32(static_cast<std::uint32_t>(s.size()));
  const std::size_t at = bytes_.size();
  bytes_.resize(at + ((s.size() + 3) & ~std::size_t{3}));
  if (!s.empty()) std::memcpy(bytes_.data() + at, s.data(), s.size());
}

void PacketWriter::file_progress(const FileProgress& progress) {
  const std::size_t message = begin(kFileProgress);
  u32(static_cast<std::uint32_t>(progress.file));
  u32(static_cast<std::uint32_t>(progress.status));
  u32(0);
  u64(progress.bytes_read);
  u64(progress.bytes_unchecked);
  u64(progress.records);
  u64(progress.events);
  u64(progress.points);
  f64(progress.start_time);
  end(message);
}

void PacketWriter::damage(FileId file, const Damage& damage) {
  const std::size_t message = begin(kDamage);
  u32(static_cast<std::uint32_t>(file));
  u32(static_cast<std::uint32_t>(damage.reason));
  u32(0);
  u64(damage.offset);
  u64(damage.bytes);
  end(message);
}

void PacketWriter::clear_truncated(FileId file) {
  const std::size_t message = begin(kClearTruncated);
  u32(static_cast<std::uint32_t>(file));
  end(message);
}

void PacketWriter::file_version(FileId file, std::string_view s) {
  const std::size_t message = begin(kFileVersion);
  u32(static_cast<std::uint32_t>(file));
  text(s);
  end(message);
}

void PacketWriter::writer(FileId file, std::string_view s) {
  const std::size_t message = begin(kWriter);
  u32(static_cast<std::uint32_t>(file));
  text(s);
  end(message);
}

void PacketWriter::session_log(FileId file, const SessionLogEntry& entry) {
  const std::size_t message = begin(kSessionLog);
  u32(static_cast<std::uint32_t>(file));
  u32(entry.status);
  u32(0);
  u64(static_cast<std::uint64_t>(entry.step));
  f64(entry.wall);
  end(message);
}

void PacketWriter::problem(FileId file, std::string_view s) {
  const std::size_t message = begin(kProblem);
  u32(static_cast<std::uint32_t>(file));
  text(s);
  end(message);
}

void PacketWriter::hparams(FileId file, const HParamList& hparams) {
  const std::size_t message = begin(kHParams);
  u32(static_cast<std::uint32_t>(file));
  u32(static_cast<std::uint32_t>(hparams.size()));
  for (const HParam& hparam : hparams) {
    text(hparam.name);
    if (const auto* number = std::get_if<double>(&hparam.value)) {
      u32(kNumber);
      f64(*number);
    } else if (const auto* flag = std::get_if<bool>(&hparam.value)) {
      u32(kFlag);
      u32(*flag);
    } else {
      u32(kText);
      text(std::get<std::string>(hparam.value));
    }
  }
  end(message);
}

void PacketWriter::more_sessions(FileId file, std::uint32_t sessions) {
  const std::size_t message = begin(kMoreSessions);
  u32(static_cast<std::uint32_t>(file));
  u32(sessions);
  end(message);
}

void PacketWriter::define_series(std::uint32_t sender_id, const SeriesDefinition& definition) {
  const std::size_t message = begin(kDefineSeries);
  u32(static_cast<std::uint32_t>(definition.file));
  u32(sender_id);
  u32(static_cast<std::uint32_t>(definition.kind));
  u32(static_cast<std::uint32_t>(definition.metadata.data_class));
  u32(definition.metadata.present);
  u32(definition.metadata.named_by_tag);
  u64(definition.dtypes);
  text(definition.tag);
  text(definition.metadata.plugin);
  text(definition.metadata.content);
  text(definition.metadata.display_name);
  text(definition.metadata.description);
  end(message);
}

void PacketWriter::rows(std::uint32_t sender_id, FileId file, const PendingRows& rows, std::size_t first,
                        std::size_t count) {
  const std::size_t message = begin(kRows);
  u32(static_cast<std::uint32_t>(file));
  u32(sender_id);
  pack_block(rows, first, count, bytes_);
  end(message);
}

std::span<const std::byte> PacketWriter::finish() {
  const std::uint32_t header[] = {kMagic, kVersion, static_cast<std::uint32_t>(bytes_.size()), messages_};
  std::memcpy(bytes_.data(), header, sizeof header);
  messages_ = 0;
  return bytes_;
}

Result<void> PacketReceiver::apply(std::span<const std::byte> packet, Store& store) {
  std::uint32_t header[4] = {};
  if (packet.size() < sizeof header) return fail("packet shorter than its header");
  std::memcpy(header, packet.data(), sizeof header);
  if (header[0] != kMagic || header[1] != kVersion) return fail("not a packet of this version");
  if (header[2] != packet.size()) return fail("packet of another length than it says");

  std::size_t at = kPacketHeaderBytes;
  for (std::uint32_t m = 0; m < header[3]; ++m) {
    std::uint32_t message[2];
    if (packet.size() - at < sizeof message) return fail("message cut short", at);
    std::memcpy(message, packet.data() + at, sizeof message);
    const std::size_t payload = message[1];
    const std::size_t begin = at + sizeof message;
    if (payload > packet.size() - begin) return fail("message cut short", at);
    PayloadReader in(packet.subspan(begin, payload));

    const std::uint32_t file_number = in.u32();
    if (!in.ok() || file_number >= store.files().size()) return fail("message about an unknown file", at);
    const FileId id{file_number};
    FileInfo& file = store.file(id);
    bool sound = true;
    switch (message[0]) {
      case kFileProgress:
        sound = apply_progress(in, file);
        break;
      case kDamage:
        sound = apply_damage(in, file);
        break;
      case kClearTruncated:
        clear_truncated(file);
        break;
      case kFileVersion:
        file.file_versions.emplace_back(in.text());
        break;
      case kWriter:
        file.writer = in.text();
        break;
      case kSessionLog:
        sound = apply_session_log(in, file);
        break;
      case kProblem:
        file.problem = in.text();
        break;
      case kDefineSeries: {
        SeriesDefinition definition;
        std::uint32_t sender_id = 0;
        definition.file = id;
        sound = read_definition(in, sender_id, definition) && file.run != kNoRun && sender_id < kMaxSenderSeries &&
                sender_id <= series_.size();
        if (!sound) break;
        if (sender_id == series_.size()) series_.emplace_back();
        series_[sender_id] = store.define_series(definition);
        break;
      }
      case kRows: {
        const std::uint32_t sender_id = in.u32();
        const auto block = in.rest();
        sound = in.ok() && sender_id < series_.size() && file.run == store.series(series_[sender_id]).run &&
                validate_block(block) != 0;
        if (sound) store.append(series_[sender_id], id, BlockView(block.data()));
        break;
      }
      case kHParams: {
        HParamList hparams;
        sound = read_hparams(in, hparams) && file.run != kNoRun;
        if (sound) store.set_hparams(id, std::move(hparams));
        break;
      }
      case kMoreSessions:
        file.more_sessions = in.u32();
        break;
      default:
        sound = false;
    }
    if (!sound || !in.ok()) return fail("message that says nothing sensible", at);
    at = begin + ((payload + 7) & ~std::size_t{7});
    if (at > packet.size()) return fail("message cut short", begin);
  }
  store.touch();
  return {};
}

}  // namespace db
