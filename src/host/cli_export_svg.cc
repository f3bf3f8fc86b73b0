// dropboard export --svg: a chart a tag. What a card of the page saves, without what a person has set there.
#include <sys/types.h>

#include <algorithm>
#include <ctime>
#include <map>

#include "analysis/chart_line.h"
#include "analysis/extent.h"
#include "analysis/picture.h"
#include "base/file_names.h"
#include "host/cli_export.h"

namespace db {
namespace {

constexpr std::size_t kAllRows = ~std::size_t{0};

// Seconds to add to UTC in the zone of the machine.
int utc_offset_secs(WallTime wall) {
  const auto at = static_cast<std::time_t>(wall);
  std::tm local{};
  return localtime_r(&at, &local) ? static_cast<int>(local.tm_gmtoff) : 0;
}

// Of all runs that have event files, whether they are drawn or not, as on the page: so that a run looks the same in
// every picture.
std::map<RunId, RunStyle> styles_of(const Store& store) {
  std::vector<RunId> runs;
  for (const FileInfo& file : store.files()) {
    if (file.status != FileStatus::kAsset && file.run != kNoRun) runs.push_back(file.run);
  }
  std::ranges::sort(runs, tree_less, [&](RunId run) -> std::string_view { return store.run(run).name; });
  std::map<RunId, RunStyle> out;
  RunColours colours;
  for (const RunId run : runs) {
    if (!out.contains(run)) out.emplace(run, colours.add(store.run(run).name));
  }
  return out;
}

// The series of one tag, in the order of the page: by name, the last one on top.
std::vector<ChartLine> lines_of(const Store& store, std::vector<SeriesId> series, const LineInputs& inputs) {
  std::ranges::sort(series, {},
                    [&](SeriesId id) -> const std::string& { return store.run(store.series(id).run).name; });
  std::vector<ChartLine> lines;
  for (const SeriesId id : series) {
    ChartLine& line = lines.emplace_back(store.series(id).run, id);
    line.refresh(store, inputs);
    while (!line.advance(kAllRows)) continue;
  }
  return lines;
}

ExtentFinder extent_of(const std::vector<ChartLine>& lines, const PictureOptions& options, bool superseded) {
  ExtentFinder out;
  out.begin({.ignore_outliers = options.ignore_outliers, .log_y = options.y_scale == ScaleKind::kLog}, lines.size());
  for (const ChartLine& line : lines) {
    out.add(line.curve, line.x, line.smooth);
    if (superseded) out.add_x(line.ghost_x.range());
  }
  if (!out.end()) {
    while (!out.advance(kAllRows)) continue;
  }
  return out;
}

std::string picture_of(const Store& store, const std::string& tag, const std::vector<SeriesId>& series,
                       const ExportArguments& arguments, const std::map<RunId, RunStyle>& styles) {
  const PictureOptions& options = *arguments.picture;
  const bool superseded = arguments.options.restarts == Restarts::kKeepAll;
  const XOrigin origin = origin_of(store, series).value_or(XOrigin{});
  const AxisScale x_scale{.kind = options.x_scale};
  const std::vector<ChartLine> lines = lines_of(store, series,
                                                {.axis = options.axis,
                                                 .origin = origin,
                                                 .x_scale = x_scale,
                                                 .smoothing = options.smoothing,
                                                 .superseded = superseded});
  const ExtentFinder extent = extent_of(lines, options, superseded);
  if (extent.left_out() > 0) {
    complain(tag + ": a log axis has no place for " + std::to_string(extent.left_out()) + " points at or below 0");
  }
  const AxisScale y_scale = scale_for(options.y_scale, extent.y());
  PictureMaker maker({.title = tag,
                      .width_px = options.width_px,
                      .height_px = options.height_px,
                      .view = {.x = fit_x(extent.x()),
                               .y = fit_y(extent.y(), y_scale, false),
                               .x_axis = options.axis,
                               .origin = origin,
                               .x_scale = x_scale,
                               .y_scale = y_scale},
                      .dark = options.dark,
                      .raw_lines = options.raw_lines && options.smoothing.amount > 0},
                     utc_offset_secs);
  for (const ChartLine& line : lines) {
    maker.line(line_name(store, line), picture_look(styles.at(line.run), options.dark),
               {line.curve, line.x, line.smooth});
  }
  for (const ChartLine& line : lines) {
    if (!line.ghost.empty()) {
      maker.superseded(picture_look(styles.at(line.run), options.dark), {line.ghost, line.ghost_x, line.ghost_smooth});
    }
  }
  return svg_text(maker.take());
}

}  // namespace

Result<void> write_pictures(const Store& store, std::span<const SeriesId> series, const ExportArguments& arguments,
                            bool to_folder) {
  std::map<std::string, std::vector<SeriesId>> tags;
  for (const SeriesId id : series) tags[store.tag(store.series(id).tag)].push_back(id);
  if (tags.size() > 1 && !to_folder) {
    return fail("--svg makes a file a tag, and " + std::to_string(tags.size()) +
                " match: choose by --tags, or write into a folder (-o DIR)");
  }
  std::string folder;
  if (to_folder) {
    auto made = folder_for(arguments.out);
    if (!made) return std::unexpected(made.error());
    folder = std::move(*made);
  }
  const std::map<RunId, RunStyle> styles = styles_of(store);
  FileNames names;
  for (const auto& [tag, of_tag] : tags) {
    const auto piece = [&](std::string& text) {
      text = picture_of(store, tag, of_tag, arguments, styles);
      return false;
    };
    const std::string path = to_folder ? folder + names.add(tag, ".svg") : arguments.out;
    if (auto done = write_pieces(path, piece); !done) return done;
  }
  return {};
}

}  // namespace db
