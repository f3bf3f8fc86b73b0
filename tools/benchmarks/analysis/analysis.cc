// What analysis must reach, on data made in memory: filters of 12,345 tags and 1,760 runs, summaries of their 87,761
// series, groups, and bands over 100 runs of 100,000 steps. Prints the median CPU time of some rounds, and the limit
// where there is one; exit 1 if a limit is not kept. tools/bench analysis runs it, natively and as wasm in Node.
//
//   analysis [names] [bands]
#include <algorithm>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

#include "analysis/band.h"
#include "analysis/run_filter.h"
#include "analysis/run_groups.h"
#include "analysis/short_names.h"
#include "cpu_clock.h"

namespace db {
namespace {

constexpr int kRounds = 9;
bool kept = true;

template <class Work>
void measure(const char* name, double limit_ms, Work&& work) {
  std::vector<double> times;
  for (int round = 0; round < kRounds; ++round) {
    const double start = cpu_ms();
    work();
    times.push_back(cpu_ms() - start);
  }
  std::ranges::sort(times);
  const double median = times[times.size() / 2];
  std::printf("%-58s %8.2f ms [%.2f..%.2f]", name, median, times.front(), times.back());
  if (limit_ms > 0) {
    std::printf("  limit %g ms%s", limit_ms, median <= limit_ms ? "" : "  OVER");
    kept = kept && median <= limit_ms;
  }
  std::printf("\n");
}

// One file a run; values are noise around a fall.
class Maker {
 public:
  explicit Maker(Store& store) : store_(store) {}

  void add(const std::string& run, const std::string& tag, std::size_t n, Step first, Step stride) {
    const FileId file = store_.add_file(run + "/events.out.tfevents.1", 1);
    SeriesDefinition definition;
    definition.file = file;
    definition.tag = tag;
    definition.kind = SeriesKind::kScalar;
    const SeriesId series = store_.define_series(definition);
    for (std::size_t at = 0; at < n; at += kBlockRows) {
      rows_.clear();
      const std::size_t count = std::min<std::size_t>(kBlockRows, n - at);
      for (std::size_t i = at; i < at + count; ++i) {
        rows_.steps.push_back(first + static_cast<Step>(i) * stride);
        rows_.walls.push_back(1.7e9 + static_cast<double>(i));
        rows_.f32.push_back(static_cast<float>(random_() % 1000) / 1000 + 100 / static_cast<float>(i + 1));
      }
      packed_.clear();
      pack_block(rows_, 0, count, packed_);
      store_.append(series, file, BlockView(packed_.data()));
    }
  }

 private:
  Store& store_;
  std::mt19937 random_{1};
  PendingRows rows_;
  std::vector<std::byte> packed_;
};

std::vector<RunId> all_runs(const Store& store) {
  std::vector<RunId> out;
  for (std::size_t i = 0; i < store.runs().size(); ++i) out.push_back(RunId(static_cast<std::uint32_t>(i)));
  return out;
}

void bench_names() {
  constexpr int kTags = 12'345, kRuns = 1'760, kSeries = 87'761;
  Store store;
  Maker make(store);
  const auto run_name = [](int i) {
    return "sweep-" + std::to_string(i / 440) + "/lr" + std::to_string(i / 20 % 22) + "e-4_wd0.1/seed" +
           std::to_string(i % 20) + (i % 2 ? "/train" : "/eval");
  };
  const auto tag_name = [](int i) {
    const char* kinds[] = {"loss", "accuracy", "grad_norm", "weights/mean", "activation/max"};
    return "model/block_" + std::to_string(i / 50) + "/" + kinds[i % 5] + "_" + std::to_string(i % 50);
  };
  for (int i = 0; i < kSeries; ++i)
    make.add(run_name(i % kRuns), tag_name(static_cast<int>(i * 7919LL % kTags)), 40, 0, 10);
  std::printf("%zu tags, %zu runs, %zu series\n", store.tags().size(), store.runs().size(), store.series().size());

  SummaryCache cache;
  BetterWays ways;
  std::size_t found = 0;
  const auto filter = [&](const char* text) {
    measure(("filter " + std::string(text)).c_str(), 16, [&] {
      const auto parsed = Filter::parse(text, Filter::Of::kRuns);
      for (const std::string& tag : store.tags()) found += parsed->matches(tag);
      const RunFilter of(*parsed, store, RunFilter::summaries(store, cache, ways));
      for (const RunId run : all_runs(store)) found += of.matches(run);
    });
  };
  measure("summaries of all series, nothing cached", 0, [&] {
    cache.clear();
    for (std::size_t i = 0; i < store.series().size(); ++i)
      found += cache.get(store, SeriesId(static_cast<std::uint32_t>(i))).rows;
  });
  measure("summaries of all series, cached", 0, [&] {
    for (std::size_t i = 0; i < store.series().size(); ++i)
      found += cache.get(store, SeriesId(static_cast<std::uint32_t>(i))).rows;
  });
  filter("l");
  filter("grad_norm block_1 !seed7|/train$/");
  filter("(seed1 train)|(seed2 eval)|\"accuracy_4\"");
  filter("/block_(1|2)\\d+.*(loss|acc)|seed[0-9]{2}/");
  filter("/(a|b|o).*(c|k|e).*[0-9]$/");
  filter("last(model/block_7/accuracy_1)<0.5 seed");
  filter("best(*accuracy*)>0.99|min(*loss*)<0.01");

  for (const auto& [name, rule] : {std::pair{"groups of 1,760 runs by parent folder", GroupRule{}},
                                   std::pair{"groups of 1,760 runs by captures",
                                             GroupRule{GroupRule::By::kCaptures, 1, "lr(\\d+)e.*/(train|eval)"}}}) {
    measure(name, 0, [&] { found += group_runs(all_runs(store), *run_key(rule, store)).size(); });
  }
  std::vector<std::string> settings;
  for (int i = 0; i < 5'000; ++i) {
    settings.push_back("sweep/learning_rate=1e-" + std::to_string(i % 4) + "_dropout=0." + std::to_string(i / 12 % 5) +
                       "_scheduler=cosine_seed=" + std::to_string(i) + "/");
    while (settings.back().size() < 300) settings.back() += "x-";
  }
  const std::vector<std::string_view> views(settings.begin(), settings.end());
  measure("short names of 5,000 runs with names of 300 letters", 16, [&] { found += short_names(views).size(); });

  Store long_names;
  for (int i = 0; i < 5'000; ++i)
    long_names.add_file(std::string(290, 'a') + "/lr" + std::to_string(i) + "/tfevents", 1);
  const GroupRule rule{GroupRule::By::kCaptures, 1, "a/lr(\\d)"};
  measure("groups of 5,000 runs with names of 300 letters by captures", 0,
          [&] { found += group_runs(all_runs(long_names), *run_key(rule, long_names)).size(); });
  if (found == 0) std::printf("found nothing\n");
}

void bench_bands() {
  constexpr int kRuns = 100;
  constexpr std::size_t kSteps = 100'000;
  struct Case {
    const char* name;
    bool uneven, smoothed;
    BandRule rule;
    double limit_ms;
  };
  constexpr auto kMean = BandCentre::kMean;
  const Case cases[] = {
      {"mean, std", false, false, {kMean, BandSpread::kDeviation}, 100},
      {"mean, 95 % CI", false, false, {kMean, BandSpread::kConfidence}, 100},
      {"mean, min-max", false, false, {kMean, BandSpread::kExtremes}, 100},
      {"median, quartiles", false, false, {BandCentre::kMedian, BandSpread::kQuartiles}, 0},
      {"mean, std, of smoothed values", false, true, {kMean, BandSpread::kDeviation}, 0},
      {"mean, std, every other run at every other step", true, false, {kMean, BandSpread::kDeviation}, 0},
  };
  for (const bool uneven : {false, true}) {
    Store store;
    Maker make(store);
    for (int i = 0; i < kRuns; ++i) {
      const bool half = uneven && i % 2;
      make.add("run" + std::to_string(i), "loss", half ? kSteps / 2 : kSteps, 0, half ? 2 : 1);
    }
    std::vector<Curve> curves(kRuns);
    std::vector<SmoothCurve> smooth(kRuns);
    for (std::size_t i = 0; i < kRuns; ++i) {
      curves[i].update(store.series()[i]);
      smooth[i].update(curves[i], 0.6);
      smooth[i].advance(curves[i], kSteps);
    }
    for (const Case& c : cases) {
      if (c.uneven != uneven) continue;
      std::vector<BandMember> members;
      for (std::size_t i = 0; i < kRuns; ++i) members.push_back({&curves[i], c.smoothed ? &smooth[i] : nullptr});
      double longest_ms = 0;
      std::size_t bytes = 0;
      measure(("band, 100 runs of 100,000 steps: " + std::string(c.name)).c_str(), c.limit_ms, [&] {
        BandWork work(members, c.rule);
        for (bool more = true; more;) {
          const double start = cpu_ms();
          more = !work.advance(200'000);
          longest_ms = std::max(longest_ms, cpu_ms() - start);
        }
        bytes = work.take().bytes();
      });
      std::printf("    in steps of at most %.2f ms; %.1f MB\n", longest_ms, static_cast<double>(bytes) / 1e6);
    }
  }
}

}  // namespace
}  // namespace db

int main(int count, char** words) {
  const auto wanted = [&](const char* part) {
    return count == 1 ||
           std::any_of(words + 1, words + count, [&](const char* word) { return word == std::string(part); });
  };
  if (wanted("names")) db::bench_names();
  if (wanted("bands")) db::bench_bands();
  return db::kept ? 0 : 1;
}
