// What one card shows: the lines of one tag, their extents, the view, and the layer on the GPU.
//
// Work is done in prepare(), in steps small enough for a frame's budget: refresh lines, smooth them, find the extents,
// reduce each to the view's pixels, upload. What is on screen stays until its successor is complete. While files are
// read a chart starts over only a few times a second; lines that have not changed keep their reduced points.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/lod.h"
#include "analysis/rank_select.h"
#include "dashboards/scalars/chart_line.h"
#include "dashboards/scalars/chart_view.h"
#include "dashboards/scalars/readout.h"
#include "dashboards/scalars/settings.h"
#include "dashboards/scalars/tag_index.h"
#include "ui/line_layer.h"
#include "ui/plot_axes.h"
#include "ui/run_selection.h"

namespace db {

struct ChartInputs {  // what a chart is made from, beside the store's rows
  XAxis axis = XAxis::kStep;
  double weight = 0;
  bool raw_line = true;
  bool log_y = false;
  bool ignore_outliers = true;
  bool superseded = false;
  bool operator==(const ChartInputs&) const = default;
};

class Chart {
 public:
  Chart(TagId tag, std::string name) : tag_(tag), name_(std::move(name)) {}

  // Which series it has, of those of its tag; looks again only if the runs or the index have changed.
  void set_lines(const Store& store, const RunSelection& runs, const TagIndex& index);
  // Works until `until_secs` of the platform's clock; `plot` is the plot's size in CSS pixels. True: more is left.
  bool prepare(Context& context, const ChartInputs& inputs, ImVec2 plot, double until_secs);

  TagId tag() const { return tag_; }
  const std::string& name() const { return name_; }
  std::vector<ChartLine>& lines() { return lines_; }
  const std::vector<ChartLine>& lines() const { return lines_; }
  const ChartInputs& inputs() const { return inputs_; }
  XOrigin origin() const { return origin_; }
  // A place on the x axis as steps, seconds since the epoch, or seconds since the start.
  double absolute(double x) const;
  ChartView& view() { return view_; }
  const ChartView& view() const { return view_; }
  const LineLayer& layer() const { return layer_; }
  bool has_data() const { return !x_extent_.empty(); }
  Range x_extent() const { return x_extent_; }
  // Line i of the layer is line i here; then come superseded parts, the j-th that of line ghosts()[j].
  const std::vector<std::uint32_t>& ghosts() const { return ghosts_; }
  bool dots(std::size_t line) const { return line < dots_.size() && dots_[line]; }
  std::size_t bytes() const;
  // The values at x, kept until x or a line changes.
  void update_values(Context& context, double x, TooltipOrder order);
  const Readout& values() const { return values_; }
  PlotAxes axes;
  std::uint64_t used_frame = 0;

 private:
  enum class Stage : std::uint8_t { kRefresh, kSmooth, kExtent, kReduce, kRest };

  bool stale(const Store& store) const;
  std::uint32_t versions() const;
  bool window_fits(ImVec2 size_px, double now_secs) const;
  LodWindow wanted_window(ImVec2 size_px) const;
  void restart(Stage stage);
  void step(Context& context, ImVec2 size_px);
  void refresh(const Store& store, ChartLine& line);
  void choose_origin(const Store& store);
  bool by_rank() const { return inputs_.ignore_outliers || inputs_.log_y; }
  void smooth_step(const Context& context);
  void sample(const ChartLine& line);
  void extent_step(const Context& context);
  void add_to_ranks(double* values, std::size_t n);
  void take_extent(Range y);
  void reduce_step(Context& context, ImVec2 size_px);
  void publish(Context& context);
  void update_dots(const Store& store);

  TagId tag_;
  std::string name_;
  std::vector<ChartLine> lines_;
  std::vector<std::uint32_t> ghosts_;
  std::uint32_t runs_generation_ = 0, index_generation_ = 0;
  ChartInputs inputs_;
  XOrigin origin_;
  bool origin_known_ = false;
  Range x_extent_, y_extent_;  // of the data; y as values
  ChartView view_;
  LineLayer layer_;
  std::vector<bool> dots_;  // by line: few points are in dots_view_
  Range dots_view_;

  Stage stage_ = Stage::kRefresh;
  std::size_t line_ = 0;  // being worked on
  std::size_t piece_ = 0;
  bool begun_ = false;          // the stage's first step is done
  bool sampled_ = false;        // files were being read: a sample of the values had to do for the extent
  std::vector<double> sample_;  // while lines are smoothed
  Range found_x_, found_y_;     // of all rows, while the extent is being found
  std::optional<RankSelect> ranks_;
  std::uint32_t seen_version_ = 0;  // of the lines, as ranks_ or lod_ saw them
  std::unique_ptr<Lod> lod_;        // of line_
  LineLayer next_;                  // the layer in the making
  std::vector<std::uint32_t> ghosts_next_;
  LodWindow window_;
  float height_px_ = 1;
  Readout values_;
  struct {
    double x = 0;
    TooltipOrder order{};
    std::uint32_t version = 0;
    std::size_t lines = 0;
  } values_of_;
  double finished_secs_ = -1e9;
};

}  // namespace db
