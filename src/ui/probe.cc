#include "ui/probe.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace db {
namespace {

bool stands_in_line(const Widget& w) { return w.id != 0 && w.kind <= Kind::kSelect; }

}  // namespace

std::string_view kind_name(Kind kind) {
  switch (kind) {
    case Kind::kButton:
      return "button";
    case Kind::kCheckbox:
      return "checkbox";
    case Kind::kSwitch:
      return "switch";
    case Kind::kTab:
      return "tab";
    case Kind::kOption:
      return "option";
    case Kind::kSlider:
      return "slider";
    case Kind::kField:
      return "field";
    case Kind::kSelect:
      return "select";
    case Kind::kMenuItem:
      return "menuitem";
    case Kind::kRow:
      return "row";
    case Kind::kHeader:
      return "header";
    case Kind::kCard:
      return "card";
    case Kind::kPlot:
      return "plot";
    case Kind::kText:
      return "text";
    case Kind::kStatus:
      return "status";
    case Kind::kRegion:
      return "region";
    case Kind::kResize:
      return "resize";
  }
  return "";
}

void Probe::begin_frame() {
  widgets_.clear();
  text_.clear();
  current_ = 0;
}

void Probe::end_frame() {
  constexpr float kSameLine = 8;
  for (std::size_t i = 1; i < widgets_.size(); ++i) {
    for (std::size_t at = i; at > 0; --at) {
      Widget &before = widgets_[at - 1], &w = widgets_[at];
      if (!stands_in_line(w) || !stands_in_line(before) || before.rect.x <= w.rect.x) break;
      if (std::abs(before.rect.center_y() - w.rect.center_y()) > kSameLine) break;
      std::swap(before, w);
    }
  }
}

void Probe::cover() { begin_frame(); }

void Probe::add(Kind kind, std::string_view label, const Rect& rect, ImGuiID id, bool enabled, Checked checked,
                std::string_view value, float fraction) {
  const ImVec2 clip_min = ImGui::GetWindowDrawList()->GetClipRectMin();
  const ImVec2 clip_max = ImGui::GetWindowDrawList()->GetClipRectMax();
  Widget w;
  w.rect.x = std::max(rect.x, clip_min.x);
  w.rect.y = std::max(rect.y, clip_min.y);
  w.rect.w = std::min(rect.right(), clip_max.x) - w.rect.x;
  w.rect.h = std::min(rect.bottom(), clip_max.y) - w.rect.y;
  if (w.rect.empty()) return;
  w.kind = kind;
  w.id = id;
  w.enabled = enabled;
  w.focusable = id != 0 && kind != Kind::kText && kind != Kind::kStatus && kind != Kind::kRegion &&
                kind != Kind::kPlot && kind != Kind::kCard;
  w.checked = checked;
  w.fraction = fraction;
  w.label_at = static_cast<std::uint32_t>(text_.size());
  w.label_bytes = static_cast<std::uint32_t>(label.size());
  text_ += label;
  w.value_at = static_cast<std::uint32_t>(text_.size());
  w.value_bytes = static_cast<std::uint32_t>(value.size());
  text_ += value;
  widgets_.push_back(w);
}

const Widget* Probe::find(std::string_view name) const {
  for (const Widget& w : widgets_)
    if (label(w) == name) return &w;
  return nullptr;
}

const Widget* Probe::find(Kind kind, std::string_view name) const {
  for (const Widget& w : widgets_)
    if (w.kind == kind && label(w) == name) return &w;
  return nullptr;
}

}  // namespace db
