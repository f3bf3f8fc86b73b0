#include "analysis/notices.h"

#include <algorithm>
#include <map>

namespace db {
namespace {

std::string commas(std::uint64_t n) {
  std::string digits = std::to_string(n);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  return digits;
}

const char* damage_words(DamageReason reason) {
  switch (reason) {
    case DamageReason::kLengthChecksum:
      return "the check of a length does not hold";
    case DamageReason::kPayloadChecksum:
      return "the check of a record does not hold";
    case DamageReason::kTruncated:
      return "the last record is not complete";
    case DamageReason::kUndecodable:
      return "a record does not decode";
    case DamageReason::kNotUtf8:
      return "a name is not UTF-8";
  }
  return "";
}

bool real(const Damage& damage) { return damage.reason != DamageReason::kTruncated; }

// The smallest path first: the same words whatever the order of arrival.
template <class Pick>
const FileInfo* first_by_path(const Store& store, Pick pick) {
  const FileInfo* best = nullptr;
  for (const FileInfo& file : store.files())
    if (pick(file) && (!best || file.path < best->path)) best = &file;
  return best;
}

}  // namespace

std::string file_state_text(const FileInfo& file) {
  switch (file.status) {
    case FileStatus::kWaiting:
      return "waiting";
    case FileStatus::kReading:
      return "reading";
    case FileStatus::kOk:
      if (file.bytes == 0) return "empty";

      return file.bytes_unchecked > 0 ? "read, payloads unchecked" : "read, checks good";
    case FileStatus::kTruncated:
      return "ends mid-record";
    case FileStatus::kUnreadable:
      return "not readable";
    case FileStatus::kNotRead:
      return "not read";
    case FileStatus::kAsset:
      return "kept as it is";
    case FileStatus::kDamaged:
      break;
  }
  if (file.damage.empty()) return "damaged";
  const Damage& first = *std::ranges::min_element(file.damage, {}, &Damage::offset);
  std::string text = "corrupt at " + commas(first.offset);
  if (file.damage_count > 1) text += " +" + commas(file.damage_count - 1);
  return text;
}

Severity file_severity(const FileInfo& file) {
  switch (file.status) {
    case FileStatus::kDamaged:
    case FileStatus::kUnreadable:
    case FileStatus::kNotRead:
      return Severity::kProblem;
    case FileStatus::kTruncated:
      return Severity::kWarning;
    default:
      return Severity::kInfo;
  }
}

Notices find_notices(const Store& store) {
  Notices out;
  std::uint64_t truncated_bytes = 0, unchecked_bytes = 0, unchecked_files = 0, assets = 0;
  for (const FileInfo& file : store.files()) {
    out.damaged += file.status == FileStatus::kDamaged;
    out.unreadable += file.status == FileStatus::kUnreadable;
    out.not_read += file.status == FileStatus::kNotRead;
    assets += file.status == FileStatus::kAsset;
    if (file.status == FileStatus::kTruncated) {
      ++out.truncated;
      for (const Damage& d : file.damage)
        if (!real(d)) truncated_bytes += d.bytes;
    }
    if (file.bytes_unchecked > 0) {
      ++unchecked_files;
      unchecked_bytes += file.bytes_unchecked;
    }
  }
  const auto add = [&](Severity severity, std::string text, std::uint64_t count, std::string file = {}) {
    out.list.push_back({severity, std::move(text), count, std::move(file)});
  };

  if (const FileInfo* file = first_by_path(store, [](auto& f) { return f.status == FileStatus::kDamaged; })) {
    out.first_damaged = file->path;
    std::vector<Damage> damage = file->damage;
    std::erase_if(damage, [](const Damage& d) { return !real(d); });
    std::string where;
    if (!damage.empty()) {
      const Damage& first = *std::ranges::min_element(damage, {}, &Damage::offset);
      out.first_damage_offset = first.offset;
      where = " at byte " + commas(first.offset) + ": " + damage_words(first.reason);
    }
    if (out.damaged == 1) {
      add(Severity::kProblem, "One file is damaged" + where + ". What is good before and after it is shown.", 1,
          file->path);
    } else {
      add(Severity::kProblem,
          commas(out.damaged) + " files are damaged, the first of them" + where +
              ". What is good before and after is shown.",
          out.damaged, file->path);
    }
  }
  // Files that could not be read, by reason.
  std::map<std::string, std::pair<std::uint64_t, std::string>> reasons;
  for (const FileInfo& file : store.files()) {
    if (file.status != FileStatus::kUnreadable && file.status != FileStatus::kNotRead) continue;
    auto& [count, path] = reasons[file.problem.empty() ? "Not readable." : file.problem];
    if (count++ == 0 || file.path < path) path = file.path;
  }
  for (const auto& [reason, files] : reasons) add(Severity::kProblem, reason, files.first, files.second);
  if (const FileInfo* file = first_by_path(store, [](auto& f) { return f.status == FileStatus::kTruncated; })) {
    const std::string what = out.truncated == 1
                                 ? "The last record is not complete yet. Its " + commas(truncated_bytes) +
                                       (truncated_bytes == 1 ? " byte is" : " bytes are") + " read when the file grows."
                                 : commas(out.truncated) + " files end inside a record. Those " +
                                       commas(truncated_bytes) + " bytes are read when the files grow.";
    add(Severity::kWarning, what, out.truncated, file->path);
  }
  for (const FileInfo& file : store.files()) {
    if (file.problem.empty() || file.status == FileStatus::kUnreadable || file.status == FileStatus::kNotRead) continue;
    add(Severity::kInfo, file.problem, 1, file.path);
    if (out.list.size() > 200) break;
  }
  // Restarts: rows that a later row with no greater step hides.
  std::uint64_t hidden = 0, restarted = 0;
  std::map<std::string, std::uint64_t> plugins;
  for (const Series& series : store.series()) {
    std::uint64_t all = 0;
    for (const Segment& segment : series.segments) all += segment.rows;
    const std::uint64_t dropped = all - count_rows(series, Restarts::kDropSuperseded);
    hidden += dropped;
    restarted += dropped > 0;
  }
  if (restarted > 0) {
    add(Severity::kInfo,
        commas(hidden) + (hidden == 1 ? " point was" : " points were") +
            " written twice, or at a step that was not above the one before; the newer are shown.",
        restarted);
  }
  std::uint64_t sessions = 0, with_more = 0;
  for (const FileInfo& file : store.files()) {
    const std::uint64_t more = std::uint64_t{file.more_sessions} + (file.other_session ? 1 : 0);
    sessions += more;
    with_more += more > 0;
  }
  if (sessions > 0) {
    const FileInfo* file = first_by_path(store, [](auto& f) { return f.more_sessions > 0 || f.other_session; });
    add(Severity::kInfo,
        commas(sessions) + (sessions == 1 ? " more session" : " more sessions") +
            " with other hyperparameters in runs that have a session already; the first of each run is shown, as in "
            "TensorBoard.",
        with_more, file->path);
  }
  if (unchecked_files > 0) {
    add(Severity::kInfo,
        commas(unchecked_bytes) + " bytes of images, audio and tensors were stepped over; they are checked when shown.",
        unchecked_files);
  }
  if (assets > 0)
    add(Severity::kInfo, "Files that are no event files are kept for the dashboards that want them.", assets);
  return out;
}

}  // namespace db
