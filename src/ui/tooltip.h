// The small tooltip of icons and cut names: after 400 ms of rest, one at a time, drawn over everything by the app.
// Plots draw their own at once.
#pragma once

#include <string>
#include <string_view>

#include "ui/context.h"

namespace db {

class Tooltip {
 public:
  // Wanted this frame by the widget `id` at `anchor`. The last call of a frame wins.
  void want(ImGuiID id, const Rect& anchor, std::string_view text, std::string_view key = {});
  // After everything else of the frame. `now`: Context::now_secs.
  void draw(Context& context);

 private:
  ImGuiID id_ = 0;
  ImGuiID wanted_ = 0;
  double since_secs_ = 0;
  Rect anchor_;
  std::string text_;
  std::string key_;
};

}  // namespace db
