// What a person has said about runs: colours and patterns, other names, notes, which are hidden from the list. By
// names, so that it holds for runs that are still to come; kept in the view state, never in the logs:
//
//   colours=teal.dot:exp/a,1a2b3c:exp/lr1/    of a run, of all runs in a folder (its path with the slash)
//   names=exp/a,baseline                      run, what it is called here, run, ...
//   notes=exp/a,diverged%20at%2012k           run, note, ...
//   hidden=exp/b,old/                         runs and folders
//   pinned=exp/a                              runs that head the list
//   colour-by=lr([^_]*)  colour-rest=grey     colours by what a pattern captures; the others keep theirs, or are grey
//
// A run's own colour goes before its folder's, the deepest folder before those around it, all before the pattern.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "ui/name_set.h"
#include "ui/run_colours.h"

namespace db {

class StateReader;
class StateWriter;

class RunMarks {
 public:
  // Of the run or folder itself; null: none.
  const RunLook* look(std::string_view key) const;
  // In force: of the run or of a folder around it.
  const RunLook* look_of(std::string_view run) const;
  void set_look(std::string_view key, const RunLook& look);  // an empty one takes it back; of a folder: also inside

  std::string_view name(std::string_view run) const;  // empty: its own
  std::string_view note(std::string_view run) const;
  void rename(std::string_view run, std::string_view name);
  void annotate(std::string_view run, std::string_view note);

  NameSet hidden, pinned;

  std::string pattern;  // empty: none
  bool grey_rest = false;

  bool any_names() const { return !names_.empty(); }
  void save(StateWriter& state) const;
  void load(const StateReader& state);  // bad items are left out

 private:
  using Texts = std::map<std::string, std::string, std::less<>>;
  static void set(Texts& texts, std::string_view run, std::string_view text);

  std::map<std::string, RunLook, std::less<>> looks_;
  Texts names_, notes_;
};

}  // namespace db
