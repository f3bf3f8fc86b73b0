// dropboard export --svg and --png: a chart a tag. What a card of the page saves, without what a person has set there.
#include <sys/types.h>

#include <algorithm>
#include <ctime>
#include <map>

#include "analysis/band_line.h"
#include "analysis/chart_line.h"
#include "analysis/extent.h"
#include "analysis/hparam_table.h"
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

// How runs and their groups look. Of all runs that have event files, whether they are drawn or not, as on the page: so
// that a run and a group look the same in every picture.
struct Looks {
  std::map<RunId, RunStyle> runs;
  std::map<RunId, std::size_t> group_of;
  std::vector<RunGroup> groups;
  GroupColours colours;  // of these
};

Looks looks_of(const Store& store, const std::optional<GroupRule>& rule) {
  Looks out;
  std::vector<RunId> runs;
  for (const FileInfo& file : store.files()) {
    if (file.status == FileStatus::kAsset || file.run == kNoRun) continue;
    if (out.runs.try_emplace(file.run).second) runs.push_back(file.run);
  }
  std::ranges::sort(runs, tree_less, [&](RunId run) -> std::string_view { return store.run(run).name; });
  RunColours colours;
  for (const RunId run : runs) out.runs[run] = colours.add(store.run(run).name);
  if (!rule) return out;
  HParamTable hparams;
  hparams.update(store);
  const auto key = run_key(*rule, store, &hparams);
  if (!key) return out;
  out.groups = keyed_groups(runs, *key);
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < out.groups.size(); ++i) {
    names.push_back(out.groups[i].name);
    for (const RunId run : out.groups[i].runs) out.group_of.emplace(run, i);
  }
  out.colours.add(names);
  return out;
}

// The series of one tag, in the order of the page: that of the run list, the last one on top.
std::vector<ChartLine> lines_of(const Store& store, std::vector<SeriesId> series, const LineInputs& inputs) {
  std::ranges::sort(series, tree_less,
                    [&](SeriesId id) -> std::string_view { return store.run(store.series(id).run).name; });
  std::vector<ChartLine> lines;
  for (const SeriesId id : series) {
    ChartLine& line = lines.emplace_back(store.series(id).run, id);
    line.refresh(store, inputs);
    while (!line.advance(kAllRows)) continue;
  }
  return lines;
}

// By group.
std::map<std::size_t, BandLine> groups_of(const std::vector<ChartLine>& lines, const Looks& looks,
                                          const PictureOptions& options, const LineInputs& inputs) {
  std::map<std::size_t, BandLine> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto group = looks.group_of.find(lines[i].run);
    if (group != looks.group_of.end()) out[group->second].lines.push_back(static_cast<std::uint32_t>(i));
  }
  const BandInputs band{.rule = options.band,
                        .smooth_runs = options.smooth_runs_first,
                        .smoothing = options.smoothing,
                        .x_scale = inputs.x_scale};
  for (auto& [group, line] : out) {
    while (!line.advance(lines, band, inputs.origin, kAllRows)) continue;
  }
  return out;
}

struct Drawn {
  std::vector<ChartLine> lines;
  std::map<std::size_t, BandLine> groups;
};

ExtentFinder extent_of(const Drawn& drawn, const Looks& looks, const PictureOptions& options, bool superseded) {
  ExtentFinder out;
  out.begin({.ignore_outliers = options.ignore_outliers, .log_y = options.y_scale == ScaleKind::kLog},
            drawn.lines.size());
  for (const ChartLine& line : drawn.lines) {
    const bool alone = !looks.group_of.contains(line.run);
    if (alone || options.group_runs) out.add(line.curve, line.x, line.smooth);
    if (alone && superseded) out.add_x(line.ghost_x.range());
  }
  for (const auto& [group, line] : drawn.groups) line.add_to(out);
  if (!out.end()) {
    while (!out.advance(kAllRows)) continue;
  }
  return out;
}

void draw(PictureMaker& maker, const Store& store, const Drawn& drawn, const Looks& looks,
          const PictureOptions& options) {
  const auto group_look = [&](std::size_t group) {
    return picture_look(looks.colours.of(looks.groups[group].name), options.dark);
  };
  std::vector<PictureRun> runs;
  for (const ChartLine& line : drawn.lines) {
    const auto group = looks.group_of.find(line.run);
    const bool in = group != looks.group_of.end();
    const PictureLook look = in ? group_look(group->second) : picture_look(looks.runs.at(line.run), options.dark);
    runs.push_back({line_name(store, line), look, line, in});
  }
  std::vector<PictureGroup> groups;
  for (const auto& [group, line] : drawn.groups) groups.push_back({looks.groups[group].name, group_look(group), line});
  maker.chart(runs, groups, options.group_runs);
}

std::string picture_of(const Store& store, const std::string& tag, const std::vector<SeriesId>& series,
                       const ExportArguments& arguments, const Looks& looks) {
  const PictureOptions& options = *arguments.picture;
  const bool superseded = arguments.options.restarts == Restarts::kKeepAll;
  const LineInputs inputs{.axis = options.axis,
                          .origin = origin_of(store, series).value_or(XOrigin{}),
                          .x_scale = {.kind = options.x_scale},
                          .smoothing = options.smoothing,
                          .superseded = superseded};
  Drawn drawn{lines_of(store, series, inputs), {}};
  drawn.groups = groups_of(drawn.lines, looks, options, inputs);
  const ExtentFinder extent = extent_of(drawn, looks, options, superseded);
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
                               .origin = inputs.origin,
                               .x_scale = inputs.x_scale,
                               .y_scale = y_scale},
                      .dark = options.dark,
                      .raw_lines = options.raw_lines && options.smoothing.amount > 0},
                     utc_offset_secs);
  draw(maker, store, drawn, looks, options);
  return svg_text(maker.take());
}

}  // namespace

Result<void> write_pictures(const Store& store, std::span<const SeriesId> series, const ExportArguments& arguments,
                            bool to_folder) {
  std::map<std::string, std::vector<SeriesId>> tags;
  for (const SeriesId id : series) tags[store.tag(store.series(id).tag)].push_back(id);
  if (tags.size() > 1 && !to_folder) {
    return fail("--svg and --png make a file a tag, and " + std::to_string(tags.size()) +
                " match: choose by --tags, or write into a folder (-o DIR)");
  }
  std::string folder;
  if (to_folder) {
    auto made = folder_for(arguments.out);
    if (!made) return std::unexpected(made.error());
    folder = std::move(*made);
  }
  const Looks looks = looks_of(store, arguments.picture->group);
  const bool png = arguments.picture->form == PictureForm::kPng;
  FileNames names;
  for (const auto& [tag, of_tag] : tags) {
    std::string picture = picture_of(store, tag, of_tag, arguments, looks);
    if (png) {
      auto drawn = png_of(picture, arguments.picture->pixel_ratio);
      if (!drawn) return fail(tag + ": " + drawn.error().message);
      picture = std::move(*drawn);
    }
    const auto piece = [&](std::string& text) {
      text = std::move(picture);
      return false;
    };
    const std::string path = to_folder ? folder + names.add(tag, png ? ".png" : ".svg") : arguments.out;
    if (auto done = write_pieces(path, piece); !done) return done;
  }
  return {};
}

}  // namespace db
