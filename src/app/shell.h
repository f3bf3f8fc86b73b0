// One frame of everything around the dashboard: bar, run list, toolbar, settings, start page, progress, dialogs,
// toasts. Made for a frame; what lasts is in ShellState. Layout: reference/look.md section 6.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/app.h"
#include "app/palette.h"
#include "ui/paint.h"
#include "ui/widgets.h"

namespace db {

class Menu;  // ui/menu.h

class Shell {
 public:
  Shell(App& app, Context& context);
  void draw();

 private:
  bool open() const { return !app_.store_.files().empty(); }
  bool has_event_files() const { return !app_.runs_.order().empty(); }

  // bar.cc
  void draw_bar(Rect area);
  void draw_brand(Rect area);
  float draw_bar_icons(Rect area);  // returns what is left of the bar's width
  void draw_tabs(Rect area);
  void draw_not_shown(Rect area);
  void draw_file_menu(const Rect& anchor);
  void draw_phone_bar(Rect area);

  // live.cc
  float draw_live(Rect area);  // returns what is left of the bar's width
  void draw_live_button(const Rect& box);
  void draw_live_item(Menu& menu);

  // page.cc
  void draw_open_page(Rect area);
  void draw_main(Rect area);
  void draw_toolbar(Rect area);
  void draw_panel(Rect area, bool overlay);
  void draw_drawers();
  void draw_sheet(const char* id, bool& open, const std::function<void(Rect)>& content);

  // rail.cc
  void draw_rail(Rect area, bool overlay);
  void draw_run_filter(const Rect& field);
  void draw_rail_head(Rect area);
  float draw_sort(Rect area);
  void draw_rail_foot(Rect area);

  // start_page.cc
  void draw_start_page(Rect area);
  float draw_drop_zone(Rect area);
  void draw_nothing_at_hand(Rect area);
  void draw_key_hints(Rect area);

  // messages.cc
  void draw_progress(Rect area);
  bool progress_wanted() const;
  float banner_height() const;
  int banner_lines() const;
  void draw_banner(Rect area);
  void draw_toasts();
  void draw_drop_frame();
  void draw_no_event_files(Rect area);
  void draw_empty_dashboard(Rect area, Dashboard& dashboard);
  void draw_unknown_dashboard(Rect area);
  float draw_empty_head(Rect area, const char* icon, std::string_view title, std::string_view sentence);

  // dialogs.cc
  void draw_dialog();
  void draw_keys(Rect area);
  void draw_single_keys(const Rect& foot);
  void draw_about(Rect area);
  void draw_formats(Rect area);
  bool dialog_footer(Rect& area, std::string_view action, bool enabled = true);

  // run_dialog.cc
  void draw_run_dialog(Rect area);
  void draw_run_colour(Rect& area);

  // colour_dialog.cc
  void draw_colour_dialog(Rect area);
  void preview_colours();
  void draw_colour_groups(Rect area);

  // search_help.cc
  void draw_search_help(Rect area);

  // left_out.cc
  void draw_left_out(Rect area);

  // palette_view.cc
  std::vector<PaletteItem> palette_items() const;
  void draw_palette();
  bool draw_palette_row(const PaletteItem& item, const Rect& row, bool chosen, int index);
  void draw_palette_foot(const Rect& foot);

  App& app_;
  Context& context_;
  ShellState& state_;
  const Theme& theme_;
  const Paint paint_;
};

}  // namespace db
