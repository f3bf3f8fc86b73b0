#include "app/live_words.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/number_text.h"

namespace db {
namespace {

// Coarser the longer it is ago: a new text is a new frame.
struct Step {
  double below_secs;  // for ages below it
  double secs;        // the text changes so often
  double unit_secs;
  std::string_view unit;
};
constexpr Step kSteps[] = {
    {60, 10, 1, " s ago"},
    {3600, 60, 60, " min ago"},
    {48 * 3600, 3600, 3600, " h ago"},
    {1e300, 24 * 3600, 24 * 3600, " days ago"},
};

}  // namespace

LiveWords live_words(const Following& following, double now_secs) {
  LiveWords words;
  if (following.grew_secs) {
    const double age = std::max(0.0, now_secs - *following.grew_secs);
    const auto& step = *std::ranges::find_if(kSteps, [age](const Step& s) { return age < s.below_secs; });
    const double shown = std::floor(age / step.secs) * step.secs;
    words.ago = shown == 0 ? "just now" : with_commas(shown / step.unit_secs) + std::string(step.unit);
    words.changes_in_secs = shown + step.secs - age;
  }
  const std::string grew = words.ago.empty() ? "." : "; last written " + words.ago + ".";
  switch (following.state) {
    case FollowState::kFollowing:
      words.state = "Live";
      words.sentence = "New data shows up at once" + grew + " Pause following";
      break;
    case FollowState::kPaused:
      words.state = "Paused";
      words.sentence = "New data is not read now" + grew + " Go on with following";
      words.changes_in_secs = 0;
      words.ago.clear();
      break;
    case FollowState::kLost:
      words.state = "Not reachable";
      words.sentence = "The files cannot be looked at just now" + grew + " It is tried again and again";
      break;
    case FollowState::kNone:
      break;
  }
  return words;
}

}  // namespace db
