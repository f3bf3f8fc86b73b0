// Whether what is open is followed while it grows: in the bar and in the menu of what is open. Nothing is said where
// nothing is followed.
#include <algorithm>
#include <cmath>

#include "app/live_words.h"
#include "app/shell.h"
#include "icons.h"
#include "ui/menu.h"
#include "ui/tooltip.h"

namespace db {
namespace {

constexpr float kHeight = 28, kPad = 10, kMark = 12, kGap = 6;

void draw_mark(const Paint& paint, const Theme& theme, FollowState state, ImVec2 center) {
  if (state == FollowState::kFollowing) {
    paint.circle(center, 4, theme.ok);
  } else if (state == FollowState::kPaused) {
    paint.icon(kIconPause, center.x, center.y, 12, theme.text2);
  } else {
    paint.icon(kIconTriangleAlert, center.x, center.y, 14, theme.warn);
  }
}

}  // namespace

float Shell::draw_live(Rect area) {
  const Following& following = state_.following;
  if (following.state == FollowState::kNone) return area.right();
  const LiveWords words = live_words(following, context_.now_secs);
  if (words.changes_in_secs > 0) context_.platform.request_frame(words.changes_in_secs);
  const bool ago = context_.width == Width::kDesktop && !words.ago.empty();
  const float state_w = paint_.width(type::kRow, words.state);
  const float ago_w = ago ? kGap + paint_.width(type::kSmall, words.ago) : 0;
  const float width = std::ceil(kPad + kMark + kGap + state_w + ago_w + kPad);
  const Rect cell{area.right() - width - 4, area.center_y() - kHeight / 2, width, kHeight};
  const Interaction act = interact(context_, Kind::kButton, "Following", cell,
                                   {.value = words.sentence, .cursor = Cursor::kHand, .ring = 6});
  if (act.hovered) {
    paint_.fill(cell, theme_.hover, 6);
    context_.tooltip.want(act.id, cell, words.sentence, "Shift U");
  }
  if (act.clicked) context_.commands.run("toggle-follow");
  draw_mark(paint_, theme_, following.state, {cell.x + kPad + kMark / 2, cell.center_y()});
  const float x = paint_.text(type::kRow, cell.x + kPad + kMark + kGap, cell.center_y(), theme_.text2, words.state);
  if (ago) paint_.text(type::kSmall, x + kGap, cell.center_y(), theme_.text3, words.ago);
  return cell.x - 4;
}

void Shell::draw_live_button(const Rect& box) {
  const LiveWords words = live_words(state_.following, context_.now_secs);
  const Interaction act = interact(context_, Kind::kButton, "Following", box,
                                   {.value = words.sentence, .cursor = Cursor::kHand, .ring = 6});
  if (act.hovered) paint_.fill(box, theme_.hover, 6);
  if (act.clicked) context_.commands.run("toggle-follow");
  draw_mark(paint_, theme_, state_.following.state, {box.center_x(), box.center_y()});
}

void Shell::draw_live_item(Menu& menu) {
  if (state_.following.state == FollowState::kNone) return;
  const bool paused = state_.following.state == FollowState::kPaused;
  const char* const icon = paused ? kIconPlay : kIconPause;
  const LiveWords words = live_words(state_.following, context_.now_secs);
  if (menu.item(paused ? "Go on with following" : "Pause following",
                {.icon = icon, .key = "Shift U", .note = words.ago}))
    context_.commands.run("toggle-follow");
}

}  // namespace db
