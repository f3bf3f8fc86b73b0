// What `dropboard export` is asked for, and what its forms share. A form writes one file, or a folder of them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/band_columns.h"
#include "analysis/curve_x.h"
#include "analysis/filter.h"
#include "analysis/run_groups.h"
#include "analysis/scalar_export.h"
#include "analysis/smoothing_kinds.h"
#include "base/result.h"
#include "store/store.h"

namespace db {

enum class PictureForm : std::uint8_t { kSvg, kPng };

struct PictureOptions {  // of --svg and --png
  PictureForm form = PictureForm::kSvg;
  double pixel_ratio = 2;  // pixels of a PNG for each px
  double width_px = 640, height_px = 400;
  Smoothing smoothing;
  bool raw_lines = true;
  XAxis axis = XAxis::kStep;
  ScaleKind x_scale = ScaleKind::kLinear, y_scale = ScaleKind::kLinear;
  bool ignore_outliers = false;
  bool dark = false;
  std::optional<GroupRule> group;  // bands of runs, in place of these; by step only
  BandRule band{BandCentre::kMean, BandSpread::kExtremes};
  bool smooth_runs_first = true;  // then take them together; else the group's lines are smoothed
  bool group_runs = false;        // their lines behind the group's
};

struct ExportArguments {
  ExportOptions options;
  std::optional<PictureOptions> picture;
  Filter runs, tags;
  std::string out;  // empty: standard output
  std::string logdir;
};

extern const char* const kExportHelp;
Result<ExportArguments> parse_export(std::span<const std::string_view> words);

// Says it on standard error; returns the exit status of what could not be done.
int complain(const std::string& message);

// Writes pieces of text to a file, or to standard output where the path is empty. `next` fills its argument; false:
// that was the last one.
Result<void> write_pieces(const std::string& path, const std::function<bool(std::string&)>& next);
// With a slash at its end; makes the folder where there is none.
Result<std::string> folder_for(std::string path);

// Fails where the library that draws PNG is not there.
Result<void> can_make_png();
// The SVG document as a PNG, `pixel_ratio` pixels for each of its px, rounded. Fails where it would be of more than
// 2^28 pixels or 32,767 on a side, too.
Result<std::string> png_of(std::string_view svg, double pixel_ratio);
// One picture a tag, with all of its series: into the folder, if there is one, else into the file (one tag only).
Result<void> write_pictures(const Store& store, std::span<const SeriesId> series, const ExportArguments& arguments,
                            bool to_folder);

}  // namespace db
