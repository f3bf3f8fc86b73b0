#include "dashboards/scalars/chart.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/nearest.h"
#include "analysis/partition.h"
#include "ui/number_text.h"

namespace db {
namespace {

constexpr double kHold = 0.75;      // of the view, kept ready on each side of it
constexpr double kLeastHold = 0.2;  // less than that: make more
constexpr double kMostColumns = 20'000;
constexpr std::uint32_t kFewPoints = 60;
constexpr double kSliderRestSecs = 0.12;    // since its last move: then what is exact is due
constexpr double kReadingPauseSecs = 0.25;  // while files are read: between two states of a chart

bool near(double a, double b) { return std::fabs(a - b) <= 1e-6 * std::fabs(b); }

}  // namespace

// In the order of the run list: the same run lies over the same other in every card.
std::vector<Chart::WantedLine> Chart::wanted_lines(const Store& store, const RunSelection& runs, const TagIndex& index,
                                                   const RunGrouping& grouping) const {
  std::vector<WantedLine> found;
  std::vector<std::size_t> begins(runs.order().size() + 1);  // in `series`, by place
  for (std::uint32_t tag = 0; tag < tags_.ids().size(); ++tag) {
    for (const SeriesId id : index.series(tags_.ids()[tag])) {
      const RunId run = store.series(id).run;
      if (!runs.shown(run)) continue;
      found.push_back({run, id, tag});
      ++begins[runs.place(run) + 1];
    }
  }
  std::partial_sum(begins.begin(), begins.end(), begins.begin());
  std::vector<WantedLine> series(found.size());
  for (const WantedLine& line : found) series[begins[runs.place(line.run)]++] = line;
  if (!split_by_.partition) return series;
  std::vector<WantedLine> out;
  for (WantedLine line : series) {
    std::vector<RowSpan> parts;
    if (!(split_by_.grouped && grouping.group_of(line.run))) {
      parts = parts_of(store.series(line.series), split_by_.axis != XAxis::kStep);
    }
    if (parts.size() < 2) {
      out.push_back(line);
      continue;
    }
    for (const RowSpan& rows : parts) {
      ++line.part;
      line.rows = rows;
      out.push_back(line);
    }
  }
  return out;
}

void Chart::set_lines(const Store& store, const RunSelection& runs, const TagIndex& index, const RunGrouping& grouping,
                      const CardSet& cards, const ChartInputs& inputs) {
  ChartInputs split;
  split.partition = inputs.partition;
  if (split.partition) split.axis = inputs.axis, split.superseded = inputs.superseded, split.grouped = inputs.grouped;
  if (runs_generation_ == runs.generation() && index_generation_ == index.generation() &&
      grouping_generation_ == grouping.generation() && cards_generation_ == cards.generation() && split == split_by_ &&
      !(split.partition && stale(store))) {
    return;
  }
  split_by_ = split;
  cards_generation_ = cards.generation();
  grouping_generation_ = grouping.generation();
  runs_generation_ = runs.generation();
  index_generation_ = index.generation();
  tags_.set(store, cards.tags(card_));
  const std::vector<WantedLine> wanted = wanted_lines(store, runs, index, grouping);
  const auto alike = [&](const WantedLine& a, const ChartLine& b) {
    return b.is(a.series, a.part, a.rows, split_by_.superseded);
  };
  if (std::ranges::equal(wanted, lines_, alike)) {
    for (std::size_t i = 0; i < wanted.size(); ++i) lines_[i].tag = wanted[i].tag;
    if (set_groups(grouping)) {
      exact_of_.reset();
      end_previews();
      restart(Stage::kRefresh);
    }
    return;
  }
  exact_of_.reset();
  end_previews();
  restart(Stage::kRefresh);                                             // before what work in progress refers to goes
  std::vector<std::size_t> begins(store.runs().size(), lines_.size());  // in lines_, by run
  for (std::size_t i = lines_.size(); i-- > 0;) begins[index_of(lines_[i].run)] = i;
  std::vector<ChartLine> next;
  next.reserve(wanted.size());
  for (const WantedLine& line : wanted) {
    std::size_t old = begins[index_of(line.run)];
    while (old < lines_.size() && lines_[old].run == line.run && !alike(line, lines_[old])) ++old;
    if (old < lines_.size() && lines_[old].run == line.run) {
      next.push_back(std::move(lines_[old]));
    } else if (line.part < 0) {
      next.emplace_back(line.run, line.series);
    } else {
      next.emplace_back(line.run, line.series, line.part, line.rows, split_by_.superseded);
    }
    next.back().tag = line.tag;
  }
  lines_ = std::move(next);
  ++lines_generation_;
  dots_.clear();
  set_groups(grouping);
}

// True: what is drawn is out of date.
bool Chart::set_groups(const RunGrouping& grouping) {
  std::vector<ChartGroup> next;
  constexpr std::uint32_t kNone = 0xFFFFFFFF;
  const std::size_t tags = std::max<std::size_t>(1, tags_.ids().size());
  std::vector<std::uint32_t> place(grouping.groups().size() * tags, kNone);  // in `next`, of group and tag
  std::vector<std::size_t> groups;
  std::optional<std::pair<bool, std::size_t>> only;  // group or run
  bool by_tag = true;
  for (const ChartLine& line : lines_) {
    const auto group = grouping.on() ? grouping.group_of(line.run) : std::nullopt;
    if (group) groups.push_back(*group * tags + line.tag);
    const std::pair of{group.has_value(), group ? std::size_t{*group} : index_of(line.run)};
    by_tag = by_tag && of == only.value_or(of);
    only = of;
  }
  tags_.set_by_tag(by_tag);
  std::ranges::sort(groups);
  groups.erase(std::ranges::unique(groups).begin(), groups.end());
  for (const std::size_t group : groups) {
    place[group] = static_cast<std::uint32_t>(next.size());
    ChartGroup& made = next.emplace_back();
    made.look = grouping.groups()[group / tags];
    made.tag = static_cast<std::uint32_t>(group % tags);
  }
  group_of_.assign(lines_.size(), kNone);
  for (std::uint32_t i = 0; i < lines_.size(); ++i) {
    const auto group = grouping.on() ? grouping.group_of(lines_[i].run) : std::nullopt;
    if (!group) continue;
    group_of_[i] = place[*group * tags + lines_[i].tag];
    next[group_of_[i]].lines.push_back(i);
    next[group_of_[i]].series.push_back(lines_[i].series);
  }
  const bool same = std::ranges::equal(next, groups_, [](const ChartGroup& a, const ChartGroup& b) {
    return a.look.name == b.look.name && a.look.style == b.look.style && a.series == b.series;
  });
  for (ChartGroup& group : groups_) group.stop();
  for (ChartGroup& group : next) {  // what the same runs made is made already
    const auto old = std::ranges::find(groups_, group.series, &ChartGroup::series);
    if (old == groups_.end()) continue;
    GroupLook look = std::move(group.look);
    const std::uint32_t tag = group.tag;
    std::vector<std::uint32_t> lines = std::move(group.lines);
    group = std::move(*old);
    group.tag = tag;
    group.look = std::move(look);
    group.lines = std::move(lines);
    old->series.clear();
  }
  groups_ = std::move(next);
  return !same;
}

std::size_t Chart::bytes() const {
  std::size_t bytes = layer_.gpu_bytes() + smoothed_.gpu_bytes();
  for (const ChartLine& line : lines_) bytes += line.bytes();
  for (const ChartGroup& group : groups_) bytes += group.bytes();
  return bytes;
}

AxisScale Chart::x_scale() const {
  return {.kind = inputs_.axis == XAxis::kWall ? ScaleKind::kLinear : inputs_.x_scale};
}

LineInputs Chart::line_inputs() const {
  return {.axis = inputs_.axis,
          .origin = origin_,
          .x_scale = x_scale(),
          .smoothing = inputs_.smoothing,
          .superseded = inputs_.superseded};
}

double Chart::absolute(double place) const {
  const AxisScale scale = x_scale();
  if (scale.kind != ScaleKind::kLinear) return scale.inverse(place);
  switch (inputs_.axis) {
    case XAxis::kStep:
      return static_cast<double>(origin_.step) + place;
    case XAxis::kWall:
      return origin_.wall_secs + place;
    case XAxis::kRelative:
      break;
  }
  return place;
}

double Chart::place(double absolute) const {
  const AxisScale scale = x_scale();
  if (scale.kind != ScaleKind::kLinear) return scale.forward(absolute);
  return absolute - this->absolute(0);
}

ShownRanges Chart::shown() const { return {{absolute(view_.x.lo), absolute(view_.x.hi)}, y_scale_.inverse(view_.y)}; }

ShownRanges Chart::fit() const {
  const Range x = view_.fit_x();
  return {{absolute(x.lo), absolute(x.hi)}, y_scale_.inverse(view_.fit_y())};
}

Zoom Chart::zoom() const {
  const ShownRanges now = shown();
  Zoom zoom;
  if (!view_.x_fitted()) zoom.x = now.x;
  if (!view_.y_fitted()) zoom.y = now.y;
  return zoom;
}

bool Chart::show(const Zoom& zoom) {
  std::optional<Range> x, y;
  if (zoom.x) x = Range{place(zoom.x->lo), place(zoom.x->hi)};
  if (zoom.y) y = y_scale_.forward(*zoom.y);
  if ((x && !drawable(*x)) || (y && !drawable(*y))) return false;
  view_.zoom_to(x, y);
  return true;
}

Step Chart::step_of(double place) const {
  const AxisScale scale = x_scale();
  return scale.kind == ScaleKind::kLinear ? step_at(place, origin_.step) : step_at(scale.inverse(place), 0);
}

double Chart::place_of(Step step) const {
  const AxisScale scale = x_scale();
  return scale.kind == ScaleKind::kLinear ? step_offset(step, origin_.step) : scale.forward(static_cast<double>(step));
}

// What is shown stays in view, where the new scale has places for it.
void Chart::change_x_scale(ScaleKind kind) {
  const ScaleKind before = inputs_.x_scale;
  view_.map([&](Range x, Range y) {
    inputs_.x_scale = before;
    const double lo = absolute(x.lo), hi = absolute(x.hi);
    inputs_.x_scale = kind;
    return std::pair(Range{place(lo), place(hi)}, y);
  });
  inputs_.x_scale = kind;
  layer_.clear();
  items_.clear();
}

// The y axis' scale for data of this extent.
void Chart::set_y_scale(Range y) {
  const AxisScale scale = scale_for(inputs_.y_scale, y);
  if (scale == y_scale_) return;
  view_.map([&](Range x, Range places) { return std::pair(x, scale.forward(y_scale_.inverse(places))); });
  y_scale_ = scale;
  layer_.clear();
  items_.clear();
}

bool Chart::stale(const Store& store) const {
  return std::ranges::any_of(lines_, [&](const ChartLine& line) { return !line.fresh(store); });
}

std::uint32_t Chart::versions() const {
  std::uint32_t sum = 0;
  for (const ChartLine& line : lines_) sum += line.version();
  for (const ChartGroup& group : groups_) sum += group.builds();
  return sum;
}

LodWindow Chart::wanted_window(ImVec2 size_px) const {
  const double pixels = std::max(1.0f, size_px.x);
  const double column = view_.x.size() / pixels;
  const double hold = view_.fitted() ? 0 : kHold * view_.x.size();
  // Whole columns beyond the view, so that columns and pixels lie on each other.
  const double lo = std::max(view_.x.lo - hold, std::min(x_extent_.lo, view_.x.lo));
  const double hi = std::min(view_.x.hi + hold, std::max(x_extent_.hi, view_.x.hi));
  const double before = std::ceil((view_.x.lo - lo) / column);
  const double after = std::ceil((hi - view_.x.hi) / column);
  return {.begin = view_.x.lo - before * column,
          .column = column,
          .columns = static_cast<std::uint32_t>(std::clamp(before + pixels + after, 1.0, kMostColumns)),
          .y_lo = view_.y.lo,
          .y_hi = view_.y.hi,
          .y_scale = y_scale_};
}

// Whether the layer serves the view: exactly while it rests, nearly while it moves.
bool Chart::window_fits(ImVec2 size_px, double now_secs) const {
  const LodWindow& w = layer_.window();
  if (w == wanted_window(size_px)) return true;
  const double column = view_.x.size() / std::max(1.0f, size_px.x);
  const double detail = w.column / column;
  const double stretch = (w.y_hi - w.y_lo) / view_.y.size();
  const double slack = column * 0.02;
  const double lo = std::max(view_.x.lo, x_extent_.lo);
  const double hi = std::min(view_.x.hi, x_extent_.hi);
  const bool covers = w.begin <= lo + slack && w.end() >= hi - slack;
  if (w.y_scale != y_scale_ || !covers || stretch > 16 || stretch < 1.0 / 16) return false;
  if (view_.moving(now_secs)) {
    const double margin = kLeastHold * view_.x.size();
    const bool roomy = (w.begin <= lo - margin || w.begin <= x_extent_.lo + slack) &&
                       (w.end() >= hi + margin || w.end() >= x_extent_.hi - slack);
    return detail > 0.5 && detail < 2 && roomy;
  }
  const double offset = (view_.x.lo - w.begin) / column;
  return near(w.column, column) && std::fabs(offset - std::round(offset)) < 0.02;
}

void Chart::restart(Stage stage) {
  stage_ = stage;
  line_ = 0;
  begun_ = false;
  lod_.reset();
  lod_band_.reset();
  sweep_.reset();
  lods_.clear();
  extent_.stop();
  for (ChartGroup& group : groups_) group.stop();
}

void Chart::take_inputs(const ChartInputs& inputs) {
  if (inputs.axis != inputs_.axis) {
    origin_known_ = false;
    view_.reset();
  } else if (inputs.x_scale != inputs_.x_scale && inputs.axis != XAxis::kWall) {
    change_x_scale(inputs.x_scale);
  }
  inputs_ = inputs;
  exact_of_.reset();
  restart(Stage::kRefresh);
}

bool Chart::find_extent(Context& context, const ChartInputs& inputs, double until_secs) {
  if (resmoothing()) {  // what is on screen of another smoothing may be a preview
    end_resmoothing();
    restart(Stage::kRefresh);
  }
  if (inputs != inputs_) {
    take_inputs(inputs);
  } else if (stage_ >= Stage::kReduce && (stale(context.store) || (sampled_ && !context.reading))) {
    restart(Stage::kRefresh);
  }
  while (stage_ < Stage::kReduce && context.platform.clock_secs() < until_secs) step(context, {});
  return stage_ < Stage::kReduce;
}

bool Chart::prepare(Context& context, const ChartInputs& inputs, ImVec2 plot, double until_secs) {
  const ImVec2 size_px{std::round(plot.x * context.pixel_ratio), std::round(plot.y * context.pixel_ratio)};
  const double now = context.platform.clock_secs();
  if (resmoothing() && (stale(context.store) || (inputs != inputs_ && !resmooths(inputs)))) {
    end_resmoothing();
    restart(Stage::kRefresh);
  }
  if (inputs != inputs_ && context.platform.line_renderer() && resmooths(inputs) && !stale(context.store)) {
    const bool preview = previews(inputs);
    // Lines that are quick to make are made, and only then others: of a moving slider each card shows something.
    if (preview || stage_ != Stage::kResmooth) {
      restart(preview ? Stage::kRest : Stage::kResmooth);
      inputs_ = inputs;
      preview_item_ = 0;
      preview_due_ = preview;
      exact_due_secs_ = now + kSliderRestSecs;
    }
  }
  if (preview_due_) {
    while (context.platform.clock_secs() < until_secs && preview_step(context)) continue;
    if (preview_due_) return true;
  }
  if (exact_due_secs_ && stage_ == Stage::kRest) {
    if (*exact_due_secs_ > now) {
      context.platform.request_frame(*exact_due_secs_ - now);
      return false;
    }
    exact_due_secs_.reset();
    restart(exact_of_ || grouped() ? Stage::kRefresh : Stage::kResmooth);
  }
  ChartInputs unlike = inputs;
  unlike.smoothing = inputs_.smoothing;
  if (inputs != inputs_ && stage_ != Stage::kResmooth) {
    // A dragged slider must not keep a chart from ever being ready: only what draws another picture stops its work.
    if (unlike != inputs_ || stage_ == Stage::kRest) take_inputs(inputs);
  }
  if (stage_ == Stage::kRest) {
    if (sampled_ && !context.reading) restart(Stage::kRefresh);
    const double wait = context.reading ? kReadingPauseSecs : 0;
    if (stale(context.store)) {
      if (now - finished_secs_ < wait) {
        context.platform.request_frame(std::max(wait - (now - finished_secs_), context.news_secs));
      } else {
        restart(Stage::kRefresh);
      }
    }
    if (stage_ == Stage::kRest && has_data() &&
        (!window_fits(size_px, context.now_secs) || (context.platform.line_renderer() && !layer_.ready()))) {
      restart(Stage::kReduce);
    }
  }
  // The view has come to rest elsewhere: what is half done would be out of date.
  if (stage_ == Stage::kReduce && begun_ && !view_.moving(context.now_secs) && wanted_window(size_px) != window_) {
    restart(Stage::kReduce);
  }
  while (stage_ != Stage::kRest && context.platform.clock_secs() < until_secs) step(context, size_px);
  update_dots(context.store);
  return stage_ != Stage::kRest || inputs != inputs_;
}

const Chart::NonFiniteTexts& Chart::non_finite(const Context& context) {
  const std::pair now(lines_generation_, versions());
  if (now == non_finite_of_) return non_finite_;
  non_finite_of_ = now;
  non_finite_ = {};
  constexpr int kMost = 6;  // runs named
  NonFinite all;
  int runs = 0;
  for (const ChartLine& line : lines_) {
    if (line.curve.non_finite() == 0) continue;
    all.add(line.non_finite());
    if (++runs > kMost) continue;
    if (runs > 1) non_finite_.by_run += "; ";
    non_finite_.by_run += line_text(context.store, line) + ": " + non_finite_text(line.non_finite());
  }
  if (runs > kMost) non_finite_.by_run += "; and " + std::to_string(runs - kMost) + " more";
  non_finite_.counts = non_finite_counts(all);
  return non_finite_;
}

std::string Chart::line_text(const Store& store, const ChartLine& line) const {
  return with_tag(line_name(store, line), line);
}

std::string Chart::shown_text(const Context& context, const ChartLine& line) const {
  return with_tag(line_name(context.runs.shown_name(line.run), line), line);
}

std::string Chart::with_tag(std::string name, const ChartLine& line) const {
  if (tags_.several()) name += " · " + tags_.name(line.tag);
  return name;
}

std::string left_out_text(const Chart& chart) {
  return counted(chart.left_out(), "point", "points") +
         (chart.inputs().axis == XAxis::kStep ? " at steps ≤ 0" : " at 0 s") +
         (chart.left_out() == 1 ? " has" : " have") + " no place on a log axis";
}

void Chart::update_values(Context& context, double x, TooltipOrder order) {
  if (values_of_.x == x && values_of_.order == order && values_of_.version == versions() &&
      values_of_.lines == lines_generation_ && !values_.empty()) {
    return;
  }
  values_ = read_out(context, *this, x, std::nullopt, {1, 1}, order);
  values_of_ = {x, order, versions(), lines_generation_};
}

// Few points are shown as dots; counted when the view rests, by lines that are what the store holds.
void Chart::update_dots(const Store& store) {
  if (stage_ != Stage::kRest || (dots_view_ == view_.x && dots_.size() == items_.size())) return;
  dots_.assign(items_.size(), false);
  dots_view_ = view_.x;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const ChartItem& item = items_[i];
    if (item.kind == ChartItem::Kind::kGroup) {
      const ChartGroup& group = groups_[item.index];
      dots_[i] = few_rows(group.band().centre(), group.x(), view_.x, kFewPoints);
    }
    if (item.kind != ChartItem::Kind::kRun) continue;
    const ChartLine& line = lines_[item.index];
    if (!line.fresh(store)) continue;
    dots_[i] = line.x.ordered() ? few_rows(line.curve, line.x, view_.x, kFewPoints) : line.curve.rows() <= kFewPoints;
  }
}

}  // namespace db
