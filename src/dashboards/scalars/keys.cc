// Keys of the dashboard (reference look.md 8). They mean the card under the pointer, or the one chosen by J and K.
#include <algorithm>

#include "dashboards/scalars/scalars.h"
#include "ui/input.h"
#include "ui/plot_frame.h"
#include "ui/text_fields.h"

namespace db {
namespace {

constexpr double kZoomStep = 0.8;
constexpr double kPanStep = 0.15;

constexpr KeyHelp kKeys[] = {
    {"Move", "W S", "Zoom in, out at the pointer"},
    {"Move", "A D", "Pan left, right"},
    {"Move", "Drag", "Zoom to a box"},
    {"Move", "Shift drag", "Pan"},
    {"Move", "Ctrl or Alt wheel", "Zoom at the pointer"},
    {"Move", "Backspace or Ctrl Z", "Undo a zoom"},
    {"Move", "Ctrl Shift Z", "Redo a zoom"},
    {"Move", "E", "Set the ranges of the axes"},
    {"Move", "Double click", "Fit"},
    {"Move", "R", "Fit every card", true},
    {"Move", "L", "Y axis linear, log, symlog"},
    {"Move", "Shift L", "X axis linear, log, symlog"},
    {"Steps", "Click", "Keep the step, let it go"},
    {"Steps", "Shift click", "Keep a range of steps"},
    {"Steps", "B", "One step or a range", true},
    {"Steps", "Y", "The same step in all cards, or each its own", true},
    {"Steps", "Q", "Tables of values below the plots", true},
    {"Steps", "Ctrl C", "Copy the values at the pointer"},
    {"Steps", "Delete", "Let the step go"},
    {"Steps", "← →", "Step back, on"},
    {"Steps", "Shift ← →", "Ten steps"},
    {"Steps", "Home End", "First, last step"},
    {"Runs and cards", "V", "Cards, or a table of runs", true},
    {"Cards", "F", "Filter tags", true},
    {"Cards", "J K", "Next, previous card"},
    {"Cards", "P", "Pin the card"},
    {"Cards", ", .", "Move the pin earlier, later"},
    {"Cards", "Shift P", "Clear all pins", true},
    {"Cards", "M", "Tags of the card"},
    {"Cards", "Shift M", "New card from a pattern", true},
    {"Cards", "Shift C", "Copy the card's image", true},
    {"Cards", "Shift S", "Save the card as SVG", true},
    {"Cards", "Drag title", "Add the tag to another card"},
    {"Cards", "Ctrl Z", "Undo a pin, an added tag"},
    {"Cards", "Enter", "Card full screen"},
    {"Cards", "Shift Enter", "Card at full width"},
    {"Cards", "Shift F", "Fold all groups", true},
    {"Cards", "Shift E", "Unfold all groups", true},
    {"Runs and cards", "X", "Only the nearest run"},
    {"Runs and cards", "0", "Smoothing off and on", true},
    {"Runs and cards", "G", "Groups of runs as bands, off and on", true},
    // No key: what makes many files, or is one of several.
    {"", "save-all-csv", "Save all cards as CSV", true},
    {"", "save-all-json", "Save all cards as JSON", true},
    {"", "save-all-svg", "Save all cards as SVG", true},
    {"", "save-all-png", "Save all cards as PNG", true},
    {"", "smooth-0", "TensorBoard's smoothing", true},
    {"", "smooth-1", "Time-based smoothing", true},
    {"", "smooth-2", "Gaussian smoothing", true},
    {"", "smooth-3", "Median smoothing", true},
    {"", "smooth-amount", "Amount of smoothing", true},
};

}  // namespace

std::span<const KeyHelp> Scalars::keys() const { return kKeys; }

Chart* Scalars::current_chart() {
  std::optional<CardId> card = plot_hovered_ ? plot_hovered_ : hovered_ ? hovered_ : selected_;
  if (!card && scrubbed_) card = readout_card_id_;
  if (!card && drawn_.size() == 1) card = drawn_[0].id;
  if (!card && marker_.shown) card = marker_.card;
  if (!card && settings_.axis == XAxis::kStep) {  // where a step was kept
    const auto kept = std::ranges::find_if(charts_, [&](const auto& c) { return c.second->name() == kept_.card(); });
    if (kept != charts_.end()) card = kept->first;
  }
  const auto found = card ? charts_.find(*card) : charts_.end();
  return found == charts_.end() ? nullptr : found->second.get();
}

// Through all cards that are not folded away, in the order of the page.
bool Scalars::move_card(Context& context, int direction) {
  std::vector<CardId> order;
  for (const CardGroup& group : list_.groups()) {
    if (!group.folded) order.insert(order.end(), group.cards.begin(), group.cards.end());
  }
  if (order.empty()) return false;
  const auto at = selected_ ? std::ranges::find(order, *selected_) : order.end();
  std::ptrdiff_t next = 0;
  if (at != order.end()) {
    next = std::clamp<std::ptrdiff_t>(at - order.begin() + direction, 0, static_cast<std::ptrdiff_t>(order.size()) - 1);
  } else if (!drawn_.empty()) {  // from what is on screen
    next = std::ranges::find(order, drawn_[0].id) - order.begin();
  }
  selected_ = order[static_cast<std::size_t>(next)];
  revealing_ = selected_;
  if (!full_.empty()) full_ = cards_.name(context.store, *selected_);
  context.animate();
  return true;
}

bool Scalars::reveal(Context& context, std::string_view tag) {
  update_index(context);
  const TagId* id = context.store.find_tag(tag);
  return id && !index_.series(*id).empty() && show_card(context, tag);
}

bool Scalars::key(Context& context, std::string_view key, const Modifiers& modifiers) {
  const auto lower = [&](char letter) { return key.size() == 1 && (key[0] | 32) == letter; };
  if (key == "Undo") return undo_cards(context);  // of a message
  if (lower('v') && !modifiers.command() && !modifiers.alt) {
    set_table_view(context, !settings_.table_view);
    return true;
  }
  if (constexpr std::string_view kAll = "save-all-"; key.starts_with(kAll)) {
    return save_all(context, key.substr(kAll.size()));
  }
  if (constexpr std::string_view kSmooth = "smooth-"; key.starts_with(kSmooth)) {
    choose_smoothing(context, key.substr(kSmooth.size()));
    return true;
  }
  if (settings_.table_view) return runs_table_.key(context, key, modifiers);
  Chart* c = current_chart();
  if (lower('z') && modifiers.command()) {
    if (!modifiers.shift && undo_cards(context)) return true;
    if (!c && last_zoomed_ && charts_.contains(*last_zoomed_)) c = charts_[*last_zoomed_].get();
    if (!c || !(modifiers.shift ? c->view().redo(context) : c->view().undo(context))) return false;
    zoomed(context, *c);
    context.commands.state_changed(true);
    return true;
  }
  if (lower('c') && modifiers.command() && !modifiers.shift) return copy_readout(context);
  if (modifiers.command() || modifiers.alt) return false;
  if (key == "Escape") {
    if (drag_) {
      drag_.reset();
    } else if (picker_.is_open()) {
      picker_.close();
    } else if (!full_.empty()) {
      set_full(context, "");
    } else if (scrubbed_ || marker_.kept) {
      scrubbed_ = marker_.kept = marker_.shown = false;
    } else if (settings_.axis == XAxis::kStep && !kept_.empty()) {
      kept_.clear();
      context.commands.state_changed(true);
    } else if (selected_) {
      selected_.reset();
    } else {
      return false;
    }
    context.animate();
    return true;
  }
  if (key == "ArrowLeft" || key == "ArrowRight") {
    move_marker(context, (key == "ArrowRight" ? 1 : -1) * (modifiers.shift ? 10 : 1));
    return c != nullptr;
  }
  if (key == "Home" || key == "End") {
    marker_to_end(context, key == "End");
    return c != nullptr;
  }
  if (lower('b') && settings_.axis == XAxis::kStep) {
    set_range(context, !settings_.range);
    return true;
  }
  if (lower('q')) {
    settings_.value_tables = !settings_.value_tables;
    context.commands.state_changed(true);
    context.animate();
    return true;
  }
  if (lower('y')) {
    set_linked(context, !settings_.link_marker);
    return true;
  }
  if (key == "Delete" && c && kept_in(*c)) {
    drop_kept(context, c->name());
    return true;
  }
  if (modifiers.shift && lower('m')) {
    new_pattern(context);
    return true;
  }
  if (modifiers.shift && lower('p')) return clear_pins(context);
  if (modifiers.shift && (lower('f') || lower('e'))) {
    fold_all(context, lower('f'));
    return true;
  }
  if (lower('f')) {
    if (context.phone()) context.commands.run("toggle-panel");
    context.fields.focus("filter-tags");
    return true;
  }
  if (lower('j') || lower('k')) return move_card(context, lower('j') ? 1 : -1);
  if (key == "0") {
    const double last = last_amounts_[static_cast<std::size_t>(settings_.smoothing_amount())];
    set_smoothing(context, settings_.amount() > 0 ? 0 : last);
    return true;
  }
  if (lower('r')) {
    for (const Drawn& d : drawn_) chart(context.store, d.id).view().fit(context);
    zooms_.clear();
    linked_x_.reset();
    for (auto& [tag, other] : charts_) {
      if (!other->view().fitted()) other->view().reset_zoom();
    }
    context.commands.state_changed(true);
    return true;
  }
  if (lower('g')) {
    set_group_by(context, settings_.group_by == GroupBy::kNone ? last_group_by_ : GroupBy::kNone);
    return true;
  }
  if (lower('x')) {
    if (readout_.empty() || readout_.rows[readout_.nearest].is_group()) return false;
    context.commands.run("only-run", context.store.run(readout_.rows[readout_.nearest].run).name);
    return true;
  }
  if (modifiers.shift && (lower('c') || lower('s'))) {
    if (!c) {
      context.commands.toast("Point at a card, or choose one with J and K");
    } else if (lower('c')) {
      copy_picture(context, *c);
    } else {
      save_picture(context, *c, false);
    }
    return true;
  }
  if (!c) return false;
  ChartView& view = c->view();
  if (key == "Backspace") {
    if (!view.undo(context)) return false;
    zoomed(context, *c);
    context.commands.state_changed(true);
  } else if (lower('e')) {
    axis_editor_.open(c->card(), 2);
  } else if (lower('l')) {
    next_scale(context, c->name(), modifiers.shift);
  } else if (lower('p')) {
    toggle_pin(context, c->name());
  } else if (key == "," || key == ".") {
    return move_pin(context, c->name(), key == "," ? -1 : 1);
  } else if (lower('m')) {
    picker_.open(context, c->name());
  } else if (key == "Enter" && modifiers.shift) {
    toggle_wide(context, c->name());
  } else if (key == "Enter") {
    set_full(context, full_.empty() ? std::string_view(c->name()) : std::string_view());
  } else if (lower('w') || lower('s')) {
    double at_x = 0.5, at_y = 0.5;
    const auto drawn = std::ranges::find(drawn_, c->card(), &Drawn::id);
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    if (drawn != drawn_.end() && drawn->plot.contains(pointer)) {
      at_x = static_cast<double>(pointer.x - drawn->plot.x) / drawn->plot.w;
      at_y = static_cast<double>(drawn->plot.bottom() - pointer.y) / drawn->plot.h;
    }
    const double factor = lower('w') ? kZoomStep : 1 / kZoomStep;
    view.zoom_to(db::zoomed(view.x, factor, at_x), db::zoomed(view.y, factor, at_y));
    zoomed(context, *c);
    context.commands.state_changed();
  } else if (lower('a') || lower('d')) {
    const double by = (lower('d') ? kPanStep : -kPanStep) * view.x.size();
    view.zoom_to(Range{view.x.lo + by, view.x.hi + by}, view.y_fitted() ? std::nullopt : std::optional(view.y));
    zoomed(context, *c);
    context.commands.state_changed();
  } else {
    return false;
  }
  context.animate();
  return true;
}

}  // namespace db
