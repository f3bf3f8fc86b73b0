#include "dashboards/scalars/chart_view.h"

#include <algorithm>
#include <tuple>

namespace db {
namespace {

constexpr double kGlideSecs = 0.12;
constexpr std::size_t kMostSteps = 50;

Range between(Range a, Range b, double t) { return {a.lo + (b.lo - a.lo) * t, a.hi + (b.hi - a.hi) * t}; }

}  // namespace

void ChartView::set_fit(Range fit_x, Range fit_y) {
  fit_x_ = fit_x;
  fit_y_ = fit_y;
  if (fitted()) gliding_ = false;
  if (x_fitted_) (gliding_ ? to_x_ : x) = fit_x;
  if (y_fitted_) (gliding_ ? to_y_ : y) = fit_y;
}

void ChartView::glide_to(const Context& context, const Shown& to) {
  x_fitted_ = to.x_fitted;
  y_fitted_ = to.y_fitted;
  to_x_ = x_fitted_ ? fit_x_ : to.x;
  to_y_ = y_fitted_ ? fit_y_ : to.y;
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
  if (fitted() && x == fit_x_ && y == fit_y_) return;
  before_ = now();
  remember();
  glide_to(context, {.x = fit_x_, .y = fit_y_});
}

bool ChartView::undo(const Context& context) {
  if (back_.empty()) return false;
  forward_.push_back(now());
  const Shown to = back_.back();
  back_.pop_back();
  glide_to(context, to);
  return true;
}

bool ChartView::redo(const Context& context) {
  if (forward_.empty()) return false;
  back_.push_back(now());
  const Shown to = forward_.back();
  forward_.pop_back();
  glide_to(context, to);
  return true;
}

void ChartView::zoom_to(std::optional<Range> to_x, std::optional<Range> to_y) {
  if ((to_x && !drawable(*to_x)) || (to_y && !drawable(*to_y))) return;
  before_ = now();
  remember();
  x = to_x.value_or(fit_x_);
  y = to_y.value_or(fit_y_);
  x_fitted_ = !to_x;
  y_fitted_ = !to_y;
  gliding_ = false;
}

void ChartView::follow_x(Range to_x) {
  if (!drawable(to_x)) return;
  if (gliding_) y = to_y_;
  x_fitted_ = gliding_ = false;
  x = to_x;
}

void ChartView::unfollow_x() {
  if (y_fitted_) return reset_zoom();
  x_fitted_ = true;
  x = fit_x_;
}

void ChartView::reset_zoom() {
  x_fitted_ = y_fitted_ = true;
  back_.clear();
  forward_.clear();
  set_fit(fit_x_, fit_y_);
}

void ChartView::map(const std::function<std::pair<Range, Range>(Range x, Range y)>& to) {
  const auto moved = [&](Shown& shown) {
    std::tie(shown.x, shown.y) = to(shown.x, shown.y);
    return (shown.x_fitted || drawable(shown.x)) && (shown.y_fitted || drawable(shown.y));
  };
  for (auto* way : {&back_, &forward_}) std::erase_if(*way, [&](Shown& shown) { return !moved(shown); });
  before_ = now();
  moved(before_);
  for (const auto& [range, fitted] : {std::pair(&before_.x, &before_.x_fitted), {&before_.y, &before_.y_fitted}}) {
    if (drawable(*range)) continue;
    *range = {0, 1};  // until it is fitted
    *fitted = true;
  }
  x = before_.x;
  y = before_.y;
  x_fitted_ = before_.x_fitted;
  y_fitted_ = before_.y_fitted;
  gliding_ = in_gesture_ = false;
}

void ChartView::changed(double now_secs, bool gesture) {
  // One gesture is one step back, however many frames it took; a turn of the wheel soon after another goes with it.
  const bool same = gesture && (in_gesture_ || now_secs - moved_secs_ < 0.5);
  if (!same || fitted()) remember();
  x_fitted_ = x_fitted_ && x == before_.x;
  y_fitted_ = y_fitted_ && y == before_.y;
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
  before_ = now();
}

}  // namespace db
