// What the run list costs with very many runs; run by name: unit_app "[cost]".
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "tests/support/app_scalars.h"

namespace db {
namespace {

template <class Work>
void measure(const char* name, int rounds, Work&& work) {
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const auto began = std::chrono::steady_clock::now();
    work(i);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
  }
  std::ranges::sort(times);
  std::printf("  %-36s %8.2f ms median, %8.2f most\n", name, times[times.size() / 2], times.back());
}

// Names as people give them: a folder a rate, one long word, or many settings, of which few tell the runs apart.
std::string short_name(int i) { return "sweep/lr" + std::to_string(i % 40) + "/seed" + std::to_string(i); }
std::string long_word(int i) {
  return "sweep/lr" + std::to_string(i % 40) + "_" + std::string(280, static_cast<char>('a' + i % 26)) + "/seed" +
         std::to_string(i);
}
std::string many_settings(int i) {
  const char* optimizers[] = {"adam", "sgd", "lion"};
  std::string name = "sweep/learning_rate=1e-" + std::to_string(i % 4) + "_optimizer=" + optimizers[i / 4 % 3] +
                     "_dropout=0." + std::to_string(i / 12 % 5) +
                     "_scheduler=cosine_with_restarts_seed=" + std::to_string(i) + "/";
  while (name.size() < 300) name += "x-";
  return name;
}

void measure_list(const char* title, int count, std::string (*name)(int)) {
  std::printf("%s\n", title);
  test::ScalarsApp h;
  const std::vector<double> values = {3, 2, 1};
  for (int i = 0; i < count; ++i) h.add_rows(name(i), "loss", values);
  measure("listed, first frame", 1, [&](int) { h.frame(); });
  h.app.set_name("made");
  h.app.listed();
  h.app.reading(ReadingState::kDone, 1, 1, 1, 1);
  h.settle(400);
  measure("a frame", 50, [&](int) { h.frame(); });
  measure("a frame that scrolls", 50, [&](int) {
    h.app.wheel(100, 500, 0, 700, {});
    h.frame();
  });
  measure("a filter key", 21, [&](int i) {
    h.app.run_command("runs-filter",
                      std::string("seed").substr(0, static_cast<std::size_t>(1 + i % 4)) + (i % 2 ? "1" : ""));
    h.frame();
  });
  h.app.run_command("runs-filter", "");
  h.frames(3);
  {
    RunSelection runs;
    runs.update(h.app.store());
    const RunId one = runs.order()[7];
    measure("  of it: the selection", 21, [&](int i) { runs.set_on(one, i % 2); });
    measure("  of it: short names", 21, [&](int i) {
      runs.highlight(i % 2 ? std::optional(one) : std::nullopt);
      (void)runs.short_name(one);
    });
  }
  measure("one run off or on", 21, [&](int i) {
    h.app.run_command("toggle-run", name(i * 7));
    h.frame();
  });
  measure("a folder off or on", 21, [&](int i) {
    h.app.run_command(i % 2 ? "folder-on" : "folder-off", "sweep/lr" + std::to_string(i % 40));
    h.frame();
  });
  measure("all inverted", 11, [&](int) {
    h.app.run_command("invert-runs");
    h.frame();
  });
  measure("sorted by a value", 11, [&](int i) {
    h.app.run_command("sort-runs", i % 2 ? "last(loss)" : "-last(loss)");
    h.frame();
  });
  measure("coloured by a pattern", 11, [&](int i) {
    h.app.run_command("colour-by", i % 2 ? "keep:lr(\\d)" : "grey:seed(\\d)");
    h.frame();
  });
}

TEST_CASE("run list cost", "[.][cost]") {
  measure_list("2,000 runs", 2000, short_name);
  measure_list("5,000 runs with names of 300 letters", 5000, long_word);
  measure_list("5,000 runs with names of 300 letters, of many parts", 5000, many_settings);
}

}  // namespace
}  // namespace db
