#include "dashboards/scalars/settings.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>

#include "ui/view_state.h"

namespace db {
namespace {

constexpr std::string_view kAxes[] = {"step", "relative", "wall"};
constexpr std::string_view kScales[] = {"linear", "log", "symlog"};
constexpr std::string_view kSmoothings[] = {"ema", "time", "gaussian", "median"};
constexpr std::string_view kAmountKeys[] = {"smooth", "halflife", "halflifesecs", "sigma", "window"};  // by amount
constexpr std::string_view kDensities[] = {"roomy", "compact", "dense"};
constexpr std::string_view kGroupings[] = {"none", "folder", "parent", "pattern", "hparams"};
constexpr std::size_t kMostGroupHParams = 16;
constexpr std::string_view kCentres[] = {"mean", "median"};
constexpr std::string_view kSpreads[] = {"std", "stderr", "ci95", "minmax", "quartiles"};
constexpr std::string_view kOrders[] = {"highest", "lowest", "nearest", "name", "nearesty"};
constexpr std::string_view kReadoutKeys[kReadoutColumns] = {"smoothed", "value", "step", "time", "relative"};

template <class E>
void save_choice(StateWriter& state, std::string_view key, std::span<const std::string_view> names, E value,
                 E fallback) {
  if (value != fallback) state.set(key, names[static_cast<std::size_t>(value)]);
}

template <class E>
void load_choice(const StateReader& state, std::string_view key, std::span<const std::string_view> names, E& value) {
  const auto text = state.text(key);
  if (!text) return;
  const auto found = std::ranges::find(names, std::string_view(*text));
  if (found == names.end()) return state.refuse(key);
  value = static_cast<E>(found - names.begin());
}

int whole(const StateReader& state, std::string_view key, int fallback, int lo, int hi) {
  const double value = state.number(key, fallback, lo, hi);
  if (value == std::trunc(value)) return static_cast<int>(value);
  state.refuse(key);
  return fallback;
}

}  // namespace

void ReadoutColumns::save(StateWriter& state) const {
  std::vector<std::string> names;
  for (int i = 0; i < kReadoutColumns && !automatic(); ++i) {
    if (has(static_cast<ReadoutColumn>(i))) names.emplace_back(kReadoutKeys[i]);
  }
  state.set_list("tipcols", names);
}

ReadoutColumns ReadoutColumns::load(const StateReader& state) {
  ReadoutColumns out;
  for (const std::string& name : state.list("tipcols")) {
    const auto found = std::ranges::find(kReadoutKeys, std::string_view(name));
    if (found != std::end(kReadoutKeys)) {
      out.chosen_ |= bit(static_cast<ReadoutColumn>(found - kReadoutKeys));
    } else {
      state.refuse_item("tipcols", name);
    }
  }
  return out;
}

void ScalarsSettings::save(StateWriter& state) const {
  const ScalarsSettings normal;
  save_choice<XAxis>(state, "axis", kAxes, axis, normal.axis);
  save_choice<SmoothingKind>(state, "smoothing", kSmoothings, smoothing_kind, normal.smoothing_kind);
  for (std::size_t i = 0; i < smoothing_amounts.size(); ++i) {
    state.set_unless(kAmountKeys[i], smoothing_amounts[i], normal.smoothing_amounts[i]);
  }
  state.set_unless("raw", raw_line, normal.raw_line);
  state.set_unless("dots", dots, normal.dots);
  save_choice<ScaleKind>(state, "xscale", kScales, x_scale, normal.x_scale);
  save_choice<ScaleKind>(state, "yscale", kScales, y_scale, normal.y_scale);
  state.set_unless("outliers", ignore_outliers, normal.ignore_outliers);
  state.set_unless("superseded", superseded, normal.superseded);
  state.set_unless("partition", partition, normal.partition);
  state.set_unless("yzero", y_from_0, normal.y_from_0);
  state.set_unless("range", range, normal.range);
  state.set_unless("linkzoom", link_zoom, normal.link_zoom);
  state.set_unless("tables", value_tables, normal.value_tables);
  if (table_view) state.set("view", "table");
  state.set_unless("link", link_marker, normal.link_marker);
  state.set_unless("hideempty", hide_empty, normal.hide_empty);
  save_choice<Density>(state, "density", kDensities, density, normal.density);
  state.set_unless("columns", static_cast<double>(columns), 0.0);
  state.set_unless("height", static_cast<double>(plot_height), 0.0);
  state.set_unless("tiprows", static_cast<double>(tooltip_rows), static_cast<double>(normal.tooltip_rows));
  save_choice<TooltipOrder>(state, "tiporder", kOrders, tooltip_order, normal.tooltip_order);
  if (!tooltip_columns.automatic()) tooltip_columns.save(state);
  state.set_unless("wide", wide_export, normal.wide_export);
  state.set_unless("fileeach", file_each, normal.file_each);
  state.set_unless("picturew", static_cast<double>(picture_width), static_cast<double>(normal.picture_width));
  state.set_unless("pictureh", static_cast<double>(picture_height), static_cast<double>(normal.picture_height));
  state.set_unless("picturex", picture_scale, normal.picture_scale);
  state.set_unless("picturedark", picture_dark, normal.picture_dark);
  save_choice<GroupBy>(state, "group", kGroupings, group_by, normal.group_by);
  if (!group_pattern.empty()) state.set("grouppattern", group_pattern);
  if (!group_hparams.empty()) state.set_list("grouphparams", group_hparams);
  save_choice<BandCentre>(state, "centre", kCentres, band.centre, normal.band.centre);
  save_choice<BandSpread>(state, "band", kSpreads, band.spread, normal.band.spread);
  state.set_unless("smoothfirst", smooth_runs_first, normal.smooth_runs_first);
  state.set_unless("groupruns", group_runs, normal.group_runs);
}

void ScalarsSettings::load(const StateReader& state) {
  *this = {};
  load_choice(state, "axis", kAxes, axis);
  load_choice(state, "smoothing", kSmoothings, smoothing_kind);
  for (std::size_t i = 0; i < smoothing_amounts.size(); ++i) {
    const double limit = amount_look(static_cast<SmoothingAmount>(i)).limit;
    smoothing_amounts[i] = state.number(kAmountKeys[i], smoothing_amounts[i], 0, limit);
  }
  raw_line = state.flag("raw", raw_line);
  dots = state.flag("dots", dots);
  if (state.flag("logy", false)) y_scale = ScaleKind::kLog;  // links of before there was symlog
  load_choice(state, "xscale", kScales, x_scale);
  load_choice(state, "yscale", kScales, y_scale);
  ignore_outliers = state.flag("outliers", ignore_outliers);
  superseded = state.flag("superseded", superseded);
  partition = state.flag("partition", partition);
  y_from_0 = state.flag("yzero", y_from_0);
  range = state.flag("range", range);
  link_zoom = state.flag("linkzoom", link_zoom);
  value_tables = state.flag("tables", value_tables);
  if (const auto view = state.text("view")) {
    table_view = *view == "table";
    if (!table_view) state.refuse("view");
  }
  link_marker = state.flag("link", link_marker);
  hide_empty = state.flag("hideempty", hide_empty);
  load_choice(state, "density", kDensities, density);
  columns = whole(state, "columns", 0, 0, 12);
  plot_height = whole(state, "height", 0, kLeastPlotHeight, kMostPlotHeight);
  tooltip_rows = whole(state, "tiprows", tooltip_rows, 1, 100);
  load_choice(state, "tiporder", kOrders, tooltip_order);
  tooltip_columns = ReadoutColumns::load(state);
  wide_export = state.flag("wide", wide_export);
  file_each = state.flag("fileeach", file_each);
  picture_width = whole(state, "picturew", picture_width, kLeastPicture, kMostPicture);
  picture_height = whole(state, "pictureh", picture_height, kLeastPicture, kMostPicture);
  picture_scale = state.number("picturex", picture_scale, 0.5, 8);
  picture_dark = state.flag("picturedark", picture_dark);
  load_choice(state, "group", kGroupings, group_by);
  group_pattern = state.text("grouppattern", "");
  group_hparams = state.list("grouphparams");
  for (; group_hparams.size() > kMostGroupHParams; group_hparams.pop_back())
    state.refuse_item("grouphparams", group_hparams.back());
  if (group_by == GroupBy::kHParams && group_hparams.empty()) {
    group_by = GroupBy::kNone;
    state.refuse("group");
  }
  load_choice(state, "centre", kCentres, band.centre);
  load_choice(state, "band", kSpreads, band.spread);
  smooth_runs_first = state.flag("smoothfirst", smooth_runs_first);
  group_runs = state.flag("groupruns", group_runs);
}

SmoothingAmount ScalarsSettings::smoothing_amount() const {
  switch (smoothing_kind) {
    case SmoothingKind::kEma:
      break;
    case SmoothingKind::kTimeEma:
      return axis == XAxis::kStep ? SmoothingAmount::kHalfLifeSteps : SmoothingAmount::kHalfLifeSecs;
    case SmoothingKind::kGaussian:
      return SmoothingAmount::kSigma;
    case SmoothingKind::kMedian:
      return SmoothingAmount::kWindow;
  }
  return SmoothingAmount::kWeight;
}

Smoothing ScalarsSettings::smoothing() const {
  return sound_smoothing(
      {.kind = smoothing_kind, .amount = amount(), .by_time = smoothing_amount() == SmoothingAmount::kHalfLifeSecs});
}

const AmountLook& amount_look(SmoothingAmount amount) {
  static constexpr std::string_view kHalfLife =
      "Mean of all points so far, each weighted 2^(−age / half-life). Does not depend on how often a run logs.";
  static constexpr AmountLook kLooks[] = {
      {.label = "Smoothing",
       .name = "Smoothing weight",
       .most = 0.999,
       .limit = 0.999,
       .unit = 0,
       .formula = "s = w · s + (1 − w) · y, shown as s / (1 − wⁿ); w is the weight, n counts the points."},
      {.label = "Half-life", .name = "Half-life, steps", .most = 1e6, .limit = 1e12, .unit = 1, .formula = kHalfLife},
      {.label = "Half-life, s", .name = "Half-life, s", .most = 1e6, .limit = 1e12, .unit = 1, .formula = kHalfLife},
      {.label = "Gaussian σ",
       .name = "σ, points",
       .most = kMostSigmaPoints,
       .limit = kMostSigmaPoints,
       .unit = 1,
       .formula = "Mean of the points on both sides, the k-th weighted e^(−k² / 2σ²)."},
      {.label = "Median of",
       .name = "Window, points",
       .most = 1001,
       .limit = kMostMedianPoints,
       .unit = 1,
       .formula = "Median of so many points around each, itself in the middle."},
  };
  return kLooks[static_cast<std::size_t>(amount)];
}

std::string_view scale_key(ScaleKind kind) { return kScales[static_cast<std::size_t>(kind)]; }

std::optional<ScaleKind> scale_of_key(std::string_view key) {
  const auto found = std::ranges::find(kScales, key);
  if (found == std::end(kScales)) return std::nullopt;
  return static_cast<ScaleKind>(found - std::begin(kScales));
}

std::string band_text(BandRule rule) {
  static constexpr std::string_view kTexts[] = {"± std deviation", "± std error", "95 % CI", "min–max", "quartiles"};
  const std::string_view spread = kTexts[static_cast<std::size_t>(rule.spread)];
  return std::string(rule.centre == BandCentre::kMean ? "mean, " : "median, ") + std::string(spread);
}

const DensitySizes& sizes(Density density) {
  static constexpr DensitySizes kSizes[] = {
      {.card = 400,
       .plot_height = 220,
       .head = 36,
       .group_head = 32,
       .gutter_left = 48,
       .gutter_bottom = 24,
       .most_y_ticks = 6},
      {.card = 280,
       .plot_height = 140,
       .head = 32,
       .group_head = 32,
       .gutter_left = 40,
       .gutter_bottom = 20,
       .most_y_ticks = 6},
      {.card = 216,
       .plot_height = 98,
       .head = 24,
       .group_head = 28,
       .gutter_left = 36,
       .gutter_bottom = 18,
       .most_y_ticks = 3},
  };
  return kSizes[static_cast<int>(density)];
}

}  // namespace db
