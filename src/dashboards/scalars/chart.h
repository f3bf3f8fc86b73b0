// What one card shows: the lines of its tags or the bands of its groups of runs, their extents, the view, and the layer
// on the GPU.
//
// Work is done in prepare(), in steps small enough for a frame's budget: refresh lines, smooth them, take groups
// together, find the extents, reduce each to the view's pixels, upload. What is on screen stays until its successor is
// complete. Another smoothing leaves the layer and what is in it of raw values: only the smoothed lines are made again,
// and lie over it; of groups they are a preview until all is made anew. While files are read a chart starts over only a
// few times a second; lines that have not changed keep their reduced points.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/band_preview.h"
#include "analysis/chart_line.h"
#include "analysis/extent.h"
#include "analysis/lod.h"
#include "analysis/smooth_preview.h"
#include "analysis/smooth_sweep.h"
#include "dashboards/scalars/card_set.h"
#include "dashboards/scalars/chart_group.h"
#include "dashboards/scalars/chart_tags.h"
#include "dashboards/scalars/chart_view.h"
#include "dashboards/scalars/readout.h"
#include "dashboards/scalars/settings.h"
#include "dashboards/scalars/tag_index.h"
#include "dashboards/scalars/value_rows.h"
#include "ui/line_layer.h"
#include "ui/plot_axes.h"
#include "ui/run_selection.h"

namespace db {

struct ChartInputs {  // what a chart is made from, beside the store's rows
  XAxis axis = XAxis::kStep;
  Smoothing smoothing;
  bool raw_line = true;
  ScaleKind x_scale = ScaleKind::kLinear;  // wall time is linear
  ScaleKind y_scale = ScaleKind::kLinear;
  bool ignore_outliers = true;
  bool superseded = false;
  bool partition = false;  // cut at restarts; not the runs of a group
  bool y_from_0 = false;   // not on a log scale
  bool grouped = false;    // by step only
  BandRule band;
  bool smooth_runs_first = true;
  bool group_runs = false;
  bool operator==(const ChartInputs&) const = default;
};

struct ShownRanges {  // as steps or seconds, and values, whatever the scales
  Range x, y;
  bool operator==(const ShownRanges&) const = default;
};

struct Zoom {  // the same; an axis without a range follows the data
  std::optional<Range> x, y;
};

// What the layer's lines are, in their order.
struct ChartItem {
  enum class Kind : std::uint8_t { kRun, kGhost, kMember, kGroup };
  Kind kind = Kind::kRun;
  std::uint32_t index = 0;  // of lines(), of groups(), when the layer was made
  RunId run = kNoRun;       // but of groups
  std::uint32_t tag = 0;    // of the chart's
  std::string group;        // of groups, and of runs that belong to one
  RunStyle group_style;     // its style
};

class Chart {
 public:
  Chart(CardId card, std::string name) : card_(card), name_(std::move(name)) {}

  // Which series it has, of those of its tags; looks again only if the runs, the index or the tags have changed.
  void set_lines(const Store& store, const RunSelection& runs, const TagIndex& index, const RunGrouping& grouping,
                 const CardSet& cards, const ChartInputs& inputs);
  // Works until `until_secs` of the platform's clock; `plot` is the plot's size in CSS pixels. True: more is left.
  bool prepare(Context& context, const ChartInputs& inputs, ImVec2 plot, double until_secs);

  // As prepare(), as far as view() and the extents are known: for pictures of cards that are not on screen.
  bool find_extent(Context& context, const ChartInputs& inputs, double until_secs);

  CardId card() const { return card_; }
  const std::string& name() const { return name_; }  // the card's: a tag or a pattern
  const ChartTags& tags() const { return tags_; }
  // "run", "run: 2" of a part, "run · tag" where there are several.
  std::string line_text(const Store& store, const ChartLine& line) const;
  // The same with the name that the run goes by here.
  std::string shown_text(const Context& context, const ChartLine& line) const;
  // NaN and infinities of all lines: in short, and by run; empty where there are none.
  struct NonFiniteTexts {
    std::string counts, by_run;
  };
  const NonFiniteTexts& non_finite(const Context& context);
  std::vector<ChartLine>& lines() { return lines_; }
  const std::vector<ChartLine>& lines() const { return lines_; }
  // Of its lines; drawn where grouped(). Some may not be ready().
  const std::vector<ChartGroup>& groups() const { return groups_; }
  bool grouped() const { return inputs_.grouped && !groups_.empty(); }
  const ChartGroup* group_of(std::size_t line) const {
    return group_of_[line] < groups_.size() ? &groups_[group_of_[line]] : nullptr;
  }
  RunStyle style(std::size_t line, const RunSelection& runs) const {
    const ChartGroup* group = group_of(line);
    return tags_.style(group ? group->look.style : runs.style(lines_[line].run), lines_[line].tag);
  }
  RunStyle style(const ChartGroup& group) const { return tags_.style(group.look.style, group.tag); }
  RunStyle style(const ChartItem& item, const RunSelection& runs) const {
    return tags_.style(item.group.empty() ? runs.style(item.run) : item.group_style, item.tag);
  }
  const ChartInputs& inputs() const { return inputs_; }
  XOrigin origin() const { return origin_; }
  // What turns steps or seconds, and values, into places of the view. y's follows the data.
  AxisScale x_scale() const;
  const AxisScale& y_scale() const { return y_scale_; }
  LineInputs line_inputs() const;
  // A place on the x axis as steps, seconds since the epoch, or seconds since the start; and back.
  double absolute(double place) const;
  double place(double absolute) const;
  // What is shown, as steps or seconds and values; and to show it. False: the scales have no place for it.
  ShownRanges shown() const;
  Zoom zoom() const;
  bool show(const Zoom& zoom);
  ShownRanges fit() const;  // what is shown when nobody has zoomed
  // The same for a step, exact on a linear axis.
  Step step_of(double place) const;
  double place_of(Step step) const;
  ChartView& view() { return view_; }
  const ChartView& view() const { return view_; }
  const LineLayer& layer() const { return layer_; }
  // Since another smoothing: lines in place of those of the layer's runs, in the same order. Not ready() else.
  const LineLayer& smoothed() const { return smoothed_; }
  bool layer_smoothed() const { return layer_smoothed_; }  // its runs have raw lines behind
  bool has_data() const { return !x_extent_.empty(); }
  Range x_extent() const { return x_extent_; }          // places
  std::uint64_t left_out() const { return left_out_; }  // rows that the x axis, being logarithmic, has no place for
  const std::vector<ChartItem>& items() const { return items_; }
  bool dots(std::size_t item) const { return item < dots_.size() && dots_[item]; }
  std::size_t bytes() const;
  // The values at x, kept until x or a line changes.
  void update_values(Context& context, double x, TooltipOrder order);
  const Readout& values() const { return values_; }
  // Changes with which lines there are; with what is in them, or in their groups.
  std::uint64_t lines_generation() const { return lines_generation_; }
  std::uint32_t versions() const;
  ValueRows value_rows;  // of its table
  PlotAxes axes;
  struct {
    std::optional<std::pair<XAxis, ShownRanges>> of;
    std::string text;
  } ranges_told;  // stays while they do
  std::uint64_t used_frame = 0;
  double finished_secs() const { return finished_secs_; }  // when what it shows was made

 private:
  enum class Stage : std::uint8_t { kRefresh, kSmooth, kBand, kExtent, kReduce, kResmooth, kRest };

  std::string with_tag(std::string name, const ChartLine& line) const;
  struct WantedLine {
    RunId run{};
    SeriesId series{};
    std::uint32_t tag = 0;
    int part = -1;
    RowSpan rows;
  };
  std::vector<WantedLine> wanted_lines(const Store& store, const RunSelection& runs, const TagIndex& index,
                                       const RunGrouping& grouping) const;
  bool stale(const Store& store) const;
  bool window_fits(ImVec2 size_px, double now_secs) const;
  LodWindow wanted_window(ImVec2 size_px) const;
  void take_inputs(const ChartInputs& inputs);
  void restart(Stage stage);
  void step(Context& context, ImVec2 size_px);
  void refresh(const Store& store, ChartLine& line);
  void choose_origin(const Store& store);
  void change_x_scale(ScaleKind kind);
  void set_y_scale(Range y);
  void smooth_step(const Context& context);
  bool set_groups(const RunGrouping& grouping);
  bool alone(std::size_t line) const { return !grouped() || !group_of(line); }  // not in a band
  void band_step(const Context& context);
  void end_collecting();
  void extent_step(const Context& context);
  void take_extent();
  bool resmooths(const ChartInputs& inputs) const;
  bool resmoothing() const { return exact_due_secs_ || stage_ == Stage::kResmooth || !previews_.empty(); }
  bool previews(const ChartInputs& inputs) const;
  std::uint64_t rows() const;
  bool preview_step(Context& context);
  void begin_preview();
  bool preview(std::size_t item);
  void end_previews();
  BandInputs band_inputs() const;
  void resmooth_step(Context& context);
  bool smooth_together(const Context& context, std::span<const ChartItem> items);
  void show_smoothed(Context& context);
  void end_resmoothing();
  void plan_items();
  void reduce_step(Context& context, ImVec2 size_px);
  bool reduce(Context& context, const ChartItem& item);
  void publish(Context& context);
  void update_dots(const Store& store);

  CardId card_;
  std::string name_;
  ChartTags tags_;
  std::vector<ChartLine> lines_;
  std::uint64_t lines_generation_ = 0;
  std::vector<ChartGroup> groups_;
  std::vector<std::uint32_t> group_of_;  // by line; beyond groups_: none
  std::vector<ChartItem> items_;         // of the layer
  ChartInputs split_by_;                 // what decided on the lines' parts
  std::uint32_t runs_generation_ = 0, index_generation_ = 0, grouping_generation_ = 0, cards_generation_ = 0;
  ChartInputs inputs_;
  XOrigin origin_;
  bool origin_known_ = false;
  Range x_extent_, y_extent_;  // of the data; x as places, y as values
  AxisScale y_scale_;          // of the view
  std::uint64_t left_out_ = 0;
  ChartView view_;
  LineLayer layer_;
  std::vector<bool> dots_;  // by item: few points are in dots_view_
  Range dots_view_;

  Stage stage_ = Stage::kRefresh;
  std::size_t line_ = 0;  // being worked on: a line, group, source or item
  bool begun_ = false;    // the stage's first step is done
  bool sampled_ = false;  // files were being read: a sample of the values had to do for the extent
  ExtentFinder extent_;
  std::uint32_t seen_version_ = 0;  // of the lines, as extent_ or lod_ saw them
  std::unique_ptr<Lod> lod_;        // of line_
  std::unique_ptr<LodBand> lod_band_;
  LineLayer next_;                            // the layer in the making
  std::vector<ChartItem> plan_, items_next_;  // of next_
  LodWindow window_;
  float height_px_ = 1;
  bool layer_smoothed_ = false;
  LineLayer smoothed_, next_smoothed_;
  std::optional<std::uint32_t> exact_of_;  // versions() that smoothed_ is exact of; none: it is a preview
  std::optional<SmoothSweep> sweep_;       // of some lines, from line_ on
  std::vector<std::unique_ptr<Lod>> lods_;
  std::vector<std::unique_ptr<SmoothPreview>> previews_;     // by item; as long as the slider moves
  std::vector<std::unique_ptr<BandPreview>> band_previews_;  // by group; likewise
  PreviewWeights preview_weights_;
  std::size_t preview_item_ = 0;  // of next_smoothed_
  bool coarse_preview_ = false;
  bool preview_due_ = false;              // it is being made
  std::optional<double> exact_due_secs_;  // then the exact lines are made, or where it is only roughly known the extent
  Readout values_;
  struct {
    double x = 0;
    TooltipOrder order{};
    std::uint32_t version = 0;
    std::uint64_t lines = 0;
  } values_of_;
  double finished_secs_ = -1e9;
  NonFiniteTexts non_finite_;
  std::optional<std::pair<std::uint64_t, std::uint32_t>> non_finite_of_;  // lines_generation() and versions()
};

// "12 points at steps ≤ 0 have no place on a log axis"
std::string left_out_text(const Chart& chart);

}  // namespace db
