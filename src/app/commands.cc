// What each command does: App::apply. Arguments are names as people see them, never ids.
#include "app/commands.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/app.h"
#include "ui/colour.h"

namespace db {
namespace {

constexpr double kToastSecs = 5;

constexpr CommandInfo kCommands[] = {
    {"show-palette", "Find a command, tag or run", "", "Ctrl K", "Page", true},
    {"open-folder", "Open a folder", "o", "O", "Page", true},
    {"filter-runs", "Filter runs", "/", "/", "Runs and cards"},
    {"toggle-rail", "Run list", "[", "[", "Page"},
    {"toggle-panel", "Settings", "]", "]", "Page"},
    {"inspect", "Inspect: files, tags, notices", "i", "I", "Page"},
    {"toggle-theme", "Light or dark", "t", "T", "Page", true},
    {"show-keys", "Keys", "?", "?", "Page", true},
    {"page-down", "Scroll down a page", "", "Space", "Page"},
    {"page-up", "Scroll up a page", "", "Shift Space", "Page"},
    {"edit-run", "Run: name, notes, colour", "n", "N", "Runs and cards"},
    {"hide-run", "Hide the run from the list", "h", "H", "Runs and cards"},
    {"colour-runs", "Colour runs by a pattern", "c", "C", "Runs and cards"},
    {"all-runs", "Show all runs", "A", "Shift A", "Runs and cards"},
    {"filtered-off", "Show no run", "X", "Shift X", "Runs and cards"},
    {"invert-runs", "Invert which runs are shown", "!", "!", "Runs and cards"},
    {"sort-by-tag", "Sort runs by a tag's value", "T", "Shift T", "Runs and cards"},
    {"colour-by-name", "Colour runs by name again", "N", "Shift N", "Runs and cards"},
    {"unhide-runs", "Put hidden runs back into the list", "H", "Shift H", "Runs and cards"},
    {"open-files", "Open files", "O", "Shift O", "Page", true},
    {"show-tags", "Every tag", "I", "Shift I", "Page"},
    {"reload", "Read what is new", "u", "U", "Page"},
    {"toggle-follow", "Pause or go on with following", "U", "Shift U", "Page"},
    // No key: what is wanted once, or would be a loss if pressed by mistake.
    {"close-all", "Close", "", "", ""},
    {"open-sample", "Open the sample", "", "", "", true},
    {"search-help", "How to search", "", "", "", true},
    {"show-formats", "What can be opened", "", "", "", true},
    {"show-about", "About dropboard", "", "", "", true},
    {"toggle-single-keys", "Keys of a single letter, off and on", "", "", "", true},
};

}  // namespace

std::span<const CommandInfo> all_commands() { return kCommands; }

void App::apply_commands() {
  // A command may queue others; they wait for the next round.
  for (const auto& command : commands_.take()) {
    apply(command);
    invalidate();
  }
}

void App::run_command(std::string_view name, std::string_view argument) {
  commands_.run(name, argument);
  invalidate();
}

void App::apply(const Commands::Entry& command) {
  const std::string& name = command.name;
  const std::string& argument = command.argument;
  const bool narrow = width_class(width_) != Width::kDesktop;
  Preferences& prefs = shell_.preferences;

  if (name == "open-folder") {
    platform_.open_folder();
  } else if (name == "open-files") {
    platform_.open_files();
  } else if (name == "open-sample") {
    platform_.open_sample();
  } else if (name == "reload") {
    platform_.reload_files();
  } else if (name == "toggle-follow") {
    platform_.follow_files(shell_.following.state == FollowState::kPaused);
  } else if (name == "close-all") {
    platform_.close_all();
  } else if (name == "pause" || name == "resume") {
    platform_.pause_reading(name == "pause");
  } else if (name == "stop") {
    platform_.stop_reading();
  } else if (name == "toggle-theme") {
    prefs.theme = theme_->dark ? ThemeChoice::kLight : ThemeChoice::kDark;
    if ((prefs.theme == ThemeChoice::kDark) == shell_.dark_system) prefs.theme = ThemeChoice::kSystem;
    save_preferences();
    dark_link_.reset();
    save_state(true);
  } else if (name == "toggle-rail") {
    if (narrow)
      shell_.rail_drawer = !shell_.rail_drawer;
    else
      prefs.rail_open = !prefs.rail_open;
    save_preferences();
  } else if (name == "toggle-panel") {
    if (narrow)
      shell_.panel_drawer = !shell_.panel_drawer;
    else
      prefs.panel_open = !prefs.panel_open;
    save_preferences();
  } else if (name == "toggle-single-keys") {
    prefs.single_keys = !prefs.single_keys;
    toast(prefs.single_keys ? "Single letters are keys again" : "Single letters are no keys now", Tone::kOk);
    save_preferences();
  } else if (name == "rail-width") {
    prefs.rail_width = std::clamp(std::strtof(argument.c_str(), nullptr), 200.0f, 480.0f);
    save_preferences();
  } else if (name == "filter-runs") {
    if (narrow)
      shell_.rail_drawer = true;
    else
      prefs.rail_open = true;
    fields_.focus("filter-runs");
  } else if (name == "set-dashboard") {
    set_dashboard(argument);
  } else if (name == "inspect") {
    set_dashboard(shell_.dashboard == "inspect" && !shell_.last_tab.empty() ? shell_.last_tab : "inspect");
  } else if (name == "show-tags") {
    StateReader view("inspect.view=tags");
    view.set_prefix("inspect.");
    for (auto& dashboard : dashboards_)
      if (dashboard->id() == "inspect") dashboard->load(view);
    if (shell_.dashboard == "inspect") save_state(true);
    set_dashboard("inspect");
  } else if (name == "show-tag") {
    show_tag(argument);
  } else if (name == "dashboard-key") {
    Context context = make_context(last_frame_secs_);
    constexpr std::string_view kShift = "Shift ";
    const bool shift = argument.starts_with(kShift);
    const auto key = std::string_view(argument).substr(shift ? kShift.size() : 0);
    if (Dashboard* dashboard = active()) dashboard->key(context, key, {.shift = shift});
  } else if (name == "show-palette") {
    shell_.dialog = Dialog::kPalette;
    shell_.palette_sorts = false;
    shell_.palette_text.clear();
    shell_.palette_chosen = 0;
  } else if (name == "sort-by-tag") {
    shell_.dialog = Dialog::kPalette;
    shell_.palette_sorts = true;
    shell_.palette_text.clear();
    shell_.palette_chosen = 0;
  } else if (name == "page-down" || name == "page-up") {
    input_.pages = name == "page-down" ? 1 : -1;
  } else if (name == "see-left-out") {
    shell_.dialog = Dialog::kLeftOut;
  } else if (name == "search-help") {
    shell_.dialog = Dialog::kSearchHelp;
  } else if (name == "edit-run") {
    edit_run(argument);
  } else if (name == "colour-runs") {
    shell_.colour_edit = {.pattern = runs_.marks().pattern, .grey_rest = runs_.marks().grey_rest};
    shell_.dialog = Dialog::kColourRuns;
  } else if (name == "show-keys") {
    shell_.dialog = shell_.dialog == Dialog::kKeys ? Dialog::kNone : Dialog::kKeys;
  } else if (name == "show-about") {
    shell_.dialog = Dialog::kAbout;
    if (shell_.notices_text.empty()) platform_.fetch_notices();
  } else if (name == "show-formats") {
    shell_.dialog = Dialog::kFormats;
  } else if (name == "close-dialog") {
    shell_.dialog = Dialog::kNone;
  } else if (name == "toast") {
    toast(argument, Tone::kOk);
  } else if (name == "undo-toast") {
    toast(argument, Tone::kOk, Toast::Button::kUndo);
  } else if (name == "hint-toast") {
    toast(argument, Tone::kInfo);
  } else if (name == "problem-toast") {
    toast(argument, Tone::kDanger);
  } else if (name == "copy") {
    platform_.set_clipboard(argument);
  } else if (name == "state-changed") {
    save_state(argument == "step");
  } else if (name == "toggle-run") {
    if (const auto run = run_named(argument)) runs_.set_on(*run, !runs_.on(*run));
    save_state(false);
  } else if (name == "folder-on" || name == "folder-off") {
    std::vector<RunId> inside;
    for (const RunId run : runs_.order()) {
      const std::string& path = store_.run(run).name;
      const bool in = path == argument || (path.starts_with(argument) && path[argument.size()] == '/');
      if (in && runs_.matches(run)) inside.push_back(run);
    }
    runs_.set_on(inside, name == "folder-on");
    save_state(false);
  } else if (name == "filtered-on" || name == "filtered-off") {
    std::vector<RunId> matching;
    for (const RunId run : runs_.order())
      if (runs_.matches(run)) matching.push_back(run);
    runs_.set_on(matching, name == "filtered-on");
    save_state(false);
  } else if (name == "only-run") {
    if (const auto run = run_named(argument)) runs_.only(*run);
    save_state(false);
  } else if (name == "only-folder") {
    std::vector<RunId> inside, outside;
    for (const RunId run : runs_.order()) {
      const std::string& path = store_.run(run).name;
      const bool in = path == argument || (path.starts_with(argument) && path[argument.size()] == '/');
      (in ? inside : outside).push_back(run);
    }
    runs_.set_on(outside, false);
    runs_.set_on(inside, true);
    save_state(false);
  } else if (name == "run-look" || name == "rename-run" || name == "note-run" || name == "colour-by" ||
             name == "colour-by-name" || name == "hide-run" || name == "unhide-run" || name == "unhide-runs" ||
             name == "pin-run" || name == "unpin-run") {
    mark_runs(name, argument);
  } else if (name == "only-runs") {  // names, a line each
    std::vector<RunId> only;
    for (std::size_t at = 0; at < argument.size();) {
      const std::size_t end = std::min(argument.find('\n', at), argument.size());
      if (const auto run = run_named(std::string_view(argument).substr(at, end - at))) only.push_back(*run);
      at = end + 1;
    }
    runs_.set_on(runs_.order(), false);
    runs_.set_on(only, true);
    save_state(false);
  } else if (name == "highlight-run") {
    const auto run = run_named(argument);
    runs_.highlight(run && runs_.highlighted() != run ? run : std::nullopt);
  } else if (name == "all-runs") {
    runs_.set_on(runs_.order(), true);
    save_state(false);
  } else if (name == "invert-runs") {
    std::vector<RunId> on, off;
    for (const RunId run : runs_.order())
      if (runs_.matches(run)) (runs_.on(run) ? on : off).push_back(run);
    runs_.set_on(on, false);
    runs_.set_on(off, true);
    save_state(false);
  } else if (name == "sort-runs") {
    if (auto sort = RunSort::parse(argument)) runs_.set_sort(*std::move(sort));
    save_state(false);
  } else if (name == "runs-filter") {
    runs_.set_filter(argument);
    save_state(false);
  } else {
    IM_ASSERT(false && "unknown command");
  }
}

// What a person says about runs.
void App::mark_runs(std::string_view command, std::string_view argument) {
  const auto split = [&](char at) {
    const auto found = std::min(argument.find(at), argument.size());
    return std::pair(argument.substr(0, found), argument.substr(std::min(found + 1, argument.size())));
  };
  bool step = true;
  if (command == "run-look") {
    const auto [look, key] = split(':');
    runs_.set_look(key, RunLook::parse(look).value_or(RunLook()));
  } else if (command == "rename-run" || command == "note-run") {
    const auto [run, text] = split('\0');
    step = false;  // it is being typed
    command == "rename-run" ? runs_.rename(run, text) : runs_.annotate(run, text);
  } else if (command == "colour-by") {
    const auto [rest, pattern] = split(':');
    if (const auto done = runs_.colour_by(pattern, rest == "grey"); !done) toast(done.error().message, Tone::kDanger);
  } else if (command == "colour-by-name") {
    (void)runs_.colour_by({}, false);
  } else if (command == "hide-run") {
    std::string key(argument);
    if (const auto run = meant_run(); key.empty() && run) key = store_.run(*run).name;
    if (key.empty()) return toast("Point at a run, or click on its name", Tone::kInfo);
    runs_.hide(key, true);
    toast("Hidden: “" + (key.size() > 40 ? "…" + key.substr(key.size() - 40) : key) + "”", Tone::kInfo);
  } else if (command == "pin-run" || command == "unpin-run") {
    runs_.pin(argument, command == "pin-run");
  } else if (command == "unhide-run") {
    runs_.hide(argument, false);
  } else {
    runs_.unhide_all();
  }
  save_state(step);
}

// The one under the pointer, or the one that a click on its name has singled out.
std::optional<RunId> App::meant_run() const { return hover_.run ? hover_.run : runs_.highlighted(); }

// `key`: a run, a folder with its slash, or nothing: the run that is meant.
void App::edit_run(std::string_view key) {
  RunEdit edit{.key = std::string(key), .name = {}, .note = {}, .colour = {}};
  if (const auto run = meant_run(); key.empty() && run) edit.key = store_.run(*run).name;
  if (edit.key.empty()) return toast("Point at a run, or click on its name", Tone::kInfo);
  edit.name = runs_.marks().name(edit.key);
  edit.note = runs_.marks().note(edit.key);
  if (const RunLook* look = runs_.marks().look(edit.key); look && look->own) edit.colour = "#" + hex_text(*look->own);
  shell_.run_edit = std::move(edit);
  shell_.dialog = Dialog::kRun;
}

bool App::command_works(const CommandInfo& command) {
  if (command.name == "colour-by-name" && runs_.marks().pattern.empty()) return false;
  if (command.name == "unhide-runs" && runs_.marks().hidden.empty()) return false;
  if (command.name == "toggle-panel" && !(active() && active()->has_settings())) return false;
  if (command.name == "toggle-follow" && shell_.following.state == FollowState::kNone) return false;
  return command.always || !store_.files().empty();
}

// In the dashboard that is open, if it has the tag, else in the first that does; Inspect has all.
void App::show_tag(std::string_view tag) {
  Context context = make_context(last_frame_secs_);
  Dashboard* const now = active();
  if (now && now->reveal(context, tag)) return;
  for (auto& dashboard : dashboards_) {
    if (dashboard.get() == now || !dashboard->reveal(context, tag)) continue;
    set_dashboard(dashboard->id());
    return;
  }
}

std::optional<RunId> App::run_named(std::string_view name) const {
  const RunId* run = store_.find_run(name);
  return run ? std::optional(*run) : std::nullopt;
}

void App::toast(std::string_view text, Tone tone, Toast::Button button) {
  constexpr std::size_t kMostToasts = 3;
  const bool lasts = tone == Tone::kDanger;
  const double secs = button == Toast::Button::kSeeWhich ? 2 * kToastSecs : kToastSecs;
  const double until = lasts ? std::numeric_limits<double>::infinity() : last_frame_secs_ + secs;
  std::erase_if(shell_.toasts, [text](const Toast& t) { return t.text == text; });
  shell_.toasts.push_back({std::string(text), tone, until, button});
  if (shell_.toasts.size() > kMostToasts) shell_.toasts.pop_front();
  platform_.announce(text);
}

void App::set_dashboard(std::string_view id) {
  if (shell_.dashboard == id) return;
  if (shell_.dashboard != "inspect") shell_.last_tab = shell_.dashboard;
  shell_.dashboard = id;
  save_state(true);
}

}  // namespace db
