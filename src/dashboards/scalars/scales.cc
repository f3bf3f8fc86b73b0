// Scales and zooms of single cards, and how links name them.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "dashboards/scalars/scalars.h"
#include "ui/view_state.h"

namespace db {
namespace {

// Takes "lo:hi:" from the front; "::" is no range. False: it is neither, or cannot be drawn.
bool take_range(std::string_view& text, std::optional<Range>& range) {
  std::array<double, 2> ends{};
  std::array<bool, 2> empty{};
  for (std::size_t i = 0; i < 2; ++i) {
    const auto colon = text.find(':');
    if (colon == text.npos) return false;
    const std::string number(text.substr(0, colon));
    text.remove_prefix(colon + 1);
    empty[i] = number.empty();
    char* end = nullptr;
    ends[i] = std::strtod(number.c_str(), &end);
    if (end != number.c_str() + number.size()) return false;
  }
  if (empty[0] && empty[1]) return true;
  range = Range{ends[0], ends[1]};
  return !empty[0] && !empty[1] && drawable(*range);
}

}  // namespace

ScaleKind Scalars::x_scale(const std::string& card) const {
  if (settings_.axis == XAxis::kWall) return ScaleKind::kLinear;
  const auto own = card_scales_.find(card);
  return own != card_scales_.end() ? own->second.x.value_or(settings_.x_scale) : settings_.x_scale;
}

ScaleKind Scalars::y_scale(const std::string& card) const {
  const auto own = card_scales_.find(card);
  return own != card_scales_.end() ? own->second.y.value_or(settings_.y_scale) : settings_.y_scale;
}

// Linear, log, symlog, linear: of one card.
void Scalars::next_scale(Context& context, const std::string& card, bool x) {
  if (x && settings_.axis == XAxis::kWall) {
    context.commands.toast("Wall time is linear");
    return;
  }
  const auto next = static_cast<ScaleKind>((static_cast<int>(x ? x_scale(card) : y_scale(card)) + 1) % 3);
  (x ? card_scales_[card].x : card_scales_[card].y) = next;
  context.commands.state_changed(true);
  context.animate();
}

// "log:linear:tag": x and y; nothing where it is that of the settings.
void Scalars::save_scales(StateWriter& state) const {
  std::vector<std::string> texts;
  for (const auto& [card, scales] : card_scales_) {
    const bool x = scales.x && *scales.x != settings_.x_scale, y = scales.y && *scales.y != settings_.y_scale;
    if (!x && !y) continue;
    std::string text;
    if (x) text += scale_key(*scales.x);
    text += ':';
    if (y) text += scale_key(*scales.y);
    texts.push_back(text + ":" + card);
  }
  if (!texts.empty()) state.set_list("scales", texts);
}

void Scalars::load_scales(const StateReader& state) {
  card_scales_.clear();
  for (const std::string& tag : state.list("log")) {  // links of before there was symlog
    card_scales_[tag].y = settings_.y_scale == ScaleKind::kLog ? ScaleKind::kLinear : ScaleKind::kLog;
  }
  for (const std::string& text : state.list("scales")) {
    const auto first = text.find(':');
    const auto second = first == text.npos ? text.npos : text.find(':', first + 1);
    CardScales scales;
    if (second != text.npos) {
      scales = {scale_of_key(text.substr(0, first)), scale_of_key(text.substr(first + 1, second - first - 1))};
    }
    if (scales.x || scales.y) {
      card_scales_[text.substr(second + 1)] = scales;
    } else {
      state.refuse_item("scales", text);
    }
  }
}

// A person has changed what a chart shows.
void Scalars::zoomed(Context& context, const Chart& chart) {
  last_zoomed_ = chart.card();
  undo_.reset();  // Ctrl Z takes back what was last
  context.animate();
  if (!settings_.link_zoom) return;
  relink_zoom();
}

// All cards show what the last one zoomed does; or their own, where linking has ended or it is not zoomed.
void Scalars::relink_zoom() {
  const auto from = last_zoomed_ ? charts_.find(*last_zoomed_) : charts_.end();
  linked_x_.reset();
  zooms_.clear();
  if (settings_.link_zoom && from != charts_.end()) {
    const Chart& chart = *from->second;
    const ChartView::Shown to = chart.view().target();
    if (!to.x_fitted) linked_x_ = Range{chart.absolute(to.x.lo), chart.absolute(to.x.hi)};
  }
  if (!settings_.link_zoom) return;
  for (auto& [tag, chart] : charts_) {
    if (tag == last_zoomed_) continue;
    if (linked_x_) {
      link_zoom(*chart);
    } else if (!chart->view().x_fitted()) {
      chart->view().unfollow_x();
    }
  }
}

void Scalars::link_zoom(Chart& chart) const {
  if (linked_x_) chart.view().follow_x({chart.place(linked_x_->lo), chart.place(linked_x_->hi)});
}

void Scalars::show_zoom(Chart& chart) {
  const auto zoom = zooms_.find(chart.name());
  if (zoom == zooms_.end()) return;
  chart.show(zoom->second);
  zooms_.erase(zoom);
}

// Shows what a link, or another card, says of it. True: that was something new.
bool Scalars::apply_zoom(Chart& chart) {
  if (!chart.has_data()) return false;
  if (zooms_.contains(chart.name())) {
    show_zoom(chart);
    return true;
  }
  if (!linked_x_ || !chart.view().x_fitted() || chart.card() == last_zoomed_) return false;
  link_zoom(chart);
  return true;
}

// What is its own of a chart's zoom; nothing: it is fitted, or x is that of all cards.
std::optional<Zoom> Scalars::own_zoom(const Chart& chart) const {
  if (chart.view().fitted() || (linked_x_ && chart.view().y_fitted())) return std::nullopt;
  return chart.zoom();
}

void Scalars::keep_zoom(const Chart& chart) {
  if (const auto zoom = own_zoom(chart)) zooms_[chart.name()] = *zoom;
}

// "x0:x1:y0:y1:tag", as steps or seconds and values; empty where an axis follows the data.
void Scalars::save_zooms(StateWriter& state) const {
  std::map<std::string, Zoom> all = zooms_;
  for (const auto& [tag, chart] : charts_)
    if (const auto zoom = own_zoom(*chart)) all[chart->name()] = *zoom;
  std::vector<std::string> texts;
  for (const auto& [tag, zoom] : all) {
    std::array<char, 80> x{":"}, y{":"};
    if (zoom.x) std::snprintf(x.data(), x.size(), "%.10g:%.10g", zoom.x->lo, zoom.x->hi);
    if (zoom.y) std::snprintf(y.data(), y.size(), "%.6g:%.6g", zoom.y->lo, zoom.y->hi);
    texts.push_back(std::string(x.data()) + ":" + y.data() + ":" + tag);
  }
  if (!texts.empty()) state.set_list("zoom", texts);
  if (!linked_x_) return;
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(), "%.10g:%.10g", linked_x_->lo, linked_x_->hi);
  state.set("linkedx", text.data());
}

void Scalars::load_zooms(const StateReader& state) {
  zooms_.clear();
  for (const std::string& text : state.list("zoom")) {
    std::string_view rest = text;
    Zoom zoom;
    const bool read = take_range(rest, zoom.x) && take_range(rest, zoom.y) && (zoom.x || zoom.y);
    if (read) {
      zooms_[std::string(rest)] = zoom;
    } else {
      state.refuse_item("zoom", text);
    }
  }
  linked_x_.reset();
  Range linked;
  if (const auto text = state.text("linkedx")) {
    if (std::sscanf(text->c_str(), "%lf:%lf", &linked.lo, &linked.hi) != 2 || !drawable(linked)) {
      state.refuse("linkedx");
    } else if (settings_.link_zoom) {
      linked_x_ = linked;
    }
  }
  // Charts that are there already show what the link says.
  for (auto& [tag, chart] : charts_) {
    if (!zooms_.contains(chart->name())) chart->view().reset_zoom();
  }
}

}  // namespace db
