#include "analysis/run_groups.h"

#include <memory>
#include <unordered_map>
#include <utility>

#include "analysis/natural_sort.h"
#include "analysis/regex_matcher.h"

namespace db {
namespace {

std::optional<std::string> folder(std::string_view run, int depth) {
  std::size_t at = 0;
  for (int i = 0; i < depth; ++i) {
    at = run.find('/', i == 0 ? 0 : at + 1);
    if (at == run.npos) return std::nullopt;
  }
  return std::string(run.substr(0, at));
}

std::optional<std::string> parent(std::string_view run) {
  const auto slash = run.rfind('/');
  if (slash == run.npos) return std::nullopt;
  return std::string(run.substr(0, slash));
}

struct Captures {
  Regex regex;
  RegexMatcher matcher;  // most names that do not match are told apart sooner
  std::string pattern;

  std::optional<std::string> key(std::string_view run) {
    if (!matcher.matches(run)) return std::nullopt;
    if (regex.group_count() == 0) return pattern;
    const auto parts = *regex.groups(run);
    std::string out(parts[0]);
    for (std::size_t i = 1; i < parts.size(); ++i) (out += '\0') += parts[i];
    return out;
  }
};

std::string joined(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '\0') {
      out += ", ";
    } else {
      out += c;
    }
  }
  return out;
}

// "lr=0.1" and so on; a name without a value is "lr=–". Nothing: no name has one.
std::optional<std::string> hparams_key(const HParamTable& hparams, RunId run, const std::vector<std::string>& names) {
  std::string out;
  bool any = false;
  for (const std::string& name : names) {
    const HParamValue* value = hparams.find(run, name);
    any = any || value;
    if (!out.empty()) out += '\0';
    out += name + "=" + (value ? hparam_text(*value) : "–");
  }
  return any ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

Result<RunKey> run_key(const GroupRule& rule, const Store& store, const HParamTable* hparams) {
  switch (rule.by) {
    case GroupRule::By::kFolder:
      return [&store, depth = rule.depth](RunId run) { return folder(store.run(run).name, depth); };
    case GroupRule::By::kParent:
      return [&store](RunId run) { return parent(store.run(run).name); };
    case GroupRule::By::kHParams:
      if (!hparams) return [](RunId) { return std::optional<std::string>(); };
      return [hparams, names = rule.hparams](RunId run) { return hparams_key(*hparams, run, names); };
    case GroupRule::By::kCaptures:
      break;
  }
  if (rule.pattern.empty()) return fail("there is no pattern to group by");
  auto regex = Regex::compile(rule.pattern, letter_case_of_pattern(rule.pattern));
  if (!regex) return std::unexpected(std::move(regex.error()));
  auto captures = std::make_shared<Captures>(*regex, RegexMatcher(*regex), rule.pattern);
  return [&store, captures](RunId run) { return captures->key(store.run(run).name); };
}

std::vector<RunGroup> group_runs(std::span<const RunId> runs, const RunKey& key) {
  std::vector<RunGroup> out;
  RunGroup keyless{.keyless = true};
  std::unordered_map<std::string, std::size_t> known;
  for (const RunId run : runs) {
    auto of = key(run);
    if (!of) {
      keyless.runs.push_back(run);
      continue;
    }
    const auto [at, added] = known.try_emplace(*std::move(of), out.size());
    if (added) out.push_back({.name = joined(at->first)});
    out[at->second].runs.push_back(run);
  }
  if (!keyless.runs.empty()) out.push_back(std::move(keyless));
  return out;
}

std::vector<RunGroup> keyed_groups(std::span<const RunId> runs, const RunKey& key) {
  std::vector<RunGroup> groups = group_runs(runs, key);
  std::erase_if(groups, [](const RunGroup& group) { return group.keyless; });
  natural_sort(groups, [](const RunGroup& group) -> const std::string& { return group.name; });
  return groups;
}

}  // namespace db
