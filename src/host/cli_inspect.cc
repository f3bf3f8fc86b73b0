#include <algorithm>
#include <cstdio>

#include "base/number_text.h"
#include "base/utf8.h"
#include "host/cli.h"
#include "ingest/inspect.h"
#include "ingest/load.h"

namespace db {
namespace {

// Terminals must not be driven by what a file says.
std::string printable(std::string_view text) {
  std::string out = repair_utf8(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = '?';
  }
  return out;
}

// Text and numbers to stdout, as they are.
void put(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stdout); }
void put(std::uint64_t number) { put(number_text(number)); }

template <class... Parts>
void print(const Parts&... parts) {
  (put(parts), ...);
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out(text);
  out.resize(std::max(width, out.size()), ' ');
  return out;
}

void print_file(const FileInfo& file) {
  print("  ", printable(file.path), ": ", status_text(file.status), ", ", file.bytes, " bytes, ", file.records,
        " records, ", file.points, " points\n");
  if (!file.problem.empty()) print("    ", printable(file.problem), "\n");
  for (const Damage& damage : file.damage) {
    print("    at byte ", damage.offset, ": ", reason_text(damage.reason), " (", damage.bytes, " bytes)\n");
  }
}

void print_series(const Store& store, const Series& series) {
  const Metadata& metadata = store.metadata(series);
  const std::uint64_t all = count_rows(series, Restarts::kKeepAll),
                      live = count_rows(series, Restarts::kDropSuperseded);
  print("    ", padded(kind_name(series.kind), 9), " ",
        padded(metadata.plugin.empty() ? "-" : printable(metadata.plugin), 14), " ", live, " points");
  if (live < all) print(", ", all - live, " more superseded by a restart");
  print("  ", printable(store.tag(series.tag)), "\n");
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
    print("run ", printable(run.name), "\n");
    for (const FileId file : run.files) print_file(store.file(file));
    std::vector<const Series*> series;
    for (const SeriesId s : run.series) series.push_back(&store.series(s));
    std::ranges::sort(series, {}, [&store](const Series* s) -> const std::string& { return store.tag(s->tag); });
    for (const Series* s : series) print_series(store, *s);
  }
  for (const FileInfo& file : store.files()) {
    if (file.run == kNoRun && file.status == FileStatus::kUnreadable) {
      print(printable(file.path), ": ", printable(file.problem), "\n");
    }
  }
  print(std::uint64_t{store.runs().size()}, " runs, ", std::uint64_t{store.series().size()}, " series, ",
        store.points(), " points\n");
  return 0;
}

int verify(const Logdir& logdir) {
  Store store;
  load_logdir(logdir, {}, store);
  std::uint64_t bad = 0, files = 0;
  for (const FileInfo& file : store.files()) {
    const std::string path = printable(file.path);
    files += file.run != kNoRun;
    const bool unreadable = file.status == FileStatus::kUnreadable || (file.run != kNoRun && !file.problem.empty());
    if (unreadable) print(path, ": ", printable(file.problem), "\n");
    for (const Damage& damage : file.damage) {
      print(path, ": offset ", damage.offset, ", ", damage.bytes, " bytes: ", reason_text(damage.reason), "\n");
    }
    if (file.damage_count > file.damage.size())
      print(path, ": and ", file.damage_count - file.damage.size(), " more\n");
    bad += unreadable || file.damage_count > 0;
  }
  print(files, " event files, ", bad, " with damage\n");
  return bad == 0 ? 0 : kExitDamage;
}

}  // namespace db
