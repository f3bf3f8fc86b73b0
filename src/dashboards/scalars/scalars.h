// The Scalars dashboard: one card a tag, or several tags a card (card_set.h), one line a run, grouped by tag prefix.
// What TensorBoard shows in Time Series and Scalars; look: reference look.md 5 to 8, mocks 03, 12, 14.
//
// Only the cards in view have charts; those just out of view are kept under a cap of memory. A frame costs what is on
// screen, whatever the store holds.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "dashboards/dashboard.h"
#include "dashboards/scalars/axis_editor.h"
#include "dashboards/scalars/card_list.h"
#include "dashboards/scalars/card_set.h"
#include "dashboards/scalars/chart.h"
#include "dashboards/scalars/export_job.h"
#include "dashboards/scalars/group_csv_job.h"
#include "dashboards/scalars/kept_steps.h"
#include "dashboards/scalars/pictures_job.h"
#include "dashboards/scalars/readout.h"
#include "dashboards/scalars/run_grouping.h"
#include "dashboards/scalars/runs_table.h"
#include "dashboards/scalars/settings.h"
#include "dashboards/scalars/tag_index.h"
#include "dashboards/scalars/tag_picker.h"
#include "dashboards/scalars/value_columns.h"

namespace db {

std::unique_ptr<Dashboard> make_scalars();

class Menu;
class Paint;
class PanelRows;
class ScrollArea;

class Scalars final : public Dashboard {
 public:
  std::string_view id() const override { return "scalars"; }
  std::string_view title() const override { return "Scalars"; }
  const char* icon() const override;
  bool wants(SeriesKind kind, std::string_view plugin) const override;
  std::size_t count(const Context& context) override;
  std::string_view empty_title() const override { return "No scalars in these runs"; }
  std::span<const HowToLog> how_to_log() const override;
  bool prepare(Context& context) override;
  void draw_toolbar(Context& context, Rect area) override;
  void draw(Context& context, Rect area) override;
  void draw_over(Context& context) override;
  bool roomy() const override { return settings_.density == Density::kRoomy; }
  bool has_settings() const override { return true; }
  float draw_settings(Context& context, Rect area) override;
  void reset_settings() override;
  bool key(Context& context, std::string_view key, const Modifiers& modifiers) override;
  std::span<const KeyHelp> keys() const override;
  bool reveal(Context& context, std::string_view tag) override;
  void save(StateWriter& state) const override;
  void load(const StateReader& state) override;
  std::span<const std::string_view> habits() const override;

  // For tests: how often values of tables were worked out.
  std::uint64_t value_rows_made() const;

 private:
  // A step or time that all cards show: where the pointer is.
  struct Marker {
    bool shown = false;
    bool kept = false;  // by a click, on axes of time; steps are kept in kept_
    XAxis axis = XAxis::kStep;
    Step step = 0;               // of kStep
    double secs = 0;             // of kRelative, and of kWall since the epoch
    std::optional<CardId> card;  // where the pointer is, or was
  };
  struct Drawn {  // a card on screen in this or the last frame
    CardId id{};
    Rect card, plot;
  };
  struct Handle {  // of a kept step
    std::string card;
    bool last = true;  // the end of a range
  };
  // Where a card is drawn.
  enum class CardPart : std::uint8_t { kGroup, kPinned, kFull };
  struct Seen {  // a card on screen in the last frame
    CardId id{};
    bool pinned = false;
    Rect rect;
  };
  struct CardDrop {  // what letting go of a dragged card does
    enum class Kind : std::uint8_t { kNone, kAdd, kMove, kPin };
    Kind kind = Kind::kNone;
    CardId card{};           // of kAdd: what gets the tags
    std::size_t before = 0;  // of kMove and kPin: a place among the pins
    Rect mark;
  };
  struct CardDrag {
    CardId card{};
    bool pinned = false;
    CardDrop drop;
  };
  struct CardUndo {
    std::vector<std::string> pins, cards;
  };
  struct CardScales {  // where they are not those of the settings
    std::optional<ScaleKind> x, y;
  };

  // scalars.cc
  void update_index(const Context& context);
  Chart& chart(const Store& store, CardId card);
  ChartInputs inputs(const std::string& tag) const;
  void drop_charts();

  // scales.cc
  ScaleKind x_scale(const std::string& card) const;
  ScaleKind y_scale(const std::string& card) const;
  void next_scale(Context& context, const std::string& card, bool x);
  void save_scales(StateWriter& state) const;
  void load_scales(const StateReader& state);
  void zoomed(Context& context, const Chart& chart);
  void relink_zoom();
  void link_zoom(Chart& chart) const;
  void show_zoom(Chart& chart);
  bool apply_zoom(Chart& chart);
  std::optional<Zoom> own_zoom(const Chart& chart) const;
  void keep_zoom(const Chart& chart);
  void save_zooms(StateWriter& state) const;
  void load_zooms(const StateReader& state);

  // cards.cc
  void draw_cards(Context& context, Rect area);
  void draw_group_head(Context& context, const Rect& rect, const CardGroup& group, bool sticky);
  void draw_nothing(Context& context, Rect area);
  std::string nothing_text(const Context& context) const;
  void fold_all(Context& context, bool fold);
  void draw_full_card(Context& context, CardId card, Rect area);

  // groups.cc
  void set_group_by(Context& context, GroupBy by);
  void draw_legend(Context& context, Rect area);
  bool draw_group_by(Context& context, const Rect& place);
  void draw_group_pattern(Context& context, const Rect& place);

  // card.cc
  void draw_card(Context& context, const Rect& place, CardId card, int slot, CardPart part);
  void draw_head(Context& context, Rect head, Chart& chart, bool tools, CardPart part);
  void draw_tag_legend(Context& context, Rect area, const Chart& chart);
  std::string full_title(const Store& store, CardId card) const;
  void draw_notes(Context& context, Rect& title, Chart& chart);
  void draw_title(Context& context, const Rect& rect, CardId card, CardPart part);

  // card_menu.cc
  void draw_card_menu(Context& context, const Rect& anchor, Chart& chart);
  void draw_sort_items(Context& context, Menu& menu, const std::string& tag);
  void set_full(Context& context, std::string_view card);
  void toggle_wide(Context& context, const std::string& card);

  // pins.cc
  void toggle_pin(Context& context, const std::string& card);
  bool move_pin(Context& context, const std::string& card, int by);
  void place_pin(Context& context, const std::string& card, std::size_t before);
  bool clear_pins(Context& context);
  void add_to_card(Context& context, CardId card, CardId from);
  void remove_pattern(Context& context, const std::string& pattern);
  void cards_changed(Context& context);
  void keep_for_undo();
  bool undo_cards(Context& context);
  void hold_page(std::optional<CardId> card);
  void keep_place(ScrollArea& scroll, const Rect& area, ImVec2 pointer);

  // card_drag.cc
  void grip_title(Context& context, CardId card, CardPart part);
  void begin_drag_frame(Context& context, ScrollArea* scroll, const Rect& area);
  void find_drop(const Context& context, const Rect& rect, CardId card, bool pinned);
  void find_drop_on_pins(const Rect& head);
  void end_drag_frame(Context& context);

  // saving.cc
  std::vector<CardId> listed_cards() const;
  std::vector<SeriesId> shown_series(const Context& context, TagId tag) const;
  void start_export(Context& context, std::vector<ExportJob::File> files, ExportFormat format, std::string archive);
  void save_scalars(Context& context, CardId card, ExportFormat format);
  void save_all_scalars(Context& context, ExportFormat format);
  void save_groups(const Chart& chart);
  bool saving() const { return export_.running() || group_csv_.running() || pictures_.running(); }
  std::string picture(Context& context, Chart& chart);
  void save_picture(Context& context, Chart& chart, bool png);
  void copy_picture(Context& context, Chart& chart);
  void save_all_pictures(Context& context, bool png);
  bool save_all(Context& context, std::string_view form);  // "csv", "json", "svg", "png"
  void stop_pictures(Context& context);
  bool advance_pictures(Context& context, double until_secs);

  // plot.cc
  void draw_plot(Context& context, const Rect& area, Chart& chart, int slot, bool full);
  void draw_axis_targets(Context& context, const Rect& area, const Rect& plot, const Chart& chart);
  void draw_wheel_hint(Context& context, const Rect& plot, const Chart& chart, bool hovered);
  void draw_lines(Context& context, ImDrawList* list, const Rect& plot, const Chart& chart);
  void draw_marker(Context& context, const Paint& paint, const Rect& plot, Chart& chart);

  // handles.cc
  void draw_marker_lines(const Paint& paint, const Rect& plot, const Chart& chart) const;
  void draw_handles(Context& context, const Rect& plot, Chart& chart, std::vector<Rect>& covered);
  void draw_handle(Context& context, const Rect& plot, Chart& chart, const KeptStep& kept, bool last,
                   std::vector<Rect>& covered);

  // marker.cc
  void place_marker(const Chart& chart, double x);
  std::optional<double> marker_x(const Chart& chart) const;
  std::string marker_text(Context& context) const;
  void move_marker(Context& context, int rows);
  void marker_to_end(Context& context, bool last);
  void move_to(Context& context, Chart& chart, double place);
  void tell_marker(Context& context, Chart& chart, double place);
  double moved_place(const Context& context, const Chart& chart, double from, int rows) const;
  Step snapped(const Context& context, const Chart& chart, Step step) const;
  std::optional<KeptStep> steps_of(const Chart& chart) const;  // first and last one
  // What is kept, as far as the chart has steps.
  std::optional<KeptStep> kept_in(const Chart& chart, bool* clipped = nullptr) const;
  void set_kept(Context& context, const std::string& card, KeptStep step, bool worth_a_step);
  void drop_kept(Context& context, const std::string& card);
  void click_step(Context& context, const Chart& chart, Step step, bool extend);
  void set_range(Context& context, bool on);

  // values.cc
  void draw_values(Context& context, Rect area, Chart& chart, int most_rows);  // 0: as many as fit

  // value_table.cc
  void draw_value_table(Context& context, Rect area, Chart& chart, int most_rows);
  void draw_value_grid(Context& context, const Rect& area, Chart& chart, const std::vector<ValueColumn>& columns,
                       bool range, bool scrolls);
  void sort_values(Context& context, std::optional<ValueColumn> by);
  void move_value_column(Context& context, bool range, ValueColumn column, std::optional<ValueColumn> before);
  void draw_value_menu(Context& context, const Rect& anchor, const Chart& chart, std::span<const ValueRow> rows,
                       const std::vector<ValueColumn>& columns, bool range);
  bool tables() const { return settings_.density == Density::kRoomy || settings_.value_tables; }
  void save_value_table(StateWriter& state) const;
  void load_value_table(const StateReader& state);

  // readout_menu.cc
  void draw_readout_menu(Context& context, const Rect& anchor);
  void panel_readout_columns(PanelRows& rows);
  bool copy_readout(Context& context);

  // tooltip.cc
  void draw_tooltip(Context& context, Rect area);
  void draw_sheet(Context& context, Rect area);

  // toolbar.cc
  void set_smoothing(Context& context, double amount);
  void choose_smoothing(Context& context, std::string_view what);  // a kind's number, or "amount"
  void set_axis(Context& context, XAxis axis);
  void draw_tag_filter(Context& context, const Rect& place);
  bool draw_view_choice(Context& context, Rect& area);
  void set_table_view(Context& context, bool on);
  void draw_smoothing(Context& context, const Rect& track, const Rect& number);

  // panel.cc, panel_chart.cc
  void panel_lines(PanelRows& rows);
  void panel_axes(PanelRows& rows);
  void panel_groups(PanelRows& rows);
  void panel_group_hparams(PanelRows& rows);
  void panel_marker(PanelRows& rows);  // panel_steps.cc
  void set_linked(Context& context, bool linked);
  const Chart* shared_chart() const;
  void panel_columns(PanelRows& rows);
  void panel_cards(PanelRows& rows);
  void panel_card_buttons(PanelRows& rows);
  void panel_values(PanelRows& rows);
  void panel_saving(PanelRows& rows);
  void panel_save_all(PanelRows& rows);

  // card_tags.cc
  void new_pattern(Context& context);
  bool show_card(Context& context, std::string_view name);

  // keys.cc
  bool move_card(Context& context, int direction);
  Chart* current_chart();

  ScalarsSettings settings_;
  TagIndex index_;
  double index_secs_ = -1e9;
  CardSet cards_;
  CardList list_;
  std::unordered_map<CardId, std::unique_ptr<Chart>> charts_;
  std::map<std::string, CardScales> card_scales_;  // by name
  std::map<std::string, Zoom> zooms_;              // by name, of cards that have no chart just now
  std::optional<Range> linked_x_;  // as steps or seconds: what all cards show, if they are linked and zoomed
  std::optional<CardId> last_zoomed_;
  AxisEditor axis_editor_;
  std::optional<CardId> wheel_hint_;  // the card that shows how to zoom
  double wheel_hint_secs_ = 0;        // since when; 0: not yet
  std::vector<Drawn> drawn_, drawing_;
  std::vector<CardPlace> places_;
  std::vector<Seen> seen_;
  bool holding_ = false;  // what is under the pointer stays there, whatever changes above
  std::optional<CardId> hold_card_;
  std::optional<CardDrag> drag_;
  double grip_secs_ = 0, drag_secs_ = 0;
  std::optional<CardUndo> undo_;
  TagPicker picker_;
  std::uint64_t frame_ = 0;
  std::array<double, 5> last_amounts_ = ScalarsSettings().smoothing_amounts;  // what `0` brings back
  RunGrouping grouping_;
  GroupBy last_group_by_ = GroupBy::kParent;  // what `G` brings back
  std::string hovered_group_, next_group_;    // under the pointer: as of the last frame; being found out in this one

  Marker marker_;
  KeptSteps kept_;
  bool last_end_ = true;  // of a range, what keys move
  std::string told_;      // for screen readers: the place that keys have moved to, and the values there
  CardId told_card_{};
  std::optional<Handle> dragged_, edited_;
  std::string edited_text_, edited_problem_;
  std::optional<CardId> hovered_;  // the card under the pointer
  std::optional<CardId> plot_hovered_;
  std::optional<CardId> selected_;   // by J, K
  std::optional<CardId> revealing_;  // scroll to it
  std::string full_;                 // name of the card that fills the screen
  Readout readout_;
  CardId readout_card_id_{};
  Rect readout_card_, readout_plot_;
  bool scrubbed_ = false;    // the readout is a finger's: it stays in a sheet
  bool sheet_open_ = false;  // with all rows
  bool smoothing_in_toolbar_ = true;
  std::uint64_t panel_frame_ = 0;  // the settings were drawn
  bool groups_in_toolbar_ = true, pattern_in_toolbar_ = true;
  ExportJob export_;
  GroupCsvJob group_csv_;
  PicturesJob pictures_;
  RunsTable runs_table_;
  ValueTableSettings value_table_;
};

}  // namespace db
