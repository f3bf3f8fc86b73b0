// The steps that are kept on the axis: one, or a range of them; the same for all cards ("linked time"), or each card
// its own. View state, by step values and names of cards:
//
//   step=21600   step=100:2000   steps=21600@loss,100:2000@acc
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/ids.h"

namespace db {

class StateReader;
class StateWriter;

struct KeptStep {
  Step first = 0, last = 0;  // the same of a single step
  bool range = false;
  bool operator==(const KeptStep&) const = default;
};

class KeptSteps {
 public:
  bool linked() const { return linked_; }
  // One card's own become those of all: the last one that was kept. The other way round they stay with that card.
  void set_linked(bool linked);

  std::optional<KeptStep> of(const std::string& card) const;
  // What all cards share, or none where each has its own.
  std::optional<KeptStep> shared() const { return linked_ ? all_ : std::nullopt; }
  bool empty() const { return linked_ ? !all_ : cards_.empty(); }
  void keep(const std::string& card, KeptStep step);  // first <= last
  void drop(const std::string& card);
  void clear();
  // Where one was kept last: its flags show.
  const std::string& card() const { return card_; }
  // Ranges become single steps, their last ones.
  void end_ranges();

  void save(StateWriter& state) const;
  void load(const StateReader& state, bool linked);

 private:
  bool linked_ = true;
  std::optional<KeptStep> all_;
  std::map<std::string, KeptStep> cards_;
  std::string card_;
};

// "100:2000", "21600"; nothing where it is neither.
std::optional<KeptStep> parse_kept_step(std::string_view text);
std::string kept_step_text(KeptStep step);
// A step as a person types it: commas and a real minus are fine, "1e4" too.
std::optional<Step> parse_step(std::string_view text);

}  // namespace db
