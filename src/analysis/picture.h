// A chart of scalars as a picture: the page's cards and `dropboard export --svg` draw it alike. What is in view, in the
// colours of a theme; every 1/2 px column keeps its least and greatest value.
//
//   PictureMaker maker(picture, offset); maker.chart(runs, groups, ...); svg_text(maker.take());
//
// Lines lie over each other in the order they are added. Cost: a pass over the rows in view.
#pragma once

#include <span>
#include <string>

#include "analysis/axis_ticks.h"
#include "analysis/band_line.h"
#include "analysis/lod_band.h"
#include "analysis/run_style.h"
#include "analysis/smooth_curve.h"
#include "analysis/svg_chart.h"

namespace db {

struct Picture {
  std::string title;
  double width_px = 640, height_px = 400;  // without the legend
  AxesView view;                           // its size and most_y are not looked at
  bool dark = false;
  bool raw_lines = true;  // the values themselves behind what is smoothed
  bool dots = true;       // of lines of few points in view
};

struct PictureLine {  // all must live until it is added, `smooth` done()
  const Curve& curve;
  const CurveX& x;
  const SmoothCurve& smooth;
};

struct PictureLook {
  std::uint32_t rgb = 0;
  Pattern pattern = Pattern::kSolid;
};
// Where nobody has chosen another colour.
PictureLook picture_look(const RunStyle& style, bool dark);

struct PictureRun {
  std::string name;
  PictureLook look;
  const ChartLine& line;
  bool in_group = false;
};
struct PictureGroup {
  std::string name;
  PictureLook look;
  const BandLine& line;
};

class PictureMaker {
 public:
  PictureMaker(const Picture& picture, const UtcOffset& offset);

  // All lines of a chart, in the order in which cards draw them: runs of groups if they are wanted, runs alone, groups
  // that are ready, what restarts hid.
  void chart(std::span<const PictureRun> runs, std::span<const PictureGroup> groups, bool group_runs);
  void line(const std::string& name, const PictureLook& look, const PictureLine& line);
  // Of a run whose group has a band: thin, faint, not in the legend.
  void member(const PictureLook& look, const PictureLine& line);
  // What restarts hid: thin and dashed, not in the legend.
  void superseded(const PictureLook& look, const PictureLine& line);
  // Of a group: its centre, and the band between two more lines.
  void band(const std::string& name, const PictureLook& look, const PictureLine& centre, BandEdge low, BandEdge high);
  SvgChart take() { return std::move(out_); }

 private:
  SvgLine* add(const PictureLook& look, const PictureLine& line, bool raw);

  SvgChart out_;
  LodWindow window_;
  Range x_;
  bool raw_lines_, dots_;
};

}  // namespace db
