// What part of a chart is shown: each axis fitted to the data, which may grow, or zoomed by hand, with the way back. y
// is t(y): decades on a log scale. Movements that no finger or mouse makes (fit, undo) take 120 ms.
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "analysis/range.h"
#include "ui/context.h"

namespace db {

class ChartView {
 public:
  // What an axis shows that nobody has zoomed.
  void set_fit(Range x, Range y);
  // Back to the fit, or one step back in the zooms. False: there is nothing to go back to.
  void fit(const Context& context);
  bool undo(const Context& context);
  bool redo(const Context& context);
  // Shows exactly this; the way back leads to what was shown. An axis without a range follows the data.
  void zoom_to(std::optional<Range> x, std::optional<Range> y);
  void reset() { *this = {}; }
  // Puts all that is remembered into another plane; what it has no place for is forgotten.
  void map(const std::function<std::pair<Range, Range>(Range x, Range y)>& to);
  // The fit, at once and without a way back.
  void reset_zoom();
  // x is that of another card, without a way back, while y stays as it is; and no longer.
  void follow_x(Range x);
  void unfollow_x();

  // The view, which gestures change in place: begin() before, changed() after if they did.
  Range x{0, 1}, y{0, 1};
  void changed(double now_secs, bool gesture);
  // Moves on; asks for the next frame while it moves.
  void advance(Context& context);

  struct Shown {
    Range x{0, 1}, y{0, 1};
    bool x_fitted = true, y_fitted = true;
    bool fitted() const { return x_fitted && y_fitted; }
  };
  bool fitted() const { return x_fitted_ && y_fitted_; }
  bool x_fitted() const { return x_fitted_; }
  bool y_fitted() const { return y_fitted_; }
  Range fit_x() const { return fit_x_; }
  Range fit_y() const { return fit_y_; }
  // Where a movement leads.
  Shown target() const { return gliding_ ? Shown{to_x_, to_y_, x_fitted_, y_fitted_} : now(); }
  bool can_undo() const { return !back_.empty(); }
  bool can_redo() const { return !forward_.empty(); }
  // It has just been moved and is likely to move on: no need for exact pixels yet.
  bool moving(double now_secs) const { return gliding_ || now_secs - moved_secs_ < 0.15; }

 private:
  Shown now() const { return {x, y, x_fitted_, y_fitted_}; }
  void glide_to(const Context& context, const Shown& to);
  void remember();

  bool x_fitted_ = true, y_fitted_ = true;
  Range fit_x_{0, 1}, fit_y_{0, 1};
  std::vector<Shown> back_, forward_;
  Shown before_;  // what was shown before the gesture
  double moved_secs_ = -1e9;
  bool in_gesture_ = false;
  bool gliding_ = false;
  double glide_secs_ = 0;
  Range from_x_, from_y_, to_x_, to_y_;
};

}  // namespace db
