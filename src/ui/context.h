// What a dashboard or a part of the shell gets in a frame. All of it is read-only but the probe and the command queue.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"

#include "store/store.h"
#include "ui/platform.h"

namespace db {

struct Theme;        // ui/theme.h: colour tokens and sizes of reference/look.md
struct Fonts;        // ui/fonts.h
class Probe;         // ui/probe.h
class RunSelection;  // ui/run_selection.h: which runs are on, their colours and patterns, short names

struct Rect {  // CSS pixels
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  ImVec2 min() const { return {x, y}; }
  ImVec2 max() const { return {x + w, y + h}; }
  bool contains(ImVec2 p) const { return p.x >= x && p.x < x + w && p.y >= y && p.y < y + h; }
};

enum class Width : std::uint8_t { kPhone, kTablet, kDesktop };

// Effects, applied by the app between frames.
class Commands {
 public:
  // A command of the app by its stable name ("open-folder", "toggle-theme", "set-dashboard"), as the palette lists them.
  void run(std::string_view name, std::string_view argument = {}) { queue_.push_back({std::string(name), std::string(argument)}); }
  void toast(std::string_view text) { run("toast", text); }
  void state_changed() { run("state-changed"); }  // view state: write the fragment

  struct Entry {
    std::string name;
    std::string argument;
  };
  std::vector<Entry> take() { return std::move(queue_); }

 private:
  std::vector<Entry> queue_;
};

struct Context {
  const Store& store;
  const RunSelection& runs;
  const Theme& theme;
  const Fonts& fonts;
  Platform& platform;
  Probe& probe;
  Commands& commands;
  Width width = Width::kDesktop;
  float pixel_ratio = 1;
  double now_secs = 0;         // monotonic
  bool reading = false;        // files are still coming in
  double deadline_secs = 0;    // prepare() stops when now_secs would pass this
};

}  // namespace db
