// What a move of the smoothing slider costs: CPU of ours and Dear ImGui's from the pointer's move to the new picture of
// 20 cards of 100 runs, without the GPU. Lines are previewed while the slider moves; the exact ones follow its rest.
// tools/bench smoothing runs it, natively and as wasm in Node; exit 1 if a limit is not kept.
//
//   smoothing [steps a run [view state]]     "scalars.smoothing=median", "scalars.group=pattern&scalars.grouppattern=run(.)"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "app/app.h"
#include "silent_platform.h"
#include "store/packet.h"

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

namespace db {
namespace {

constexpr int kCards = 20, kRuns = 100;
constexpr int kMoves = 60;
constexpr std::size_t kNormalSteps = 10'000;
constexpr double kLimitMs = 33;

double cpu_ms() {
#ifdef __EMSCRIPTEN__
  return EM_ASM_DOUBLE({
    const used = process.cpuUsage();
    return (used.user + used.system) / 1000;
  });
#else
  return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

class Page {
 public:
  Page(std::size_t steps, std::string_view state) {
    app_.resize(1600, 640, 1);
    app_.set_reduced_motion(true);  // the clock stands still
    std::mt19937 random(1);
    std::uint32_t series = 0;
    PendingRows rows;
    for (int run = 0; run < kRuns; ++run) {
      const FileId file = app_.add_file("run" + std::to_string(run) + "/events.out.tfevents.1", 1);
      for (int card = 0; card < kCards; ++card) {
        PacketWriter writer;
        SeriesDefinition definition;
        definition.file = file;
        const std::string tag = "tag" + std::to_string(card);
        definition.tag = tag;
        definition.kind = SeriesKind::kScalar;
        writer.define_series(series, definition);
        rows.clear();
        for (std::size_t i = 0; i < steps; ++i) {
          rows.steps.push_back(static_cast<Step>(i));
          rows.walls.push_back(1.7e9 + static_cast<double>(i));
          rows.f32.push_back(static_cast<float>(random() % 1000) / 1000 + 100 / static_cast<float>(i + 1));
        }
        for (std::size_t at = 0; at < steps; at += kBlockRows) {
          writer.rows(series, file, rows, at, std::min<std::size_t>(kBlockRows, steps - at));
        }
        ++series;
        app_.packet(1, writer.finish());
      }
    }
    app_.set_name("made");
    app_.listed();
    app_.reading(ReadingState::kDone, 1, 1, kRuns, kRuns);
    app_.set_state("v=1&scalars.density=dense&" + std::string(state));
    settle();
  }

  void frame() {
    platform_.wanted_secs = 1e9;
    app_.frame(platform_.now_secs);
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
      if (texture->Status == ImTextureStatus_Destroyed || texture->Status == ImTextureStatus_OK) continue;
      const bool destroy = texture->Status == ImTextureStatus_WantDestroy;
      texture->SetTexID(destroy ? ImTextureID_Invalid : 1);
      texture->SetStatus(destroy ? ImTextureStatus_Destroyed : ImTextureStatus_OK);
    }
  }
  void settle() {
    int frames = 0;
    do {
      frame();
      if (++frames > 500) {
        std::fprintf(stderr, "frames without end: %g %d\n", platform_.wanted_secs, app_.more_to_prepare());
        std::exit(2);
      }
    } while (busy());
  }
  bool busy() const { return platform_.wanted_secs <= 0 || app_.dirty() || app_.more_to_prepare(); }
  void pass(double secs) { platform_.now_secs += secs; }
  void pointer(PointerKind kind, float x, float y) { app_.pointer(kind, x, y, 0, {}, PointerType::kMouse, 1); }
  Rect slider() const {
    const Widget* widget = app_.probe().find(Kind::kSlider, "Smoothing");
    if (!widget) {
      std::fprintf(stderr, "no smoothing slider in the toolbar of this state\n");
      std::exit(2);
    }
    return widget->rect;
  }
  std::size_t uploaded() const { return platform_.lines.points_; }
  std::size_t plots() const {
    return static_cast<std::size_t>(
        std::ranges::count(app_.probe().widgets(), Kind::kPlot, [](const Widget& widget) { return widget.kind; }));
  }

 private:
  SilentPlatform platform_;
  App app_{platform_};
};

int bench(std::size_t steps, std::string_view state) {
  Page page(steps, state);
  const Rect slider = page.slider();
  std::printf("%zu cards of %d runs of %zu steps\n", page.plots(), kRuns, steps);
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
  std::printf("%-58s %8.2f ms [%.2f..%.2f]", "a move, to the preview of all cards (groups: exact)", median, times.front(), times.back());
  if (steps <= kNormalSteps) std::printf("  limit %g ms%s", kLimitMs, kept ? "" : "  OVER");
  std::printf("\n%-58s %8.2f ms\n", "the first move", first);
  std::printf("%-58s %8.2f ms\n", "the exact lines of all cards, once it rests", exact);
  std::printf("%-58s %8.2f ms\n", "then what the outliers are, of all values", all - exact);
  return kept ? 0 : 1;
}

}  // namespace
}  // namespace db

int main(int argc, char** argv) {
  return db::bench(argc > 1 ? static_cast<std::size_t>(std::max(1L, std::atol(argv[1]))) : db::kNormalSteps,
                   argc > 2 ? argv[2] : "");
}
