// dropboard export: scalars of a log directory as CSV or JSON.
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "analysis/scalar_export.h"
#include "base/utf8.h"
#include "host/cli.h"
#include "ingest/load.h"
#include "store/logdir_path.h"

namespace db {
namespace {

constexpr const char* kHelp =
    "usage: dropboard export [OPTION...] LOGDIR\n"
    "\n"
    "Writes all points of the scalars in LOGDIR, none sampled away, to standard output.\n"
    "\n"
    "  --csv          comma-separated values (default)\n"
    "  --json         JSON; NaN and infinities are \"NaN\", \"Infinity\", \"-Infinity\"\n"
    "  --long         a row a point: run, tag, step, wall_time, value (default)\n"
    "  --wide         a row a step, a column a series: \"run:tag\", or \"run\" if all have one tag;\n"
    "                 a series without the step has an empty cell\n"
    "  --wall-time    --wide: a second column a series with its wall times\n"
    "  --tensorboard  as TensorBoard's download: Wall time,Step,Value of one run and tag\n"
    "  --runs FILTER  only these runs    \"a b\" is both words, \"a|b\" either, \"!a\" not, \"/a.*b/\" a regular\n"
    "  --tags FILTER  only these tags    expression; all without regard to case\n"
    "  --superseded   also the points that a restart has superseded; --wide then counts in a column\n"
    "                 \"partition\" how often the steps have gone back\n"
    "  -o FILE        into FILE\n"
    "  -o DIR         into a folder (one that is there, or a name that ends in \"/\"): one file a tag,\n"
    "                 with --tensorboard one a run and tag\n"
    "\n"
    "Exit status 1: something could not be read, is damaged (what is sound is written), matches nothing or\n"
    "cannot be written; 2: bad usage.\n";

struct Arguments {
  ExportOptions options;
  Filter runs, tags;
  std::string out;  // empty: standard output
  std::string logdir;
};

int complain(const std::string& message) {
  std::fprintf(stderr, "dropboard export: %s\n", message.c_str());
  return kExitDamage;
}

Result<Arguments> parse(std::span<const std::string_view> words) {
  Arguments out;
  std::optional<ExportFormat> format;
  std::optional<ExportLayout> layout;
  const auto choose = [](auto& choice, auto value) { return std::exchange(choice, value).value_or(value) == value; };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word(words[i]);
    bool clear = true;
    if (word == "--csv" || word == "--json") {
      clear = choose(format, word == "--csv" ? ExportFormat::kCsv : ExportFormat::kJson);
    } else if (word == "--long" || word == "--wide" || word == "--tensorboard") {
      clear = choose(layout, word == "--long"   ? ExportLayout::kLong
                             : word == "--wide" ? ExportLayout::kWide
                                                : ExportLayout::kTensorBoard);
    } else if (word == "--superseded") {
      out.options.restarts = Restarts::kKeepAll;
    } else if (word == "--wall-time") {
      out.options.wall_times = true;
    } else if (word == "--runs" || word == "--tags" || word == "-o") {
      if (++i == words.size()) return fail(word + " wants a value");
      if (word == "-o") {
        out.out = words[i];
        if (out.out.empty()) return fail("-o wants a file or a folder");
        continue;
      }
      auto filter = Filter::parse(words[i]);
      if (!filter) return fail(word + ": " + filter.error().message);
      (word == "--runs" ? out.runs : out.tags) = std::move(*filter);
    } else if (word.starts_with("-") && word != "-") {
      return fail("unknown option \"" + word + "\"");
    } else if (out.logdir.empty()) {
      out.logdir = word;
    } else {
      return fail("more than one LOGDIR");
    }
    if (!clear) return fail(word + " excludes what was asked for before it");
  }
  if (out.logdir.empty()) return fail("no LOGDIR");
  out.options.format = format.value_or(ExportFormat::kCsv);
  out.options.layout = layout.value_or(ExportLayout::kLong);
  if (out.options.wall_times && out.options.layout != ExportLayout::kWide) return fail("--wall-time goes with --wide");
  return out;
}

bool is_folder(const std::string& path) {
  struct stat found{};
  return path.ends_with('/') || (stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode));
}

// A name that any file system takes, and that no file of this export has yet.
std::string file_name(std::string_view wanted, std::string_view ending, std::set<std::string>& taken) {
  constexpr std::size_t kMost = 200;
  std::string name = repair_utf8(wanted);
  std::size_t end = std::min(name.size(), kMost);
  while (end < name.size() && (name[end] & 0xC0) == 0x80) --end;
  name.resize(end);
  for (char& c : name) {
    if (static_cast<unsigned char>(c) < 0x20 || std::strchr("/\\:*?\"<>|\x7f", c) != nullptr) c = '_';
  }
  if (name.empty() || name[0] == '.') name.insert(0, "_");
  for (int n = 1;; ++n) {
    std::string tried = name + (n > 1 ? " (" + std::to_string(n) + ")" : "") + std::string(ending);
    std::string folded = tried;
    for (char& c : folded) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    if (taken.insert(folded).second) return tried;
  }
}

// An empty path is standard output.
Result<void> write(const Store& store, std::vector<SeriesId> series, const ExportOptions& options,
                   const std::string& path) {
  std::FILE* file = path.empty() ? stdout : std::fopen(path.c_str(), "wb");
  if (file == nullptr) return fail("cannot write " + path + ": " + std::strerror(errno));
  ScalarExport text(store, std::move(series), options);
  std::string chunk;
  ExportState state = ExportState::kMore;
  bool good = true;
  while (good && state == ExportState::kMore) {
    state = text.next(chunk);
    good = std::fwrite(chunk.data(), 1, chunk.size(), file) == chunk.size();
  }
  good = (path.empty() ? std::fflush(file) : std::fclose(file)) == 0 && good;
  if (!good) return fail("cannot write " + (path.empty() ? "standard output" : path) + ": " + std::strerror(errno));
  return {};
}

Result<void> write_folder(const Store& store, const std::vector<SeriesId>& series, const Arguments& arguments) {
  std::string folder = arguments.out;
  if (!folder.ends_with('/')) folder += '/';
  if (mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST)
    return fail("cannot make " + folder + ": " + std::strerror(errno));
  std::map<std::pair<std::string, std::string>, std::vector<SeriesId>> files;  // by tag, or by run and tag
  for (const SeriesId id : series) {
    const Series& s = store.series(id);
    const bool one_each = arguments.options.layout == ExportLayout::kTensorBoard;
    files[{one_each ? store.run(s.run).name + "." : "", store.tag(s.tag)}].push_back(id);
  }
  std::set<std::string> taken;
  const std::string_view ending = arguments.options.format == ExportFormat::kCsv ? ".csv" : ".json";
  for (const auto& [names, of_file] : files) {
    if (auto done =
            write(store, of_file, arguments.options, folder + file_name(names.first + names.second, ending, taken));
        !done)
      return done;
  }
  return {};
}

// Names what is not whole of the runs that were asked for. A last record that is not complete yet is how a file looks
// while it is written.
bool report_damage(const Store& store, const Filter& runs) {
  bool whole = true;
  for (const FileInfo& file : store.files()) {
    if (file.run == kNoRun || is_profile_marker(file.path) || !runs.matches(store.run(file.run).name)) continue;
    const bool growing = file.status == FileStatus::kTruncated && file.damage_count == 1;
    if (file.problem.empty() && (file.damage_count == 0 || growing)) continue;
    whole = false;
    complain(repair_utf8(file.path) + ": " +
             (file.problem.empty() ? "damaged; what is sound was read (see dropboard verify)" : file.problem));
  }
  return whole;
}

}  // namespace

int export_scalars(std::span<const std::string_view> words) {
  if (std::ranges::contains(words, "--help") || std::ranges::contains(words, "-h")) {
    std::fputs(kHelp, stdout);
    return 0;
  }
  const auto arguments = parse(words);
  if (!arguments) {
    complain(arguments.error().message + "\n(dropboard export --help says what there is)");
    return kExitUsage;
  }
  const auto logdir = DiskLogdir::open_path(arguments->logdir);
  if (!logdir) return complain(logdir.error().message);
  Store store;
  load_logdir(**logdir, {}, store);
  const bool whole = report_damage(store, arguments->runs);
  const std::vector<SeriesId> series = select_scalars(store, arguments->runs, arguments->tags);
  if (series.empty()) return complain("no scalars match");
  const bool to_folder = !arguments->out.empty() && is_folder(arguments->out);
  if (arguments->options.layout == ExportLayout::kTensorBoard && series.size() > 1 && !to_folder) {
    return complain("--tensorboard is for one run and tag, and " + std::to_string(series.size()) +
                    " match: choose by --runs and --tags, or write into a folder (-o DIR)");
  }
  const auto done =
      to_folder ? write_folder(store, series, *arguments) : write(store, series, arguments->options, arguments->out);
  if (!done) return complain(done.error().message);
  return whole ? 0 : kExitDamage;
}

}  // namespace db
