// What a dashboard is. The shell gives it three rectangles a frame and asks it to fill them; it reads the store and
// asks for effects by commands. It knows no other dashboard and not the shell.
//
// All three are drawn into the current ImGui window at absolute positions; what scrolls is a ScrollArea
// (ui/scroll_area.h).
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "store/store.h"
#include "ui/context.h"
#include "ui/input.h"

namespace db {

class StateWriter;  // ui/view_state.h: key=value pairs of the URL fragment
class StateReader;

// A line of the list of keys that `?` shows. Only keys that work.
struct KeyHelp {
  std::string_view group;  // "Move", "Steps", "Runs and cards", "Page"; empty: no key has it, only the palette
  std::string_view keys;   // "W S", "Shift drag", "Ctrl or Alt wheel": one cap each, split at spaces
  std::string_view what;
  bool always = false;  // works wherever the pointer is: the palette offers it
  std::string_view shown_keys() const { return group.empty() ? std::string_view() : keys; }
};

// How to log what a dashboard shows, for its empty state.
struct HowToLog {
  std::string_view library;  // "PyTorch"
  std::string_view code;     // one line
};

class Dashboard {
 public:
  virtual ~Dashboard() = default;

  virtual std::string_view id() const = 0;  // stable: it is in links
  virtual std::string_view title() const = 0;
  virtual const char* icon() const = 0;  // kIcon... of icons.h
  // False: not a tab; the shell offers it elsewhere (Inspect).
  virtual bool is_tab() const { return true; }
  virtual bool wants(SeriesKind kind, std::string_view plugin) const = 0;
  // What the tab counts (tags with data, mostly); 0 greys the tab. Called every frame: keep it by store generation.
  virtual std::size_t count(const Context& context) = 0;
  // Shown instead of the dashboard when count() is 0: "No scalars in these runs", what was found instead is added.
  virtual std::string_view empty_title() const { return {}; }
  virtual std::span<const HowToLog> how_to_log() const { return {}; }

  // Work for what will be visible, within the frame's budget. True: more is left, come again next frame.
  virtual bool prepare(Context& context) = 0;
  virtual void draw_toolbar(Context& context, Rect area) = 0;
  virtual void draw(Context& context, Rect area) = 0;
  // Dialogs of its own, over the page (ui/overlay.h).
  virtual void draw_over(Context& context) { (void)context; }
  // The run list is to have higher rows.
  virtual bool roomy() const { return false; }
  // The settings panel's inside, scrolled by the shell; returns the height it needs. No settings: has_settings false.
  virtual bool has_settings() const { return false; }
  virtual float draw_settings(Context& context, Rect area) = 0;
  virtual void reset_settings() {}

  // A key that neither a text field, a focused widget nor the shell took. True: used.
  virtual bool key(Context& context, std::string_view key, const Modifiers& modifiers) {
    (void)context, (void)key, (void)modifiers;
    return false;
  }
  virtual std::span<const KeyHelp> keys() const { return {}; }

  // Scrolls to a tag and makes it stand out. False: the dashboard does not show it.
  virtual bool reveal(Context& context, std::string_view tag) {
    (void)context, (void)tag;
    return false;
  }

  // Keys of its state that are a person's habits, not of what is looked at: a new view begins as the last one was set.
  virtual std::span<const std::string_view> habits() const { return {}; }
  virtual void save(StateWriter& state) const = 0;
  virtual void load(const StateReader& state) = 0;
};

std::vector<std::unique_ptr<Dashboard>> make_dashboards();  // dashboards/all.cc, in the order of the tabs

}  // namespace db
