#include <algorithm>
#include <cstdio>

#include "base/number_text.h"
#include "base/utf8.h"
#include "host/cli.h"
#include "ingest/inspect.h"
#include "ingest/load.h"

namespace db {
namespace {

std::string_view status_word(FileStatus status) {
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

// Terminals must not be driven by what a file says.
std::string printable(std::string_view text) {
  std::string out = repair_utf8(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return out;
}

void print_file(const FileInfo& file) {
  std::printf("  %s: %s, %llu bytes, %llu records, %llu points\n", printable(file.path).c_str(),
              status_word(file.status).data(), static_cast<unsigned long long>(file.bytes),
              static_cast<unsigned long long>(file.records), static_cast<unsigned long long>(file.points));
  if (!file.problem.empty()) std::printf("    %s\n", printable(file.problem).c_str());
  for (const Damage& damage : file.damage) {
    std::printf("    at byte %llu: %s (%llu bytes)\n", static_cast<unsigned long long>(damage.offset),
                reason_text(damage.reason).data(), static_cast<unsigned long long>(damage.bytes));
  }
}

}  // namespace

int print_json(const Logdir& logdir) {
  const std::string json = inspect_json(logdir);
  return std::fwrite(json.data(), 1, json.size(), stdout) == json.size() && std::fflush(stdout) == 0 ? 0 : kExitUsage;
}

int print_table(const Logdir& logdir) {
  Store store;
  load_logdir(logdir, {}, store);
  for (const RunId id : store.run_order()) {
    const Run& run = store.run(id);
    std::printf("run %s\n", printable(run.name).c_str());
    for (const FileId file : run.files) print_file(store.file(file));
    std::vector<const Series*> series;
    for (const SeriesId s : run.series) series.push_back(&store.series(s));
    std::ranges::sort(series, {}, [&store](const Series* s) -> const std::string& { return store.tag(s->tag); });
    for (const Series* s : series) {
      const Metadata& metadata = store.metadata(*s);
      const std::uint64_t all = count_rows(*s, Restarts::kKeepAll), live = count_rows(*s, Restarts::kDropSuperseded);
      std::string superseded;
      if (live < all) superseded = ", " + number_text(all - live) + " more superseded by a restart";
      std::printf("    %-9s %-14s %llu points%s  %s\n", kind_name(s->kind).data(),
                  metadata.plugin.empty() ? "-" : printable(metadata.plugin).c_str(),
                  static_cast<unsigned long long>(live), superseded.c_str(), printable(store.tag(s->tag)).c_str());
    }
  }
  for (const FileInfo& file : store.files()) {
    if (file.run == kNoRun && file.status == FileStatus::kUnreadable) {
      std::printf("%s: %s\n", printable(file.path).c_str(), printable(file.problem).c_str());
    }
  }
  std::printf("%zu runs, %zu series, %llu points\n", store.runs().size(), store.series().size(),
              static_cast<unsigned long long>(store.points()));
  return 0;
}

int verify(const Logdir& logdir) {
  Store store;
  load_logdir(logdir, {}, store);
  std::size_t bad = 0, files = 0;
  for (const FileInfo& file : store.files()) {
    files += file.run != kNoRun;
    const bool unreadable = file.status == FileStatus::kUnreadable || (file.run != kNoRun && !file.problem.empty());
    if (unreadable) std::printf("%s: %s\n", printable(file.path).c_str(), printable(file.problem).c_str());
    for (const Damage& damage : file.damage) {
      std::printf("%s: offset %llu, %llu bytes: %s\n", printable(file.path).c_str(),
                  static_cast<unsigned long long>(damage.offset), static_cast<unsigned long long>(damage.bytes),
                  reason_text(damage.reason).data());
    }
    if (file.damage_count > file.damage.size()) {
      std::printf("%s: and %llu more\n", printable(file.path).c_str(),
                  static_cast<unsigned long long>(file.damage_count - file.damage.size()));
    }
    bad += unreadable || file.damage_count > 0;
  }
  std::printf("%zu event files, %zu with damage\n", files, bad);
  return bad == 0 ? 0 : kExitDamage;
}

}  // namespace db
