#include "ui/run_selection.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/run_filter.h"
#include "analysis/run_groups.h"
#include "ui/view_state.h"

namespace db {
namespace {

// Whether runs can be coloured by this pattern, or by none.
Result<void> colour_rule(std::string_view pattern) {
  if (pattern.empty()) return {};
  const GroupRule rule{.by = GroupRule::By::kCaptures, .depth = 1, .pattern = std::string(pattern)};
  if (const auto key = run_key(rule, Store()); !key) return std::unexpected(key.error());
  return {};
}

}  // namespace

bool RunSelection::on(RunId run) const { return index_of(run) < on_.size() && on_[index_of(run)]; }
bool RunSelection::hidden(RunId run) const { return index_of(run) < hidden_.size() && hidden_[index_of(run)]; }
bool RunSelection::matches(RunId run) const {
  return index_of(run) < matches_.size() && matches_[index_of(run)] && !hidden(run);
}
bool RunSelection::pinned(RunId run) const {
  return !marks_.pinned.empty() && marks_.pinned.contains(store_->run(run).name);
}
bool RunSelection::chosen_style(RunId run) const { return index_of(run) < chosen_.size() && chosen_[index_of(run)]; }
bool RunSelection::shown(RunId run) const { return on(run) && matches(run) && listed_[index_of(run)]; }
RunStyle RunSelection::style(RunId run) const {
  return index_of(run) < styles_.size() ? styles_[index_of(run)] : RunStyle{};
}

const ShortName& RunSelection::short_name(RunId run) const {
  if (short_names_stale_) {
    short_names_stale_ = false;
    short_names_.assign(listed_.size(), {});
    // One alone is told from those that are not shown.
    const std::vector<RunId>& company = shown_.size() == 1 ? order_ : shown_;
    std::vector<std::string_view> names;
    for (const RunId id : company) names.push_back(store_->run(id).name);
    auto made = short_names(names);
    for (std::size_t i = 0; i < company.size(); ++i) {
      const std::string_view other = marks_.name(names[i]);
      short_names_[index_of(company[i])] = other.empty() ? std::move(made[i]) : ShortName{std::string(other), {}};
    }
  }
  static const ShortName none;
  if (index_of(run) >= short_names_.size()) return none;
  ShortName& name = short_names_[index_of(run)];
  if (name.text.empty()) name.text = shown_name(run);  // not shown just now
  return name;
}

std::string_view RunSelection::shown_name(RunId run) const {
  const std::string& name = store_->run(run).name;
  const std::string_view other = marks_.name(name);
  return other.empty() ? std::string_view(name) : other;
}

std::string RunSelection::hint(RunId run) const {
  const std::string& name = store_->run(run).name;
  std::string out(shown_name(run));
  if (out != name) out += "\n" + name;
  if (const auto note = marks_.note(name); !note.empty()) out.append("\n").append(note);
  return out;
}

std::vector<std::string_view> RunSelection::names() const {
  std::vector<std::string_view> out;
  out.reserve(order_.size());
  for (const RunId run : order_) out.push_back(store_->run(run).name);
  return out;
}

bool RunSelection::name_matches(RunId run) const {
  const std::string_view name = store_->run(run).name;
  const std::string_view names[] = {name, marks_.name(name), marks_.note(name)};
  return filter_.matches(names);
}

void RunSelection::update(const Store& store) {
  store_ = &store;
  if (hparams_.update(store)) {
    values_stale_ = true;
    ++list_generation_;
    ++generation_;
  }
  if (store.files().size() == known_files_) return;
  known_files_ = store.files().size();
  const auto runs = store.runs();
  listed_.resize(runs.size(), 0);
  on_.resize(runs.size(), 0);
  matches_.resize(runs.size(), 0);
  hidden_.resize(runs.size(), 0);
  own_styles_.resize(runs.size());
  styles_.resize(runs.size());
  chosen_.resize(runs.size(), 0);
  std::vector<RunId> added;
  for (const FileInfo& file : store.files()) {
    if (file.status == FileStatus::kAsset || listed_[index_of(file.run)]) continue;
    listed_[index_of(file.run)] = 1;
    added.push_back(file.run);
  }
  if (added.empty()) return;
  const auto less = [&](RunId a, RunId b) { return tree_less(store.run(a).name, store.run(b).name); };
  std::ranges::sort(added, less);
  for (const RunId run : added) {
    const std::string& name = store.run(run).name;
    own_styles_[index_of(run)] = colours_.add(name);
    on_[index_of(run)] = named_.contains(name) == named_are_on_;
    matches_[index_of(run)] = name_matches(run);
  }
  const auto middle = static_cast<std::ptrdiff_t>(order_.size());
  order_.insert(order_.end(), added.begin(), added.end());
  std::inplace_merge(order_.begin(), order_.begin() + middle, order_.end(), less);
  places_.resize(runs.size());
  for (std::size_t i = 0; i < order_.size(); ++i) places_[index_of(order_[i])] = static_cast<std::uint32_t>(i);
  values_stale_ = true;
  ++list_generation_;
  restyle();
  refresh();
}

void RunSelection::restyle() {
  std::vector<std::optional<RunStyle>> by_rule;
  if (!marks_.pattern.empty() && store_) {
    const GroupRule rule{.by = GroupRule::By::kCaptures, .depth = 1, .pattern = marks_.pattern};
    if (const auto key = run_key(rule, *store_)) {
      // Grey is the outline of things that are off: it can be seen, and is no run's colour.
      const RunStyle grey{.light = light_theme().control, .dark = dark_theme().control};
      const auto groups = group_runs(order_, *key);
      std::vector<std::string_view> group_names;
      for (const RunGroup& group : groups)
        if (!group.keyless) group_names.push_back(group.name);
      group_colours_.add(group_names);
      by_rule.resize(own_styles_.size());
      for (const RunGroup& group : groups) {
        if (group.keyless && !marks_.grey_rest) continue;
        const RunStyle style = group.keyless ? grey : group_colours_.of(group.name);
        for (const RunId run : group.runs) by_rule[index_of(run)] = style;
      }
    }
  }
  for (const RunId run : order_) {
    const std::size_t i = index_of(run);
    const RunLook* look = marks_.look_of(store_->run(run).name);
    RunStyle style = by_rule.empty() ? own_styles_[i] : by_rule[i].value_or(own_styles_[i]);
    if (look) style = look->over(style);
    styles_[i] = style;
    chosen_[i] = look || (!by_rule.empty() && by_rule[i]);
  }
  ++generation_;
}

void RunSelection::set_look(std::string_view key, const RunLook& look) {
  marks_.set_look(key, look);
  restyle();
}

Result<void> RunSelection::colour_by(std::string_view pattern, bool grey_rest) {
  if (const auto sound = colour_rule(pattern); !sound) return sound;
  if (pattern != marks_.pattern) group_colours_.clear();
  marks_.pattern = pattern;
  marks_.grey_rest = grey_rest;
  restyle();
  return {};
}

void RunSelection::rename(std::string_view run, std::string_view name) {
  marks_.rename(run, name);
  rename_and_match();
}

void RunSelection::annotate(std::string_view run, std::string_view note) {
  marks_.annotate(run, note);
  rename_and_match();
}

void RunSelection::rename_and_match() {
  if (filter_.conditions().empty())
    for (const RunId run : order_) matches_[index_of(run)] = name_matches(run);
  values_stale_ = true;
  ++list_generation_;
  refresh();
}

void RunSelection::hide(std::string_view key, bool hidden) {
  if (hidden) {
    marks_.hidden.insert(key);
  } else {
    marks_.hidden.erase(key, names());
  }
  ++list_generation_;
  refresh();
}

void RunSelection::unhide_all() {
  marks_.hidden.clear();
  ++list_generation_;
  refresh();
}

void RunSelection::pin(std::string_view run, bool pinned) {
  if (pinned) {
    marks_.pinned.insert(run);
  } else {
    marks_.pinned.erase(run, names());
  }
  ++list_generation_;
  ++generation_;
}

void RunSelection::refresh() {
  hidden_runs_.clear();
  for (const RunId run : order_) {
    hidden_[index_of(run)] = marks_.hidden.contains(store_->run(run).name);
    if (hidden_[index_of(run)]) hidden_runs_.push_back(run);
  }
  shown_.clear();
  for (const RunId run : order_)
    if (shown(run)) shown_.push_back(run);
  short_names_stale_ = true;
  if (highlighted_ && !shown(*highlighted_)) highlighted_.reset();
  ++generation_;
}

void RunSelection::set_on(RunId run, bool on) { set_on(std::span(&run, 1), on); }

void RunSelection::set_on(std::span<const RunId> runs, bool on) {
  for (const RunId run : runs) on_[index_of(run)] = on;
  remember();
  refresh();
}

void RunSelection::only(RunId run) {
  const bool already = shown_.size() == 1 && shown_[0] == run;
  for (const RunId other : order_) on_[index_of(other)] = already || other == run;
  remember();
  refresh();
}

void RunSelection::highlight(std::optional<RunId> run) {
  if (highlighted_ == run) return;
  highlighted_ = run;
  ++generation_;
}

void RunSelection::set_filter(std::string_view text) {
  filter_text_ = text;
  auto filter = Filter::parse(text, Filter::Of::kRuns);
  if (!filter) {
    filter_problem_ = filter.error().message;
    return;
  }
  filter_problem_.clear();
  filter_ = *std::move(filter);
  if (store_)
    for (const RunId run : order_) matches_[index_of(run)] = name_matches(run);
  values_stale_ = true;
  ++list_generation_;
  refresh();
}

void RunSelection::set_sort(RunSort sort) {
  if (sort == sort_) return;
  sort_ = std::move(sort);
  sorted_ = order_;  // until the values are known
  values_.clear();
  values_stale_ = true;
  ++list_generation_;
  ++generation_;
}

std::optional<double> RunSelection::value(RunId run) const {
  return index_of(run) < values_.size() ? values_[index_of(run)] : std::nullopt;
}

bool RunSelection::wants_values(const Store& store) const {
  if (filter_.conditions().empty() && sort_ == RunSort{}) return false;
  return values_stale_ || values_of_ != store.generation();
}

void RunSelection::update_values(const Store& store, SummaryCache& summaries, BetterWays& ways) {
  if (!wants_values(store)) return;
  values_stale_ = false;
  values_of_ = store.generation();
  if (!filter_.conditions().empty()) match(store, summaries, ways);
  if (sort_ != RunSort{}) sort_by_values(store, summaries, ways);
}

void RunSelection::match(const Store& store, SummaryCache& summaries, BetterWays& ways) {
  const RunFilter filter(filter_, store, RunFilter::summaries(store, summaries, ways), &hparams_);
  bool changed = false;
  for (const RunId run : order_) {
    const std::string_view name = store.run(run).name;
    const std::string_view names[] = {name, marks_.name(name), marks_.note(name)};
    const bool matches = filter.matches(run, names);
    changed = changed || matches != static_cast<bool>(matches_[index_of(run)]);
    matches_[index_of(run)] = matches;
  }
  if (!changed) return;
  ++list_generation_;
  refresh();
}

void RunSelection::sort_by_values(const Store& store, SummaryCache& summaries, BetterWays& ways) {
  std::vector<RunId> runs = order_;
  std::vector<std::optional<double>> values(runs.size());
  if (sort_.by == RunSort::By::kName) {
    std::ranges::reverse(runs);
  } else if (sort_.by == RunSort::By::kStart) {
    for (std::size_t i = 0; i < runs.size(); ++i)
      if (const double* start = store.start_time(runs[i])) values[i] = *start;
    sort_runs(runs, values, sort_.descending);
  } else if (sort_.by == RunSort::By::kHParam) {
    std::vector<const HParamValue*> of_runs;
    for (const RunId run : runs) of_runs.push_back(hparams_.find(run, sort_.tag));
    values = hparam_order(of_runs);
    sort_runs(runs, values, sort_.descending);
  } else if (const TagId* tag = store.find_tag(sort_.tag)) {
    const auto value_of = RunFilter::summaries(store, summaries, ways);
    for (std::size_t i = 0; i < runs.size(); ++i)
      if (const SeriesId* series = store.find(runs[i], *tag)) values[i] = value_of(*series, sort_.measure);
    sort_runs(runs, values, sort_.descending);
  }
  std::vector<std::optional<double>> shown(store.runs().size());
  if (sort_.by == RunSort::By::kValue)
    for (std::size_t i = 0; i < runs.size(); ++i) shown[index_of(runs[i])] = values[i];
  if (runs == sorted_ && shown == values_) return;
  values_ = std::move(shown);
  sorted_ = std::move(runs);
  ++list_generation_;
}

void RunSelection::clear() {
  const auto generation = generation_, list_generation = list_generation_;
  *this = {};
  generation_ = generation + 1;
  list_generation_ = list_generation + 1;
}

// Keeps the shorter list of names: those that are off, or those that are on.
void RunSelection::remember() {
  std::size_t off = 0;
  for (const RunId run : order_) off += !on_[index_of(run)];
  const NameSet old = std::exchange(named_, NameSet());
  const bool same = named_are_on_ == (off > order_.size() / 2);
  named_are_on_ = off > order_.size() / 2;
  std::vector<bool> in;
  for (const RunId run : order_) in.push_back(static_cast<bool>(on_[index_of(run)]) == named_are_on_);
  named_ = NameSet::of(names(), in);
  if (!same) return;
  for (const std::string& name : old.list()) {  // what is still to come
    const bool here =
        name.ends_with('/')
            ? std::ranges::any_of(order_, [&](RunId run) { return store_->run(run).name.starts_with(name); })
            : store_->find_run(name) != nullptr;
    if (!here) named_.insert(name);
  }
}

void RunSelection::save(StateWriter& state) const {
  if (!filter_text_.empty()) state.set("runs", filter_text_);
  if (sort_ != RunSort{}) state.set("sort", sort_.text());
  if (named_are_on_ || !named_.empty()) state.set_list(named_are_on_ ? "on" : "off", named_.list());
  marks_.save(state);
}

void RunSelection::load(const StateReader& state) {
  named_are_on_ = state.text("on").has_value();
  named_.assign(state.list(named_are_on_ ? "on" : "off"));
  const std::string old_pattern = marks_.pattern;
  marks_.load(state);
  if (!colour_rule(marks_.pattern)) {
    marks_.pattern.clear();
    state.refuse("colour-by");
  }
  if (marks_.pattern != old_pattern) group_colours_.clear();
  restyle();
  for (const RunId run : order_) on_[index_of(run)] = named_.contains(store_->run(run).name) == named_are_on_;
  const auto sort = state.text("sort");
  const auto known = sort ? RunSort::parse(*sort) : RunSort{};
  if (!known) state.refuse("sort");
  set_sort(known.value_or(RunSort{}));
  set_filter(state.text("runs", ""));
  if (filter_problem_.empty()) return;
  ++list_generation_;  // the filter before it stays in force, over what has changed above
  refresh();
}

}  // namespace db
