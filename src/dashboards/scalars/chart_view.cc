#include "dashboards/scalars/chart_view.h"

#include <algorithm>

namespace db {
namespace {

constexpr double kGlideSecs = 0.12;
constexpr std::size_t kMostSteps = 50;

Range between(Range a, Range b, double t) { return {a.lo + (b.lo - a.lo) * t, a.hi + (b.hi - a.hi) * t}; }

}  // namespace

void ChartView::set_fit(Range fit_x, Range fit_y) {
  fit_x_ = fit_x;
  fit_y_ = fit_y;
  if (y_fitted_) y = fit_y;
  if (!fitted_) return;
  gliding_ = false;
  x = fit_x;
  y = fit_y;
}

void ChartView::glide_to(const Context& context, const Shown& to) {
  fitted_ = to.fitted;
  y_fitted_ = false;
  to_x_ = to.fitted ? fit_x_ : to.x;
  to_y_ = to.fitted ? fit_y_ : to.y;
  from_x_ = x;
  from_y_ = y;
  glide_secs_ = context.now_secs;
  gliding_ = !context.reduced_motion;
  in_gesture_ = false;
  if (!gliding_) {
    x = to_x_;
    y = to_y_;
  }
  context.platform.request_frame(0);
}

void ChartView::remember() {
  back_.push_back(before_);
  if (back_.size() > kMostSteps) back_.erase(back_.begin());
  forward_.clear();
}

void ChartView::fit(const Context& context) {
  if (fitted_ && x == fit_x_ && y == fit_y_) return;
  before_ = {x, y, fitted_};
  remember();
  glide_to(context, {fit_x_, fit_y_, true});
}

bool ChartView::undo(const Context& context) {
  if (back_.empty()) return false;
  forward_.push_back({x, y, fitted_});
  const Shown to = back_.back();
  back_.pop_back();
  glide_to(context, to);
  return true;
}

bool ChartView::redo(const Context& context) {
  if (forward_.empty()) return false;
  back_.push_back({x, y, fitted_});
  const Shown to = forward_.back();
  forward_.pop_back();
  glide_to(context, to);
  return true;
}

void ChartView::zoom_to(Range to_x, Range to_y) {
  if (!drawable(to_x) || !drawable(to_y)) return;
  before_ = {x, y, fitted_};
  remember();
  x = to_x;
  y = to_y;
  fitted_ = y_fitted_ = false;
  gliding_ = false;
}

void ChartView::follow_x(Range to_x) {
  if (!drawable(to_x)) return;
  y_fitted_ = y_fitted();
  if (gliding_) y = to_y_;
  fitted_ = gliding_ = false;
  x = to_x;
}

void ChartView::unfollow_x() {
  if (y_fitted()) return reset_zoom();
  x = fit_x_;
}

void ChartView::reset_zoom() {
  fitted_ = true;
  y_fitted_ = false;
  back_.clear();
  forward_.clear();
  set_fit(fit_x_, fit_y_);
}

void ChartView::map(const std::function<std::pair<Range, Range>(Range x, Range y)>& to) {
  const auto moved = [&](Shown& shown) {
    const auto [to_x, to_y] = to(shown.x, shown.y);
    shown.x = to_x;
    shown.y = to_y;
    return drawable(to_x) && drawable(to_y);
  };
  for (auto* way : {&back_, &forward_}) std::erase_if(*way, [&](Shown& shown) { return !moved(shown); });
  Shown now{x, y, fitted_};
  if (!moved(now)) {
    const bool keep_x = !fitted_ && drawable(now.x);
    y_fitted_ = keep_x;
    now = {keep_x ? now.x : Range{0, 1}, {0, 1}, !keep_x};
  }
  x = now.x;
  y = now.y;
  fitted_ = now.fitted;
  y_fitted_ = y_fitted_ && !fitted_;
  before_ = now;
  gliding_ = in_gesture_ = false;
}

void ChartView::changed(double now_secs, bool gesture) {
  // One gesture is one step back, however many frames it took; a turn of the wheel soon after another goes with it.
  const bool same = gesture && (in_gesture_ || now_secs - moved_secs_ < 0.5);
  if (!same || fitted_) remember();
  fitted_ = y_fitted_ = false;
  gliding_ = false;
  in_gesture_ = gesture;
  moved_secs_ = gesture ? now_secs : -1e9;
}

void ChartView::advance(Context& context) {
  if (gliding_) {
    const double t = std::clamp((context.now_secs - glide_secs_) / kGlideSecs, 0.0, 1.0);
    const double rest = 1 - t;
    x = between(from_x_, to_x_, 1 - rest * rest * rest);
    y = between(from_y_, to_y_, 1 - rest * rest * rest);
    gliding_ = t < 1;
    context.animate();
  }
  if (!moving(context.now_secs)) {
    in_gesture_ = false;
  } else if (!gliding_) {
    context.platform.request_frame(0.16);
  }
  before_ = {x, y, fitted_};
}

}  // namespace db
