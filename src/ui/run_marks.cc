#include "ui/run_marks.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ui/view_state.h"

namespace db {

const RunLook* RunMarks::look(std::string_view key) const {
  const auto at = looks_.find(key);
  return at == looks_.end() ? nullptr : &at->second;
}

const RunLook* RunMarks::look_of(std::string_view run) const {
  if (looks_.empty()) return nullptr;
  const RunLook* found = look(run);
  if (!found) any_folder(run, [&](std::string_view folder) { return (found = look(folder)) != nullptr; });
  return found;
}

void RunMarks::set_look(std::string_view key, const RunLook& look) {
  if (key.ends_with('/')) std::erase_if(looks_, [&](const auto& entry) { return entry.first.starts_with(key); });
  if (!look.empty()) {
    looks_.insert_or_assign(std::string(key), look);
  } else if (const auto at = looks_.find(key); at != looks_.end()) {
    looks_.erase(at);
  }
}

std::string_view RunMarks::name(std::string_view run) const {
  const auto at = names_.find(run);
  return at == names_.end() ? std::string_view() : std::string_view(at->second);
}

std::string_view RunMarks::note(std::string_view run) const {
  const auto at = notes_.find(run);
  return at == notes_.end() ? std::string_view() : std::string_view(at->second);
}

void RunMarks::set(Texts& texts, std::string_view run, std::string_view text) {
  if (text.find_first_not_of(" \t\n") == text.npos) {
    if (const auto at = texts.find(run); at != texts.end()) texts.erase(at);
  } else {
    texts.insert_or_assign(std::string(run), std::string(text));
  }
}

void RunMarks::rename(std::string_view run, std::string_view name) { set(names_, run, name == run ? "" : name); }
void RunMarks::annotate(std::string_view run, std::string_view note) { set(notes_, run, note); }

void RunMarks::save(StateWriter& state) const {
  if (!looks_.empty()) {
    std::vector<std::string> list;
    for (const auto& [key, look] : looks_) list.push_back(look.text() + ":" + key);
    state.set_list("colours", list);
  }
  for (const auto& [key, texts] : {std::pair("names", &names_), std::pair("notes", &notes_)}) {
    if (texts->empty()) continue;
    std::vector<std::string> list;
    for (const auto& [run, text] : *texts) {
      list.push_back(run);
      list.push_back(text);
    }
    state.set_list(key, list);
  }
  if (!hidden.empty()) state.set_list("hidden", hidden.list());
  if (!pinned.empty()) state.set_list("pinned", pinned.list());
  if (!pattern.empty()) state.set("colour-by", pattern);
  if (!pattern.empty() && grey_rest) state.set("colour-rest", "grey");
}

void RunMarks::load(const StateReader& state) {
  *this = {};
  for (const std::string& item : state.list("colours")) {
    const auto colon = std::min(item.find(':'), item.size());
    const auto look = RunLook::parse(std::string_view(item).substr(0, colon));
    if (look && colon < item.size()) {
      looks_.insert_or_assign(item.substr(colon + 1), *look);
    } else {
      state.refuse_item("colours", item);
    }
  }
  for (const auto& [key, texts] : {std::pair("names", &names_), std::pair("notes", &notes_)}) {
    const auto list = state.list(key);
    for (std::size_t i = 0; i + 1 < list.size(); i += 2) set(*texts, list[i], list[i + 1]);
    if (list.size() % 2 == 1) state.refuse_item(key, list.back());
  }
  hidden.assign(state.list("hidden"));
  pinned.assign(state.list("pinned"));
  pattern = state.text("colour-by", "");
  if (const auto rest = state.text("colour-rest")) {
    grey_rest = *rest == "grey";
    if (!grey_rest) state.refuse("colour-rest");
  }
}

}  // namespace db
