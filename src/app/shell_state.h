// What the shell keeps between frames: which panels and dialogs are open, toasts, preferences.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/reading.h"
#include "ui/context.h"
#include "ui/run_colours.h"
#include "ui/view_state.h"
#include "ui/widgets.h"

namespace db {

enum class ThemeChoice : std::uint8_t { kSystem, kLight, kDark };

// Remembered by the browser (localStorage), not in links.
struct Preferences {
  ThemeChoice theme = ThemeChoice::kSystem;
  bool rail_open = true;
  float rail_width = 272;
  bool panel_open = false;
  bool single_keys = true;  // single letters are commands
  // Settings of dashboards that a person has chosen, by their keys in links, as they stand there: new views begin with
  // them.
  std::map<std::string, std::string> remembered;

  void remember(std::string_view key, std::optional<std::string_view> value);  // no value: no longer
  std::string remembered_text() const;                                         // as a fragment
  std::string text() const;
  static Preferences parse(std::string_view text);  // tolerant
  bool operator==(const Preferences&) const = default;
};

enum class Dialog : std::uint8_t { kNone, kKeys, kAbout, kFormats, kPalette, kRun, kColourRuns, kSearchHelp, kLeftOut };

// What the dialog of a run, or of a folder (its path with the slash), is about.
struct RunEdit {
  std::string key;
  std::string name, note, colour;  // as typed
  bool folder() const { return key.ends_with('/'); }
};

// Colours by a pattern, before they are applied, and what they would be.
struct ColourEdit {
  struct Group {
    std::string name;
    RunStyle style;
    std::size_t runs = 0;
    std::vector<std::string> first;  // some of their names
    bool keyless = false;
  };
  std::string pattern;
  bool grey_rest = false;
  std::string problem;
  std::vector<Group> groups;  // of the last pattern that compiled
  bool stale = true;
  std::uint32_t list_generation = 0;
};

struct Toast {
  std::string text;
  Tone tone = Tone::kOk;
  double until_secs = 0;  // infinite for problems
  enum class Button : std::uint8_t { kNone, kUndo, kSeeWhich } button = Button::kNone;
};

enum class Drag : std::uint8_t { kNone, kOver };

struct ShellState {
  std::string name;  // of what is open
  Reading reading;
  Following following;
  bool progress_folded = false;  // to the small bar at the top: the page was scrolled
  Preferences preferences;
  bool dark_system = false;
  Dialog dialog = Dialog::kNone;
  std::string palette_text;
  int palette_chosen = 0;
  bool palette_sorts = false;  // it asks for the tag to sort runs by
  RunEdit run_edit;
  ColourEdit colour_edit;
  bool rail_drawer = false, panel_drawer = false;  // tablets and phones: over the page, closed at first
  std::string dashboard;                           // id of the active one
  std::string last_tab;                            // the one before Inspect
  std::deque<Toast> toasts;
  std::uint64_t hidden_damage = 0;  // damaged files whose banner was hidden
  Drag drag = Drag::kNone;
  std::uint32_t drag_folders = 0, drag_files = 0;
  bool drag_replaces = false;
  std::uint32_t looked_at_files = 0, looked_at_folders = 0;  // of the last listing, for "no event files"
  bool listed = false;
  std::vector<StateReader::LeftOut> left_out;  // of the last link
  std::string notices_text;                    // the third-party notices, once fetched
  std::set<std::string> folded;                // folders of the run list
};

}  // namespace db
