#include "dashboards/scalars/kept_steps.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

#include "ui/number_text.h"
#include "ui/view_state.h"

namespace db {
namespace {

std::optional<Step> whole_step(std::string_view text) {
  Step step = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), step);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return step;
}

}  // namespace

std::optional<KeptStep> parse_kept_step(std::string_view text) {
  const auto colon = text.find(':');
  const auto first = whole_step(text.substr(0, colon));
  if (!first) return std::nullopt;
  if (colon == text.npos) return KeptStep{*first, *first, false};
  const auto last = whole_step(text.substr(colon + 1));
  if (!last) return std::nullopt;
  return KeptStep{std::min(*first, *last), std::max(*first, *last), true};
}

std::string kept_step_text(KeptStep step) {
  return step.range ? std::to_string(step.first) + ":" + std::to_string(step.last) : std::to_string(step.last);
}

std::optional<Step> parse_step(std::string_view text) {
  std::string plain;
  constexpr std::string_view kMinus = "−";
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with(kMinus)) {
      plain += '-';
      i += kMinus.size() - 1;
    } else if (text[i] != ',' && text[i] != ' ') {
      plain += text[i];
    }
  }
  if (const auto exact = whole_step(plain)) return exact;
  double number = 0;
  if (!parse_number(text, number)) return std::nullopt;
  return static_cast<Step>(std::round(std::clamp(number, -9.2e18, 9.2e18)));
}

void KeptSteps::set_linked(bool linked) {
  if (linked == linked_) return;
  linked_ = linked;
  if (linked) {
    const auto found = cards_.contains(card_) ? cards_.find(card_) : cards_.begin();
    all_ = found == cards_.end() ? std::nullopt : std::optional(found->second);
    cards_.clear();
  } else {
    cards_.clear();
    if (all_ && !card_.empty()) cards_[card_] = *all_;
    all_.reset();
  }
}

std::optional<KeptStep> KeptSteps::of(const std::string& card) const {
  if (linked_) return all_;
  const auto found = cards_.find(card);
  return found == cards_.end() ? std::nullopt : std::optional(found->second);
}

void KeptSteps::keep(const std::string& card, KeptStep step) {
  card_ = card;
  if (linked_) {
    all_ = step;
  } else {
    cards_[card] = step;
  }
}

void KeptSteps::drop(const std::string& card) {
  if (linked_) {
    all_.reset();
  } else {
    cards_.erase(card);
  }
}

void KeptSteps::clear() {
  all_.reset();
  cards_.clear();
  card_.clear();
}

void KeptSteps::end_ranges() {
  const auto end = [](KeptStep& step) { step = {step.last, step.last, false}; };
  if (all_) end(*all_);
  for (auto& [card, step] : cards_) end(step);
}

void KeptSteps::save(StateWriter& state) const {
  if (all_ && linked_) state.set("step", kept_step_text(*all_));
  if (linked_ || cards_.empty()) return;
  std::vector<std::string> texts;
  for (const auto& [card, step] : cards_) texts.push_back(kept_step_text(step) + "@" + card);
  state.set_list("steps", texts);
}

void KeptSteps::load(const StateReader& state, bool linked) {
  clear();
  linked_ = linked;
  if (linked) {
    const auto text = state.text("step");
    if (text) all_ = parse_kept_step(*text);
    if (text && !all_) state.refuse("step");
    return;
  }
  for (const std::string& text : state.list("steps")) {
    const auto at = std::min(text.find('@'), text.size());
    const auto step = parse_kept_step(std::string_view(text).substr(0, at));
    if (step && at < text.size()) {
      cards_[text.substr(at + 1)] = *step;
    } else {
      state.refuse_item("steps", text);
    }
  }
}

}  // namespace db
