// What a dashboard or a part of the shell gets in a frame: the store and the run selection to read, and services to
// draw with. It lives for one frame; keep no reference to it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"

#include "store/store.h"
#include "ui/platform.h"
#include "ui/theme.h"

namespace db {

struct Fonts;        // ui/fonts.h: faces, text widths, ellipsis
struct Input;        // ui/input.h: wheel, pinch, touch; the rest is ImGui's
class Probe;         // ui/probe.h: what is on screen
class BetterWays;    // analysis/better_ways.h
class RunSelection;  // ui/run_selection.h: which runs are shown, their colours, patterns and short names
class SummaryCache;  // analysis/summary_cache.h
class TextFields;    // ui/text_fields.h: which field has the focus
class Tooltip;       // ui/tooltip.h

struct Rect {  // CSS pixels
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  float center_x() const { return x + w / 2; }
  float center_y() const { return y + h / 2; }
  ImVec2 min() const { return {x, y}; }
  ImVec2 max() const { return {x + w, y + h}; }
  bool contains(ImVec2 p) const { return p.x >= x && p.x < x + w && p.y >= y && p.y < y + h; }
  bool overlaps(const Rect& o) const { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
  bool empty() const { return w <= 0 || h <= 0; }
  Rect inset(float dx, float dy) const { return {x + dx, y + dy, w - 2 * dx, h - 2 * dy}; }
  // Cut a piece off and return it.
  Rect take_left(float width) {
    const Rect r{x, y, width, h};
    x += width;
    w -= width;
    return r;
  }
  Rect take_right(float width) {
    w -= width;
    return {x + w, y, width, h};
  }
  Rect take_top(float height) {
    const Rect r{x, y, w, height};
    y += height;
    h -= height;
    return r;
  }
  Rect take_bottom(float height) {
    h -= height;
    return {x, y + h, w, height};
  }
  bool operator==(const Rect&) const = default;
};

// Effects, applied by the app between frames.
class Commands {
 public:
  // A command of the app by its stable name ("open-folder", "set-dashboard", "only-run"): src/app/commands.h lists
  // them.
  void run(std::string_view name, std::string_view argument = {}) {
    queue_.push_back({std::string(name), std::string(argument)});
  }
  void toast(std::string_view text) { run("toast", text); }
  // With a button that gives the dashboard the key "Undo".
  void toast_undo(std::string_view text) { run("undo-toast", text); }
  // The view state has changed: the fragment is written. `step`: the change is a step of its own in the browser's
  // history; else it is part of what is being typed or dragged, and a step with what came just before it.
  void state_changed(bool step = false) { run("state-changed", step ? "step" : ""); }

  struct Entry {
    std::string name;
    std::string argument;
  };
  std::vector<Entry> take() { return std::move(queue_); }
  bool empty() const { return queue_.empty(); }

 private:
  std::vector<Entry> queue_;
};

// The run under the pointer, wherever it is drawn: run list, tooltip, line. Whoever is hovered says so every frame.
struct Hover {
  std::optional<RunId> run;       // as of the last frame
  std::optional<RunId> next_run;  // being found out in this one
};

// Which dashboard shows a kind of series; empty: none does yet.
class DashboardIndex {
 public:
  virtual ~DashboardIndex() = default;
  virtual std::string_view shown_in(SeriesKind kind, std::string_view plugin) const = 0;
};

struct Context {
  const Store& store;
  const RunSelection& runs;
  SummaryCache& summaries;  // of all series; what is made here is found by all
  BetterWays& ways;         // which way each tag gets better
  const Theme& theme;
  const Metrics& size;
  const Fonts& fonts;
  Platform& platform;
  Probe& probe;
  Commands& commands;
  Input& input;
  TextFields& fields;
  Tooltip& tooltip;
  Hover& hover;
  const DashboardIndex& dashboards;
  Width width = Width::kDesktop;
  Rect page;  // all of the window
  float pixel_ratio = 1;
  double now_secs = 0;       // when the frame began; monotonic
  double deadline_secs = 0;  // prepare() stops when platform.clock_secs() passes this
  bool reading = false;      // files are still coming in
  double news_secs = 0;      // while reading: no sooner is a frame worth it that only shows what has come in
  double frame_secs = 0;  // what the last frame cost: frames that only show a part of what is asked for come no closer
  bool reduced_motion = false;

  bool phone() const { return width == Width::kPhone; }
  // Something moves: draw the next frame soon. Without it none comes until there is input.
  void animate() { platform.request_frame(0); }
};

}  // namespace db
