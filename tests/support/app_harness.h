// The whole app with no window: loads logdirs, clicks, types, presses keys, and looks at what is on screen.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "app/app.h"
#include "tests/support/ui_harness.h"

namespace db {

class AppHarness {
 public:
  explicit AppHarness(float width = 1440, float height = 900, float ratio = 1);

  // Reads a folder of this machine into the app, as the page would. False: there is no such folder.
  bool open(const std::string& folder);
  FileId add(std::string_view path, std::uint64_t bytes = 100) { return app.add_file(path, bytes); }

  void frame();
  void frames(int n = 3) {
    for (int i = 0; i < n; ++i) frame();
  }
  void resize(float width, float height, float ratio = 1);
  void move(float x, float y);
  void click(std::string_view label);
  void click(Kind kind, std::string_view label);
  void double_click(Kind kind, std::string_view label);
  void press(float x, float y);
  void drag_to(float x, float y);
  void release();
  void wheel(float x, float y, float dy);
  bool key(std::string_view key, Modifiers modifiers = {});
  void type(std::string_view text);
  void enter();
  const Widget& widget(std::string_view label) const;
  const Widget& widget(Kind kind, std::string_view label) const;
  bool has(std::string_view label) const { return app.probe().find(label) != nullptr; }
  bool has(Kind kind, std::string_view label) const { return app.probe().find(kind, label) != nullptr; }
  std::string value(std::string_view label) const { return std::string(app.probe().value(widget(label))); }
  // Frames until nothing asks for one at once, or has left something to settle; fails after `most`.
  void settle(int most = 50);

  NullPlatform platform;
  App app{platform};

 private:
  void click_at(const Rect& rect);

  float x_ = 0, y_ = 0;
};

}  // namespace db
