// Which changes of the view state are steps in the browser's history. A choice is one of its own. What is typed or
// dragged is one step from its beginning to its end: a change soon after another goes with it if it is of the same
// settings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace db {

class HistorySteps {
 public:
  // `own`: a choice. True: the change is a step; false: it belongs to the last one.
  bool step(std::string_view before, std::string_view after, bool own, double now_secs);
  // The state came from elsewhere; the next change is a step.
  void end() { going_on_ = false; }

 private:
  bool going_on_ = false;  // the last change may not have been the last of its step
  double last_secs_ = 0;
  std::vector<std::string> keys_;  // that it changed
};

}  // namespace db
