// What a dashboard is. The shell gives it three rectangles a frame and asks it to fill them; it reads the store and asks
// for effects by commands. It knows no other dashboard and not the shell.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "store/store.h"
#include "ui/context.h"

namespace db {

class StateWriter;  // ui/view_state.h: key=value pairs of the URL fragment
class StateReader;

class Dashboard {
 public:
  virtual ~Dashboard() = default;

  virtual std::string_view id() const = 0;     // stable: it is in links
  virtual std::string_view title() const = 0;
  virtual std::string_view icon() const = 0;   // UTF-8 of the icon font
  virtual bool wants(SeriesKind kind, std::string_view plugin) const = 0;
  // What the tab counts (tags with data, mostly); 0 greys the tab.
  virtual std::size_t count(const Context& context) const = 0;
  // Shown instead of the dashboard when count() is 0: how to log what it shows.
  virtual std::string_view how_to_log() const { return {}; }

  // Work for what will be visible, within the frame's budget. True: more is left, come again next frame.
  virtual bool prepare(Context& context) = 0;
  virtual void draw_toolbar(Context& context, Rect area) = 0;
  virtual void draw(Context& context, Rect area) = 0;
  virtual void draw_settings(Context& context, Rect area) = 0;

  virtual void save(StateWriter& state) const = 0;
  virtual void load(const StateReader& state) = 0;
};

std::vector<std::unique_ptr<Dashboard>> make_dashboards();  // dashboards/all.cc, in the order of the tabs

}  // namespace db
