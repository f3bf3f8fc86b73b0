// What a person can set for the Scalars dashboard; all of it is view state (in links). Defaults are left out of links
// and bad values cost only their field.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/axis_scale.h"
#include "analysis/band_columns.h"
#include "analysis/curve_x.h"
#include "analysis/smoothing_kinds.h"

namespace db {

class StateReader;
class StateWriter;

enum class Density : std::uint8_t { kRoomy, kCompact, kDense };
enum class GroupBy : std::uint8_t { kNone, kFolder, kParent, kPattern, kHParams };
enum class TooltipOrder : std::uint8_t { kHighest, kLowest, kNearest, kName, kNearestY };

// Columns of the values at the pointer (TensorBoard's).
enum class ReadoutColumn : std::uint8_t { kSmoothed, kValue, kStep, kTime, kRelative };
inline constexpr int kReadoutColumns = 5;

class ReadoutColumns {
 public:
  // Nobody has chosen: smoothed and value, and step and relative time where the rows differ in them.
  bool automatic() const { return chosen_ == 0; }
  bool has(ReadoutColumn column) const { return automatic() ? column <= ReadoutColumn::kValue : chosen_ & bit(column); }
  // Taking the last one away makes it automatic again.
  void set(ReadoutColumn column, bool on) {
    if (automatic()) chosen_ = bit(ReadoutColumn::kSmoothed) | bit(ReadoutColumn::kValue);
    chosen_ = static_cast<std::uint8_t>(on ? chosen_ | bit(column) : chosen_ & ~bit(column));
  }
  bool operator==(const ReadoutColumns&) const = default;

  void save(StateWriter& state) const;  // as "tipcols=value,step"
  static ReadoutColumns load(const StateReader& state);

 private:
  static std::uint8_t bit(ReadoutColumn column) {
    return static_cast<std::uint8_t>(1u << static_cast<unsigned>(column));
  }
  std::uint8_t chosen_ = 0;
};

enum class SmoothingAmount : std::uint8_t { kWeight, kHalfLifeSteps, kHalfLifeSecs, kSigma, kWindow };

inline constexpr int kLeastPlotHeight = 60, kMostPlotHeight = 600;  // px
inline constexpr int kLeastPicture = 100, kMostPicture = 4000;      // px

struct ScalarsSettings {
  XAxis axis = XAxis::kStep;
  SmoothingKind smoothing_kind = SmoothingKind::kEma;
  // Of each way of smoothing, by SmoothingAmount; 0: none. All are kept while another is in force.
  std::array<double, 5> smoothing_amounts{0.6, 100, 60, 5, 11};
  bool raw_line = true;                    // the faint line behind the smoothed one
  bool dots = true;                        // points as dots below 60 in view
  ScaleKind x_scale = ScaleKind::kLinear;  // wall time is linear
  ScaleKind y_scale = ScaleKind::kLinear;
  bool ignore_outliers = true;
  bool superseded = false;    // what restarts hid
  bool partition = false;     // lines are cut at restarts
  bool y_from_0 = false;      // y axes that are fitted to the data start at 0
  bool link_zoom = false;     // all cards show the same x
  bool link_marker = true;    // the step marker and what is kept are the same in all cards
  bool range = false;         // a range of steps is kept, not one
  bool value_tables = false;  // below the plots; roomy cards have them anyhow
  bool table_view = false;    // the runs as a table instead of cards
  bool hide_empty = true;     // cards without a shown run
  Density density = Density::kCompact;
  int columns = 0;      // 0: as many as fit
  int plot_height = 0;  // 0: the density's
  int tooltip_rows = 12;
  TooltipOrder tooltip_order = TooltipOrder::kHighest;
  ReadoutColumns tooltip_columns;
  bool wide_export = false;                       // a column a run instead of a row a point
  bool file_each = false;                         // of all cards: a file each, in an archive
  int picture_width = 640, picture_height = 400;  // px, without the legend
  double picture_scale = 2;                       // pixels of a PNG for one of these
  bool picture_dark = false;
  GroupBy group_by = GroupBy::kNone;
  std::string group_pattern;               // of kPattern
  std::vector<std::string> group_hparams;  // of kHParams: their names
  BandRule band{BandCentre::kMean, BandSpread::kExtremes};
  bool smooth_runs_first = true;  // then take them together; else the group's lines are smoothed
  bool group_runs = false;        // their lines behind the group's, faintly

  // What is in force. The half-life is in steps on the step axis, else in seconds.
  SmoothingAmount smoothing_amount() const;
  Smoothing smoothing() const;
  double& amount() { return smoothing_amounts[static_cast<std::size_t>(smoothing_amount())]; }
  double amount() const { return smoothing_amounts[static_cast<std::size_t>(smoothing_amount())]; }

  bool operator==(const ScalarsSettings&) const = default;
  void save(StateWriter& state) const;
  void load(const StateReader& state);
};

inline constexpr std::array<std::string_view, 3> kAxisNames = {"Step", "Relative", "Wall"};
inline constexpr std::array<std::string_view, 3> kScaleNames = {"Linear", "Log", "Symlog"};
inline constexpr std::array<std::string_view, 4> kSmoothingNames = {"TensorBoard's", "By time", "Gaussian", "Median"};
inline constexpr std::array<std::string_view, 3> kDensityNames = {"Roomy", "Compact", "Dense"};
inline constexpr std::array<std::string_view, 5> kTooltipOrderNames = {"Highest first", "Lowest first", "Nearest first",
                                                                       "Name", "Nearest in y first"};
inline constexpr std::array<std::string_view, kReadoutColumns> kReadoutColumnNames = {"Smoothed", "Value", "Step",
                                                                                      "Time", "Relative"};

inline constexpr std::array<std::string_view, 4> kGroupByNames = {"None", "First folder", "Folder", "Pattern…"};
inline constexpr std::array<std::string_view, 2> kCentreNames = {"Mean", "Median"};
inline constexpr std::array<std::string_view, 5> kSpreadNames = {"Std deviation", "Std error", "95 % CI", "Min–max",
                                                                 "Quartiles"};
// "mean, min–max"
std::string band_text(BandRule rule);

// How the amount of a way of smoothing is set.
struct AmountLook {
  std::string_view label;  // beside the slider
  std::string_view name;   // of the number field
  double most;             // of the slider; the field takes `limit`
  double limit;
  double unit;  // a weight moves evenly; all others by their logarithm above `unit`
  std::string_view formula;
};
const AmountLook& amount_look(SmoothingAmount amount);

// "log", "linear", "symlog": in links.
std::string_view scale_key(ScaleKind kind);
std::optional<ScaleKind> scale_of_key(std::string_view key);

// Sizes of a card by density (reference look.md 5).
struct DensitySizes {
  float card;  // least width
  float plot_height;
  float head;
  float group_head;
  float gutter_left, gutter_bottom;
  int most_y_ticks;
};
const DensitySizes& sizes(Density density);

}  // namespace db
