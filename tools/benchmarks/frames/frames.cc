// What a frame costs while the mouse moves over a card, and while it pans: CPU of ours and Dear ImGui's, without the GPU,
// of 25 cards of 20 runs. tools/bench frames runs it, natively and as wasm in Node; exit 1 if a limit is not kept.
// What the page measures by the clock, with a browser around it, is tools/bench web frames.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "made_page.h"

namespace db {
namespace {

constexpr int kRuns = 20, kTags = 25;
constexpr std::size_t kSteps = 10'000;
constexpr int kWarm = 1500, kFrames = 600;  // engines optimise what is warm

struct Limit {
  const char* what;
  double ms;
};

// A frame for every move, to and fro over the middle third of a card. True: the limit is kept.
bool bench(MadePage& page, const Rect& plot, Modifiers modifiers, const Limit& limit) {
  const float reach = std::floor(plot.w / 3);
  std::vector<double> times;
  for (int n = 0; n < kWarm + kFrames; ++n) {
    const float x = plot.center_x() - reach / 2 + std::abs(std::fmod(4.0F * static_cast<float>(n), 2 * reach) - reach);
    const double began = cpu_ms();
    page.pass(1.0 / 60);
    page.pointer(PointerKind::kMove, x, plot.center_y(), modifiers);
    page.frame();
    if (n >= kWarm) times.push_back(cpu_ms() - began);
  }
  std::ranges::sort(times);
  const double p95 = times[times.size() * 95 / 100];
  const bool kept = p95 <= limit.ms;
  std::printf("%-32s median %6.2f ms, 95th percentile %6.2f, worst %6.2f  limit %g ms%s\n", limit.what,
              times[times.size() / 2], p95, times.back(), limit.ms, kept ? "" : "  OVER");
  return kept;
}

int bench() {
  MadePage page(1440, 900, kRuns, kTags, kSteps, "v=1&scalars.density=dense");
  const Widget* const found = page.find(Kind::kPlot);
  if (!found) return std::fprintf(stderr, "no plot on screen\n"), 2;
  const Rect plot = found->rect;
  std::printf("%zu cards of %d runs of %zu steps\n", page.plots(), kRuns, kSteps);
  bool kept = bench(page, plot, {}, {"a moving mouse", 2});
  page.pointer(PointerKind::kMove, plot.center_x(), plot.center_y());
  page.key("w");
  page.key("w");
  page.settle();
  const Modifiers shift{.shift = true};
  page.pointer(PointerKind::kDown, plot.center_x(), plot.center_y(), shift);
  const std::string before = page.state();
  kept &= bench(page, plot, shift, {"a pan", 8});
  if (page.state() == before) return std::fprintf(stderr, "nothing was panned\n"), 2;
  page.pointer(PointerKind::kUp, plot.center_x(), plot.center_y(), shift);
  return kept ? 0 : 1;
}

}  // namespace
}  // namespace db

int main() { return db::bench(); }
