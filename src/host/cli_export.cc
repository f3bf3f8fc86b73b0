// dropboard export: scalars of a log directory as CSV, JSON, SVG or PNG.
#include "host/cli_export.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <utility>

#include "analysis/run_filter.h"
#include "base/file_names.h"
#include "base/utf8.h"
#include "host/cli.h"
#include "ingest/load.h"
#include "store/logdir_path.h"

namespace db {
namespace {

bool is_folder(const std::string& path) {
  struct stat found{};
  return path.ends_with('/') || (stat(path.c_str(), &found) == 0 && S_ISDIR(found.st_mode));
}

// An empty path is standard output.
Result<void> write(const Store& store, std::vector<SeriesId> series, const ExportOptions& options,
                   const std::string& path) {
  ScalarExport text(store, std::move(series), options);
  return write_pieces(path, [&](std::string& chunk) { return text.next(chunk) == ExportState::kMore; });
}

Result<void> write_folder(const Store& store, const std::vector<SeriesId>& series, const ExportArguments& arguments) {
  const auto folder = folder_for(arguments.out);
  if (!folder) return std::unexpected(folder.error());
  std::map<std::pair<std::string, std::string>, std::vector<SeriesId>> files;  // by tag, or by run and tag
  for (const SeriesId id : series) {
    const Series& s = store.series(id);
    const bool one_each = arguments.options.layout == ExportLayout::kTensorBoard;
    files[{one_each ? store.run(s.run).name + "." : "", store.tag(s.tag)}].push_back(id);
  }
  FileNames names_taken;
  const std::string_view ending = arguments.options.format == ExportFormat::kCsv ? ".csv" : ".json";
  for (const auto& [names, of_file] : files) {
    const std::string path = *folder + names_taken.add(names.first + names.second, ending);
    if (auto done = write(store, of_file, arguments.options, path); !done) return done;
  }
  return {};
}

// Names what is not whole of the runs that were asked for. A last record that is not complete yet is how a file looks
// while it is written.
bool report_damage(const Store& store, std::span<const RunId> runs) {
  bool whole = true;
  for (const FileInfo& file : store.files()) {
    if (file.run == kNoRun || is_profile_marker(file.path) || !std::ranges::contains(runs, file.run)) continue;
    const bool growing = file.status == FileStatus::kTruncated && file.damage_count == 1;
    if (file.problem.empty() && (file.damage_count == 0 || growing)) continue;
    whole = false;
    complain(repair_utf8(file.path) + ": " +
             (file.problem.empty() ? "damaged; what is sound was read (see dropboard verify)" : file.problem));
  }
  return whole;
}

}  // namespace

int complain(const std::string& message) {
  std::fprintf(stderr, "dropboard export: %s\n", message.c_str());
  return kExitDamage;
}

Result<void> write_pieces(const std::string& path, const std::function<bool(std::string&)>& next) {
  std::FILE* file = path.empty() ? stdout : std::fopen(path.c_str(), "wb");
  if (file == nullptr) return fail("cannot write " + path + ": " + std::strerror(errno));
  std::string piece;
  bool good = true;
  for (bool more = true; good && more;) {
    more = next(piece);
    good = std::fwrite(piece.data(), 1, piece.size(), file) == piece.size();
  }
  good = (path.empty() ? std::fflush(file) : std::fclose(file)) == 0 && good;
  if (!good) return fail("cannot write " + (path.empty() ? "standard output" : path) + ": " + std::strerror(errno));
  return {};
}

Result<std::string> folder_for(std::string path) {
  if (!path.ends_with('/')) path += '/';
  if (mkdir(path.c_str(), 0777) != 0 && errno != EEXIST)
    return fail("cannot make " + path + ": " + std::strerror(errno));
  return path;
}

int export_scalars(std::span<const std::string_view> words) {
  if (std::ranges::contains(words, "--help") || std::ranges::contains(words, "-h")) {
    std::fputs(kExportHelp, stdout);
    return 0;
  }
  const auto arguments = parse_export(words);
  if (!arguments) {
    complain(arguments.error().message + "\n(dropboard export --help says what there is)");
    return kExitUsage;
  }
  if (arguments->picture && arguments->picture->form == PictureForm::kPng) {
    if (const auto can = can_make_png(); !can) return complain(can.error().message);
  }
  const auto logdir = DiskLogdir::open_path(arguments->logdir);
  if (!logdir) return complain(logdir.error().message);
  Store store;
  load_logdir(**logdir, {}, store);
  const std::vector<RunId> runs = select_runs(store, arguments->runs);
  const bool whole = report_damage(store, runs);
  const std::vector<SeriesId> series = select_scalars(store, runs, arguments->tags);
  if (series.empty()) return complain("no scalars match");
  const bool to_folder = !arguments->out.empty() && is_folder(arguments->out);
  if (!arguments->picture && arguments->options.layout == ExportLayout::kTensorBoard && series.size() > 1 &&
      !to_folder) {
    return complain("--tensorboard is for one run and tag, and " + std::to_string(series.size()) +
                    " match: choose by --runs and --tags, or write into a folder (-o DIR)");
  }
  const auto done = arguments->picture ? write_pictures(store, series, *arguments, to_folder)
                    : to_folder        ? write_folder(store, series, *arguments)
                                       : write(store, series, arguments->options, arguments->out);
  if (!done) return complain(done.error().message);
  return whole ? 0 : kExitDamage;
}

}  // namespace db
