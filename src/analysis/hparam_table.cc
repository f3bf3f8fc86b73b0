#include "analysis/hparam_table.h"

#include <algorithm>
#include <map>

#include "analysis/natural_sort.h"

namespace db {
namespace {

std::string_view folder_of(std::string_view run) {
  const auto slash = run.rfind('/');
  return slash == run.npos ? (run == "." ? std::string_view() : std::string_view(".")) : run.substr(0, slash);
}

const HParamValue* find_in(std::span<const HParam> hparams, std::string_view name) {
  const auto at = std::ranges::lower_bound(hparams, name, {}, [](const HParam& h) { return std::string_view(h.name); });
  return at != hparams.end() && at->name == name ? &at->value : nullptr;
}

}  // namespace

bool HParamTable::update(const Store& store) {
  if (generation_ == store.hparams_generation() && (generation_ == 0 || runs_ == store.runs().size())) return false;
  generation_ = store.hparams_generation();
  const auto runs = store.runs();
  runs_ = runs.size();
  own_.assign(runs_, {});
  shared_.assign(runs_, {});
  of_run_.assign(runs_, nullptr);
  std::vector<bool> has_shared(runs_, false);
  for (std::size_t i = 0; i < runs_; ++i) {
    if (!runs[i].hparams_file) continue;
    own_[i] = runs[i].hparams;
    of_run_[i] = &own_[i];
    const RunId* above = store.find_run(folder_of(runs[i].name));
    if (!above || runs[index_of(*above)].hparams_file) continue;
    HParamList& shared = shared_[index_of(*above)];
    if (has_shared[index_of(*above)]) {
      std::erase_if(shared, [&](const HParam& hparam) {
        const HParamValue* other = find_in(own_[i], hparam.name);
        return !other || *other != hparam.value;
      });
    } else {
      shared = own_[i];
      has_shared[index_of(*above)] = true;
    }
  }
  for (std::size_t i = 0; i < runs_; ++i) {
    if (of_run_[i]) continue;
    for (std::string_view above = folder_of(runs[i].name); !above.empty(); above = folder_of(above)) {
      const RunId* session = store.find_run(above);
      if (!session || !runs[index_of(*session)].hparams_file) continue;
      of_run_[i] = &own_[index_of(*session)];
      break;
    }
    if (!of_run_[i] && has_shared[i]) of_run_[i] = &shared_[i];
  }
  find_names();
  return true;
}

void HParamTable::find_names() {
  struct Seen {
    const HParamValue* value;
    std::size_t runs = 0;
    bool differs = false, numbers = true;
  };
  std::map<std::string_view, Seen> seen;
  std::size_t with_any = 0;
  for (const HParamList* hparams : of_run_) {
    if (!hparams || hparams->empty()) continue;
    ++with_any;
    for (const HParam& hparam : *hparams) {
      Seen& one = seen.try_emplace(hparam.name, Seen{.value = &hparam.value}).first->second;
      ++one.runs;
      one.differs = one.differs || *one.value != hparam.value;
      one.numbers = one.numbers && std::holds_alternative<double>(hparam.value);
    }
  }
  names_.clear();
  for (const auto& [name, one] : seen)
    names_.push_back(
        {.name = std::string(name), .differs = one.differs || one.runs < with_any, .numbers = one.numbers});
  natural_sort(names_, [](const Name& name) { return std::string_view(name.name); });
  std::ranges::stable_partition(names_, &Name::differs);
}

std::span<const HParam> HParamTable::of(RunId run) const {
  if (index_of(run) >= of_run_.size() || !of_run_[index_of(run)]) return {};
  return *of_run_[index_of(run)];
}

const HParamValue* HParamTable::find(RunId run, std::string_view name) const { return find_in(of(run), name); }

}  // namespace db
