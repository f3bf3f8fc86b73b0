#include "ui/scroll_area.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <unordered_map>

#include "imgui_internal.h"
#include "ui/input.h"
#include "ui/paint.h"
#include "ui/widgets.h"

namespace db {

struct ScrollArea::State {
  float offset = 0;
  float speed = 0;      // CSS pixels a second, of a flung finger
  bool finger = false;  // a finger drags the content
  float finger_y = 0;   // offset + pointer y when it took hold
  double last_secs = 0;
  float last_y = 0;
  bool bar_held = false;
  float bar_grip = 0;
};

namespace {

constexpr float kBar = 10;  // the strip in which the bar lives
constexpr float kFingerSlop = 8;
constexpr float kFriction = 4.2f;  // a flung list loses e^-4.2 of its speed a second
constexpr float kLeastSpeed = 20;
constexpr float kKept = 48;  // of what was in view, after a page

}  // namespace

ScrollArea::ScrollArea(Context& context, std::string_view id, const Rect& area, float content_height)
    : context_(context), area_(area), content_height_(content_height) {
  static std::unordered_map<ImGuiID, std::unique_ptr<State>> states;  // a page has a handful, by stable id
  id_ = ImGui::GetID(id.data(), id.data() + id.size());
  auto& state = states[id_];
  if (!state) state = std::make_unique<State>();
  state_ = state.get();

  const ImGuiIO& io = ImGui::GetIO();
  const float limit = std::max(0.0f, content_height_ - area_.h);
  Input& input = context.input;
  if (input.touch) {
    const bool inside =
        area_.contains(io.MouseClickedPos[0]) &&
        ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem | ImGuiHoveredFlags_ChildWindows);
    if (ImGui::IsMouseDown(0) && inside && input.drag_owner == 0 && !input.pinching && limit > 0) {
      const float moved = io.MousePos.y - io.MouseClickedPos[0].y;
      if (ImGui::IsMouseClicked(0)) state_->speed = 0;
      if (!state_->finger && input.scrolling == 0 && std::abs(moved) > kFingerSlop &&
          std::abs(moved) > std::abs(io.MousePos.x - io.MouseClickedPos[0].x)) {
        state_->finger = true;
        state_->finger_y = state_->offset + io.MouseClickedPos[0].y + std::copysign(kFingerSlop, moved);
        state_->last_y = io.MousePos.y;
        state_->last_secs = context.now_secs;
        input.scrolling = id_;
        ImGui::ClearActiveID();  // what was under the finger is not pressed
      }
    }
    if (state_->finger) {
      if (ImGui::IsMouseDown(0)) {
        const double dt = context.now_secs - state_->last_secs;
        if (dt > 0) {
          const float now = (state_->last_y - io.MousePos.y) / static_cast<float>(dt);
          state_->speed = state_->speed * 0.4f + now * 0.6f;
        }
        state_->last_y = io.MousePos.y;
        state_->last_secs = context.now_secs;
        state_->offset = state_->finger_y - io.MousePos.y;
      } else {
        state_->finger = false;
        if (context.now_secs - state_->last_secs > 0.08) state_->speed = 0;
      }
    }
  } else {
    state_->finger = false;
  }
  if (!state_->finger && std::abs(state_->speed) > kLeastSpeed && !context.reduced_motion) {
    const float dt = std::min(0.05f, static_cast<float>(context.now_secs - state_->last_secs));
    state_->offset += state_->speed * dt;
    state_->speed *= std::exp(-kFriction * dt);
    if (state_->offset <= 0 || state_->offset >= limit) state_->speed = 0;
    state_->last_secs = context.now_secs;
    context.animate();
  } else if (!state_->finger) {
    state_->speed = 0;
  }
  state_->offset = std::clamp(state_->offset, 0.0f, limit);
  ImGui::PushClipRect(area_.min(), area_.max(), true);
}

ScrollArea::~ScrollArea() {
  const float limit = std::max(0.0f, content_height_ - area_.h);
  if (limit > 0) {
    const ImVec2 wheel = context_.input.take_wheel(area_);
    if (wheel.y != 0) {
      state_->offset = std::clamp(state_->offset - wheel.y, 0.0f, limit);
      state_->speed = 0;
      context_.animate();
    }
    if (const float pages = context_.input.take_pages(id_, area_); pages != 0) {
      scroll_to(std::clamp(state_->offset + pages * std::max(kKept, area_.h - kKept), 0.0f, limit));
    }
    const bool touch = context_.input.touch;
    const float length = std::max(32.0f, area_.h * area_.h / content_height_);
    const float travel = area_.h - length - 4;
    const float top = area_.y + 2 + travel * state_->offset / limit;
    const Rect strip{area_.right() - kBar, area_.y, kBar, area_.h};
    bool hovered = false;
    if (!touch) {
      ImGui::PushID(static_cast<int>(id_));
      const ImGuiID bar = ImGui::GetID("bar");
      const ImRect box(strip.min(), strip.max());
      bool held = false;
      if (ImGui::ItemAdd(box, bar, nullptr, ImGuiItemFlags_NoNav)) {
        ImGui::ButtonBehavior(box, bar, &hovered, &held, ImGuiButtonFlags_NoNavFocus);
      }
      const float y = ImGui::GetIO().MousePos.y;
      if (held && !state_->bar_held) state_->bar_grip = y >= top && y < top + length ? y - top : length / 2;
      state_->bar_held = held;
      if (held && travel > 0) {
        state_->offset = std::clamp((y - state_->bar_grip - area_.y - 2) / travel, 0.0f, 1.0f) * limit;
        context_.animate();
      }
      ImGui::PopID();
    }
    const Theme& t = context_.theme;
    const Paint paint(context_);
    const bool wide = hovered || state_->bar_held;
    const float w = wide ? 6 : 4;
    if (!touch || state_->finger || state_->speed != 0) {
      paint.fill({strip.right() - w - 2, area_.y + 2 + travel * state_->offset / limit, w, length},
                 wide ? t.control : t.border2, w / 2);
    }
  }
  ImGui::PopClipRect();
}

float ScrollArea::offset() const { return std::floor(state_->offset * context_.pixel_ratio) / context_.pixel_ratio; }

int ScrollArea::first(float row_height) const { return static_cast<int>(offset() / row_height); }

int ScrollArea::last(float row_height, int rows) const {
  return std::min(rows, static_cast<int>((offset() + area_.h) / row_height) + 1);
}

void ScrollArea::reveal(float top, float bottom) {
  const float limit = std::max(0.0f, content_height_ - area_.h);
  float to = state_->offset;
  if (bottom > to + area_.h) to = bottom - area_.h;
  if (top < to) to = top;
  scroll_to(std::clamp(to, 0.0f, limit));
}

void ScrollArea::scroll_to(float offset) {
  if (offset == state_->offset) return;
  state_->offset = offset;
  state_->speed = 0;
  context_.animate();
}

}  // namespace db
