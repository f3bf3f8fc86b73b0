#include "app/history_steps.h"

#include <algorithm>

#include "ui/view_state.h"

namespace db {
namespace {

constexpr double kPauseSecs = 2;

}  // namespace

bool HistorySteps::step(std::string_view before, std::string_view after, bool own, double now_secs) {
  auto keys = changed_keys(before, after);
  std::erase(keys, "v");  // comes and goes with the first setting
  const bool same = going_on_ && now_secs - last_secs_ < kPauseSecs && std::ranges::equal(keys, keys_);
  going_on_ = !own;
  last_secs_ = now_secs;
  keys_.assign(keys.begin(), keys.end());
  return own || !same;
}

}  // namespace db
