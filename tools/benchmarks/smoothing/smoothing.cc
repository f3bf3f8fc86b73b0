// What a move of the smoothing slider costs: CPU of ours and Dear ImGui's from the pointer's move to the new picture of
// 20 cards of 100 runs, without the GPU. Lines are previewed while the slider moves; the exact ones follow its rest. So
// are the bands of groups: without a view state both are measured.
// tools/bench smoothing runs it, natively and as wasm in Node; exit 1 if a limit is not kept.
//
//   smoothing [steps a run [view state]]     "scalars.smoothing=median", "scalars.group=pattern&scalars.grouppattern=run(.)"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "made_page.h"

namespace db {
namespace {

constexpr int kCards = 20, kRuns = 100;
constexpr int kMoves = 60;
constexpr std::size_t kNormalSteps = 10'000;
constexpr double kLimitMs = 33;
constexpr std::string_view kGroups = "scalars.group=pattern&scalars.grouppattern=run(%5Cd)";  // ten

int bench(std::size_t steps, std::string_view state) {
  MadePage page(1600, 640, kRuns, kCards, steps, "v=1&scalars.density=dense&" + std::string(state));
  const Widget* const found = page.find(Kind::kSlider, "Smoothing");
  if (!found) return std::fprintf(stderr, "no smoothing slider in the toolbar of this state\n"), 2;
  const Rect slider = found->rect;
  std::printf("%zu cards of %d runs of %zu steps%s%.*s\n", page.plots(), kRuns, steps, state.empty() ? "" : ", ",
              static_cast<int>(state.size()), state.data());
  std::vector<double> times;
  // Far enough for another amount each time: one that stays for a while has its exact lines made.
  const auto x_at = [&](int move) { return slider.x + 8 + static_cast<float>(move * 7 % 80); };
  page.pointer(PointerKind::kMove, x_at(0), slider.center_y());
  page.frame();
  page.pointer(PointerKind::kDown, x_at(0), slider.center_y());
  page.settle();
  for (int move = 1; move <= kMoves; ++move) {
    const double began = cpu_ms();
    const std::size_t before = page.uploaded();
    page.pass(1.0 / 60);
    page.pointer(PointerKind::kMove, x_at(move), slider.center_y());
    page.settle();
    if (page.uploaded() != before) times.push_back(cpu_ms() - began);  // amounts are rounded
  }
  if (times.size() < kMoves / 4) return std::fprintf(stderr, "moves changed no picture\n"), 2;
  page.pointer(PointerKind::kUp, x_at(kMoves), slider.center_y());
  page.frame();
  page.pass(1);
  const double began = cpu_ms();
  double exact = 0, all = 0;
  for (std::size_t before = page.uploaded(); all == 0 || page.busy();) {
    page.frame();
    all = cpu_ms() - began;
    if (page.uploaded() != before) exact = all;
    before = page.uploaded();
  }
  const double first = times.front();
  std::ranges::sort(times);
  const double median = times[times.size() / 2];
  const bool kept = steps > kNormalSteps || median <= kLimitMs;
  std::printf("%-58s %8.2f ms [%.2f..%.2f]", "a move, to the preview of all cards", median, times.front(), times.back());
  if (steps <= kNormalSteps) std::printf("  limit %g ms%s", kLimitMs, kept ? "" : "  OVER");
  std::printf("\n%-58s %8.2f ms\n", "the first move", first);
  std::printf("%-58s %8.2f ms\n", "the exact lines of all cards, once it rests", exact);
  std::printf("%-58s %8.2f ms\n", "then what the outliers are, of all values", all - exact);
  return kept ? 0 : 1;
}

}  // namespace
}  // namespace db

int main(int argc, char** argv) {
  const std::size_t steps = argc > 1 ? static_cast<std::size_t>(std::max(1L, std::atol(argv[1]))) : db::kNormalSteps;
  if (argc > 2) return db::bench(steps, argv[2]);
  const int lines = db::bench(steps, "");
  return std::max(lines, db::bench(steps, db::kGroups));
}
