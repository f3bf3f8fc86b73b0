#include "dashboards/scalars/scalars.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "icons.h"
#include "ui/run_selection.h"
#include "ui/view_state.h"

namespace db {
namespace {

constexpr std::size_t kChartBytes = 192'000'000;  // of charts out of view
constexpr std::size_t kMostCharts = 400;
constexpr double kLeastWorkSecs = 0.001;
constexpr float kLegend = 32;

constexpr HowToLog kHowToLog[] = {
    {"PyTorch", "SummaryWriter(\"runs/a\").add_scalar(\"loss/train\", loss, step)"},
    {"TensorFlow", "tf.summary.scalar(\"loss/train\", loss, step=step)"},
    {"Keras", "model.fit(..., callbacks=[keras.callbacks.TensorBoard(\"runs/a\")])"},
};

}  // namespace

std::unique_ptr<Dashboard> make_scalars() { return std::make_unique<Scalars>(); }

const char* Scalars::icon() const { return kIconChartLine; }

bool Scalars::wants(SeriesKind kind, std::string_view) const { return kind == SeriesKind::kScalar; }

std::span<const HowToLog> Scalars::how_to_log() const { return kHowToLog; }

std::size_t Scalars::count(const Context& context) {
  update_index(context);
  return index_.tags().size();
}

// Sorting thousands of tags takes longer than a frame: while files are read, four times a second are enough.
void Scalars::update_index(const Context& context) {
  constexpr double kPauseSecs = 0.25;
  if (context.reading && !index_.tags().empty() && context.now_secs - index_secs_ < kPauseSecs) {
    cards_.update(context.store, index_);
    if (index_.behind(context.store)) context.platform.request_frame(std::max(kPauseSecs, context.news_secs));
    return;
  }
  if (index_.update(context.store)) index_secs_ = context.now_secs;
  cards_.update(context.store, index_);
}

Chart& Scalars::chart(const Store& store, CardId card) {
  auto& found = charts_[card];
  if (!found) found = std::make_unique<Chart>(card, std::string(cards_.name(store, card)));
  found->used_frame = frame_;
  return *found;
}

ChartInputs Scalars::inputs(const std::string& tag) const {
  return {.axis = settings_.axis,
          .smoothing = settings_.smoothing(),
          .raw_line = settings_.raw_line,
          .x_scale = x_scale(tag),
          .y_scale = y_scale(tag),
          .ignore_outliers = settings_.ignore_outliers,
          .superseded = settings_.superseded,
          .partition = settings_.partition,
          .y_from_0 = settings_.y_from_0,
          .grouped = grouping_.on() && settings_.axis == XAxis::kStep,
          .band = settings_.band,
          .smooth_runs_first = settings_.smooth_runs_first,
          .group_runs = settings_.group_runs};
}

// The charts in view, by need: those that show nothing yet, then the one under the pointer, then the rest, what is
// oldest first: a slider that moves on must not leave the last ones behind.
bool Scalars::prepare(Context& context) {
  update_index(context);
  grouping_.update(context.store, context.runs, settings_);
  bool more = false;
  struct Needed {
    std::pair<int, double> rank;
    const Drawn* drawn;
  };
  std::vector<Needed> order;
  for (const Drawn& d : drawn_) {
    const Chart& c = chart(context.store, d.id);
    const bool shown = c.has_data() && (c.layer().ready() || !context.platform.line_renderer());
    const Needed next{{!shown ? 0 : plot_hovered_ == d.id ? 1 : 2, c.finished_secs()}, &d};
    order.insert(std::ranges::upper_bound(order, next.rank, {}, &Needed::rank), next);
  }
  const double until = std::max(context.deadline_secs, context.platform.clock_secs() + kLeastWorkSecs);
  for (const auto& [rank, d] : order) {
    Chart& c = chart(context.store, d->id);
    const ChartInputs wanted = inputs(c.name());
    c.set_lines(context.store, context.runs, index_, grouping_, cards_, wanted);
    more = c.prepare(context, wanted, {d->plot.w, d->plot.h}, until) || more;
    more = apply_zoom(c) || more;
  }
  if (settings_.table_view) {
    const auto kept = settings_.axis == XAxis::kStep ? kept_.shared() : std::nullopt;
    more = runs_table_.prepare(context, index_, kept ? std::optional(kept->last) : std::nullopt, until) || more;
  }
  if (export_.running()) more = export_.advance(context, until) || more;
  if (group_csv_.running()) more = group_csv_.advance(context, until) || more;
  if (pictures_.running()) more = advance_pictures(context, until) || more;
  drop_charts();
  return more;
}

// Charts out of view go when they are too many, the longest unseen first.
void Scalars::drop_charts() {
  std::size_t bytes = 0;
  for (const auto& [tag, chart] : charts_) bytes += chart->bytes();
  while (charts_.size() > kMostCharts || bytes > kChartBytes) {
    const auto oldest =
        std::ranges::min_element(charts_, {}, [](const auto& entry) { return entry.second->used_frame; });
    if (oldest->second->used_frame + 2 >= frame_) break;
    Chart& c = *oldest->second;
    keep_zoom(c);
    bytes -= c.bytes();
    charts_.erase(oldest);
  }
}

void Scalars::draw(Context& context, Rect area) {
  ++frame_;
  hovered_group_ = std::exchange(next_group_, {});
  list_.update(context.store, index_, cards_, context.runs, settings_.hide_empty);
  drawing_.clear();
  hovered_.reset();
  plot_hovered_.reset();
  if (!scrubbed_) readout_ = {};
  if (!marker_.kept) marker_.shown = marker_.shown && scrubbed_;
  if (settings_.table_view) {
    runs_table_.draw(context, area, index_);
    drawn_.clear();
    return;
  }
  const auto full = full_.empty() ? std::nullopt : cards_.find(context.store, full_);
  const auto has_series = [&](TagId tag) { return !index_.series(tag).empty(); };
  if (full && (!cards_.own_tag(*full) || std::ranges::any_of(cards_.tags(*full), has_series))) {
    draw_full_card(context, *full, area);
  } else if (list_.groups().empty()) {
    draw_nothing(context, area);
  } else {
    if (grouping_.on()) draw_legend(context, area.take_top(kLegend));
    draw_cards(context, area);
  }
  if (next_group_ != hovered_group_) context.animate();
  // New cards want work at once.
  const auto same = [](const Drawn& a, const Drawn& b) {
    return a.id == b.id && a.plot.w == b.plot.w && a.plot.h == b.plot.h;
  };
  if (!std::ranges::equal(drawn_, drawing_, same)) context.platform.request_frame(context.news_secs);
  std::swap(drawn_, drawing_);
  if (scrubbed_) {
    draw_sheet(context, area);
  } else {
    draw_tooltip(context, area);
  }
}

void Scalars::reset_settings() {
  settings_ = {};
  kept_.set_linked(settings_.link_marker);
  kept_.end_ranges();
  card_scales_.clear();
}

std::span<const std::string_view> Scalars::habits() const {
  static constexpr std::string_view kKeys[] = {"smoothing", "smooth",   "raw",      "dots",     "outliers",
                                               "density",   "columns",  "height",   "tables",   "cols",
                                               "rangecols", "tiprows",  "tiporder", "tipcols",  "wide",
                                               "fileeach",  "picturew", "pictureh", "picturex", "picturedark"};
  return kKeys;
}

void Scalars::save(StateWriter& state) const {
  settings_.save(state);
  if (!list_.filter_text.empty()) state.set("tags", list_.filter_text);
  if (!list_.pins.empty()) state.set_list("pins", list_.pins);
  if (!list_.wide.empty()) state.set_list("widecards", {list_.wide.begin(), list_.wide.end()});
  state.set_unless("foldothers", list_.fold_others, false);
  if (!list_.unlike.empty()) {
    state.set_list(list_.fold_others ? "unfolded" : "folded", {list_.unlike.begin(), list_.unlike.end()});
  }
  if (!cards_.empty()) state.set_list("cards", cards_.save());
  if (!full_.empty()) state.set("card", full_);
  kept_.save(state);
  runs_table_.save(state);
  save_value_table(state);
  save_scales(state);
  save_zooms(state);
}

void Scalars::load(const StateReader& state) {
  settings_.load(state);
  last_amounts_ = ScalarsSettings().smoothing_amounts;
  if (settings_.group_by != GroupBy::kNone) last_group_by_ = settings_.group_by;
  list_.set_filter(state.text("tags", ""));
  list_.pins.clear();
  for (std::string& pin : state.list("pins")) {
    if (std::ranges::find(list_.pins, pin) == list_.pins.end()) list_.pins.push_back(std::move(pin));
  }
  const auto wide = state.list("widecards");
  list_.wide = {wide.begin(), wide.end()};
  list_.fold_others = state.flag("foldothers", false);
  const auto unlike = state.list(list_.fold_others ? "unfolded" : "folded");
  list_.unlike = {unlike.begin(), unlike.end()};
  cards_.load(state.list("cards"));
  list_.changed();
  full_ = state.text("card", "");
  kept_.load(state, settings_.link_marker);
  marker_ = {};
  runs_table_.load(state);
  load_value_table(state);
  undo_.reset();
  load_scales(state);
  load_zooms(state);
}

}  // namespace db
